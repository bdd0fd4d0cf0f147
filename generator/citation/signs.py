"""Texts on one line, and addresses without what would end a field."""

from __future__ import annotations

import re

_GAP = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_UNSAFE = re.compile(r'[ "<>\\^`{|}]')


def flat(text: str) -> str:
    """The text on one line, without control characters."""
    if text.isprintable() and "  " not in text:  # then its only white space is single spaces
        return text.strip()
    return _GAP.sub(" ", text).strip()


def safe_address(text: str) -> str:
    """An address as it is, but for what would end a field; a percent sign stays, as all styles expect."""
    return _UNSAFE.sub(lambda sign: f"%{ord(sign[0]):02X}", flat(text))
