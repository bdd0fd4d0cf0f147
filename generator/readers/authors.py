"""Who wrote a paper: from a list of texts, a list of objects with parts, or one text with all names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

from generator.model import Name
from generator.names import listed
from generator.people import OTHERS, author, is_group, is_others
from generator.readers.aliases import folded
from generator.readers.family_first import family_first
from generator.readers.marked_names import unmarked
from generator.text import is_plain, plain

Person = Name | str
"""A name in parts, or one as a person reads it, which its source does not take apart."""

_PARTS = {
    "given": ("given", "given name", "given names", "first", "first name", "forename", "middle", "middle name"),
    "particle": ("particle", "non-dropping-particle", "dropping-particle", "von", "prefix", "name particle"),
    "family": ("family", "family name", "family names", "last", "last name", "surname"),
    "suffix": ("suffix", "jr", "name suffix", "lineage"),
    "literal": ("literal",),
    "whole": ("name", "full name", "display name", "author", "author name", "label"),
    "orcid": ("orcid", "orcid id"),
}
WRITERS = ("author", "presenter", "inventor", "programmer", "contributor")
"""Whom Zotero lists among the creators of a work; the others are editors and translators."""
_PART_OF = {folded(name): part for part, names in _PARTS.items() for name in names}
_ORCID = re.compile(r"(?:https?://(?:www\.)?orcid\.org/)?(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dxX])/?", re.ASCII)
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv)\.?", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[^\W\d_][.·-]{1,2}\s?){1,6}|[A-Z]{1,3}")
_DOTTED = re.compile(r"(?:[^\W\d_]\.[\s-]?){1,6}")
_NUMBER_BEHIND = re.compile(r"\s*\(\d{5,}\)$")
_MARKS = "*†‡§¶#^⁰¹²³⁴⁵⁶⁷⁸⁹ "
"""What stands behind a name for a note below the list."""
_NOTES = re.compile(r"\s?[⁰¹²³⁴-⁹]{1,3}(?:,\s?[⁰¹²³⁴-⁹]{1,3}){0,9}(?=[*†‡§¶]{0,3}(?:[,;|]|\s(?:and|&)\s|$))")
"""The same in numbers, which may have commas between them."""
_DEGREE = re.compile(
    r"(?:(?<=[^\s,;|])(\s[^\s,;|]{1,60})(?:,\s?M\.?D\.?)?,\s?Ph\.D\b\.?|(?:,\s?M\.?D\.?)?(?:,\s?|\s)PhD\b\.?)"
    r"(?=\s?(?:[,;|]|and\s|&|$))"
)
"""Behind a whole name, which is kept; `Toy, Ph.D.` has initials."""
_LEADING_AND = re.compile(r"^(?:and|&)\s+", re.IGNORECASE)
_AFFILIATION = re.compile(
    r"(?<=[^\s,;|(])\s*\((?P<inside>(?:[^()]|\([^()]{0,200}\)){1,300})\)(?=\s?[*†‡§¶⁰¹²³⁴-⁹]{0,5}\s?(?:[,;|]|(?:and|&)\s|$))"
)
"""Where an author works, or whatever else a list says in brackets behind a name."""
_BREAK = re.compile(r"[,;|]|\s(?:and|&)\s")
_FULL_STOP = re.compile(r"(?<=\w{4})\.$")
_AND = re.compile(r",?\s+(?:and|&)\s+|\s*\\and\b\s*", re.IGNORECASE)
_OTHERS = re.compile(
    r"(?:(?<![^\s,;|])(?:and|&)\s)?(?:(?<![^\s,;|&])et\.?\s?al\.?|…|\.{3,})$"
    r"|(?:(?<![^\s,;|])(?:and\s|&\s?)|(?<=[,;|])\s?|^)(?:\d{1,5}\s)?others\.?$",
    re.IGNORECASE,
)
"""Behind the names of a list that is not complete."""
_MAY_BE_OTHERS = re.compile(r"et\.?\s?al|others|…|\.\.\.", re.IGNORECASE)
_LEFT_OUT = re.compile(r",\s?(?:\.\.\.|…)\s?(?:,|and\s|&)")
_LONGEST_OTHERS = 40
_MOST_OTHERS = 100
"""So often may it stand there, one behind the other."""
_ENDS_OF_OTHERS = ("al", "al.", "others", "others.", "…", "...")
_COMMA = re.compile(r",(?!\s*(?:jr|sr|ii|iii|iv)\b\.?)", re.IGNORECASE)
_JUNIOR = re.compile(r",?\s+(?:jr|sr|ii|iii|iv)\.?$", re.IGNORECASE)
_ONE_WORD = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""A letter of a script in which given and family name are one word."""
_LONGEST_SPLIT = 200_000


