"""Papers as BibTeX: one entry for each, of what is known and nothing else, and the keys to cite them by."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from slugify import slugify

from generator.citation import OTHERS, Citation, name_of, safe_address, year_of
from generator.citation.signs import flat
from generator.citation.titles import pieces
from generator.dates import MONTHS
from generator.exporters.further import NOTHING, day, kept, of_bibtex, told
from generator.model import Name, Paper
from generator.naming import suffix
from generator.text import family_name, text_key

KEY_LETTERS: Final = 8
"""A key takes words of the title until it has so many letters of them."""
SMALL_WORDS: Final = frozenset({
    "a", "an", "and", "are", "as", "at", "be", "beyond", "by", "can", "do", "does", "for", "from", "how", "in", "into",
    "is", "it", "its", "not", "of", "on", "or", "the", "to", "towards", "toward", "under", "using", "via", "we", "what",
    "when", "where", "which", "why", "with", "without",
})  # fmt: skip
"""Words of a title that no key takes."""

PLACES: Final = {"article": "journal", **dict.fromkeys(("inproceedings", "incollection", "inbook"), "booktitle")}
"""What the place of a publication is called; `howpublished` for all others."""
PUBLISHERS: Final = {
    **dict.fromkeys(("phdthesis", "mastersthesis"), "school"), "techreport": "institution", "manual": "organization",
}  # fmt: skip
_FURTHER: Final = {
    "title": "firsttitle", "later_title": "latertitle", "venue": "eventtitle", "date": "submitted",
    "categories": "eprintclasses",
}  # fmt: skip
OWN: Final = {name: name for name in (
    "addendum", "address", "annotation", "annote", "booktitleaddon", "chapter", "copyright", "date", "day", "edition",
    "eid", "eventdate", "howpublished", "institution", "isrn", "issn", "issuetitle", "langid", "language", "location",
    "maintitle", "month", "note", "organization", "origdate", "pagetotal", "part", "pubstate", "school", "series",
    "shortjournal", "shorttitle", "titleaddon", "type", "urldate", "venue", "version", "volumes",
)}  # fmt: skip
"""Fields of BibTeX and BibLaTeX that have no place in the catalog, but for people."""
_ONLY_BIBLATEX: Final = frozenset({"online", "dataset", "software", "patent"})
_ESCAPES: Final = {sign: "\\" + sign for sign in "&%#_$"} | {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "`": r"\textasciigrave{}", "-": "{}-", "'": "{}'",
}  # fmt: skip
_ESCAPED = re.compile(
    r"(&)(?=(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});)|[&%#_$\\{}~^`]|(?<=-)-|(?<=')'", re.ASCII
)
"""Signs that TeX reads as its own, two hyphens or apostrophes, and what would be a sign's name in HTML."""
_SIGN = re.compile(r"[&%#_$\\{}~^`]")
_KEY = re.compile(r"[A-Za-z0-9!$&*+./:;<>?@^_|-]{1,100}")
"""A key that BibTeX, Biber and LaTeX take as it is."""
_AND = re.compile(r"(?:^| )(?:and|others)(?: |$)", re.IGNORECASE | re.ASCII)


def keys(papers: Iterable[Paper], kept: Mapping[str, str] | None = None) -> dict[str, str]:
    """A citation key for each identity, such as `jin2025ragrewardbench`: first author, year, first words of the title.

    Where several papers have the same, the earliest keeps it and the others take a suffix of their own identity, so
    that a newer paper changes no key. `kept` are keys to keep by identity, whatever else is there.
    """
    found = {} if kept is None else dict(kept)
    taken = {key.lower() for key in found.values()}
    for paper in sorted(papers, key=lambda paper: (paper.date or str(paper.year or "9999"), paper.identity)):
        if paper.identity in found:
            continue
        key = _key(paper)
        if key in taken:
            key = f"{key}-{suffix(paper.identity)}"
        while key in taken:
            key += "x"
        found[paper.identity] = key
        taken.add(key)
    return found


def own_keys(papers: Iterable[Paper]) -> dict[str, str]:
    """By identity the key that a source has for a paper: the first that no other has, and that BibTeX can read."""
    everything = list(papers)
    times = Counter(key.lower() for paper in everything for key in set(paper.keys))  # BibTeX does not tell A from a
    usable = (
        (paper, key)
        for paper in everything
        for key in reversed(paper.keys)
        if _KEY.fullmatch(key) and key not in paper.identities  # which a record of another catalog has in its place
    )
    return {paper.identity: key for paper, key in usable if times[key.lower()] == 1}


def entry(cited: Citation, abstract: str = "", keywords: Sequence[str] = (), more: Mapping[str, str] = NOTHING) -> str:
    """One entry, with a line feed at its end. Every field stands on a line of its own that begins with its name.

    `more` are the fields of `further`, none of which goes before what is cited.
    """
    kind = "misc" if cited.kind in _ONLY_BIBLATEX else cited.kind
    fields = {
        "title": in_braces(cited.title),
        "author": people(cited.authors),
        "editor": people(cited.editors),
        PLACES.get(kind, "howpublished"): escape(cited.place),
        "volume": escape(cited.volume),
        "number": escape(cited.number),
        "pages": escape(cited.pages),
        PUBLISHERS.get(kind, "publisher"): escape(cited.publisher),
        "year": cited.year,
        "isbn": escape(cited.isbn),
        "doi": safe_address(cited.doi),
        "url": cited.url,
        "eprint": cited.arxiv,
        "archiveprefix": "arXiv" if cited.arxiv else "",
        "primaryclass": cited.archive_class,
        "note": escape(cited.note),
        "keywords": listed(keywords),
        "abstract": running(abstract),
    }
    return of_fields(kind, cited.key, with_more(fields, more))


