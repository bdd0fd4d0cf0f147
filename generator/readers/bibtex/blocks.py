"""A BibTeX file in entries, each with its fields as texts, in the order of the file.

bibtexparser takes well-formed entries apart. It is given one at a time, from an `@` at the beginning of a line to the
next: so one broken entry cannot reach its neighbours, and no more than one is held twice. It also reads on without a
word where a comma is missing or a brace too many, so each value is looked at, and what it refused or read wrong is
read by `mending`.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from bibtexparser import model
from bibtexparser.splitter import Splitter

from generator.readers.bibtex.mending import mend
from generator.readers.bibtex.values import MOST_EXPANDED, NoValueError, Strings

logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what it warns of becomes problems, with a place

_TYPES = (
    "article|book|booklet|collection|conference|dataset|inbook|incollection|inproceedings|manual|mastersthesis|misc"
    "|online|phdthesis|proceedings|report|software|techreport|thesis|unpublished"
)
_START = re.compile(
    rf"^[ \t]*(?P<at>@)[ \t]*(?:\w[\w+@.:/-]{{0,60}}\s*[{{(]|(?:{_TYPES})\b[ \t]*[^\s@,={{}}]*,?[ \t]*$)",
    re.MULTILINE | re.IGNORECASE,
)
_START_INSIDE = re.compile(r"(?<=[})])[ \t]*(?P<at>@)[ \t]*\w{1,60}\s*[{(]\s*[^\s,{}()\"=]{1,300},")
_FIELD_LINE = re.compile(r"^[ \t,]*[A-Za-z][\w.:+/-]{0,60}[ \t]*=[ \t]*[{\"\w]", re.MULTILINE)
_STRING = re.compile(r"@[ \t]*string\b", re.IGNORECASE)
_LIKE_SPECIAL = re.compile(r"@[ \t]*(?:string|comment|preamble)[^\s{(]", re.IGNORECASE)
"""What bibtexparser takes for one of these three by how it begins, such as `@strings{`."""
_STRAY = re.compile(r"^[ \t]*[^\s%].*\w", re.MULTILINE)
_NAME = re.compile(r"[^\s{}\"#%'(),=\\]+")
_KEY = re.compile(r"[^\s,={}\"#%\\]*(?: [^\s,={}\"#%\\]+){0,3}")
_REPEATED = frozenset({"keywords", "keyword"})
"""Fields of which publishers write one for each word."""
_SEVERAL = frozenset({"isbn", "issn"})
"""Fields of which there may be several: a book has a number on paper and one on the screen."""


@dataclass(slots=True)
class Found:
    """An entry: its kind and fields in small letters, the fields' texts as TeX, its place, and what is wrong with it.

    `more` are the texts of fields that it has twice, of which the first counts. `is_named` is
    one that others inherit from.
    """

    type: str
    key: str
    line: int
    column: int
    fields: dict[str, str] = field(default_factory=dict)
    more: list[tuple[str, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    is_named: bool = False


def found_in(text: str) -> Iterator[Found]:
    """The entries of a file; those that are none (`@string`, `@comment`, `@preamble`) only where they are broken.

    Text between them, which BibTeX passes over, is one of the type `text`, so that it can be told.
    """
    strings = Strings(room=MOST_EXPANDED * len(text) + 100_000)
    line, counted = 1, 0
    stretches = list(_stretches(text))
    yield from _stray(text[: stretches[0][0] if stretches else len(text)], 1)
    for start, end in stretches:  # some stand behind the entries that name them
        if _STRING.match(text, start):
            list(_of_stretch(text[start:end], strings, 1, 1))
    for start, end in stretches:
        line += text.count("\n", counted, start)
        counted = start
        column = start - text.rfind("\n", 0, start)
        yield from _of_stretch(text[start:end], strings, line, column)


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """From each `@` that begins an entry to the next."""
    starts = [found.start("at") for found in _START.finditer(text)]
    yield from pairwise([*starts, len(text)])


def _of_stretch(text: str, strings: Strings, line: int, column: int) -> Iterator[Found]:
    """The entries of a stretch: one, or several in one line."""
    known = list(_well_formed(text, strings, line, column))
    if None not in known:
        yield from filter(None, known)
        return
    starts = [0, *(found.start("at") for found in _START_INSIDE.finditer(text))]
    for start, end in pairwise([*starts, len(text)]):
        yield from _broken(text[start:end], strings, line, column if not start else 1)
        line += text.count("\n", start, end)


def _well_formed(text: str, strings: Strings, line: int, column: int) -> Iterator[Found | None]:
    """What bibtexparser makes of a stretch; None where that is wrong."""
    is_first = True
    for one in Splitter(text).split().blocks:
        block = one.ignore_error_block if isinstance(one, model.DuplicateFieldKeyBlock) else one
        if is_first and _LIKE_SPECIAL.match(text):
            yield None
        elif isinstance(block, model.Entry):
            yield _entry(block, strings, line + (block.start_line or 0), column if is_first else 1)
        elif isinstance(block, model.String):
            yield from _string(block.key, block.value, strings, line, column)
        elif isinstance(block, model.ImplicitComment):
            is_lost = is_first or _FIELD_LINE.search(block.comment)
            yield from (None,) if is_lost else _stray(block.comment, line + (block.start_line or 0))
        elif isinstance(block, model.ParsingFailedBlock):
            yield None
        is_first = False
    if is_first:
        yield None


def _stray(text: str, line: int) -> Iterator[Found]:
    """The first line of a text between entries that is no comment."""
    if found := _STRAY.search(text):
        yield Found("text", found[0].strip()[:60], line + text.count("\n", 0, found.start()), 1)


def _entry(block: model.Entry, strings: Strings, line: int, column: int) -> Found | None:
    if not _KEY.fullmatch(block.key) or block.key.count("(") > block.key.count(")"):
        return None
    entry = Found(block.entry_type.lower(), block.key, line, column)
    for one in block.fields:
        if not _NAME.fullmatch(one.key) or not isinstance(one.value, str):
            return None
        try:
            _put(entry, one.key, one.value, strings)
        except NoValueError:
            return None
    if not entry.key:
        entry.faults.append("it has no key")
    return entry


def _put(entry: Found, name: str, written: str, strings: Strings) -> None:
    """Give an entry a field. Raises `NoValueError`."""
    if not written.strip():
        entry.faults.append(f"'{name}' has no value")
        return
    text, unknown = strings.value(written)
    entry.faults += [f"'{name}' names the string '{one}', which is not defined" for one in unknown]
    small = name.lower()
    if small not in entry.fields:
        entry.fields[small] = text
    elif small in _REPEATED:
        entry.fields[small] += f"; {text}"
    elif entry.fields[small] != text:
        if small not in _SEVERAL:
            entry.faults.append(f"'{name}' stands there twice, and the first counts")
        entry.more.append((small, text))


def _string(name: str, written: str, strings: Strings, line: int, column: int) -> Iterator[Found | None]:
    """Define a string; yield it where it names one that is not defined, and None where it is broken."""
    try:
        unknown = strings.add(name, written)
    except NoValueError:
        yield None
        return
    if unknown:
        faults = [f"it names the string '{one}', which is not defined" for one in unknown]
        yield Found("string", name.strip(), line, column, faults=faults)


def _broken(text: str, strings: Strings, line: int, column: int) -> Iterator[Found]:
    """A broken entry as far as it can be read."""
    mended = mend(text)
    if mended.type in ("comment", "preamble"):
        return
    entry = Found(mended.type, mended.key, line, column, faults=mended.faults)
    for name, written in mended.fields:
        if mended.type == "string":
            strings.add(name, written)
        else:
            _put(entry, name, written, strings)
    yield entry
    yield from _stray(text[mended.end :], line + text.count("\n", 0, mended.end))
