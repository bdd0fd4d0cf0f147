"""The fields of a record, whatever the format: what each may hold.

`FIELDS` reads values as the record format has them, `LOOSE` those of strangers' files too, where a text may hold tags
of HTML and one text all authors. What a field is called in a source stands in `aliases.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import unquote

from generator import names
from generator.dates import date_said, written_date
from generator.readers import authors
from generator.readers.kinds import kind_of
from generator.readers.markdown_body import unemphasized
from generator.readers.marked_names import listed_by_python
from generator.text import acl, arxiv, clean, doi, find_urls, plain, safe_url
from generator.untagged import untagged

_HEADING = re.compile(r"(?:abstract\s*(?:[:.—–]\s*|\n\n\s*)(?=\S))+", re.IGNORECASE)
_ENTRY_TYPE = re.compile(r"[a-z][a-z -]{0,39}")
_RANGE = re.compile(r"\s*(?<=[\w.])(?:-+|[‐‑‒–—−]+)(?=[\w.])\s*|\s+(?:-+|[‐‑‒–—−]+)\s+")
_PAGES = re.compile(r"[A-Za-z]{0,3}\d[\w.:]{0,12}\s*(?:-+|[‐‑‒–—−]+)\s*[A-Za-z]{0,3}\d[\w.:]{0,12}")
_YEAR = re.compile(r"(?:c(?:a|irca)?\.?\s*)?\[?(\d{4})\]?(?:\.0|\s?[a-z])?", re.ASCII)
_ESCAPED = re.compile(r"\\+([_&%#<>])")
_DOI_WITHIN = re.compile(r"(?<=/)10\.\d{4,9}/[^\s?#]+?(?=(?:/(?:full|abstract|e?pdf|html|meta))?/?(?:[\s?#]|$))")
"""A DOI in the address of a publisher, as `…/article/10.1000%2Ftoy.1`."""
_SPAN = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?)?)/(?:\d{4}(?:-\d\d(?:-\d\d)?)?|\.\.)?")
"""A span of time as BibLaTeX and ISO 8601 write it."""
_CLASSES = re.compile(r"[a-z-]{2,9}(?:\.[A-Za-z-]{2,20})?(?:[ ,]+[a-z-]{2,9}(?:\.[A-Za-z-]{2,20})?)*")
_FILE = re.compile(
    r"(?!//)[\w./%() -]{1,300}\.(?:pdf|html?|md|ps|docx?)(?:#.*)?|[#/](?!/).{0,300}|[\w-]+(?:/[\w.-]+)+/?",
    re.IGNORECASE,
)

_BARE = re.compile(
    r"(?:[A-Za-z0-9-]{1,63}\.){1,5}(?P<last>[A-Za-z]{2,12})(?::\d{1,5})?(?P<path>/\S{0,2000})?", re.ASCII
)
_ENDINGS = frozenset({"pdf", "html", "htm", "ps", "doc", "docx", "md", "txt", "zip", "bib", "png", "jpg", "php"})

_WORDS = re.compile(r"[,;]*\s+|[,;]+$")
_MEANS_NOTHING = re.compile(r"(?:doi|arxiv(?:[ -]?id)?|acl)?[:=.]?|\[[\w., -]*\]", re.IGNORECASE)

MORE_ADDRESSES = "more addresses"
"""What further addresses of an entry are kept as, where its field takes one."""
LINK_LABEL = "link label"
"""What the words of the link that is taken as the paper's are kept as, where they do not say what it leads to."""


class FieldError(Exception):
    """A value that its field cannot hold; never leaves the readers. `kept` is what can be taken of it all the same."""

    def __init__(self, fact: str, hint: str, kept: object = None) -> None:
        super().__init__(fact)
        self.fact, self.hint, self.kept = fact, hint, kept


class ElsewhereError(Exception):
    """A value that is right where it stands, and of no use here, such as the name of a file; it is kept as it is."""


def _text(value: object) -> str:
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if not isinstance(value, str):
        raise FieldError(f"is {kind(value)}, not a text", 'a text stands in quotes: "…"')
    return plain(value)


def _loose_text(value: object) -> str:
    if isinstance(value, Mapping):
        value = next((value[name] for name in ("name", "title", "full", "text", "value") if name in value), value)
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        value = value[0]
    return plain(untagged(str(value))) if isinstance(value, str | int | float) else _text(value)


def _loose_place(value: object) -> str:
    """The name of a place, without the emphasis that pages give it."""
    return unemphasized(_loose_text(value))


def _entry_type(value: object) -> str:
    text = _text(value).lower()
    if not _ENTRY_TYPE.fullmatch(text):
        raise FieldError(f"is no kind of publication: {shown(value)}", "write `article`, `inproceedings` or the like")
    return text