def further(paper: Paper, cited: Citation) -> dict[str, str]:
    """What stands in a file beyond the citation: fields that styles pass over, and those of a source."""
    found = told(paper, cited, of_bibtex(cited))
    url = found.pop("url", "")
    fields = {_FURTHER.get(name, name): _said(value) for name, value in found.items()}
    fields |= {"weburl": str(url)} if url else {}
    if cited.kind in _ONLY_BIBLATEX:
        fields["entrysubtype"] = cited.kind
    if paper.pdf:
        fields["pdf"] = safe_address(paper.pdf)
    if paper.extra:
        fields |= {name: running(flat(text)) for name, text in kept(paper, OWN).items()}
        if "month" not in fields and (date := day(paper, cited)):
            fields.setdefault("date", date)
    return fields


def _said(value: str | tuple[str, ...]) -> str:
    return running(value) if isinstance(value, str) else listed(value)


def with_more(fields: Mapping[str, str], more: Mapping[str, str]) -> Mapping[str, str]:
    """The fields, and those of `more` that they do not have."""
    return {**fields, **{name: value for name, value in more.items() if not fields.get(name)}} if more else fields


def of_fields(kind: str, key: str, fields: Mapping[str, str]) -> str:
    """An entry of these fields, without those that are empty; styles know the months by three letters."""
    lines = [
        f"  {name.ljust(9)} = {value}" if name == "month" and value in MONTHS else f"  {name.ljust(9)} = {{{value}}}"
        for name, value in fields.items()
        if value
    ]
    return ",\n".join([f"@{kind}{{{key}", *lines]) + "\n}\n"


def whole(entries: Iterable[str]) -> Iterator[str]:
    """A file of entries, with an empty line between each two."""
    for number, one in enumerate(entries):
        yield f"\n{one}" if number else one


def _key(paper: Paper) -> str:
    name = _letters(family_name(paper.authors[0])) if paper.authors else ""
    return f"{name or 'anon'}{year_of(paper)}{_first_words(paper.title)}"


def _first_words(title: str) -> str:
    """The first words of a title that mean something, as one run of small letters and digits."""
    found = ""
    for word in title[:500].split():
        if len(found) >= KEY_LETTERS:
            break
        plain = _letters(word)
        found += "" if plain in SMALL_WORDS else plain
    return found[:40]


def _letters(text: str) -> str:
    """Its small letters and digits; where it has no accents and no name of a character that is all `slugify` takes."""
    return text_key(text) if text.isascii() and "&" not in text else slugify(text, separator="")


def escape(text: str) -> str:
    """A text on one line, so that TeX prints it and a reader finds it again."""
    if text and ("--" in text or "''" in text or _SIGN.search(text)):
        return _ESCAPED.sub(_in_tex, text)
    return text


def _in_tex(sign: re.Match[str]) -> str:
    return r"\&{}" if sign[1] else _ESCAPES[sign[0]]


def in_braces(title: str) -> str:
    """The title with what must stay as it is in braces; math there is TeX already."""
    return "".join(
        f"{{{piece if piece.startswith('$') else escape(piece)}}}" if at % 2 else escape(piece)
        for at, piece in enumerate(title.split("\t"))
    )


def running(text: str) -> str:
    """An abstract, with its math and its paragraphs."""
    return "".join(piece if is_math else escape(piece) for piece, is_math in pieces(text))


def listed(keywords: Sequence[str]) -> str:
    """Keywords in one field; a comma behind one that is in braces alone, for braces around all are no part of it."""
    words = [f"{{{escape(word)}}}" if "," in word or ";" in word else escape(word) for word in keywords]
    return ", ".join(words) + ("," if len(words) == 1 and words[0][0] == "{" else "")


def people(names: Sequence[str]) -> str:
    """The authors or the editors in one field."""
    return " and ".join(map(_author, names))


@lru_cache(maxsize=1 << 16)
def _author(written: str) -> str:
    """A name as BibTeX takes it apart: `Family, Jr., Given` where there is a suffix.

    That of a group is in braces, and its commas are in some of their own: `{Toy, Ada}` is a person in many files.
    """
    if written == OTHERS:
        return "others"
    first, *others = written.split("\t")
    if not others:
        return f"{{{escape(first).replace(',', '{,}')}}}"
    if len(others) > 1 or first.endswith(","):
        return _turned(name_of(written), is_whole="\n\n" in first)
    plain = escape(f"{first} {others[0]}")
    return f"{{{plain}}}" if _has_and(plain) else plain


def _turned(name: Name, *, is_whole: bool) -> str:
    family = f"{{{escape(name.family)}}}" if is_whole else _part(name.family)
    family = f"{_part(name.particle)} {family}" if name.particle else family
    suffix = f", {_part(name.suffix)}" if name.suffix else ""
    given = f", {_part(name.given)}" if name.given or suffix else ""
    return f"{family}{suffix}{given}"


def _part(text: str) -> str:
    """A part of a name, kept together where it would end too early."""
    return f"{{{escape(text)}}}" if "," in text or _has_and(text) else escape(text)


def _has_and(text: str) -> bool:
    small = text.lower()
    return ("and" in small or "others" in small) and bool(_AND.search(text))
