"""Titles of which one says in full what the other shortens: `deep CNNs` and `deep convolutional neural networks`."""

from __future__ import annotations

from collections.abc import Sequence

_LENGTHS = range(2, 7)


def shortened(words: Sequence[str], others: Sequence[str]) -> list[str]:
    """The words, where initials that only the others have stand for those that they are the initials of."""
    made = list(words)
    for short in others:
        initials = short.removesuffix("s") if len(short) > _LENGTHS.start else short
        if len(initials) in _LENGTHS and short not in made and (at := _place(initials, made)) >= 0:
            made[at : at + len(initials)] = [short]
    return made


def _place(initials: str, words: Sequence[str]) -> int:
    """Where the run of words begins whose initials these are; -1 where there is none."""
    return "".join(word[0] for word in words).find(initials)
