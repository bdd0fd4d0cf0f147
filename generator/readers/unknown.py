"""Files that no reader knows: what they look like, and what to do."""

from __future__ import annotations

import re

from generator.model import Location, Problem, Severity, Source
from generator.readers.lines import empty, ending, head

CODES = {
    "unknown-format": "A file among the papers has a format that no reader knows.",
}
_BESIDE = re.compile(
    r"(?:readme|licen[cs]e|copying|contributing|change(?:log|s)|notice|authors|code_of_conduct|security|history|_index)"
    r"(?:[._-]\w+)?(?:\.(?:md|markdown|txt|rst|html?))?|makefile|thumbs\.db|desktop\.ini|requirements\.txt|robots\.txt"
    r"|.*(?:~|\.bak|\.sav|\.orig|\.swp|\.tmp)",
    re.IGNORECASE,
)
_LOOKS = (
    (re.compile(r"<!doctype\s+html|<html\b", re.IGNORECASE), "a page of the web (HTML)"),
    (re.compile(r"<svg\b|<\?xml[^>]{0,200}\?>\s*<svg\b"), "a picture (SVG)"),
    (re.compile(r"<(?:\?xml|[A-Za-z])"), "XML that is neither arXiv's nor the ACL Anthology's"),
    (re.compile(r"\\(?:documentclass|begin\s*\{|section|usepackage)"), "LaTeX"),
    (re.compile(r"#!|(?:import|from)\s+\w+|(?:function|const|class|def)\s+\w+"), "a program"),
    (re.compile(r"[\[{]"), "JSON that holds no objects"),
    (re.compile(r"[A-Z][A-Z]\s{1,2}- |PT [A-Z]\n|%[A0T] "), "a list of references in a format that is not known"),
)


def is_beside(source: Source) -> bool:
    """Whether it is one of the files that stand in any folder, such as a README or an editor's copy, by its name."""
    return _BESIDE.fullmatch(source.name.rpartition("/")[2]) is not None


def unread(source: Source) -> Problem:
    """The note on a text that stands beside the papers."""
    hint = "it can stay; if it does list papers, give it another name"
    message = "a file of this name is about the folder, or a copy that an editor left; it is not read"
    return Problem(Location(source.name), Severity.NOTE, "no-bibliography", message, hint)


def unknown(source: Source, known: tuple[str, ...]) -> Problem:
    """The problem of a file that has none of the known formats, or nothing in it."""
    if not head(source) and (nothing := empty(source)):
        return nothing
    where, looks = Location(source.name), _looks(source)
    if looks.startswith("a picture"):
        hint = "the catalog reads lists of papers; keep this file elsewhere, or leave it"
        return Problem(where, Severity.WARNING, "no-bibliography", f"this is {looks}", hint)
    hint = f"it can be: {', '.join(known)}; put a file that is none of them elsewhere"
    return Problem(where, Severity.ERROR, "unknown-format", f"no reader knows this format; it looks like {looks}", hint)


def _looks(source: Source) -> str:
    """What the beginning of a file looks like, in a reader's words."""
    text = head(source)
    found = next((what for pattern, what in _LOOKS if pattern.match(text)), "")
    if found:
        return found
    controls = sum(not sign.isprintable() and sign not in "\n\t\r" for sign in text[:1000])
    if controls > len(text[:1000]) // 20:
        return "data of a program, and no text"
    return "Markdown without front matter" if ending(source) in (".md", ".markdown") else "running text"
