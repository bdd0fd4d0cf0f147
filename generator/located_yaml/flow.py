"""What is wrong with a list in brackets, or a mapping in braces, that PyYAML cannot read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.located_yaml.nodes import needs_quotes, quoted

Fault = tuple[int, str, str, str]
"""Place in the text, code, message, hint."""

_TOKEN = re.compile(
    r"""(?P<gap>\s+)|(?P<remark>(?<!\S)\#[^\n]*)|(?P<quoted>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')"""
    r"""|(?P<sign>[\[\]{},])|(?P<plain>(?:[^\[\]{},\n\#:]|:(?!\s)|(?<=\S)\#)+(?::(?=\s))?|:)""",
    re.DOTALL,
)
_NO_ESCAPE = re.compile(r'(?<!\\)(?:\\\\)*\\[^\\0abt\tnvfre "/N_LPxuU\n]')
_SPECIAL = "*&!%@`|>#"
_CLOSING = {"[": "]", "{": "}"}


def faults(text: str) -> Iterator[Fault]:
    """Everything that is wrong with a text that begins with `[` or `{`."""
    return _Walk(text).faults()


class _Walk:
    """One pass over the signs of a list: which brackets are open, and what stands since the last comma."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._open: list[tuple[str, int]] = []
        self._before = ""
        self._key = 0

    def faults(self) -> Iterator[Fault]:
        for token in _TOKEN.finditer(self._text):
            name = str(token.lastgroup)
            if name == "gap":
                continue
            if name == "plain" and self._before in ("", "key") and token.group()[0] in "'\"":
                yield self._endless(token)
                return
            yield from {"remark": self._remark, "sign": self._sign, "quoted": self._quoted, "plain": self._plain}[name](
                token
            )
            if not self._open:
                yield from self._behind(token.end())
                return
        for sign, at in self._open[-1:]:
            hint = f"write `{_CLOSING[sign]}` at the end"
            yield at, "yaml-bracket", "a bracket is not closed, or a comma is missing", hint

    def _remark(self, token: re.Match[str]) -> Iterator[Fault]:
        if re.match(r"#[^\s#]", token.group()):
            hint = "put the text in quotes if `#` is part of it, and a space behind `#` if it is not"
            yield token.start(), "yaml-comment", "` #` ends the line: the rest is read as a remark", hint

    def _sign(self, token: re.Match[str]) -> Iterator[Fault]:
        sign, at = token.group(), token.start()
        if sign == ",":
            if not self._before:
                yield (
                    at,
                    "yaml-comma",
                    "nothing stands before this comma",
                    "take the comma out, or write what is missing",
                )
            self._before = ""
        elif sign in _CLOSING:
            if self._before not in ("", "key"):
                yield at, "yaml-bracket", f"a comma is missing before this `{sign}`", "write a comma between two items"
            self._open.append((sign, at))
            self._before = ""
        else:
            begun, _ = self._open.pop()
            if _CLOSING[begun] != sign:
                hint = f"write `{_CLOSING[begun]}`"
                yield at, "yaml-bracket", f"`{sign}` closes what `{begun}` opened", hint
            self._before = "bracket"

    def _quoted(self, token: re.Match[str]) -> Iterator[Fault]:
        if token.group()[0] == '"' and _NO_ESCAPE.search(token.group()):
            hint = f"put the text in single quotes: {quoted(token.group()[1:-1])}"
            yield token.start(), "yaml-escape", "a backslash in double quotes begins an escape", hint
        if self._before not in ("", "key"):
            yield token.start(), "yaml-quote", "a comma is missing before this text", "write a comma between two items"
        self._before = "quote"

    def _plain(self, token: re.Match[str]) -> Iterator[Fault]:
        text, at = token.group().rstrip(), token.start()
        if self._before in ("quote", "bracket"):
            if not (text.startswith(":") and self._before == "quote"):
                yield self._more(at, text)
                self._before = "plain"
                return
            text = "key:" if text == ":" else f"key{text}"
        elif text[0] in _SPECIAL or text.startswith(":"):
            yield at, "yaml-quote", needs_quotes(text[0]), f"write {quoted(text)}"
        elif text == "-" or text.startswith("- "):
            hint = "write the items with commas between them, or `- ` lines without brackets"
            yield at, "yaml-bracket", "between brackets an item has no `-`", hint
        elif text.endswith(":") and self._text[token.end() : token.end() + 1] in tuple("[{"):
            yield at + len(text) - 1, "yaml-colon", "a space is missing behind this colon", f"write `{text} `"
        elif text.endswith(":") and self._text[token.end() : token.end() + 1] in tuple(",]"):
            yield at, "yaml-colon", "nothing follows behind a colon", f"write {quoted(text)} if the colon is part of it"
        if text.endswith(":") and self._before == "key":
            whole = re.split(r"[,\[\]{}\n]", self._text[self._key :])[0]
            hint = f"put a text that has a colon and a space in it in quotes: {quoted(whole)}"
            yield self._key, "yaml-colon", "a second colon in one item", hint
        self._before = "key" if text.endswith(":") else "plain"
        self._key = at

    def _more(self, at: int, text: str) -> Fault:
        if self._before == "bracket":
            hint = f"write a comma between two items, or put all of the text in quotes, such as {quoted(f'[…] {text}')}"
            return at, "yaml-quote", "more text follows behind a closing bracket", hint
        hint = "put quotes around the whole text; one inside '…' is written twice, and perhaps one is missing before it"
        return at, "yaml-quote", "more text follows behind a closing quote", hint

    def _endless(self, token: re.Match[str]) -> Fault:
        sign = token.group()[0]
        hint = f"write the closing quote: {sign}{token.group()[1:].strip()[:60]}{sign}"
        return token.start(), "yaml-quote", "a text in quotes does not end", hint

    def _behind(self, at: int) -> Iterator[Fault]:
        """What stands behind the last bracket."""
        rest = self._text[at:]
        text = re.sub(r"(?<!\S)#.*", "", rest).strip()
        if not text:
            return
        place = at + len(rest) - len(rest.lstrip())
        if "\n" in rest[: place - at]:
            hint = "write it with as many spaces as the line above has, or close the bracket later"
            yield place, "yaml-indent", "this line is deeper than the one above, whose list has ended", hint
            return
        if text[0] in "]}":
            yield place, "yaml-bracket", "a bracket too many", f"take this `{text[0]}` out"
        elif text[0] == ",":
            yield place, "yaml-comma", "a comma follows behind the list", "take it out, or close the bracket later"
        elif re.match(r"[\w-]+:(?:\s|$)", text):
            yield place, "yaml-colon", "a second key in one line", f"write `{text[:60]}` on a line of its own"
        else:
            whole = self._text.split("\n")[0]
            hint = f"put all of it in quotes, such as {quoted(whole)}"
            yield place, "yaml-quote", f"more text follows behind what `{self._text[0]}` began", hint
