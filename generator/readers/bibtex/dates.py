"""When a paper came out: `date` of BibLaTeX, `year`, `month` and `day` of BibTeX, and what people write in them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.dates import MONTHS
from generator.text import iso_date, plain

_EXTENDED = re.compile(r"\s*(?P<year>[12]\d{3})(?:-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>[0-3]\d))?)?(?![\dX])", re.ASCII)
"""The first date of BibLaTeX's `2010-05/2010-06`, `2010~`, `2010-05-12T08:00Z` (ISO 8601-2); a season is no month."""
_YEAR = re.compile(r"(?<!\d)(?:1[0-9]\d\d|20\d\d)(?!\d)", re.ASCII)
_MONTH = re.compile("|".join(MONTHS), re.IGNORECASE)
_DAY = re.compile(r"(?<!\d)(?:0?[1-9]|[12]\d|3[01])(?!\d)", re.ASCII)
_SORTED_BY = re.compile(r"\\(?:noopsort|noop|SortNoop)\s*\{[^{}]*\}", re.IGNORECASE)
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Told:
    """The date as far as it is told, ISO or '', and the fields that say more than its year, as text."""

    date: str
    parts: tuple[tuple[str, str], ...]


def told(left: dict[str, str]) -> Told:
    """The date of an entry, out of its fields."""
    year = _SORTED_BY.sub("", left.get("year", "")[:_LONGEST])
    texts = {
        name: plain(_SORTED_BY.sub("", left.pop(name, "")[:_LONGEST])) for name in ("date", "year", "month", "day")
    }
    date = _extended(texts["date"]) or _of_parts(year or texts["date"], texts["month"], texts["day"])
    parts = ((name, text) for name, text in texts.items() if text and not re.fullmatch(r"year\d{4}", name + text))
    return Told(date, tuple((name, text) for name, text in parts if text != date[:4]))


def fitting(number: str, date: str) -> str:
    """The date, as far as it can be that of the submission of an arXiv number, which tells its month."""
    found = re.search(r"(?:^|/)(\d\d)(\d\d)", number)
    if not found or not date:
        return ""
    year = int(found[1]) + (1900 if found[1] >= "91" else 2000)
    submitted = 12 * year + int(found[2])
    first = 12 * int(date[:4]) + int(date[5:7] or 1)
    last = 12 * int(date[:4]) + int(date[5:7] or 12)
    if first - 1 <= submitted <= last + 1:
        return date
    return date[:4] if int(date[:4]) == year else ""


def _extended(text: str) -> str:
    found = _EXTENDED.match(text)
    return iso_date("-".join(filter(None, found.groups()))) or found["year"] if found else ""


def _of_parts(year: str, month: str, day: str) -> str:
    found = _YEAR.search(year)
    if not found:
        return ""
    name = _MONTH.search(month)
    number = (
        str(MONTHS.index(name[0].lower()) + 1) if name else month.strip(" .") if month.strip(" .").isdecimal() else ""
    )
    at = _DAY.search(day or (month if name else ""))
    with_day = f"{found[0]}-{number}-{at[0]}" if number and at else ""
    return iso_date(with_day) or iso_date(f"{found[0]}-{number}" if number else "") or found[0]