def as_listed(value: Iterable[object]) -> tuple[Person, ...]:
    """Names as the record format has them: a text is a name as it stands. Raises ValueError for anything else."""
    items = list(value)
    texts = [item for item in items if isinstance(item, str)]
    if len(texts) == len(items) and is_plain("|".join(texts)):
        return tuple([name for text in texts if (name := text.strip())])
    return tuple(person for item in items for person in _of_item(item, _displayed))


def as_written(value: object) -> tuple[Person, ...]:
    """Names in any form: `Example, Ada` is taken apart, and one text may hold all. Raises ValueError for another."""
    if isinstance(value, str):
        text, others = without_others(value)
        return (*filter(str, map(person_of, split(text))), *others)
    if isinstance(value, Mapping):
        value = [value]
    if not isinstance(value, list | tuple):
        raise ValueError
    if len(value) == 1 and isinstance(value[0], str):
        return as_written(value[0])
    if all(isinstance(item, str) for item in value):
        value = as_lines(value)
    return tuple(person for item in value for person in _of_item(item, _taken_apart))


def as_lines(texts: Iterable[str]) -> list[object]:
    """A list with a name in each text, `Toy AB` turned as `Toy, A.B.`; behind it `OTHERS` where it is not complete."""
    apart = [without_others(text) for text in texts]
    others = (one for _, found in apart for one in found)
    return [*family_first([text for text, _ in apart if text]), *others]


def in_full(people: tuple[Person, ...]) -> dict[str, Any]:
    """`authors`, as one reads them; their `names` where the parts of any are told; `et_al` where there are others."""
    authors, et_al = tuple(map(str, people)), False
    if _MAY_BE_OTHERS.search("|".join(authors)):
        apart = [(person, ()) if isinstance(person, Name) else without_others(person) for person in people]
        people = tuple(person for person, _ in apart if person and not is_others(str(person)))
        et_al = bool(people) and (len(people) < len(apart) or any(others for _, others in apart))
        authors = tuple(map(str, people))
    is_apart = any(isinstance(person, Name) for person in people)
    names = (person if isinstance(person, Name) else Name(literal=person) for person in people if is_apart)
    return {"authors": authors, "names": tuple(names), "et_al": et_al}


def of_editors(people: tuple[Person, ...], *, alone: bool) -> dict[str, object]:
    """`editors`, each in parts; where they stand `alone`, they are the `authors`, too, with `edited` to say so."""
    names = (person if isinstance(person, Name) else person_of(person) for person in people)
    told = in_full(tuple(filter(str, names)))
    others = (OTHERS,) if told["et_al"] else ()
    editors = (*told["names"], *others)
    return {**told, "editors": editors, "edited": True} if alone and editors else {"editors": editors}


