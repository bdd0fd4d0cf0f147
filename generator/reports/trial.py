"""`catalog try`: what a term would find."""

from __future__ import annotations

from generator.document import Block, Code, Item, Line, Paragraph, Strong, Table, listed, of_excerpts
from generator.findings import Trial, Tried
from generator.model import Entry
from generator.reports import Data, excerpt_data, joined, paper_data, title
from generator.text import numbered

TAGS = 12


def blocks(trial: Trial, in_a_rule: str, limit: int) -> tuple[Block, ...]:
    """Counts first, then the tags of what was found, then the papers; `in_a_rule` is the term as a rule has it."""
    found = len(trial.papers)
    share = f" ({found / trial.total:.0%})" if trial.total else ""
    bare = sum(not one.entry.taggings for one in trial.papers)
    counts: Line = (Strong(numbered(found, "paper")), f" of {trial.total:,}{share}: {_fields(trial)}")
    without = f"{numbered(bare, 'paper has', 'papers have')} no tag yet." if bare else "All of them have a tag already."
    tags = Table(("tag", "papers"), tuple(((Code(tag),), (str(count),)) for tag, count in trial.tags[:TAGS]))
    return (
        Paragraph(counts),
        *((Paragraph((without,)),) if found else ()),
        *((tags,) if trial.tags else ()),
        *((Paragraph((f"… and {len(trial.tags) - TAGS} more tags.",)),) if len(trial.tags) > TAGS else ()),
        *listed(map(_item, trial.papers), limit),
        Paragraph(("In a rule: ", Code(f"- {in_a_rule}"))),
    )


def _fields(trial: Trial) -> str:
    titles = sum(any(one.field == "title" for one in paper.excerpts) for paper in trial.papers)
    return f"{titles:,} in the title, {len(trial.papers) - titles:,} in the abstract alone"


def _item(one: Tried) -> Item:
    times = f" ({one.times}×)" if one.times > 1 else ""
    tags: Line = ("tags: ", *joined(_tags(one.entry))) if one.entry.taggings else ("no tag yet",)
    return Item((Strong(title(one.entry)), times), (*of_excerpts(one.excerpts), tags))


def _tags(entry: Entry) -> list[str]:
    return [tagging.tag for tagging in entry.taggings]


def data(trial: Trial, in_a_rule: str) -> Data:
    """The same for a program, with every paper."""
    return {
        "term": in_a_rule,
        "papers": trial.total,
        "found": len(trial.papers),
        "tags": dict(trial.tags),
        "matches": [
            {
                **paper_data(one.entry),
                "times": one.times,
                "tags": _tags(one.entry),
                "excerpts": excerpt_data(one.excerpts),
            }
            for one in trial.papers
        ],
    }
