"""Data of a stranger, read by what we expect: a wrong kind of value is refused where it is met."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from artifact import RefusedError

LONGEST = 600
T = TypeVar("T")


class Shape:
    """A mapping out of JSON, asked key by key. `name` says in a message what it is."""

    def __init__(self, value: object, name: str) -> None:
        if not isinstance(value, dict):
            raise RefusedError(f"{name} is no mapping")
        self._value = value
        self._name = name

    def text(self, key: str) -> str:
        """A text, up to the length of the longest that a report shows."""
        return self._of(key, str)[:LONGEST]

    def whole(self, key: str) -> int:
        """A whole number, not below zero."""
        found = self._of(key, int)
        if isinstance(found, bool) or not 0 <= found < 10**9:
            raise RefusedError(f"`{key}` of {self._name} is no number that can be")
        return found

    def whole_or_none(self, key: str) -> int | None:
        """A whole number, or null."""
        return None if self._value.get(key, self) is None else self.whole(key)

    def truth(self, key: str) -> bool:
        """True or false."""
        return self._of(key, bool)

    def inside(self, key: str) -> Shape:
        """A mapping in this one."""
        return Shape(self._of(key, dict), f"`{key}` of {self._name}")

    def inside_or_none(self, key: str, read: Callable[[Shape], T]) -> T | None:
        """A mapping in this one, read, or null."""
        return None if self._value.get(key, self) is None else read(self.inside(key))

    def each(self, key: str, read: Callable[[Shape], T]) -> tuple[T, ...]:
        """The mappings of a list, each read."""
        name = f"an entry in `{key}` of {self._name}"
        return tuple(read(Shape(one, name)) for one in self._of(key, list))

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        found = self._of(key, list)
        if not all(isinstance(one, str) for one in found):
            raise RefusedError(f"`{key}` of {self._name} has something in it that is no text")
        return tuple(one[:LONGEST] for one in found)

    def texts_or_none(self, key: str) -> tuple[str, ...]:
        """A list of texts; none where the key is missing, as in what an older version printed."""
        return self.texts(key) if key in self._value else ()

    def pairs(self, key: str) -> tuple[tuple[int, int], ...]:
        """A list of pairs of whole numbers."""
        found = self._of(key, list)
        if not all(isinstance(one, list) and [type(part) for part in one] == [int, int] for one in found):
            raise RefusedError(f"`{key}` of {self._name} has something in it that is no pair of numbers")
        return tuple((start, end) for start, end in found)

    def _of(self, key: str, kind: type[T]) -> T:
        found = self._value.get(key)
        if not isinstance(found, kind):
            raise RefusedError(f"`{key}` of {self._name} is missing or of another kind")
        return found
