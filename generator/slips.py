"""What a person may have meant by a word that nobody knows."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from generator.harmless import clipped


def short(text: str) -> str:
    """A text that fits into a message."""
    return clipped(text, 60)


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """The hint for an unknown key."""
    near = difflib.get_close_matches(word[:60].lower(), known, n=1)
    return f"did you mean '{near[0]}'?" if near else f"known here: {', '.join(known[:12])}{', …' * (len(known) > 12)}"
