"""What a person may have meant, also where thousands of names are known."""

from __future__ import annotations

import difflib

import pytest

from generator.slips import did_you_mean

MANY = [
    f"{first}-{second}-{number}" for first in ("kite", "lamp", "drum") for second in "abcdefgh" for number in range(250)
]


@pytest.mark.parametrize("slip", ["lamp-c-1234", "lmap-c-123", "lamp-c-12", "amp-c-123", "Lamp-C-123", "lamp-cc-123"])
def test_a_slip_is_seen_among_thousands(slip: str) -> None:
    assert did_you_mean(slip, MANY).startswith("did you mean 'lamp-")


def test_nothing_near_names_what_is_known() -> None:
    assert did_you_mean("xyzzy", ["kite", "lamp"]) == "known here: kite, lamp"
    assert did_you_mean("?", MANY).endswith(", …")


def test_thousands_of_slips_are_not_compared_with_thousands_of_names(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[int] = []
    whole = difflib.get_close_matches

    def counted(word: str, known: list[str], n: int) -> list[str]:
        compared.append(len(known))
        return whole(word, known, n=n)

    monkeypatch.setattr(difflib, "get_close_matches", counted)
    for number in range(20):
        did_you_mean(f"lump-{number}", MANY)
    assert max(compared) <= 100
