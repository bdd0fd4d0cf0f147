"""Dates as people and programs write them, to ISO as far as they are known: `12 March 2024`, `05/2024`, `2024//`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from generator.text import iso_date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,8})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>[12]\d{3})"
_WRITTEN = tuple(
    re.compile(pattern, re.IGNORECASE | re.ASCII)
    for pattern in (
        rf"(?:[a-z]{{3,9}},\s*)?{_DAY}[\s.-]+{_MONTH}[\s,.-]*{_YEAR}(?:[\sT].{{0,40}})?",
        rf"{_MONTH}[\s.-]*{_DAY}(?:\s*-\s*\d{{1,2}})?[\s,]+{_YEAR}",
        rf"{_MONTH}(?:\s?[/–-]\s?[a-z]{{3,9}}\.?)?[\s,.-]*{_YEAR}",
        rf"(?P<month>)(?:spring|summer|fall|autumn|winter)[\s,.-]*{_YEAR}",
        rf"{_YEAR}[\s,./-]+{_MONTH}(?:[\s.-]+{_DAY})?",
        rf"{_DAY}\.\s?(?P<month>\d{{1,2}})\.\s?{_YEAR}",
        rf"{_YEAR}\.(?P<month>\d{{1,2}})\.{_DAY}\.?",
        rf"{_YEAR}(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)",
        r"(?P<year>19\d\d|20\d\d)(?P<month>0[1-9]|1[0-2])",
        rf"{_YEAR}年\s*(?P<month>\d{{1,2}})月(?:\s*{_DAY}日)?",
        rf"(?P<month>\d{{1,2}})[/.-]{_YEAR}",
    )
)
_SLASHED = re.compile(rf"(\d{{1,2}})([/-])(\d{{1,2}})\2{_YEAR}(?:[\sT,].{{0,40}})?", re.ASCII)
_RIS = re.compile(r"(\d{4})/(\d{0,2})/(\d{0,2})(?:/.{0,40})?", re.ASCII)
_ANY_YEAR = re.compile(r"(?<![\d.])(?:1[5-9]|20)\d\d(?!\d)", re.ASCII)
_ORDERED = re.compile(r"\d{4}-\d", re.ASCII)
_LONGEST = 100


@lru_cache(maxsize=4096)
def written_date(text: str) -> tuple[str, bool]:
    """`2024-05-12`, `2024-05`, `2024` or '' for a date, and whether that is all that it says.

    Of one that could be two days, such as `05/06/2024`, and of one with words around it, only the year is taken.
    """
    text = text.strip()[:_LONGEST].strip("[]() ")
    if exact := iso_date(text) or _of_ris(text) or _in_words(text):
        return exact, True
    if found := _SLASHED.fullmatch(text):
        return _slashed(int(found[1]), int(found[3]), found["year"])
    years = set() if _ORDERED.match(text) else set(_ANY_YEAR.findall(text))
    is_year = bool(re.fullmatch(r"(?:c(?:a|irca)?\.?\s*)?\d{4}(?:\.0|[a-z])?", text))
    return (years.pop(), is_year) if len(years) == 1 else ("", False)


def _of_ris(text: str) -> str:
    """`2024/05/12/Spring`, whose parts may be empty."""
    found = _RIS.fullmatch(text)
    return iso_date("-".join(filter(None, found.groups()))) if found and (found[2] or not found[3]) else ""


def _in_words(text: str) -> str:
    for pattern in _WRITTEN:
        if found := pattern.fullmatch(text):
            parts = {"day": "", **found.groupdict()}
            month = _number(parts["month"])
            if date := iso_date("-".join(filter(None, (parts["year"], month, parts["day"])))):
                return date
    return ""


def _number(month: str) -> str:
    return str(MONTHS.index(month[:3].lower()) + 1) if month.isalpha() else month


def _slashed(one: int, other: int, year: str) -> tuple[str, bool]:
    """A day and a month in an order that only their size can tell."""
    if one != other and one <= 12 and other <= 12:
        return year, False
    month, day = sorted((one, other))
    date = iso_date(f"{year}-{month}-{day}")
    return date or year, bool(date)


def date_said(value: object, depth: int = 0) -> object:
    """The date that an object holds, as a text: CSL's `date-parts`, `raw` and `literal`, or year, month and day.

    Of a range the first day. Anything else is given back as it is.
    """
    if isinstance(value, Mapping) and depth < 3:
        parts = value.get("date-parts") or [value.get(name) for name in ("year", "month", "day")]
        dated = date_said(parts, depth + 1) if any(parts) else ""
        return dated or next((value[name] for name in ("raw", "literal", "date") if name in value), value)
    if isinstance(value, list | tuple) and value and depth < 3:
        if isinstance(value[0], list | tuple | Mapping):
            return date_said(value[0], depth + 1)
        return _of_numbers([str(part).strip() for part in value[:3] if part not in (None, "")]) or value
    first, slash, last = value.partition("/") if isinstance(value, str) else ("", "", "")
    return first if slash and "-" in first and iso_date(first) and iso_date(last) else value


def _of_numbers(parts: list[str]) -> str:
    """`2020-5-12` of a year, a month and a day; the month may be a word."""
    if not all(re.fullmatch(r"\d{1,4}|[A-Za-z]{3,9}", part, re.ASCII) for part in parts):
        return ""
    return (" " if any(map(str.isalpha, parts)) else "-").join(parts)
