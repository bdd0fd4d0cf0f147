"""The comment on a pull request, made by trusted code from data that may be a stranger's.

The artifact of a run holds no Markdown, which nobody could make harmless afterwards, but what `catalog check` and
`catalog diff` print for programs. Whatever that says is a text in a document here, and what renders documents takes
texts as words to be shown. Run with a folder, this prints the report of that folder: so the summary of a run shows
what the comment will show.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import artifact
import difference
from artifact import RefusedError
from generator import as_markdown
from generator.document import Block, Code, Item, Items, Paragraph, Strong
from generator.harmless import clipped
from generator.reports import effect
from generator.text import numbered
from shapes import Shape

MARKER = "<!-- the report on this pull request -->"
LONGEST = 65_536
"""Of a comment on GitHub, in characters."""
LONGEST_CHECK = 4_500
MOST_PROBLEMS = 20
MOST_PAPERS = 20
_SEVERITIES = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem that `catalog check` reports, as far as the comment shows it."""

    severity: str
    place: str
    code: str
    message: str
    hint: str


def findings(data: object) -> tuple[Finding, ...]:
    """Read what `catalog check --format json` printed."""
    return Shape({"problems": data}, "check.json").each("problems", _finding)


def _finding(data: Shape) -> Finding:
    severity = data.text("severity")
    if severity not in _SEVERITIES:
        raise RefusedError("check.json has a problem of no known severity")
    place = f"{data.text('file')}:{data.whole('line')}"
    return Finding(severity, place, data.text("code"), data.text("message"), data.text("hint"))


def comment(check: object, diff: object, foot: str) -> str:
    """Return the comment; `foot` is Markdown of our own. What is None could not be made."""
    text = "\n\n".join((MARKER, _check(check), _diff(diff), foot))
    if len(text) > LONGEST:
        raise RefusedError("the report is longer than a comment can be")
    return text


def _check(data: object) -> str:
    if data is None:
        return "**The check could not run.** The log of the run says why."
    found = findings(data)
    shown = [one for one in found if one.severity != "note"]
    for most in range(min(len(shown), MOST_PROBLEMS), -1, -1):
        text = as_markdown.render(_check_blocks(found, shown[:most], len(shown) - most))
        if len(text) <= LONGEST_CHECK:
            break
    return text


def _check_blocks(found: Sequence[Finding], shown: Sequence[Finding], more: int) -> tuple[Block, ...]:
    if not shown and not more:
        return (Paragraph(("The check found nothing wrong.",)),)
    counts = Counter(one.severity for one in found)
    said = ", ".join(numbered(counts[one], one) for one in _SEVERITIES if counts[one])
    items = [_item(one) for one in shown]
    items += [Item((f"… and {more:,} more; the log of the run has all of them",))] if more else []
    return Paragraph((Strong(f"The check found {said}."),)), Items(tuple(items))


def _item(one: Finding) -> Item:
    hint = ((f"hint: {clipped(one.hint, 300)}",),) if one.hint else ()
    line = (f"{one.severity} in ", Code(clipped(one.place, 160)), f": {clipped(one.message, 300)} ")
    return Item((*line, Code(clipped(one.code, 40))), hint)


def _diff(data: object) -> str:
    if data is None:
        return "**What the change does to the tags could not be worked out.** The log of the run says why."
    return effect.markdown(difference.read(data), difference.base(data), MOST_PAPERS)


def main(folder: Path) -> None:
    """Print the report of a folder with the files of an artifact."""
    files = {name: (folder / name).read_bytes() for name in artifact.NAMES if (folder / name).exists()}
    print(comment(artifact.data(files, "check.json"), artifact.data(files, "diff.json"), ""))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
