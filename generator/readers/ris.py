"""RIS of EndNote, Zotero, Mendeley, Scopus and others, and the tagged files of Web of Science (`FN`, `PT J`).

Tags: refman.com's specification of 2011, as rispy has it; what each program makes of them is told beside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.dates import written_date
from generator.identifiers import arxiv, doi
from generator.model import Location, Name, Problem, Record, Severity, Source
from generator.names import between
from generator.people import author
from generator.readers import beyond
from generator.readers.authors import as_lines, person_of, without_others
from generator.readers.entries import Entries
from generator.readers.fields import MORE_ADDRESSES
from generator.readers.kinds import kind_of
from generator.readers.lines import head, read_lines
from generator.readers.ris_entries import ISI_START, RIS_START, Entry, of_isi, of_ris
from generator.text import plain

CODES = {
    "no-end": "An entry of a RIS file has no `ER` line; the next one begins, or the file ends.",
}
_TITLES = ("title", "primary_title", "BT", "document_title", "CT", "short_title", "translated_title")
_PLACES = (
    "alternate_title3", "journal_name", "secondary_title", "BT", "custom3", "publication_name", "tertiary_title",
    "alternate_title2", "alternate_title1",
)  # fmt: skip
"""Journals stand in JF, JO or T2, conferences and books in T2, BT or, by EndNote, C3; abbreviations in JA and J2."""
_BOOKS = frozenset({"BOOK", "EBOOK", "EDBOOK", "WHOLE", "SER", "THES", "RPRT"})
"""Kinds that are part of nothing but of a series, whose title is `T3`."""
_AUTHORS = ("author_full_name", "authors", "first_authors", "group_authors", "book_authors_full_name")
_EDITORS = ("ED", "editors")
_EDITORS_OF: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("BOOK", "EBOOK", "EDBOOK", "WHOLE"), ("tertiary_authors",)),
    **dict.fromkeys(
        ("CHAP", "ECHAP", "CONF", "CPAPER", "JOUR", "EJOUR", "MGZN", "ENCYC", "DICT"), ("secondary_authors",)
    ),
}
"""What else Zotero and EndNote put editors into, by the kind; for other kinds these are those of a series."""
_ABSTRACTS = ("abstract", "notes_abstract")
_SIMPLE = {
    "volume": ("volume", "VO"), "number": ("number", "issue", "CP"), "publisher": ("publisher",),
    "doi": ("doi", "DI", "L3"), "id": ("id",),
}  # fmt: skip
_KEYWORDS = ("keywords", "author_keywords", "keywords_plus")
_FIRST, _LAST = ("start_page", "beginning_page"), ("end_page", "ending_page")
_YEARS = ("year", "publication_year")
_ISBN = re.compile(r"(?:97[89][\s-]?)?(?:\d[\s-]?){9}[\dXx]", re.ASCII)
_HTTP = re.compile(r"https?://", re.IGNORECASE)


def accepts(source: Source) -> bool:
    """By content: a line `TY  - …` or `PT J` among the first, before which none is long."""
    lines = head(source).split("\n", 200)[:200]
    return any(map(RIS_START.match, lines)) or _is_isi(lines)


def _is_isi(lines: Iterable[str]) -> bool:
    """`FN` and `VR` begin a file of Web of Science; some leave them out."""
    start = [line for line in lines if line.strip()][:3]
    return any(map(ISI_START.match, start)) and not any(map(RIS_START.match, start))


def read(source: Source) -> Iterator[Record | Problem]:
    """A record for each entry, and one problem for each with something wrong."""
    lines, problems = read_lines(source)
    yield from problems
    entries = Entries(source.name, loose=True)
    is_isi = _is_isi(line.lstrip("\ufeff") for line in lines[:200])
    for entry in (of_isi if is_isi else of_ris)([line.lstrip("\ufeff") for line in lines]):
        where = Location(source.name, entry.line)
        if not entry.has_end:
            hint = "end it with a line `ER  - `; if it is cut off, export the file again"
            yield Problem(where, Severity.WARNING, "no-end", "the entry that begins here has no `ER` line", hint)
        yield from entries.read(_said(entry, is_isi=is_isi), where)
    yield from entries.rest()


def _said(entry: Entry, *, is_isi: bool) -> dict[str, Any]:
    """The fields of an entry by the names of the record format; the others by rispy's."""
    left = {name: value for name, value in entry.fields.items() if value not in ("", [])}
    left |= left.pop("unknown_tag", {})
    written = str(left.get("type_of_reference", "")).upper()
    fields: dict[str, Any] = {"entry_type": _kind(left, is_isi=is_isi)}
    places = tuple(name for name in _PLACES if name != "tertiary_title" or written not in _BOOKS)
    for name, names in (("title", _TITLES), ("abstract", _ABSTRACTS), ("venue", places), *_SIMPLE.items()):
        fields[name] = _taken(left, names)
    if not fields["doi"] and doi(str(left.get("type_of_work", ""))):
        fields["doi"] = left.pop("type_of_work")  # where older programs put it
    if is_isi and left.get("author_full_name"):
        left.pop("authors", None)
    fields["authors"] = _people(left, _AUTHORS)
    fields["editors"] = _people(left, (*_EDITORS, *_EDITORS_OF.get(written, ())))
    if written == "EDBOOK" and not fields["editors"]:  # EndNote's edited book, whose `AU` are its editors
        fields["editors"] = fields.pop("authors")
    fields["keywords"] = list(_words(left))
    fields["pages"] = _pages(left)
    fields |= {**_dates(left, is_isi=is_isi), **_links(left), **_numbers(left)}
    if told := _listed(left.pop("M2", [])):
        said, others = beyond.in_lines(told)
        left |= {"M2": others} if others else {}
        beyond.put(fields, said)
    rest = {name: "; ".join(_listed(value)) for name, value in left.items()}
    for name, value in entry.dropped:
        rest[name] = f"{rest[name]}; {value}" if name in rest else value
    return {**{name: value for name, value in fields.items() if value}, **_apart(rest, fields)}


