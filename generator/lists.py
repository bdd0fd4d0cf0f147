"""The long lists of the catalog: what they are called, where they are, what stands above and in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from generator import changes_view, tag_view
from generator.markup import code, escape
from generator.model import Catalog, Change, Entry, Group, Listing, Paper, Rule, Settings, Topic
from generator.naming import venue_year, year
from generator.rows import Row, Rows, counted, tag_link, tag_path
from generator.text import display_date, family_name, fold, numbered

Groups = list[tuple[str, list[Any]]]
WAYS = ("Listings", "Authors", "Venues", "Years")
WORTH_LETTERS = 60
"""So many names are found more easily under letters."""
Place = tuple[int, Entry, bool]
"""A rank in a listing, the paper there, and whether an earlier listing had it."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A list that may go over several pages.

    `groups` turns a part of the items into headings with rows or lines, given the way to the top and the maker of rows;
    `above` gives what stands before the list on its first page. `feed` is the folder of the list's own feed, if any.
    """

    path: str
    title: str
    template: str
    kind: str
    items: Sequence[Any]
    groups: Callable[[Sequence[Any], str, Rows], Groups]
    above: Callable[[str], Mapping[str, Any]] = lambda root: {}
    description: str = ""
    feed: str = ""


def page_path(path: str, number: int) -> str:
    """Where page `number` of the list at `path` is."""
    if number == 1:
        return path
    stem = path.removesuffix(".md").removesuffix("index").rstrip("/")
    return f"{stem}/page/{number}.md"


def lists(catalog: Catalog, settings: Settings) -> Iterator[Listed]:
    """All long lists."""
    yield from _papers(catalog)
    yield _new(catalog, settings)
    counts = {tag: tag_view.term_counts(catalog.tags[tag], tag) for tag in catalog.rules}
    for rule in catalog.rules.values():
        yield _tag(catalog, rule, counts[rule.id], settings)
    yield _terms(catalog, counts)
    yield from _listings(catalog)
    yield from _people_places_years(catalog, settings)
    yield _changes(catalog, settings)


def tag_lines(catalog: Catalog, topic: Topic, root: str, notes: bool = True) -> list[str]:
    """The tags of a topic as lines of a nested list, each with its number of papers and, if asked, its scope note."""
    lines: list[str] = []
    own = [catalog.rules[tag] for tag in topic.tags]
    children: dict[str, list[Rule]] = {}
    for rule in own:
        children.setdefault(rule.parent if rule.parent in topic.tags else "", []).append(rule)

    def add(parent: str, depth: int) -> None:
        for rule in children.get(parent, ()):
            papers = catalog.tags[rule.id]
            note = f" <small>{escape(rule.about)}</small>" if rule.about and notes else ""
            bars = f'<i aria-hidden="true">{tag_view.sparkline(papers, catalog.years)}</i>'
            lines.append(f"{'    ' * depth}- {tag_link(catalog, rule.id, root)} {bars} {len(papers)}{note}")
            add(rule.id, depth + 1)

    add("", 0)
    return lines


def _by_year(
    everything: Sequence[Entry], year: Callable[[Paper], str] = year
) -> Callable[[Sequence[Entry], Callable[[Entry], Row]], Groups]:
    """Puts rows under their years; the number in a heading is of all papers of the list, not of one page alone."""
    totals = Counter(year(entry.paper) for entry in everything)

    def groups(papers: Sequence[Entry], row: Callable[[Entry], Row]) -> Groups:
        return [
            (f"{name or 'Year not known'}, {numbered(totals[name], 'paper')}", [row(entry) for entry in same])
            for name, same in groupby(papers, lambda entry: year(entry.paper))
        ]

    return groups


def papers_word(count: int) -> str:
    """A number of papers in words: `1 paper`, `1,200 papers`."""
    return numbered(count, "paper")


def _papers(catalog: Catalog) -> Iterator[Listed]:
    everything = catalog.papers
    by_year = _by_year(everything)
    yield Listed(
        "papers/index.md", "All papers", "list", "list", everything,
        lambda papers, root, rows: by_year(papers, lambda entry: rows.row(entry, root)),
        lambda root: {"lead": f"{papers_word(len(everything))}, newest first. Also {_ways(root)}."},
        "All papers, newest first.",
    )  # fmt: skip
    by_title = sorted(everything, key=lambda entry: (fold(entry.paper.title), entry.slug))
    yield Listed(
        "papers/a-z.md", "All papers, A to Z", "list", "list", by_title,
        lambda papers, root, rows: [
            (letter, [rows.row(entry, root) for entry in same])
            for letter, same in groupby(papers, lambda entry: _letter(entry.paper.title))
        ],
        lambda root: {"lead": f"{papers_word(len(everything))} by title. Also [newest first]({root}papers/index.md)."},
        "All papers by title, from A to Z.",
    )  # fmt: skip


def _ways(root: str) -> str:
    """Links to the other lists of all papers."""
    others = (("A to Z", "papers/a-z"), *((name, f"{name.lower()}/index") for name in WAYS))
    return " · ".join(f"[{name}]({root}{path}.md)" for name, path in others)


def _new(catalog: Catalog, settings: Settings) -> Listed:
    """What came with each import, the newest first; where there are none, the papers of the first page of all."""
    came = [entry for entry in catalog.papers if entry.came is not None]
    totals = Counter(entry.came for entry in came)
    items = sorted(came, key=lambda entry: -(entry.came or 0)) or catalog.papers[: settings.rows_per_page]
    others = len(catalog.papers) - len(came)

    def heading(place: int | None, root: str) -> str:
        if place is None:
            return ""
        one = catalog.imports[place]
        name = f"[{escape(one.label)}]({root}listings/{one.name}.md)" if one in catalog.listings else escape(one.label)
        day = f", {display_date(one.day)}" if one.day else ""
        return f"{name}{day}: {numbered(totals[place], 'paper')}"

    def lead(root: str) -> str:
        everything = f"[All papers]({root}papers/index.md) are there by date"
        if not came:
            return f"The newest papers by their date. {everything}."
        more = f"; {numbered(others, 'paper')} came with no import" if others else ""
        return f"What came with each import, the newest first. {everything}{more}. [How to follow]({root}follow.md)."

    return Listed(
        "new/index.md", "New papers", "list", "new", items,
        lambda part, root, rows: [
            (heading(place, root), [rows.row(entry, root) for entry in same])
            for place, same in groupby(part, lambda entry: entry.came)
        ],
        lambda root: {"lead": lead(root)},
        "The papers that came with each import, the newest first.",
    )  # fmt: skip


def _changes(catalog: Catalog, settings: Settings) -> Listed:
    """What the history tells of papers, tags and rules, day by day."""

    def groups(part: Sequence[Change], root: str, rows: Rows) -> Groups:
        return [
            (display_date(day), [line for one in same for line in changes_view.lines(catalog, one, settings, root)])
            for day, same in groupby(part, lambda change: change.day)
        ]

    told = "Papers, tags and rules that changed, the newest first." if catalog.changes else "No change is recorded yet."
    return Listed(
        "changes/index.md", "Changes", "changes", "changes", catalog.changes, groups,
        lambda root: {"lead": f"{told} [New papers]({root}new/index.md) · [How to follow]({root}follow.md)"},
        "Papers, tags and rules that changed.",
        "changes/" if settings.feed_entries else "",
    )  # fmt: skip


def _letter(name: str) -> str:
    first = next((sign for sign in fold(name) if sign.isalnum()), "")
    return first.upper() if first.isalpha() else "0 to 9"


def _tag(catalog: Catalog, rule: Rule, counts: tag_view.Said, settings: Settings) -> Listed:
    papers = catalog.tags[rule.id]
    by_year = _by_year(papers)
    return Listed(
        tag_path(rule.id), rule.label, "tag", "tag", papers,
        lambda part, root, rows: by_year(part, lambda entry: rows.tagged(entry, rule.id, root)),
        lambda root: {**tag_view.view(catalog, rule, counts, settings, root), "papers": papers_word(len(papers))},
        rule.about or f"Papers with the tag {rule.label}, and the words that earned it.",
        f"tags/{rule.id}/" if settings.feed_entries else "",
    )  # fmt: skip


def _terms(catalog: Catalog, counts: Mapping[str, tag_view.Said]) -> Listed:
    """The index of all spellings of all terms, with their tags and the number of papers that say them.

    The other names of a tag are in it with all of the tag's papers.
    """
    found: dict[str, dict[str, int]] = {}
    for rule in catalog.rules.values():
        for term in rule.terms:
            for name in tag_view.spellings(term):
                earned = found.setdefault(name, {})
                earned[rule.id] = earned.get(rule.id, 0) + counts[rule.id].get((term, name), 0)
    for name, tag in catalog.redirects.items():
        found.setdefault(name, {}).setdefault(tag, len(catalog.tags[tag]))
    items = sorted(found.items(), key=lambda pair: (_letter(pair[0]), fold(pair[0]), pair[0]))

    def line(spelling: str, tags: Mapping[str, int], root: str) -> str:
        return f"{code(spelling)} " + ", ".join(counted(tag_link(catalog, tag, root), n) for tag, n in tags.items())

    return Listed(
        "tags/terms.md", "Index of terms", "names", "index", items,
        lambda part, root, rows: [
            (letter, [line(spelling, tags, root) for spelling, tags in same])
            for letter, same in groupby(part, lambda pair: _letter(pair[0]))
        ],
        lambda root: {
            "lead": "Every term of the rules with its tags, and on how many papers it earned them."
            + (" The other names of a tag stand with all of its papers." if catalog.redirects else "")
        },
        "Every term of the rules.",
    )  # fmt: skip


def _listings(catalog: Catalog) -> Iterator[Listed]:
    ordered: dict[str, list[Place]] = {listing.name: [] for listing in catalog.listings}
    for entry in catalog.papers:
        names = {place.listing for place in entry.paper.seen}
        first = next((listing.name for listing in catalog.listings if listing.name in names), "")
        for place in entry.paper.seen:
            ordered[place.listing].append((place.rank, entry, place.listing != first))
    for listing in catalog.listings:
        ordered[listing.name].sort(key=lambda place: (place[0], place[1].slug))
        yield _listing(listing, ordered[listing.name])
    yield Listed(
        "listings/index.md", "Listings", "names", "index", catalog.listings[::-1],
        lambda part, root, rows: [
            ("", [f"[{escape(one.label)}]({root}listings/{one.name}.md) {papers_word(len(ordered[one.name]))}"
                  + (f", dated “{escape(one.date_line)}”" if one.date_line else "") for one in part])
        ],
        lambda root: {"lead": "Each listing that was gathered, in its own order, the newest first."},
        "The listings that the papers were gathered from.",
    )  # fmt: skip


def _listing(listing: Listing, places: Sequence[Place]) -> Listed:
    again = sum(again for _, _, again in places)
    dated = (
        f"Dated “{escape(listing.date_line)}”" + ("" if listing.day else ", no year given") if listing.date_line else ""
    )
    facts = [
        dated,
        f"gathered by {escape(listing.gathered_by)}" if listing.gathered_by else "",
        papers_word(len(places)) + (f", {len(places) - again} new and {again} seen again" if again else ""),
        f"[the listing]({listing.address})" if listing.address else "",
    ]
    return Listed(
        f"listings/{listing.name}.md", listing.label, "list", "listing", places,
        lambda part, root, rows: [
            ("In the order of the listing", [rows.listed(entry, rank, again, root) for rank, entry, again in part])
        ],
        lambda root: {"lead": " · ".join(fact for fact in facts if fact)},
        f"{listing.label} in its own order.",
    )  # fmt: skip


def _people_places_years(catalog: Catalog, settings: Settings) -> Iterator[Listed]:
    has_feeds = settings.feed_entries and len(catalog.papers) <= settings.author_feeds_up_to
    for folder, title, groups, lead in (
        ("authors", "Authors", catalog.authors, "Authors with several papers in the catalog."),
        ("venues", "Venues", catalog.venues, "Where the papers were published."),
        ("years", "Years", catalog.years, "Papers by the year of their first submission."),
    ):
        for group in groups:
            yield _group(folder, group, f"authors/{group.slug}/" if has_feeds and folder == "authors" else "")
        yield _group_index(folder, title, groups, lead)


def _group(folder: str, group: Group, feed: str) -> Listed:
    papers, dated = group.papers, year
    if folder == "venues":
        papers, dated = tuple(sorted(papers, key=lambda entry: venue_year(entry.paper), reverse=True)), venue_year
    by_year = _by_year(papers, dated)
    return Listed(
        f"{folder}/{group.slug}.md", group.name, "list", folder.removesuffix("s"), papers,
        lambda part, root, rows: by_year(part, lambda entry: rows.row(entry, root)),
        lambda root: {"lead": papers_word(len(group.papers))},
        f"{papers_word(len(group.papers))} {_OF[folder]} {group.name}, the newest first, each with its tags.",
        feed,
    )  # fmt: skip


_OF = {"authors": "by", "venues": "in", "years": "of"}


def _filed_under(folder: str, group: Group) -> str:
    """An author's family name, and what else has none its whole name."""
    return f"{family_name(group.name)} {group.name}" if folder == "authors" else group.name


def _group_index(folder: str, title: str, groups: Sequence[Group], lead: str) -> Listed:
    def line(group: Group, root: str) -> str:
        return counted(f"[{escape(group.name)}]({root}{folder}/{group.slug}.md)", len(group.papers))

    def heading(group: Group) -> str:
        return "" if len(groups) < WORTH_LETTERS else _letter(_filed_under(folder, group))

    groups = sorted(groups, key=lambda group: fold(_filed_under(folder, group))) if folder == "authors" else groups

    return Listed(
        f"{folder}/index.md", title, "names", "index", groups,
        lambda part, root, rows: [(name, [line(one, root) for one in same]) for name, same in groupby(part, heading)],
        lambda root: {"lead": lead},
        lead,
    )  # fmt: skip