def person_of(text: str) -> Name:
    """One name as written, in whatever order: a person in parts, or a group, whole."""
    text = _LEADING_AND.sub("", _without_affiliations(text).strip(" ,;\t\n")).strip(_MARKS)
    text = _FULL_STOP.sub("", _DEGREE.sub(r"\1", _NUMBER_BEHIND.sub("", text)))
    if (junior := _JUNIOR.search(text)) and "," not in text[: junior.start()]:
        person = author(text[: junior.start()])
        return replace(person, suffix=plain(junior[0]).strip(" ,")) if person.family else author(text)
    family, *others = (part.strip() for part in text.split(",", 3))
    if len(others) == 2 and _SUFFIX.fullmatch(others[1]):
        text = f"{family}, {others[1]}, {others[0]}"
    return author(text)


def _without_affiliations(text: str) -> str:
    """Names without what stands in brackets behind each, as `Ada Example (Toy University)`; a group keeps its own."""
    return _AFFILIATION.sub(_unless_of_group, text) if "(" in text else text


def _unless_of_group(found: re.Match[str]) -> str:
    before = found.string[max(found.start() - 200, 0) : found.start()]
    return found[0] if is_group(_BREAK.split(before)[-1]) else ""


def affiliations(value: object) -> str:
    """The authors of an entry as they are written, where affiliations stand in brackets behind them; '' elsewhere."""
    items = value if isinstance(value, list) else [value]
    text = "; ".join(one for one in items if isinstance(one, str)) if any("(" in str(one) for one in items) else ""
    text = text[:_LONGEST_SPLIT]
    return text if text and _without_affiliations(text) != text and not _NUMBER_BEHIND.search(text) else ""


def without_others(text: str) -> tuple[str, tuple[Name, ...]]:
    """A name or a list without `et al.` or `and others` behind it, and `OTHERS` where it says so, or has `…` within."""
    others: tuple[Name, ...] = ()
    text = text.rstrip()
    for _ in range(_MOST_OTHERS):
        is_told = text[-7:].lower().endswith(_ENDS_OF_OTHERS)
        found = _OTHERS.search(text, max(0, len(text) - _LONGEST_OTHERS)) if is_told else None
        if not found:
            break
        text, others = text[: found.start()].rstrip(" ,;|\t\n"), (OTHERS,)
    if ("…" in text or "..." in text) and _LEFT_OUT.search(text):
        others = (OTHERS,)
    return text, others


def split(text: str) -> Iterator[str]:
    """The names that one text holds, each as written."""
    text = _without_affiliations(" ".join(unmarked(text[:_LONGEST_SPLIT]).replace("；", ";").split()))
    text = _DEGREE.sub(r"\1", _NOTES.sub("", text)).strip(" ;,")
    for sign in (";", "|", " • ", " · "):
        if sign in text:
            yield from family_first([part for piece in text.split(sign) if (part := piece.strip())])
            return
    if "{" in text:
        yield from listed(text)
        return
    pieces = [piece.strip() for piece in _AND.split(text)]
    are_whole = len(pieces) > 1 and not any(map(_COMMA.search, pieces))
    if are_whole and len(pieces) == 2 and " " not in pieces[0] and is_group(pieces[1]):
        yield text  # `Toys and Kites Group`
        return
    parts = [part.strip() for part in _COMMA.split(",".join(pieces)) if part.strip(" .…")]
    if len(pieces) > 1 and all(len(_COMMA.split(piece)) == 2 for piece in pieces) and not _are_full(parts):
        yield from pieces
    else:
        yield from _in_order(parts, are_whole=are_whole)


def _in_order(parts: list[str], *, are_whole: bool) -> Iterator[str]:
    """`Ada Example, Bo Example` is two names, `Example, Ada` one, `Example, A., Toy, B.` two again.

    What stood between words such as `and` alone are whole names.
    """
    if not are_whole and (joined := _with_initials(parts)):
        yield from joined
    elif not are_whole and _are_pairs(parts):
        yield from (f"{family}, {given}" for family, given in zip(parts[::2], parts[1::2], strict=True))
    elif (turned := family_first(parts)) is not parts:
        yield from turned
    elif all(map(_is_of_scopus, parts)) and not (len(parts) == 1 and parts[0].endswith(" AI")):  # `Toyworks AI`
        yield from (", ".join(part.rsplit(" ", 1)) for part in parts)
    else:
        yield from parts


