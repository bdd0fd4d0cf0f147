"""Text of strangers where it could do something: in a comment on GitHub, in a terminal, in a workflow's log.

Titles, labels, ids and file names come from whoever opened a pull request. What is given here shows their words and
nothing else: no markup, no link, nobody called by name, no command to the workflow, no text turned round.
"""

from __future__ import annotations

import re
from unicodedata import bidirectional, category

_JOINERS = "\u200c\u200d"
_APART = "&#8203;"
"""A zero-width space: GitHub looks for names, numbers of issues and addresses after it has read the Markdown."""

_SPECIAL = re.compile(
    r"(?P<apart>[@#]|:(?=\S|\Z)|(?<=GH)-(?=\d)|(?<=www)\.)"
    r"|(?P<sign>[\\`*_{}\[\]<>&|~$])"
    r"|\b(?=[a-f]*\d)[0-9a-f]{7,40}\b",  # could be a commit's name
    re.IGNORECASE,
)
_HEX = re.compile(".{1,6}")
_LINE_START = re.compile(r"\s*(?=[-+]|\d+[.)])")
_ODD = re.compile(r"[^ -~]")


def one_line(text: str) -> str:
    """The text on one line without controls and invisible signs; writing from right to left is kept to itself.

    A space at its beginning or end stays.
    """
    if not text.isascii() or not text.isprintable():
        text = _ODD.sub(_visible, text)
    words = " ".join(text.split())
    if _is_turned(words):
        words = f"\u2068{words}\u2069"
    return f"{' ' * text[:1].isspace()}{words}{' ' * text[-1:].isspace()}" if words else text[:1]


def _visible(found: re.Match[str]) -> str:
    sign = found[0]
    kind = category(sign)
    if kind in ("Zl", "Zp") or sign.isspace():
        return " "
    if kind == "Cs":
        return "\ufffd"
    return "" if kind in ("Cc", "Cf", "Co", "Cn") and sign not in _JOINERS else sign


def _is_turned(text: str) -> bool:
    return not text.isascii() and any(bidirectional(sign) in ("R", "AL", "AN") for sign in text)


def in_terminal(text: str) -> str:
    """Text for a line of a terminal, and of a workflow's log, where `##[` anywhere in a line begins a command."""
    return one_line(text).replace("##[", "# #[")


def terminal_line(line: str) -> str:
    """A whole line that does not begin as a workflow command does."""
    return f"· {line}" if line.lstrip().startswith("::") else line


def in_markdown(text: str) -> str:
    """Text for a comment on GitHub: Markdown that shows these words wherever it stands in a line."""
    return _SPECIAL.sub(_defused, one_line(text))


def _defused(found: re.Match[str]) -> str:
    words = found[0]
    if found["apart"]:
        return _APART + "." if words == "." else f"&#{ord(words)};{_APART}"
    return f"&#{ord(words)};" if found["sign"] else _APART.join(_HEX.findall(words))


def markdown_line(line: str) -> str:
    """A whole line of Markdown that is no list, heading or rule because of how it begins."""
    at = _LINE_START.match(line)
    return f"{line[: at.end()]}{_APART}{line[at.end() :]}" if at else line


def in_json(text: str) -> str:
    """JSON that says the same and has no command of a workflow's log in it."""
    return text.replace("##[", "\\u0023#[")


def clipped(text: str, most: int) -> str:
    """The beginning of a text, at most so many characters."""
    return text if len(text) <= most else text[: most - 1] + "…"
