"""What an entry has from others: `crossref` and `xdata`, by the rules of BibTeX and BibLaTeX.

BibTeX gives an entry every field that it lacks and the other has. BibLaTeX knows better what a title becomes on the way
(its manual, appendix B: the title of proceedings is the `booktitle` of a paper in them), and that is done here for all.
Neither passes on what only one publication can have, such as its DOI: papers that share one would become one paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from generator.readers.bibtex.blocks import Found

MOST_STEPS = 5
"""Entries that one can inherit from in a row; real files need two."""
LONGEST_INHERITED = 2_000
"""Signs of a field that is passed on; a longer one is no title and no name."""

MOST_FIELDS = 60
"""Fields that `@xdata` may pass on."""

_PASSED_ON = (
    "author", "editor", "editora", "translator", "year", "date", "month", "publisher", "address", "location", "series",
    "volume", "number", "issue", "journal", "journaltitle", "journalsubtitle", "booktitle", "booksubtitle",
    "maintitle", "organization", "institution", "school", "isbn", "issn", "eventtitle", "eventdate", "venue", "edition",
    "langid", "language", "archiveprefix", "eprinttype", "eprintclass", "primaryclass", "type",
)  # fmt: skip
_PARTS = frozenset({
    "inbook", "bookinbook", "suppbook", "incollection", "suppcollection", "inproceedings", "conference", "inreference",
})  # fmt: skip
_OF_ITS_OWN = frozenset({"crossref", "xdata", "xref", "ids", "key", "options", "presort", "sortkey", "label"})


def inherit(entries: Sequence[Found]) -> None:
    """Give each entry what it has from others; one that names an entry that is not there has that as a fault."""
    by_key: dict[str, Found] = {}
    for entry in entries:
        for key in (entry.key, *_keys(entry.fields.get("ids", ""))):
            by_key.setdefault(key.lower(), entry)
    heirs = [entry for entry in entries if "crossref" in entry.fields or "xdata" in entry.fields]
    said = [list(_from_others(entry, by_key)) for entry in heirs]
    for entry, fields in zip(heirs, said, strict=True):
        for name, text in fields:
            entry.fields.setdefault(name, text)


def _keys(text: str) -> list[str]:
    return [key.strip() for key in text.split(",") if key.strip()]


def _from_others(entry: Found, by_key: Mapping[str, Found]) -> Iterator[tuple[str, str]]:
    """The fields that reach an entry, the nearest first."""
    heirs, seen = [entry], {id(entry)}
    for _ in range(MOST_STEPS):
        above = [(heir, *one) for heir in heirs for one in _named(heir, by_key, entry)]
        heirs = []
        for heir, other, is_data in above:
            if id(other) not in seen and len(seen) < 50:
                seen.add(id(other))
                heirs.append(other)
                yield from _all(other) if is_data else _passed(other, heir, entry)


def _named(heir: Found, by_key: Mapping[str, Found], entry: Found) -> Iterator[tuple[Found, bool]]:
    """The entries that one names, `xdata` first, and whether each is such; a missing one is told of the first heir."""
    for name in ("xdata", "crossref"):
        for key in _keys(heir.fields.get(name, ""))[:20]:
            other = by_key.get(key.lower())
            if other is not None:
                other.is_named = True
                yield other, name == "xdata"
            elif heir is entry:
                entry.faults.append(f"its '{name}' names '{key[:60]}', which is not in this file")


def _all(data: Found) -> Iterator[tuple[str, str]]:
    fields = islice(data.fields.items(), MOST_FIELDS)
    yield from ((name, text) for name, text in fields if name not in _OF_ITS_OWN and len(text) < LONGEST_INHERITED)


def _passed(other: Found, heir: Found, entry: Found) -> Iterator[tuple[str, str]]:
    """What an entry passes on, under the name that it has in the heir."""
    fields = {name: other.fields[name] for name in _PASSED_ON if len(other.fields.get(name, "")) in _LENGTHS}
    title = other.fields.get("title", "")[:LONGEST_INHERITED]
    if entry.type in _PARTS and heir is entry:
        fields.setdefault("booktitle", title)
        if "booktitle" not in other.fields and "booktitle" not in entry.fields:
            fields["booksubtitle"] = other.fields.get("subtitle", "")
    elif entry.type == "article" and other.type != "article":
        fields.setdefault("journal", title)
    elif heir is entry:
        fields["title"] = title
    yield from ((name, text) for name, text in fields.items() if text)


_LENGTHS = range(1, LONGEST_INHERITED)