def _people(left: dict[str, Any], fields: Iterable[str]) -> list[object]:
    """Each line is one person, in whatever order the name is, unless a semicolon says that it is more."""
    texts = [name for field in fields for name in _listed(left.pop(field, []))]
    groups = list(map(_group, texts))
    if not any(groups):
        return [_person(one) if isinstance(one, str) else one for one in as_lines(texts)]
    return [one for group, text in zip(groups, texts, strict=True) for one in ([group] if group else _line(text))]


def _line(text: str) -> list[object]:
    name, others = without_others(text)
    return [*([_person(name)] if name else []), *others]


def _person(text: str) -> Name | str:
    if ";" in text or "；" in text:
        return text
    return author(text) if ")" in text and "," in text else person_of(text)  # `Toy, N. (Ada)` has a name in brackets


def _group(text: str) -> Name | None:
    """The name of a group, as EndNote wants it: with a comma behind it, or with its own first comma twice."""
    if ",, " in text or text.endswith(",,"):
        return Name(literal=plain(text.replace(",,", ",", 1)))
    is_whole = text.endswith(",") and " " in text and "," not in text[:-1]
    return Name(literal=plain(text[:-1])) if is_whole else None


def _apart(rest: dict[str, str], fields: dict[str, Any]) -> dict[str, str]:
    """What is left under names that are none of the record format's."""
    return {f"{name} (more)" if name in fields else name: value for name, value in rest.items()}


def _taken(left: dict[str, Any], names: Iterable[str]) -> str:
    """The first of these fields that is there; it is taken out, and so are others that say the same."""
    found = next((left[name] for name in names if left.get(name)), "")
    for name in names:
        if left.get(name) == found:
            left.pop(name, None)
    return "; ".join(_listed(found))


def _listed(value: object) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else [str(value)] if value else []


def _kind(left: dict[str, Any], *, is_isi: bool) -> str:
    if is_isi:
        name = "document_type" if kind_of(left.get("document_type", "")) else "publication_type"
        return str(left.pop(name, ""))
    kind = str(left.pop("type_of_reference", "") or "")
    work = str(left.get("type_of_work", "")).lower()
    if kind_of(kind) == "phdthesis" and ("master" in work or "bachelor" in work):
        return "mastersthesis"
    return kind


def _words(left: dict[str, Any]) -> Iterator[str]:
    for text in (text for name in _KEYWORDS for text in _listed(left.pop(name, []))):
        yield from (word.lstrip("*") for line in text.split("\n") for word in between(line, ";"))


def _pages(left: dict[str, Any]) -> str:
    first, last = _taken(left, _FIRST), _taken(left, _LAST)
    number = "" if first or last else _taken(left, ("article_number", "custom7"))
    if last and first and "-" not in first:
        return f"{first}--{last}" if first != last else first
    return first or last or number


def _dates(left: dict[str, Any], *, is_isi: bool) -> dict[str, str]:
    """The year, and the day on which it came out; a day without its year is completed by it."""
    year = _taken(left, _YEARS)
    day = _taken(left, ("publication_date",)) if is_isi else _taken(left, ("date",))
    said = day
    if day and year and not re.search(r"\d{4}", day):
        day = f"{day} {year[:4]}"
    best = day if len(written_date(day)[0]) > 4 else year
    if said and best is not day and written_date(said)[0] != year[:4]:
        left["day"] = said  # as `Spring` is, which is none
    return {"year": year[:4] if year[:4].isdigit() else year, "issued": best if len(written_date(best)[0]) > 4 else ""}


def _links(left: dict[str, Any]) -> dict[str, str]:
    """The page, the PDF and the arXiv number; further addresses stay."""
    addresses = list(_whole_addresses(_listed(left.pop("urls", []))))
    attached = next(filter(_HTTP.match, _listed(left.get("file_attachments1"))), "")
    for name in ("file_attachments1", "file_attachments2", "LK"):
        if any(map(_HTTP.match, _listed(left.get(name)))):
            addresses += _listed(left.pop(name))
    pdf = next(filter(_is_pdf, addresses), attached)
    url = next((one for one in addresses if one != pdf), "")
    more = [one for one in addresses if one not in (pdf, url)]
    found = {"url": url, "pdf": pdf, MORE_ADDRESSES: "; ".join(more)}
    number = str(left.get("accession_number", ""))
    if number[:6].lower() == "arxiv:" and arxiv(number):
        return {**found, "arxiv": arxiv(left.pop("accession_number"))}
    numbers = (arxiv(str(left.get(name, ""))) for name in ("accession_number", "custom1", "note"))
    return {**found, "arxiv": next(filter(None, numbers), "")}


def _is_pdf(address: str) -> bool:
    path = address.lower().partition("?")[0]
    return path.endswith(".pdf") or "/pdf/" in path


def _whole_addresses(parts: list[str]) -> Iterator[str]:
    """Addresses that stood in one line with `;` between them; such a sign may also be part of one."""
    whole = ""
    for part in filter(None, parts):
        if whole and not _HTTP.match(part) and _HTTP.match(whole):
            whole += f";{part}"
            continue
        if whole:
            yield whole
        whole = part
    if whole:
        yield whole


def _numbers(left: dict[str, Any]) -> dict[str, str]:
    """SN is an ISBN or an ISSN."""
    number = str(left.get("isbn") or left.get("issn") or "")
    if not (found := _ISBN.search(number)):
        return {}
    left.pop("isbn" if left.get("isbn") else "issn")
    return {"isbn": found[0]}
