"""What the page of changes and its feed say of each change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.markup import code, escape, guard_start, link
from generator.model import Catalog, Change, Settings, Told, ToldPaper, ToldTag
from generator.rows import paper_path, tag_path
from generator.text import clip, numbered

SHOWN = 10
"""So many papers are named at once."""
MOST_TERMS = 12
LONGEST_TERM = 120
_FATES = ("added", "removed", "renamed", "changed")


def summary(change: Change) -> str:
    """A change in a line: `27 papers added, 2 tags changed`."""
    papers = [
        f"{numbered(told.total, 'paper')} {what}"
        for told, what in ((change.added, "added"), (change.removed, "removed"), (change.renamed, "renamed"))
        if told.total
    ]
    fates = [one.fate for one in change.tags]
    tags = [f"{numbered(fates.count(fate), 'tag')} {fate}" for fate in _FATES if fate in fates]
    return ", ".join(papers + tags) or change.note


def lines(catalog: Catalog, change: Change, settings: Settings, root: str) -> list[str]:
    """A change as the lines of nested lists."""
    found = [f"- {guard_start(escape(change.note))}"] if change.note else []
    for told, what in ((change.added, "added"), (change.removed, "removed"), (change.renamed, "renamed")):
        if told.total:
            found += [f"- **{numbered(told.total, 'paper')} {what}**", *_papers(catalog, told, root)]
    for fate in _FATES:
        found += _tags(catalog, [tag for tag in change.tags if tag.fate == fate], root)
    if change.commit and settings.repository:
        url = f"{settings.repository}/commit/{change.commit}"
        found.append(f"- {link(f'Commit {change.commit[:7]}', url)}")
    return found


def _papers(catalog: Catalog, told: Told, root: str) -> Iterator[str]:
    for paper in told.papers[:SHOWN]:
        was = f", until then “{escape(paper.was)}”" if paper.was else ""
        yield f"    - {guard_start(_paper(catalog, paper, root))}{was}"
    if told.total > len(told.papers[:SHOWN]):
        yield f"    - and {told.total - len(told.papers[:SHOWN]):,} more"


def _paper(catalog: Catalog, paper: ToldPaper, root: str) -> str:
    entry = catalog.entries.get(paper.identity)
    return f"[{escape(paper.title)}]({root}{paper_path(entry)})" if entry else escape(paper.title)


def _tags(catalog: Catalog, tags: Sequence[ToldTag], root: str) -> Iterator[str]:
    """Tags of one fate; those that came or went are only named."""
    if tags and tags[0].fate in ("added", "removed"):
        yield f"- **{numbered(len(tags), 'tag')} {tags[0].fate}**"
        yield f"    - {', '.join(_tag_name(catalog, tag, root) for tag in tags)}"
        return
    for tag in tags:
        was = f", until then {', '.join(map(code, tag.was))}" if tag.was else ""
        yield f"- Tag **{_tag_name(catalog, tag, root)}** {tag.fate}{was}"
        yield from _tag_lines(catalog, tag, root)


def _tag_name(catalog: Catalog, tag: ToldTag, root: str) -> str:
    there = tag.id if tag.id in catalog.rules else catalog.redirects.get(tag.id, "")
    name = f"[{escape(tag.label)}]({root}{tag_path(there)})" if there else escape(tag.label)
    return f"{name} (now part of {code(tag.leads_to)})" if tag.leads_to else name


def _tag_lines(catalog: Catalog, tag: ToldTag, root: str) -> Iterator[str]:
    if tag.others:
        yield f"    - another {' and '.join(map(escape, tag.others))}"
    for terms, what in ((tag.terms_gained, "new terms"), (tag.terms_lost, "terms gone")):
        if terms:
            more = f" and {len(terms) - MOST_TERMS:,} more" if len(terms) > MOST_TERMS else ""
            yield f"    - {what}: {', '.join(code(clip(term, LONGEST_TERM)) for term in terms[:MOST_TERMS])}{more}"
    for told, what in ((tag.gained, "gained"), (tag.lost, "lost")):
        if told.total:
            names = _some(catalog, told.papers, told.total, root)
            yield f"    - {numbered(told.total, 'paper')} {what}: {names}"


def _some(catalog: Catalog, papers: Sequence[ToldPaper], total: int, root: str) -> str:
    names = [f"“{_paper(catalog, paper, root)}”" for paper in papers[:SHOWN]]
    return ", ".join([*names, *([f"and {total - len(names):,} more"] if total > len(names) else [])])


def plain(change: Change) -> Iterable[str]:
    """A change as lines of plain text, for the feed."""
    yield from [change.note] * bool(change.note)
    for told, what in ((change.added, "Added"), (change.removed, "Removed"), (change.renamed, "Renamed")):
        if told.total:
            more = f" and {told.total - len(told.papers[:SHOWN]):,} more" if told.total > SHOWN else ""
            yield f"{what}: {'; '.join(paper.title for paper in told.papers[:SHOWN])}{more}"
    for tag in change.tags:
        terms = [f"{sign}{term}" for sign, said in (("+", tag.terms_gained), ("−", tag.terms_lost)) for term in said]
        counts = [f"{told.total:,} {what}" for told, what in ((tag.gained, "gained"), (tag.lost, "lost")) if told.total]
        yield f"Tag {tag.label} {tag.fate}" + "".join(f"; {', '.join(part)}" for part in (terms, counts) if part)
