"""Broken entries: as much of one as can be told, and what is wrong with it.

A field begins where a line begins with `name =`. That holds for nearly all files, and it tells where a value was meant
to end whose brace or quote is missing, and what stands behind a brace too many.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.readers.bibtex.values import piece_end
from generator.readers.fields import shown

_HEAD = re.compile(r"\s*@[ \t]*(?P<type>[^\s{}(),=\"#%']+)\s*(?P<open>[{(])?\s*")
_KEY = re.compile(r"(?P<key>[^\s,={}\"]{1,300})(?![^\s,={}\"])[ \t]*(?P<comma>,?)(?!\s*=)")
_FIELD = re.compile(r"(?P<name>[A-Za-z_.+-][\w.:+/-]{0,60}?)\s*(?::?(?P<equals>=)\s*|:?\s*(?=[{\"]))")
_USUAL = (
    "abstract|address|archiveprefix|author|booktitle|date|doi|editor|eprint|isbn|issn|journal|journaltitle|keywords"
    "|month|note|number|pages|publisher|school|series|title|url|volume|year"
)
_NEXT = re.compile(
    r"\n[ \t]*(?:,[ \t]*)?(?P<name>[A-Za-z_][\w.:+/-]{0,60})[ \t]*=\s*[{\"\w#]"
    rf"|,[ \t]*(?:{_USUAL})[ \t]*=[ \t]*[{{\"\d]",
    re.IGNORECASE,
)
_GAP = re.compile(r"(?:[\s,]+|%[^\n]*(?:\n|$))*")
_COMMA_OR_END = re.compile(r"\s*[,})]")
_JOINT = re.compile(r"\s*#\s*")
_AFTER = re.compile(r"\s*(?:,|[})]|%|\Z)")
_WALLS = str.maketrans("", "", "{}")


@dataclass(slots=True)
class Mended:
    """What could be read of a broken entry; `fields` are names and values as written, `faults` what is wrong."""

    type: str = ""
    key: str = ""
    fields: list[tuple[str, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    end: int = 0

    def note(self, fault: str) -> None:
        """Keep what is wrong, once."""
        if fault not in self.faults and len(self.faults) < 10:
            self.faults.append(fault)


@dataclass(slots=True)
class _Text:
    """The text of an entry, and where the next field begins, looked for once."""

    text: str
    known: int = -1

    def boundary(self, at: int) -> int:
        """Where the next line begins, from `at`, that begins a field; the end of the text where none does."""
        if self.known < at:
            found = _NEXT.search(self.text, at)
            self.known = found.start() if found else len(self.text)
        return self.known


def mend(text: str) -> Mended:
    """Read what can be read of an entry, from its `@` to the end of the text."""
    entry = Mended()
    if not (head := _HEAD.match(text)):
        return entry
    entry.type = head["type"].lower()
    if not head["open"]:
        entry.note("its opening brace is missing")
    at = _key(entry, text, head.end())
    _fields(entry, _Text(text), at)
    return entry


def _key(entry: Mended, text: str, at: int) -> int:
    found = _KEY.match(text, at)
    if not found:
        entry.note("it has no key")
        return at
    entry.key = found["key"]
    if not found["comma"] and not _COMMA_OR_END.match(text, found.end()):
        entry.note("a comma is missing behind its key")
    return found.end()


def _fields(entry: Mended, text: _Text, at: int) -> None:
    """Read field after field; each round moves on."""
    whole = text.text
    while (at := _behind(_GAP, whole, at)) < len(whole):
        if head := _FIELD.match(whole, at):
            if not head["equals"]:
                entry.note(f"'{head['name']}' has no equals sign")
            at = _value(entry, text, head["name"], head.end())
        elif whole[at] not in "})":
            at = _junk(entry, text, at)
        elif (following := text.boundary(at + 1)) < len(whole):
            entry.note(f"a brace is too many before '{_name_at(whole, following)}'")
            at = following
        else:
            entry.end = at + 1
            return
    entry.end = len(whole)
    entry.note("its closing brace is missing")


def _junk(entry: Mended, text: _Text, at: int) -> int:
    """Pass over what is no field, up to the next one."""
    next_one = text.boundary(at)
    entry.note(f"this belongs to no field: {shown(text.text[at:next_one].strip(' ,{}()')[:80])}")
    return max(next_one, at + 1)


def _behind(gap: re.Pattern[str], text: str, at: int) -> int:
    found = gap.match(text, at)
    return found.end() if found else at


def _name_at(text: str, at: int) -> str:
    found = _FIELD.match(text, _behind(_GAP, text, at))
    return found["name"] if found else ""


def _value(entry: Mended, text: _Text, name: str, at: int) -> int:
    """Read the value that begins at `at`, up to where it ends or was meant to."""
    whole = text.text
    limit = text.boundary(at)
    end = _strict(whole, at, limit)
    if end >= 0 and (_AFTER.match(whole, end) or end >= limit or _FIELD.match(whole, _behind(_GAP, whole, end))):
        if not _AFTER.match(whole, end):
            entry.note(f"a comma is missing behind '{name}'")
        entry.fields.append((name, whole[at:end]))
        return end
    written = whole[at:limit].strip()
    if limit == len(whole):
        written = written.rstrip("})") if written.count("}") != written.count("{") or written[:1] == '"' else written
    entry.note(_what_is_missing(name, written))
    entry.fields.append((name, "{" + _without_walls(written.strip(" ,\n\t")) + "}"))
    return max(limit, at)


def _strict(text: str, at: int, limit: int) -> int:
    """Where a value ends that is one, before the limit, or -1."""
    while True:
        end = piece_end(text, at, limit)
        if end < 0:
            return -1
        joint = _JOINT.match(text, end, limit)
        if not joint:
            return end
        at = joint.end()


def _what_is_missing(name: str, written: str) -> str:
    sign = {"{": "brace", '"': "quote"}.get(written[:1])
    return f"a {sign} is missing in '{name}'" if sign else f"the value of '{name}' stands in no braces"


def _without_walls(written: str) -> str:
    """A value without the braces or quotes around it, whose braces come out even."""
    text = written[1:] if written[:1] in '{"' else written
    text = text[:-1] if text[-1:] in '"}' and text[-2:-1] != "\\" else text
    depth = 0
    for sign in re.findall("[{}]", text):
        depth += 1 if sign == "{" else -1
        if depth < 0:
            break
    return text if depth == 0 else text.translate(_WALLS)