def _kind(value: object) -> str:
    """BibTeX's name for the kind; of a name that nobody knows, nothing."""
    if isinstance(value, str) and (found := kind_of(value)):
        return found
    raise ElsewhereError


def _count(value: object) -> str:
    """A text, or a number that a program wrote in its place, as volumes and issues often are."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value) if type(value) in (int, float) else _text(value)


def _pages(value: object) -> str:
    """Ranges with one hyphen between their pages: `12--15`, `12–15` and `12 - 15` are `12-15`."""
    text = _count(value)
    return _PAGES.sub(lambda found: _RANGE.sub("-", found[0]), text[:200]) + text[200:]


def _own_name(value: object) -> str:
    """As the source writes it, for whoever asks for it; many number their records."""
    return clean(value) if isinstance(value, str) else str(value) if type(value) is int else _text(value)


def _abstract(value: object) -> str:
    if not isinstance(value, str):
        raise FieldError(f"is {kind(value)}, not a text", 'a text stands in quotes: "…"')
    text = plain(value, paragraphs=True)
    heading = _HEADING.match(text)
    return text[heading.end() :] if heading else text


def _loose_abstract(value: object) -> str:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        value = "\n\n".join(value)
    if isinstance(value, str):
        value = untagged(unemphasized(value) if "**" in value else value)
    return _abstract(value)


def _words(value: object) -> tuple[str, ...]:
    """Words from a list, or from one text with signs between them; braces hold one with a sign together."""
    if isinstance(value, str) and value[:1] == "[" and (items := listed_by_python(value)):
        value = items
    if isinstance(value, str):
        found = (names.between(value, sign) for sign in (";", "|", "\n", ",") if sign in value)
        value = next((pieces for pieces in found if len(pieces) > 1), None) or names.between(value, ";")
    return _texts(value)


_WORD = ("tag", "name", "term", "label", "title", "display_name")


def _texts(value: object) -> tuple[str, ...]:
    items = [_of_word(item) for item in value] if isinstance(value, list | tuple) else []
    if not isinstance(value, list | tuple) or None in items:
        raise FieldError("is not a list of texts", 'write ["…", "…"]')
    return tuple(filter(None, map(plain, map(str, items))))


def _of_word(item: object) -> str | None:
    """A word as a text, a number, or an object such as those of Zotero and Hugging Face."""
    if isinstance(item, Mapping):
        item = next((item[name] for name in _WORD if name in item), None)
    return str(item) if isinstance(item, str) or type(item) in (int, float) else None


def _classes(value: object) -> tuple[str, ...]:
    """`cs.CL cs.AI` is two classes of arXiv."""
    if isinstance(value, str) and _CLASSES.fullmatch(value.strip()) and "." in value:
        return tuple(dict.fromkeys(re.split(r"[ ,]+", value.strip())))
    return _words(value)


_WRONG_NAMES = ("is not a list of names", 'write ["Given Family", "Given Family"]')


def _names(value: object) -> tuple[authors.Person, ...]:
    if isinstance(value, str):
        return _loose_names(value)
    try:
        return authors.as_listed(value if isinstance(value, list | tuple) else [0])
    except ValueError:
        raise FieldError(*_WRONG_NAMES) from None


def _loose_names(value: object) -> tuple[authors.Person, ...]:
    try:
        return authors.as_written(value)
    except ValueError:
        raise FieldError(*_WRONG_NAMES) from None


def _date(value: object) -> str:
    text = str(value) if type(value) is int else value
    date, is_whole = written_date(text) if isinstance(text, str) else ("", False)
    if not is_whole:
        fact = f"cannot be: {shown(value)}"
        if date:
            fact = f"is not clear, and only its year is taken: {shown(value)}"
        raise FieldError(fact, 'write "2024-12-18", "2024-12" or "2024"', date)
    return date


def _loose_date(value: object) -> str:
    if isinstance(value, bool) or (isinstance(value, str) and value.lower() in ("true", "false", "yes", "no")):
        raise ElsewhereError  # whether a page is published
    if isinstance(value, str) and (span := _SPAN.fullmatch(value.strip())):
        value = span[1]  # the first of the two days between which it came out
    return _date(date_said(value))


def _year(value: object) -> int:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).strip() if isinstance(value, str) or type(value) is int else ""
    found = _YEAR.fullmatch(text)
    number = int(found[1] if found else written_date(text)[0][:4] or 0)
    if not 1000 <= number <= 2999:
        raise FieldError(f"cannot be: {shown(value)}", "write a year of four digits, such as 2024")
    return number


def _address(value: object) -> str:
    """One address, the first of several; one without `https://` where it is plain that it is one."""
    text = value.strip() if isinstance(value, str) else ""
    if text.endswith(")") and "(" not in text:
        text = text.rstrip(")")  # what is left of a link of Markdown
    if address := safe_url(text):
        return address
    found = find_urls(text[:10_000])
    if not found:
        raise FieldError(f"is no address to link to: {shown(value)}", "write one that starts with https://")
    return found[0][2]


def bare_address(text: str) -> str:
    """The address in a text that lacks its `https://` alone, as `example.org/a.pdf` does; '' for the name of a file."""
    found = _BARE.fullmatch(text.strip())
    return safe_url(f"https://{found[0]}") if found and (found["path"] or found["last"] not in _ENDINGS) else ""


def further_addresses(text: str) -> str:
    """The addresses in a text behind the first that is taken; '' where the whole text is one."""
    text = text.strip()[:10_000]
    if safe_url(text):
        return ""
    found = dict.fromkeys(address for _, _, address in find_urls(text))
    return "; ".join([*found][1:])


def _loose_address(value: object) -> str:
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, Mapping) and "url" in value:
        value = value["url"]
    if isinstance(value, str) and "://" not in value and (address := bare_address(value)):
        return address
    if isinstance(value, str) and _FILE.fullmatch(value.strip()) and not find_urls(value):
        raise ElsewhereError
    return _address(value)


def _identifier(value: object) -> str:
    text = _joined(value) if isinstance(value, str) else ""
    if not any(parse(text) for parse in IDENTIFIERS.values()):
        raise FieldError(
            f"is no identifier: {shown(value)}",
            "an arXiv id looks like 2412.13746, an ACL id like 2023.acl-long.908, a DOI like 10.1000/182",
        )
    return text


def _joined(text: str) -> str:
    """An identifier without what people put before it or behind it, TeX's signs, and the spaces of a broken line."""
    text = _ESCAPED.sub(r"\1", text[:400]) if "\\" in text else text
    if any(parse(text) for parse in IDENTIFIERS.values()):
        return text
    if "://" in text and (found := _DOI_WITHIN.search(unquote(text))):
        return found[0]
    joined = re.sub(r"^\s*(?:doi|arxiv(?:\s+id)?)\b[\s:=]*|\s+", "", text[:400], flags=re.IGNORECASE)
    words = _WORDS.split(text[:400]) if not any(parse(joined) for parse in IDENTIFIERS.values()) else ()
    return next((word for word in words if any(parse(word) for parse in IDENTIFIERS.values())), joined)


