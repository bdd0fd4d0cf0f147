"""Where something stands, and what can be wrong with it: the nouns below all others."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a source file; `line` and `column` count from 1, column in characters."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Severity(StrEnum):
    """How bad a problem is; an error leaves something out or wrong."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person got wrong: where, what, and in `hint` what to write instead.

    `code` is the heading of the problem in the documentation, such as `example-skip`;
    `width` is how many characters the caret underlines.
    """

    where: Location
    severity: Severity
    code: str
    message: str
    hint: str = ""
    width: int = 1


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was found: its path from the project's folder, with `/`, and its bytes."""

    name: str
    data: bytes