def _with_initials(parts: list[str]) -> list[str]:
    """`Toy`, `A.`, `Kites Group`, `Example`, `B.` as names, initials behind what stands before; none of other lists."""
    are_initials = [_DOTTED.fullmatch(part) is not None for part in parts]
    follows = any(first and second for first, second in pairwise(are_initials))
    if len(parts) < 4 or are_initials[0] or follows or sum(are_initials) * 3 < len(parts):
        return []
    behind = [*are_initials[1:], False]
    return [f"{part}, {parts[at + 1]}" if behind[at] else part for at, part in enumerate(parts) if not are_initials[at]]


def _are_pairs(parts: list[str]) -> bool:
    if len(parts) % 2 or _are_full(parts):
        return False
    families, given = parts[::2], parts[1::2]
    if len(parts) == 2 or all(map(_INITIALS.fullmatch, given)):
        return True
    wide = [part for part in families if " " in part]  # such as `El Toy`, in a list that is of single words mostly
    return not wide or (len(wide) * 2 <= len(families) and sum(" " not in part for part in parts) * 2 > len(parts))


def _are_full(parts: list[str]) -> bool:
    """Does each part have a given and a family name, so that no comma stands within one?"""
    names = (_JUNIOR.sub("", part) for part in parts)
    return all((" " in name or _ONE_WORD.search(name)) and not _DOTTED.fullmatch(name) for name in names)


def _is_of_scopus(part: str) -> bool:
    """`Example A.B.`, `Example AB`: the family name, then initials in one word."""
    family, _, given = part.rpartition(" ")
    return bool(family and _INITIALS.fullmatch(given) and not _DOTTED.search(family))


def _of_item(item: object, read: Callable[[str], Iterable[Person]]) -> Iterator[Person]:
    if isinstance(item, Name):
        yield item
    elif isinstance(item, Mapping):
        yield from _of_parts(item, read)
    elif isinstance(item, str):
        yield from filter(str, read(item))
    elif isinstance(item, list) and 0 < len(item) < 4 and all(isinstance(part, str) for part in item):
        yield person_of(", ".join((item[-1], " ".join(item[:-1]))))  # given names, then the family name
    elif item is not None:
        raise ValueError


def is_of_name(name: str) -> bool:
    """Whether a key of an author's object is for a part of the name."""
    return name in _PART_OF or folded(name) in _PART_OF


def _displayed(text: str) -> Iterable[Person]:
    return map(plain, _AND.split(text) if "\\and" in text else (text,))


def _taken_apart(text: str) -> Iterable[Person]:
    """One item of a list; several names where it is plainly a list of its own."""
    text, others = without_others(unmarked(text))
    texts = split(text) if ";" in text or "；" in text or "\\and" in text or text.count(",") > 2 else (text,)
    return (*map(person_of, texts), *others)


def _of_parts(item: Mapping[str, object], read: Callable[[str], Iterable[Person]]) -> Iterator[Person]:
    """A name from an object: parts under the names of CSL, Zotero, Crossref and others."""
    if item.get("creatorType", "author") not in WRITERS:
        return
    parts: dict[str, str] = {}
    for name, value in item.items():
        part = _PART_OF.get(folded(str(name)))
        if part and isinstance(value, str) and (text := plain(value)):
            parts[part] = f"{parts[part]} {text}" if part in parts else text
    if found := _ORCID.fullmatch(parts.get("orcid", "")):
        parts["orcid"] = "-".join(found.groups()).upper()
    whole = parts.pop("whole", "")
    if parts.keys() == {"orcid"}:
        yield from filter(str, [replace(person_of(whole), orcid=parts["orcid"])])
    elif parts:
        yield from filter(str, [Name(**parts)])
    else:
        yield from filter(str, read(whole))
