"""YAML that was written elsewhere: several documents in a file, and faults that leave nothing out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from generator.model import Problem, Severity

_BEGIN = re.compile(r"---(?:\s|$)")
_SOFT = frozenset({
    "yaml-anchor", "yaml-bracket", "yaml-character", "yaml-colon", "yaml-comma", "yaml-comment", "yaml-escape",
    "yaml-quote", "yaml-space", "yaml-tab", "yaml-tag",
})  # fmt: skip
"""Faults of which the text is read all the same."""
_TEXT_BEHIND = re.compile(r"[\"']?\s*:\s+(?:[^\s\[{&*#]|\[[^{]*$)")


def documents(rows: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The first row of each document and the one behind its last. `---` without indentation stands in no text.

    Directives before it such as `%YAML 1.2`, and comments, are no document.
    """
    begins = [number for number, row in enumerate(rows) if _BEGIN.match(row)]
    edges = [0, *begins, len(rows)]
    for first, last in pairwise(edges):
        said = [row for row in rows[first:last] if row and not row.isspace()]
        if said and not (said[0][0] == "%" and all(row[0] in "%#" for row in said)):
            yield first, last


def softened(problems: Iterable[Problem], rows: Sequence[str]) -> Iterator[Problem]:
    """The problems, as warnings those that leave nothing out but the second of two texts of one key.

    Typographic quotes belong to the text.
    """
    for problem in problems:
        if problem.code == "yaml-duplicate-key" and _is_of_text(problem, rows):
            yield replace(problem, severity=Severity.WARNING)
        elif problem.code not in _SOFT:
            yield problem
        elif not problem.message.endswith("is no quotation mark of YAML"):
            yield replace(problem, severity=Severity.WARNING)


def _is_of_text(problem: Problem, rows: Sequence[str]) -> bool:
    """Does a text stand behind the key, or a list in one line? Else it may be a whole paper that is left out."""
    row = rows[problem.where.line - 1] if problem.where.line <= len(rows) else ""
    return _TEXT_BEHIND.match(row, problem.where.column - 1 + problem.width) is not None
