"""The listing capture: a trending page copied as plain text; header, then title, abstract, title, abstract …

Paragraphs are told apart by what they look like, not by counting, so that one missing abstract does not shift the rest.
A long paragraph is an abstract, a short one without a full stop is a title; one in between is what its turn asks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.harmless import clipped
from generator.model import Listing, Location, Origin, Problem, Record, Severity, Source
from generator.readers.lines import ending, head, read_lines
from generator.text import plain, slug, title_key

CODES = {
    "missing-abstract": "A title in a listing capture is followed by another title or by the end of the file.",
    "missing-title": "An abstract in a listing capture has no title before it.",
    "further-paragraph": "A paragraph is read as part of the abstract before it; a title may be missing.",
    "doubled-title": "A title stands twice in one listing capture; its first place counts.",
    "unknown-header": "A line in the header of a listing capture is none that the reader knows.",
    "no-papers": "A listing capture has no title with an abstract.",
}

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DATE_LINE = re.compile(
    rf"(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}\s+{_MONTH})(?:,?\s+\d{{4}})?|\d{{4}}-\d\d-\d\d", re.IGNORECASE
)
_HEADER = re.compile(
    r"new|get trending papers in your email inbox!?|subscribe|by\s*ak\b.{0,60}"
    r"|(?:(?:daily|weekly|monthly|trending|hot|hugging ?face)\s+)+papers?",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    rf"\d[\d.,]*\s*k?|\W+|(?:\W*\d[\d.,]*k?\s*)?(?:up)?(?:votes?|likes?|comments?|repl(?:y|ies))\W*(?:\d[\d.,]*k?)?"
    rf"|\W*\d+\s+authors?(?:\W+(?:{_DATE_LINE.pattern})?)?|(?:published|submitted)\s+(?:on|by)\s.{{1,60}}"
    r"|(?:view |read )?(?:arxiv|pdf)(?: page| paper)?|github\W*(?:\d[\d.,]*k?)?",
    re.IGNORECASE,
)
_TELLING = frozenset(
    {"get trending papers in your email inbox", "by ak and the research community", "byak and the research community"}
    | {"daily papers", "trending papers", "subscribe", "hugging face papers"}
)
_HEAD, _HEADER_LINES = 3000, 40
_LONG, _SURELY_LONG, _FURTHER, _LONGEST_PAPER = 180, 320, 500, 2600


@dataclass(frozen=True, slots=True)
class _Paragraph:
    line: int
    text: str
    is_header: bool = False

    @property
    def is_abstract(self) -> bool:
        """Long, or as long as a title may be but ended like a sentence."""
        ends = self.text.endswith((".", "!", "?", ".)", ".”", '."', ".'"))
        return len(self.text) > (_LONG if ends else _SURELY_LONG)

    @property
    def is_title(self) -> bool:
        return not self.is_abstract and not self.text.endswith(".")


@dataclass(slots=True)
class _Entry:
    """A title, and what has been found of its abstract so far."""

    title: _Paragraph
    abstract: list[str] = field(default_factory=list)


def is_capture(source: Source) -> bool:
    """By content: some of the lines that only such a page has above its papers."""
    lines = {plain(line).casefold().rstrip("!. ") for line in head(source)[:_HEAD].split("\n")[:_HEADER_LINES]}
    return len(lines & _TELLING) > 1


def accepts(source: Source) -> bool:
    """By name: any text could be a capture."""
    return ending(source) in (".txt", ".text")


def read(source: Source) -> Iterator[Record | Listing | Problem]:
    """The listing itself, its papers in their order, and a problem for whatever does not fit."""
    lines, problems = read_lines(source)
    yield from problems
    if not lines:
        return
    paragraphs, date_line = _paragraphs(lines)
    start, header_problems = _header(paragraphs, source.name)
    yield _listing(source.name, date_line)
    yield from header_problems
    body = [paragraph for paragraph in paragraphs[start:] if not paragraph.is_header]
    rank = 0
    for item in _distinct(_entries(body, source.name), source.name):
        if isinstance(item, Problem):
            yield item
        else:
            rank += 1
            yield _record(item, rank, source.name)
    if not rank:
        hint = "a capture is a header, then title, abstract, title, abstract, with a blank line between them"
        yield Problem(Location(source.name), Severity.ERROR, "no-papers", "no title with an abstract found", hint)


def _paragraphs(lines: list[str]) -> tuple[list[_Paragraph], str]:
    """The paragraphs without vote counts and the like, which stand on lines of their own; and the first date line."""
    found: list[tuple[int, list[str], bool]] = []
    is_open = False
    for number, raw in enumerate(lines, 1):
        line = plain(raw) if raw.strip() else ""
        is_header = 0 < len(line) < 100 and bool(_HEADER.fullmatch(line) or _DATE_LINE.fullmatch(line))
        if not line or (len(line) < 100 and _ASIDE.fullmatch(line)):
            is_open = False
        elif is_open and not is_header:
            found[-1][1].append(line)
        else:
            found.append((number, [line], is_header))
            is_open = not is_header
    paragraphs = [_Paragraph(number, " ".join(parts), is_header) for number, parts, is_header in found]
    dates = (one.text for one in paragraphs if one.is_header and _DATE_LINE.fullmatch(one.text))
    return paragraphs, next(dates, "")


def _header(paragraphs: list[_Paragraph], file: str) -> tuple[int, list[Problem]]:
    """Where the papers start, and the lines of the header that nobody knows."""
    first = next((at for at, paragraph in enumerate(paragraphs) if paragraph.is_abstract), len(paragraphs))
    known = [at for at in range(first) if paragraphs[at].is_header]
    start = known[-1] + 1 if known else 0
    while start < first - 1 and _is_remark(paragraphs[start].text):
        start += 1
    unknown = [paragraph for paragraph in paragraphs[:start] if not paragraph.is_header]
    return start, [_unknown_header(paragraph, file) for paragraph in unknown]


def _is_remark(text: str) -> bool:
    """A line too slight for a title: few words, or ended like a label or a sentence."""
    return len(text.split()) < 4 or text.endswith((":", ".", "…"))


def _entries(body: list[_Paragraph], file: str) -> Iterator[_Entry | Problem]:
    """Titles with their abstracts, by looks and by turn."""
    entry: _Entry | None = None
    for paragraph, following in zip(body, [*body[1:], None], strict=False):
        awaits = entry is not None and not entry.abstract
        leads = following is not None and following.is_abstract
        if not _is_text(paragraph, awaits=awaits, leads=leads, may_go_on=entry is not None):
            if entry is not None and awaits and title_key(entry.title.text) == title_key(paragraph.text):
                yield _doubled(paragraph, entry.title.line, file)
                continue
            if entry is not None:
                yield _finished(entry, file)
            entry = _Entry(paragraph)
        elif entry is None:
            yield _missing_title(paragraph, file)
        elif sum(map(len, entry.abstract)) + len(paragraph.text) > _LONGEST_PAPER and entry.abstract:
            yield _finished(entry, file)
            yield _missing_title(paragraph, file)
            entry = None
        else:
            if entry.abstract:
                yield _continued(paragraph, entry, file)
            entry.abstract.append(paragraph.text)
    if entry is not None:
        yield _finished(entry, file)


def _is_text(paragraph: _Paragraph, *, awaits: bool, leads: bool, may_go_on: bool) -> bool:
    """Whether it belongs to an abstract; where its looks leave that open, a paragraph that leads to one is a title."""
    if paragraph.is_abstract or (awaits and not paragraph.is_title):
        return True
    is_open = len(paragraph.text) > _LONG if awaits else may_go_on and not paragraph.is_title
    return is_open and not leads


def _finished(entry: _Entry, file: str) -> _Entry | Problem:
    return entry if entry.abstract else _missing_abstract(entry.title, file)


def _distinct(items: Iterator[_Entry | Problem], file: str) -> Iterator[_Entry | Problem]:
    """Each title once."""
    seen: dict[str, int] = {}
    for item in items:
        if isinstance(item, Problem):
            yield item
        elif first := seen.get(key := title_key(item.title.text)):
            yield _doubled(item.title, first, file)
        else:
            seen[key] = item.title.line
            yield item


def _record(entry: _Entry, rank: int, file: str) -> Record:
    return Record(
        where=Location(file, entry.title.line),
        origin=Origin.CAPTURE,
        title=entry.title.text,
        abstract="\n\n".join(entry.abstract),
        listing=listing_name(file),
        rank=rank,
    )


def _listing(file: str, date_line: str) -> Listing:
    """The listing as the file shows it; `imports.yml` knows more."""
    name = listing_name(file)
    label = f"Listing dated “{date_line}”" if date_line else name.replace("-", " ")
    return Listing(name=name, where=Location(file), label=label, date_line=date_line)


def listing_name(file: str) -> str:
    """What a listing is called in its address: the name of its file."""
    name = file.rpartition("/")[2]
    return slug(name.removesuffix(".gz").rpartition(".")[0]) or "listing"


def _problem(code: str, severity: Severity, at: _Paragraph, file: str, message: str, hint: str) -> Problem:
    return Problem(Location(file, at.line), severity, code, message, hint, width=min(len(at.text), 80))


def _missing_abstract(title: _Paragraph, file: str) -> Problem:
    message = f"the title “{_short(title.text)}” has no abstract; the paper is left out"
    hint = "put the abstract below it, with a blank line between the two, or delete the title"
    return _problem("missing-abstract", Severity.ERROR, title, file, message, hint)


def _missing_title(text: _Paragraph, file: str) -> Problem:
    message = f"an abstract without a title: “{_short(text.text)}”; it is left out"
    hint = "put the title above it, with a blank line between the two"
    return _problem("missing-title", Severity.ERROR, text, file, message, hint)


def _continued(text: _Paragraph, entry: _Entry, file: str) -> Problem:
    """A short further paragraph is nothing strange; one as long as an abstract may have lost its title."""
    message = f"“{_short(text.text)}” is read as a further paragraph of “{_short(entry.title.text)}”"
    severity = Severity.WARNING if len(text.text) > _FURTHER else Severity.NOTE
    hint = "if it is the abstract of another paper, put that paper's title above it"
    return _problem("further-paragraph", severity, text, file, message, hint)


def _doubled(title: _Paragraph, first: int, file: str) -> Problem:
    message = f"the title “{_short(title.text)}” stands in line {first} already; its first place counts"
    return _problem("doubled-title", Severity.WARNING, title, file, message, "delete this title and what belongs to it")


def _unknown_header(line: _Paragraph, file: str) -> Problem:
    message = f"the header line “{_short(line.text)}” is not known; it is left out"
    hint = "delete it, or, if it is a title, put its abstract below it"
    return _problem("unknown-header", Severity.WARNING, line, file, message, hint)


def _short(text: str) -> str:
    return clipped(text, 70)
