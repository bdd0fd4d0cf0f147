"""BibTeX and BibLaTeX: every entry is a record, or a problem that says why it is none.

`blocks` finds the entries and mends broken ones, `inheritance` gives them what they have from others, `said` tells what
their fields mean.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from generator.beside import holds_link
from generator.model import Location, Problem, Record, Severity, Source
from generator.readers.bibtex.blocks import Found, found_in
from generator.readers.bibtex.inheritance import inherit
from generator.readers.bibtex.said import NO_PAPERS, said
from generator.readers.entries import LONGEST_EXTRA, MOST_UNKNOWN, Entries
from generator.readers.fields import shown
from generator.readers.lines import ending, head, read_text

CODES = {
    "bad-entry": "An entry of a BibTeX file is broken, and is read all the same.",
    "no-entries": "A BibTeX file has no entry in it.",
    "stray-text": "A BibTeX file has text between its entries, which BibTeX passes over.",
    "entry-for-others": "An entry of a BibTeX file holds something for others, and is no paper itself.",
}
_ENTRY = re.compile(r"@[ \t]*[A-Za-z]\w{1,40}\s*[{(]\s*[^\s,{}()\"]{0,300}\s*[,=\"{#)}]")
_LINE_WITH_AT = re.compile(r"^(?=@)", re.MULTILINE)
_HINT = "an entry looks like this: @article{key, title = {…}, author = {Toy, Ada and Example, Bo}, year = {2024}}"
_NOTE_HINT = "nothing needs to be done; the entries that name it have what it holds"


def accepts(source: Source) -> bool:
    """By a first line that is an entry, behind comments, or in a plain text by any such line; or by the name."""
    start = head(source)
    if ending(source) in ("", ".txt", ".text"):
        return any(_ENTRY.match(start, found.end()) for found in _LINE_WITH_AT.finditer(start))
    while start[:1] == "%":
        start = start.partition("\n")[2].lstrip()
    return bool(_ENTRY.match(start)) or ending(source) in (".bib", ".bibtex", ".biblatex")


def read(source: Source) -> Iterator[Record | Problem]:
    """A record for each entry, and one problem for each with something wrong."""
    text, problems = read_text(source)
    yield from problems
    entries = Entries(source.name, loose=True)
    kept: Counter[str] = Counter()
    everything = list(found_in(text))
    stray = [found for found in everything if found.type == "text"]
    everything = [found for found in everything if found.type != "text"]
    inherit(everything)
    yield from _stray(stray, source.name)
    if text and not everything:
        yield Problem(Location(source.name), Severity.WARNING, "no-entries", "the file has no entry in it", _HINT)
    del text
    everything.reverse()
    while everything:  # each entry's texts are let go as soon as its record has them
        yield from _record(everything.pop(), entries, kept)
    yield from entries.rest()
    yield from _kept(kept, source.name)


def _record(found: Found, entries: Entries, kept: Counter[str]) -> Iterator[Record | Problem]:
    """The record of an entry, behind what is wrong with it; without a title, that is why it is left out.

    `kept` counts the fields without a place.
    """
    where = Location(entries.file, found.line, found.column)
    if found.type in NO_PAPERS:
        yield from _no_paper(found, where)
        return
    paper = said(found)
    fields = {name: value for name, value in paper.fields.items() if name != "version"}
    if not fields["title"]:
        yield from _no_paper(found, where) if found.is_named else (_left_out(found, where),)
        return
    if found.faults:
        yield _broken(found, where)
    yield from entries.read(
        {**fields, "key": found.key, "authors": paper.names, "editors": paper.editors},
        where,
        version=paper.fields.get("version", 0),
        extra=tuple((name[:100], text[:LONGEST_EXTRA]) for name, text in paper.extra),
    )
    kept.update({name[:100] for name, text in paper.extra if not holds_link(name, text[:LONGEST_EXTRA])})


def _stray(found: list[Found], file: str) -> Iterator[Problem]:
    """One note for all that stands between the entries of a file."""
    if found:
        places = "" if len(found) == 1 else f", and so does text in {len(found) - 1:,} more places"
        message = f"{shown(found[0].key)} stands between entries{places}; it is passed over, as in BibTeX"
        hint = "begin a comment with %; an entry begins with @ and a type at the beginning of a line"
        yield Problem(Location(file, found[0].line), Severity.NOTE, "stray-text", message, hint)


def _kept(fields: Counter[str], file: str) -> Iterator[Problem]:
    """One note for all fields that the catalog has no place for, with the number of the records that have each."""
    if fields:
        ordered = sorted(fields.items(), key=lambda one: (-one[1], one[0]))
        names = ", ".join(f"{shown(name)[1:-1]} ({count:,})" for name, count in ordered[:MOST_UNKNOWN])
        more = f" and {len(fields) - MOST_UNKNOWN:,} more" if len(fields) > MOST_UNKNOWN else ""
        message = f"fields without a place in the catalog are kept as they are, and shown nowhere: {names}{more}"
        hint = "look for slips in the names; what is meant for other programs can stay"
        yield Problem(Location(file), Severity.NOTE, "unknown-field", message, hint)


def _no_paper(found: Found, where: Location) -> Iterator[Problem]:
    if found.faults:
        yield _broken(found, where)
    if found.type != "string":
        yield Problem(where, Severity.NOTE, "entry-for-others", f"@{found.type} is no paper", _NOTE_HINT)


def _broken(found: Found, where: Location) -> Problem:
    name = f"'{shown(found.key)[1:-1]}'" if found.key else f"this @{found.type}"
    message = f"{name} is read with a fault: {_facts(found)}"
    return Problem(where, Severity.WARNING, "bad-entry", message, _HINT, width=len(found.type) + 1)


def _left_out(found: Found, where: Location) -> Problem:
    """A warning: a file that another program wrote often has such an entry, and the others are not held up by it."""
    name = f"'{shown(found.key)[1:-1]}'" if found.key else f"this @{found.type or ' '}"
    facts = "; ".join(filter(None, ("it has no title", _facts(found))))
    return Problem(
        where, Severity.WARNING, "no-title", f"{name} is left out: {facts}", _HINT, width=len(found.type) + 1
    )


def _facts(found: Found) -> str:
    more = len(found.faults) - 5
    return "; ".join(found.faults[:5]) + (f"; and {more} more" if more > 0 else "")
