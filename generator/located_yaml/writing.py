"""A text as YAML, so that every reader of YAML gives back this text and no number, date or truth."""

from __future__ import annotations

import json
import re

_NO_TEXT = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def scalar(text: str, plain: re.Pattern[str]) -> str:
    """The text without quotes where it fits `plain` and is no word of YAML's own, else in double quotes."""
    is_plain = plain.fullmatch(text) and text.lower() not in _NO_TEXT
    return text if is_plain else double_quoted(text)


def double_quoted(text: str) -> str:
    """The text in double quotes, with escapes for what YAML does not allow or takes for the end of a line."""
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))
