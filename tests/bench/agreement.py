"""How far the readers agree with the test suites of other libraries: `python tests/bench/agreement.py`.

For each suite `n of m agree`, and below it what does not, with the reason where the expected value is a library's own
way. `tests/test_agreement.py` keeps the numbers from falling.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.latex import ungrouped
from generator.model import Record, Source
from generator.names import listed, parts
from generator.people import people
from generator.readers import bibtex
from generator.readers.bibtex.blocks import Found, found_in
from generator.text import plain, text_key
from generator.untagged import untagged

sys.path.insert(0, str(Path(__file__).parent.parent))

from arxiv_answers import compared as of_arxiv
from bench.agreement_ris import of_rispy  # the tests' folder is no package
from conftest import DATA

Case = tuple[str, bool]
REASONS = {
    r"Christina A. L.\ Thiele": "a control space is a space in BibTeX and pybtex, and part of a word for bibtexparser",
    r"Brand\~{a}o, F": "a tilde with a backslash is an accent in pybtex, and divides words in bibtexparser",
    "AA {BB CC": "bibtexparser adds the brace that is missing; it would only be dropped here",
    "AA {{{BB CC": "as before",
    "AA {{{BB} CC}": "as before",
    "AA BB CC}": "as before",
    "AA BB CC}}}": "as before",
    "{AA {BB CC}}}": "as before",
    "EntryInStringTest": "an entry at the beginning of a line is a paper; more often a quote is missing before it",
    "EntryTypesTest": "a type that begins with a digit is read as well",
    "FieldNamesTest": "what is given to a field of an impossible name is kept",
    "InlineCommentTest": "a `%` in an entry begins a comment, as most who write one mean it",
    "KeylessEntriesTest": "an entry without a key gets none",
}
"""Why a case does not agree, and should not."""


@dataclass(frozen=True, slots=True)
class Suite:
    """How many cases of a suite agree, and the names of those that do not."""

    name: str
    agreed: int
    whole: int
    others: tuple[str, ...]


def suites(data: Path) -> Iterator[Suite]:
    """All suites of a folder such as `data/import`."""
    for name, cases in _CASES.items():
        found = list(cases(data))
        others = tuple(case for case, agrees in found if not agrees)
        yield Suite(name, len(found) - len(others), len(found), others)
    agreed, whole, files = of_rispy(data / "rispy")
    yield Suite("rispy: entries", agreed, whole, tuple(files))
    fields = [(f"{file}: {field}", wanted == found) for file, field, wanted, found in of_arxiv(data / "arxiv_atom")]
    others = tuple(field for field, agrees in fields if not agrees)
    yield Suite("arXiv: fields of entries", len(fields) - len(others), len(fields), others)


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _pybtex_names(data: Path) -> Iterator[Case]:
    for case in _json(data / "pybtex" / "names.json"):
        expected = tuple(tuple(case[part]) for part in ("first", "prelast", "last", "lineage"))
        yield case["name"], parts(case["name"]) == expected


def _lists(data: Path) -> Iterator[Case]:
    for text, expected in _names_of(data, "test_split_coauthors_consistent_with_bibtex"):
        yield text, list(listed(text)) == expected


def _parts(data: Path) -> Iterator[Case]:
    for test in ("test_split_name_into_parts", "test_name_splitting_no_strict_mode"):
        for text, expected in _names_of(data, test):
            wanted = tuple(tuple(expected[part]) for part in ("first", "von", "last", "jr"))
            yield text, parts(text) == wanted


def _names_of(data: Path, test: str) -> Iterator[tuple[str, Any]]:
    for group in _json(data / "bibtexparser" / "v2_names_cases.json")[test]:
        yield from group["cases"]


def _pybtex_parser(data: Path) -> Iterator[Case]:
    for case in _json(data / "pybtex" / "parser_cases.json"):
        wanted = case["options"].get("wanted_entries")
        found = [
            _as_pybtex(entry) for entry in found_in("\n".join(case["inputs"])) if entry.type not in ("text", "string")
        ]
        asked = [one for one in found if wanted is None or one[1] in map(str.lower, wanted)]
        yield case["name"], [_expected(entry) for entry in case["expected_entries"]] in (asked, found)


def _as_pybtex(entry: Found) -> tuple[str, str, dict[str, str]]:
    """Type, key and all fields but those of people, which have their own cases."""
    fields = {name: " ".join(text.split()) for name, text in entry.fields.items() if name not in ("author", "editor")}
    return entry.type, entry.key.lower(), {name: text for name, text in fields.items() if text}


def _expected(entry: Mapping[str, Any]) -> tuple[str, str, dict[str, str]]:
    fields = {name.lower(): text for name, text in entry["fields"].items() if text}
    return entry["type"], entry["key"].lower(), fields


def _bibtexparser_entries(data: Path) -> Iterator[Case]:
    """Title and authors of each entry that has a title, as bibtexparser 1 tells them, with LaTeX decoded."""
    folder = data / "bibtexparser"
    for file, expected in _json(folder / "v1_reference_output_1.4.3.json").items():
        records = _records(folder / "v1_data" / file)
        for entry in expected.get("entries", ()):
            title = plain(untagged(ungrouped(entry.get("title", ""))))
            wanted = (title, tuple(map(str, people(entry.get("author", "")))))
            if title and not entry.get("subtitle"):
                found = [
                    (one.title, one.authors if entry.get("author") else ()) for one in records.get(entry["ID"], ())
                ]
                yield f"{file} {entry['ID']}", wanted in found


def _records(path: Path) -> dict[str, list[Record]]:
    records: dict[str, list[Record]] = {}
    for item in bibtex.read(Source(path.name, path.read_bytes())):
        if isinstance(item, Record):
            records.setdefault(item.key, []).append(item)
    return records


def _bbl(data: Path) -> Iterator[Case]:
    """Every title stands in what BibTeX itself made of the file for TeX, letters and digits alone compared."""
    folder = data / "pybtex" / "data"
    for file in sorted(folder.glob("*.bibtex.bbl")):
        written = text_key(plain(_MACRO.sub(" ", file.read_text(encoding="utf-8"))))
        stem = max((one.stem for one in folder.glob("*.bib") if file.name.startswith(one.stem)), key=len)
        for key, records in _records(folder / f"{stem}.bib").items():
            yield f"{file.name} {key}", any(text_key(_MACRO.sub(" ", one.title)) in written for one in records)


_MACRO = re.compile(r"\\(?:newblock|bibitem|em\b|!|BIBforeignlanguage\{\w+\}|emph|BIBentry\w+|[a-z]*quote)|[${}]")
_CASES: dict[str, Callable[[Path], Iterator[Case]]] = {
    "pybtex: names as BibTeX divides them": _pybtex_names,
    "bibtexparser 2: lists of names": _lists,
    "bibtexparser 2: parts of names": _parts,
    "pybtex: entries": _pybtex_parser,
    "bibtexparser 1: titles and authors": _bibtexparser_entries,
    "pybtex: titles in BibTeX's output": _bbl,
}

if __name__ == "__main__":
    for suite in suites(DATA / "import"):
        print(f"{suite.name}: {suite.agreed:,} of {suite.whole:,} agree")
        for case in suite.others:
            print(f"    {case}: {REASONS.get(case, 'no reason is known')}")
