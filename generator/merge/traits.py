"""What may forbid that two clusters of one title are one paper, though no identifier does.

A wrong join hides a paper, and nobody is told; a join that is not made is seen in the report of probable duplicates.
So in doubt they stay apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from functools import lru_cache
from itertools import product
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from generator.merge.publication import is_preprint, is_published
from generator.model import Record
from generator.naming import series
from generator.text import family_name, fold, text_key
from generator.words import words

_APART = ("where", "origin", "year", "standing")
facts_of = attrgetter(*(field.name for field in fields(Record) if field.name not in _APART))
"""All that a record says and that has an order, as one value."""
_Value = TypeVar("_Value")
_YEARS_APART = 2
_EACH_ISSUE = re.compile(
    r"(?:guest |special issue )?editorials?|(?:guest )?editor ?s? (?:notes?|introduction|corner|column|message|page)|"
    r"(?:a )?(?:note|message|letter|word|report) from the (?:guest )?(?:editors?|chairs?|president)|from the editors?|"
    r"(?:chair|president) ?s? (?:message|column|letter)|"
    r"prefaces?|forewords?|introductions?|guest introduction|welcome|front ?matter|back ?matter|title page|"
    r"(?:table of )?contents|(?:author |subject )?index|book reviews?|reviews?|letters?(?: to the editors?)?|news|"
    r"announcements?|calls? for papers?|errat(?:um|a)|corrigend(?:um|a)|corrections?|retractions?|obituar(?:y|ies)|"
    r"in memoriam|discussions?|comments?|replies|reply|responses?|panel(?: discussion)?|interview|keynote|tutorials?|"
    r"conference report|workshop report|(?:list of )?reviewers|acknowledge?ments?|summary|conclusions?|abstracts?|"
    r"posters?|appendix|untitled|no title"
)
"""What stands in issue after issue under one title, so that the title says nothing."""
_LONGEST_OF_EACH_ISSUE = 60
_SIGNS = re.compile(r"[\s.,]+")
_NUMBER = re.compile(r"[0-9]+")
_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")
_MONTH = re.compile(
    r"\b(jan(?=\b|uary)|feb(?=\b|ruary)|mar(?=\b|ch)|apr(?=\b|il)|may|june?|july?|aug(?=\b|ust)|sept?(?=\b|ember)|oct(?=\b|ober)"
    r"|nov(?=\b|ember)|dec(?=\b|ember))[a-z]*\b"
)
_LANGUAGE = re.compile(r"\b[a-z](\+\+|#|\*)")
_NOBODY = {"al", "collaboration", "consortium", "et", "group", "others", "team", "the"}
_THESES = {"phdthesis", "mastersthesis", "thesis"}
_KINDS = {"article": "article", "inproceedings": "volume", "conference": "volume", "incollection": "volume"}


class People(NamedTuple):
    """How the authors of one record are compared: initials of the first, and the words of the other names."""

    initials: frozenset[str]
    others: frozenset[str]


class Place(NamedTuple):
    """Where a published record says that it came out: `numbers` are its volume, its issue and its first page."""

    kind: str
    venue: str
    venue_years: frozenset[str]
    months: frozenset[str]
    numbers: tuple[str, str, str]
    edition: str
    year: int


@dataclass(slots=True)
class Traits:
    """What is true of the records of a cluster; `entries` are the keys of its records by file.

    `each_issue` is all that a record says whose title stands in each issue of a journal.
    """

    years: set[int]
    first_authors: set[str]
    entries: dict[str, set[str]]
    people: set[People]
    places: set[Place]
    signs: set[str]
    each_issue: set[object]

    def add(self, other: Traits) -> None:
        """Take in what is true of another."""
        self.years |= other.years
        self.first_authors |= other.first_authors
        for file, keys in other.entries.items():
            self.entries.setdefault(file, set()).update(keys)
        self.people |= other.people
        self.places |= other.places
        self.signs |= other.signs
        self.each_issue |= other.each_issue

    @property
    def key(self) -> tuple[object, ...]:
        """The same for two that no rule can tell apart."""
        entries = frozenset((file, key) for file, keys in self.entries.items() for key in keys)
        known: tuple[set[Any], ...] = (self.years, self.first_authors, self.people, self.places, self.signs)
        return (*map(frozenset, known), entries, frozenset(self.each_issue))


def traits_of(record: Record) -> Traits:
    """What one record says."""
    dates = (record.date[:4], str(record.year or ""))
    return Traits(
        years={int(date) for date in dates if date.isdigit()},
        first_authors=set(_author_keys(record.authors[0])) if record.authors else set(),
        entries={record.where.file: {record.key}} if record.key else {},
        people={_people(record.authors)} if record.authors else set(),
        places={_place(record)} if is_published(record) and not is_preprint(record) else set(),
        signs={" ".join(sorted(_LANGUAGE.findall(record.title.lower())))} if record.title else set(),
        each_issue={(record.year, *facts_of(record))} if _is_in_each_issue(record.title) else set(),
    )


def _is_in_each_issue(title: str) -> bool:
    return len(title) <= _LONGEST_OF_EACH_ISSUE and _EACH_ISSUE.fullmatch(" ".join(words(fold(title)))) is not None


def may_be_one(mine: Traits, its: Traits) -> bool:
    """Whether authors, years, places and the entries of one file allow that two of one title are one paper."""
    years = [abs(first - second) for first, second in product(mine.years, its.years)]
    if mine.each_issue or its.each_issue:
        same = any(_are_one_page(one, other) for one, other in product(mine.places, its.places))
        return same or not mine.each_issue.isdisjoint(its.each_issue)
    return (
        not (mine.first_authors and its.first_authors and mine.first_authors.isdisjoint(its.first_authors))
        and (not years or min(years) <= _YEARS_APART)
        and all(_is_one_entry(keys, its.entries.get(file)) for file, keys in mine.entries.items())
        and _some(_are_of_one_list, mine.people, its.people)
        and _some(_are_one_place, mine.places, its.places)
        and not (mine.signs and its.signs and mine.signs.isdisjoint(its.signs))
    )


def _some(test: Callable[[_Value, _Value], bool], mine: Iterable[_Value], its: Iterable[_Value]) -> bool:
    """Whether any two of both fit; what one of them does not know fits all."""
    pairs = [*product(mine, its)]
    return not pairs or any(test(one, other) for one, other in pairs)


def _is_one_entry(keys: set[str], others: set[str] | None) -> bool:
    """Whether the entries of one file that two clusters have are one and the same, if both have any."""
    return not others or (len(keys) == len(others) == 1 and keys == others)


def _author_keys(name: str) -> tuple[str, str]:
    """The family name, and all words but initials in their alphabet: two spellings of a person share one of them.

    Of a collaboration both are what it is called.
    """
    folded = fold(name)
    known = sorted(word for word in _SIGNS.split(folded) if len(word) > 1)
    family = family_name(folded)
    if family in _NOBODY and (called := " ".join(word for word in known if word not in _NOBODY)):
        return called, called
    return family, " ".join(known) or folded


def _people(authors: tuple[str, ...]) -> People:
    first, *others = map(fold, authors)
    known = {word for name in others for word in _SIGNS.split(name) if len(word) > 1}
    given = [word for word in _SIGNS.split(first) if word and word != family_name(first)]
    return People(frozenset(word[0] for word in given), frozenset(known - _NOBODY))


def _are_of_one_list(one: People, other: People) -> bool:
    """Whether the first authors, of one family name, have an initial in common or both lists another person."""
    if one.others and other.others:
        return not one.others.isdisjoint(other.others)
    return not (one.initials and other.initials) or not one.initials.isdisjoint(other.initials)


def _place(record: Record) -> Place:
    venue, years, months = _venue(record.venue or record.booktitle)
    kind = "thesis" if record.entry_type in _THESES else _KINDS.get(record.entry_type, "")
    other = dict(record.extra)
    if kind == "article" and "month" in other:
        months |= _months(fold(other["month"]))
    numbers = (_number(record.volume), _number(record.number), _number(record.pages))
    return Place(kind, venue, years, months, numbers, text_key(other.get("edition", "")), record.year or 0)


@lru_cache(maxsize=1 << 12)
def _venue(name: str) -> tuple[str, frozenset[str], frozenset[str]]:
    """The key of a series without months and years, and these."""
    folded = fold(name)
    return text_key(series(_MONTH.sub(" ", folded))), frozenset(_YEAR.findall(folded)), _months(folded)


def _months(folded: str) -> frozenset[str]:
    return frozenset(month[:3] for month in _MONTH.findall(folded))


def _number(text: str) -> str:
    found = _NUMBER.search(text)
    return found[0].lstrip("0") if found else ""


def _are_one_place(one: Place, other: Place) -> bool:
    """Whether two records may tell of one publication, and not of two issues, volumes, editions or kinds.

    Sources mix conferences and journals: they are two kinds where the year differs and the journal has a volume.
    """
    differ = [mine != its for mine, its in zip(one.numbers, other.numbers, strict=True) if mine and its]
    kinds = {one.kind, other.kind}
    is_one_series = one.venue == other.venue != ""
    if any(differ) and (is_one_series or kinds == {"article"} or differ.count(True) > 1):
        return False
    if is_one_series and (_differ(one.venue_years, other.venue_years) or _differ(one.months, other.months)):
        return False
    if _differ(one.edition, other.edition) or ("thesis" in kinds and len(kinds - {""}) > 1):
        return False
    journal = one if one.kind == "article" else other
    return kinds != {"article", "volume"} or not _differ(one.year, other.year) or not any(journal.numbers[:2])


def _are_one_page(one: Place, other: Place) -> bool:
    """Whether two records surely tell of one place in a journal."""
    same = [mine == its for mine, its in zip(one.numbers, other.numbers, strict=True) if mine and its]
    return one.venue == other.venue != "" and any(same) and all(same) and not _differ(one.year, other.year)


def _differ(one: object, other: object) -> bool:
    """Whether both are known and not the same."""
    return bool(one and other and one != other)
