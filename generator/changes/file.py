"""The file of changes: JSON that `catalog changes` writes, people may correct, and a build reads.

{"version": 1, "until": "<commit>", "changes": [{"day": "2025-03-12", "commit": "<commit>", "note": "", …}]}
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from generator.model import Change, Location, Problem, Severity, Source, Told, ToldPaper, ToldTag
from generator.text import clean, clip, iso_date

CODES = {"changes-file": "The file of changes is not what it has to be; what cannot be used of it is left out."}
VERSION = 1
FATES = ("added", "removed", "renamed", "changed")
LONGEST = 500
_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_HINT = "run `catalog changes --anew`, which keeps notes and what has no commit"


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the file says: changes, the newest first, and the last commit that was looked at."""

    changes: tuple[Change, ...] = ()
    until: str = ""
    problems: tuple[Problem, ...] = ()


def read(source: Source) -> Recorded:
    """The changes of a file; what cannot be used is a problem and left out. An empty file has none."""
    if not source.data.strip():
        return Recorded()
    try:
        values = json.loads(source.data)
    except json.JSONDecodeError as error:
        place = Location(source.name, error.lineno, error.colno)
        return Recorded(problems=(_problem(place, f"not JSON from here on: {error.msg[:1].lower()}{error.msg[1:]}"),))
    except (ValueError, RecursionError):
        return Recorded(problems=(_problem(Location(source.name), "not JSON in UTF-8, or brackets too deep"),))
    listed = values.get("changes") if isinstance(values, dict) else None
    if not isinstance(listed, list):
        return Recorded(problems=(_problem(Location(source.name), "there is no list `changes`"),))
    good = [_change(one) for one in listed]
    wrong = [number for number, one in enumerate(good, 1) if one is None]
    problems = tuple(_problem(Location(source.name), f"change {number} has no `day` as 2025-03-12") for number in wrong)
    found = sorted((one for one in good if one), key=lambda one: one.day, reverse=True)
    return Recorded(tuple(found), _commit(values.get("until")), problems)


def _problem(where: Location, message: str) -> Problem:
    return Problem(where, Severity.WARNING, "changes-file", message, _HINT)


def _change(values: Any) -> Change | None:
    day = iso_date(_text(values, "day"))
    if len(day) < len("2025-03-12"):
        return None
    return Change(
        day=day,
        commit=_commit(values.get("commit")),
        note=_text(values, "note"),
        added=_told(values.get("added")),
        removed=_told(values.get("removed")),
        renamed=_told(values.get("renamed")),
        tags=tuple(_tag(one) for one in _list(values, "tags") if _text(one, "id") and _text(one, "fate") in FATES),
    )


def _tag(values: Any) -> ToldTag:
    return ToldTag(
        id=_text(values, "id"),
        label=_text(values, "label") or _text(values, "id"),
        fate=_text(values, "fate"),
        was=_texts(values, "was"),
        leads_to=_text(values, "leads_to"),
        terms_gained=_texts(values, "terms_gained"),
        terms_lost=_texts(values, "terms_lost"),
        others=_texts(values, "others"),
        gained=_told(values.get("gained")),
        lost=_told(values.get("lost")),
    )


def _told(values: Any) -> Told:
    papers = tuple(
        ToldPaper(_text(one, "identity"), _text(one, "title"), _text(one, "was"))
        for one in _list(values, "papers")
        if _text(one, "title")
    )
    total = values.get("total") if isinstance(values, dict) else None
    return Told(max(total, len(papers)) if type(total) is int else len(papers), papers)


def _list(values: Any, name: str) -> Sequence[Any]:
    found = values.get(name) if isinstance(values, dict) else None
    return found if isinstance(found, list) else ()


def _text(values: Any, name: str) -> str:
    found = values.get(name) if isinstance(values, dict) else None
    return _short(found) if isinstance(found, str) else ""


def _texts(values: Any, name: str) -> tuple[str, ...]:
    return tuple(_short(one) for one in _list(values, name) if isinstance(one, str) and one.strip())


def _short(text: str) -> str:
    return clip(clean(text), LONGEST)


def _commit(value: Any) -> str:
    return value if isinstance(value, str) and _COMMIT.fullmatch(value) else ""


def written(changes: Sequence[Change], until: str) -> bytes:
    """The file; the same changes give the same bytes, also those that were read from it."""
    values = {"version": VERSION, "until": until, "changes": [_plain(one) for one in changes]}
    return (json.dumps(values, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _plain(noun: Any) -> Mapping[str, Any]:
    """A noun as a mapping of what it says; what is empty is left out."""
    said = ((one.name, _value(getattr(noun, one.name))) for one in fields(noun))
    return {name: value for name, value in said if value}


def _value(value: Any) -> Any:
    if isinstance(value, str):
        return _short(value)
    if isinstance(value, tuple):
        return [_value(one) for one in value]
    return _plain(value) if isinstance(value, (Told, Change, ToldTag, ToldPaper)) else value
