"""All regular expressions of the rules, found in one pass over a text by RE2."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Any

from generator.regex_subset import fault

MEMORY = 64 << 20
"""For the one automaton of all patterns; RE2's own 8 MiB are soon full."""

_SURROGATE = re.compile("[\ud800-\udfff]")


class Regexes:
    """Patterns with numbers, and the one pass over a text that finds them."""

    def __init__(self) -> None:
        self._patterns: list[tuple[str, int]] = []

    def __bool__(self) -> bool:
        return bool(self._patterns)

    def add(self, pattern: str, number: int) -> None:
        """Add a pattern under a number; one that cannot be used is left out."""
        if not fault(pattern):
            self._patterns.append((pattern, number))

    def find(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Number, start and end of each match, by pattern and place; those of one pattern do not overlap."""
        if not text.isascii():
            text = _SURROGATE.sub("\ufffd", text)  # RE2 takes UTF-8
        for place in self._present(text):
            pattern, number = self._patterns[place]
            for found in compiled(pattern).finditer(text):
                yield number, *found.span()

    def _present(self, text: str) -> Iterator[int]:
        """The places of the patterns that are in the text, all of them where RE2 ran out of memory."""
        found = self._set.Match(text) if self._set else None
        # RE2 says "none" also then. The first pattern of the set is in every text, so that the two differ.
        return (place - 1 for place in sorted(found) if place) if found else iter(range(len(self._patterns)))

    @cached_property
    def _set(self) -> Any:
        import re2

        every = re2.Set.SearchSet(_options(MEMORY))
        for pattern in ("", *(pattern for pattern, _ in self._patterns)):
            every.Add(pattern)
        try:
            every.Compile()
        except re2.error:  # out of memory; matching now would crash
            return None
        return every


@lru_cache(maxsize=128)
def compiled(pattern: str) -> Any:
    """The pattern as RE2 runs it."""
    import re2

    return re2.compile(pattern, _options(2 << 20))


def _options(memory: int) -> Any:
    import re2

    options = re2.Options()
    options.max_mem = memory
    options.log_errors = False
    return options
