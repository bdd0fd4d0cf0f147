"""What records would do to the catalog from the file in which they will stand, told by the places where they stand now.

That file counts: entries of one file with different keys are two papers, and of two sources the name decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.importing.effects import Grouped, effects
from generator.model import Location, Problem, Record
from generator.plans import Incoming

_BEYOND = 1 << 40
"""More lines than any file has: from here on they stand for records that are not in it yet."""


def placed(
    records: Sequence[Record], others: Sequence[Record], grouped: Grouped, target: str
) -> tuple[tuple[Incoming, ...], tuple[Problem, ...]]:
    """As `effects`, with the records in the file `target`."""
    moved = [replace(record, where=Location(target, _BEYOND + at)) for at, record in enumerate(records)]
    found, problems = effects(moved, others, grouped)
    said = re.compile(rf"{re.escape(target)}:(\d{{13,}})")

    def back(where: Location) -> Location:
        return records[where.line - _BEYOND].where if where.line >= _BEYOND else where

    def spelled(text: str) -> str:
        return said.sub(lambda found: _short(records[int(found[1]) - _BEYOND].where), text)

    entries = (
        replace(entry, record=record, joins=tuple((title, back(where)) for title, where in entry.joins))
        for entry, record in zip(found, records, strict=True)
    )
    told = (replace(one, where=back(one.where), message=spelled(one.message)) for one in problems)
    return tuple(entries), tuple(told)


def _short(where: Location) -> str:
    return f"{where.file}:{where.line}"