def is_more(text: str, name: str) -> bool:
    """Whether a text says more than the one identifier that its field takes of it, such as a second one."""
    taken = IDENTIFIERS[name](_joined(text))
    words = _WORDS.split(text.strip()[:400]) if taken and " " in text.strip() else ()
    return not all(_MEANS_NOTHING.fullmatch(word) or IDENTIFIERS[name](word).lower() == taken.lower() for word in words)


IDENTIFIERS: dict[str, Callable[[str], str]] = {"arxiv": arxiv, "acl": acl, "doi": doi}
Parser = Callable[[object], Any]
FIELDS: dict[str, Parser] = {
    "title": _text, "abstract": _abstract, "authors": _names, "editors": _names, "date": _date, "issued": _date,
    "year": _year, "venue": _text, "booktitle": _text, "url": _address, "pdf": _address, "later_title": _text,
    "keywords": _words, "categories": _classes, "entry_type": _entry_type, "volume": _count, "number": _count,
    "pages": _pages, "publisher": _text, "isbn": _text, "arxiv": _identifier, "acl": _identifier, "doi": _identifier,
    "id": _own_name, "key": _own_name,
}  # fmt: skip
LOOSE: dict[str, Parser] = {
    **FIELDS, "title": _loose_text, "abstract": _loose_abstract, "authors": _loose_names, "editors": _loose_names,
    "venue": _loose_place, "date": _loose_date, "issued": _loose_date, "booktitle": _loose_place,
    "publisher": _loose_text, "entry_type": _kind, "url": _loose_address, "pdf": _loose_address, "isbn": _loose_text,
}  # fmt: skip


def kind(value: object) -> str:
    """A JSON value in a reader's words."""
    kinds = {dict: "an object", list: "a list", str: "a text", bool: "true or false", type(None): "nothing"}
    return kinds.get(type(value), "a number")


def shown(value: object) -> str:
    """A value that fits into a message, in quotes."""
    text = clean(value) if isinstance(value, str) else kind(value) if isinstance(value, list | dict) else str(value)
    return f"“{text[:60]}…”" if len(text) > 61 else f"“{text}”"
