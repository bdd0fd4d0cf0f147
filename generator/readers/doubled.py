"""A key that an object of JSON has twice: the last counts, as everywhere, and what stood there before is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def as_object(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """The object of these keys and values, as a decoder gives them.

    Of a key that is there twice, the earlier values are kept below `title, before`, where no reader looks for them.
    """
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    whole: dict[str, Any] = {}
    before: dict[str, list[Any]] = {}
    for name, value in pairs:
        if name in whole and whole[name] != value:
            before.setdefault(name, []).append(whole[name])
        whole[name] = value
    return {f"{name}, before": values for name, values in before.items()} | whole
