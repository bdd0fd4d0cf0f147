"""The numbers of the catalog: years, tags and how they change, people, places, and what the rules reach."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from urllib.parse import quote

from generator import charts
from generator.family import are_kin
from generator.model import Catalog, Entry, Group
from generator.naming import year
from generator.rows import paper_path, tag_path
from generator.tag_view import spellings, term_counts
from generator.text import numbered

YEARS = 12
TAGS = 12
TOGETHER = 8
NAMES = 15
MOST_TAGS = 6
PAIRS = 30
CHANGES = 4
LISTED = 100
WORTH_A_SHARE = 10
"""A year with fewer papers than this tells nothing of shares."""
WORTH_A_CHANGE = 3
"""A tag with fewer papers than this in both years neither rises nor falls."""

ByYear = Mapping[str, Counter[str]]


def page(catalog: Catalog, root: str) -> str:
    """All parts of the page as one line of HTML. In it links lead to the files of pages, as everywhere in Markdown."""
    by_year = {tag: Counter(year(entry.paper) for entry in papers) for tag, papers in catalog.tags.items()}
    largest = sorted(catalog.tags, key=lambda tag: -len(catalog.tags[tag]))
    largest = [tag for tag in largest if catalog.tags[tag]]
    parts = (
        _years(catalog, root),
        _tags_per_paper(catalog, root),
        _rise_and_fall(catalog, by_year, root),
        _together(catalog, largest, root),
        _tags_by_year(catalog, by_year, largest, root),
        _names("Authors", "authors", catalog.authors, root, _authors_note(catalog)),
        _names("Venues", "venues", catalog.venues, root, _venues_note(catalog)),
        _coverage(catalog, root),
    )
    return f'<figure class="charts">{"".join(parts)}</figure>'


def _tag(catalog: Catalog, tag: str, root: str) -> str:
    return charts.link(catalog.rules[tag].label, root + tag_path(tag))


def _group(folder: str, group: Group, root: str) -> str:
    return charts.link(group.name, f"{root}{folder}/{group.slug}.md")


def _span(years: Sequence[Group]) -> list[str]:
    """The years from the first to the last, the last few only, where those of all papers are numbers."""
    names = [int(group.name) for group in years if group.name.isdecimal()]
    return [str(one) for one in range(min(names), max(names) + 1)][-YEARS:] if names else []


def _years(catalog: Catalog, root: str) -> str:
    counts = {group.name: len(group.papers) for group in catalog.years}
    shown = _span(catalog.years)
    if not shown:
        return ""
    known = sum(counts.values())
    before = known - sum(counts.get(name, 0) for name in shown)
    remarks = [f"{before:,} before {shown[0]}"] * bool(before)
    remarks += [f"{len(catalog.papers) - known:,} of no known year"] * (known < len(catalog.papers))
    lines = [(_group("years", group, root), f"{len(group.papers):,}") for group in catalog.years]
    return charts.section(
        "Papers per year",
        charts.columns([(name, counts.get(name, 0)) for name in shown], "Papers per year"),
        charts.note(", ".join(remarks) + ".") if remarks else "",
        charts.table(("Year", "Papers"), lines),
    )


def _tags_per_paper(catalog: Catalog, root: str) -> str:
    counts = Counter(len(entry.taggings) for entry in catalog.papers)
    names = [str(number) for number in range(MOST_TAGS)] + [f"{MOST_TAGS}+"]
    values = [counts[number] for number in range(MOST_TAGS)]
    values.append(len(catalog.papers) - sum(values))
    without = f"{numbered(counts[0], 'paper')} {'has' if counts[0] == 1 else 'have'} no tag. "
    help_wanted = charts.link("Help to tag them", f"{root}rules/try.md")
    return charts.section(
        "Tags per paper",
        charts.columns(list(zip(names, values, strict=True)), "Papers by number of tags"),
        charts.note(without + help_wanted if counts[0] else "Every paper has a tag."),
        charts.table(("Tags", "Papers"), [(str(number), f"{count:,}") for number, count in sorted(counts.items())]),
    )


def _two_years(catalog: Catalog) -> tuple[str, str] | None:
    """The newest two years in a row that have enough papers."""
    counts = {group.name: len(group.papers) for group in catalog.years if group.name.isdecimal()}
    enough = max(WORTH_A_SHARE, len(catalog.papers) // 20)
    for name in sorted(counts, reverse=True):
        before = str(int(name) - 1)
        if counts[name] >= enough and counts.get(before, 0) >= enough:
            return before, name
    return None


def _rise_and_fall(catalog: Catalog, by_year: ByYear, root: str) -> str:
    two = _two_years(catalog)
    if not two:
        return ""
    totals = {group.name: len(group.papers) for group in catalog.years}
    shares = {
        tag: (round(100 * counts[two[0]] / totals[two[0]]), round(100 * counts[two[1]] / totals[two[1]]))
        for tag, counts in by_year.items()
        if max(counts[one] for one in two) >= WORTH_A_CHANGE
    }
    ordered = sorted(shares, key=lambda tag: (shares[tag][0] - shares[tag][1], tag))
    rising = [tag for tag in ordered if shares[tag][1] > shares[tag][0]][:CHANGES]
    falling = [tag for tag in ordered if shares[tag][1] < shares[tag][0]][-CHANGES:]
    changes = [(catalog.rules[tag].label, *shares[tag]) for tag in rising + falling]
    lines = [
        (
            _tag(catalog, tag, root),
            *(f"{by_year[tag][one]:,} ({share} %)" for one, share in zip(two, shares[tag], strict=True)),
        )
        for tag in ordered
    ]
    if not changes:
        return ""
    return charts.section(
        "Tags that rise and fall",
        charts.shares(changes, f"Share of papers with a tag, {two[0]} against {two[1]}"),
        charts.note(f"Share of the year’s papers, {two[0]} to {two[1]}."),
        charts.table(("Tag", *two), lines),
    )


def _together(catalog: Catalog, largest: Sequence[str], root: str) -> str:
    """Pairs of tags on one paper; not those of which one brings the other."""
    counts = {tag: dict(others) for tag, others in catalog.together.items()}
    shown = largest[:TOGETHER]
    if len(shown) < 2:
        return ""
    lines = [
        (f"{number} {_tag(catalog, tag, root)}", [_both(catalog, counts, tag, other) for other in shown[:number]])
        for number, tag in enumerate(shown, 1)
    ]
    padded = [(name, [*values, *[None] * (len(shown) - len(values))]) for name, values in lines]
    pairs = [
        (one, other, count)
        for one, other in combinations(sorted(counts), 2)
        if (count := counts[one].get(other, 0)) and not are_kin(catalog.rules, one, other)
    ]
    pairs = sorted(pairs, key=lambda pair: (-pair[2], pair[0], pair[1]))[:PAIRS]
    listed = [
        (f"{_tag(catalog, one, root)} and {_tag(catalog, other, root)}", _list_of(one, other, count, root))
        for one, other, count in pairs
    ]
    return charts.section(
        "Tags that go together",
        charts.grid("Papers that carry both tags", [str(number) for number in range(1, len(shown) + 1)], padded),
        charts.table(("Tags", "Papers"), listed, "Most frequent pairs") if listed else "",
    )


def _both(catalog: Catalog, counts: Mapping[str, Mapping[str, int]], tag: str, other: str) -> int:
    return len(catalog.tags[tag]) if tag == other else counts.get(tag, {}).get(other, 0)


def _list_of(one: str, other: str, count: int, root: str) -> str:
    return charts.link(f"{count:,}", f"{root}papers/index.md?tag={quote(one)}&tag={quote(other)}")


def _tags_by_year(catalog: Catalog, by_year: ByYear, largest: Sequence[str], root: str) -> str:
    years = _span(catalog.years)[:-9:-1]
    if not (years and largest):
        return ""

    def counts(tag: str) -> list[int]:
        return [by_year[tag][name] for name in years]

    return charts.section(
        "Papers per year and tag",
        charts.grid(
            "Papers with a tag, by year", years, [(_tag(catalog, tag, root), counts(tag)) for tag in largest[:TAGS]]
        ),
        charts.table(
            ("Tag", *years, "All"),
            [
                (_tag(catalog, tag, root), *(f"{count:,}" for count in counts(tag)), f"{len(catalog.tags[tag]):,}")
                for tag in catalog.rules
            ],
            "All tags",
        ),
    )


def _names(title: str, folder: str, groups: Sequence[Group], root: str, remark: str) -> str:
    largest = sorted(groups, key=lambda group: -len(group.papers))[:NAMES]
    if not largest:
        return ""
    rows = [(_group(folder, group, root), len(group.papers)) for group in largest]
    every = charts.link(f"All {folder}", f"{root}{folder}/index.md")
    return charts.section(
        title, charts.rows(rows, (title.removesuffix("s"), "Papers")), charts.note(f"{remark} {every}")
    )


def _authors_note(catalog: Catalog) -> str:
    without = sum(not entry.paper.authors for entry in catalog.papers)
    said = f"{numbered(without, 'paper')} without a known author." if without else ""
    listed = f"{numbered(len(catalog.authors), 'author')} with a page."
    return f"{listed} {said}".strip()


def _venues_note(catalog: Catalog) -> str:
    without = sum(not entry.paper.venue for entry in catalog.papers)
    return f"{numbered(without, 'paper')} without a known venue." if without else ""


def _coverage(catalog: Catalog, root: str) -> str:
    if not catalog.rules:
        return ""
    untagged = [entry for entry in catalog.papers if not entry.taggings]
    idle = [tag for tag, papers in catalog.tags.items() if not papers]
    terms, unsaid = _terms(catalog)
    facts = (
        ("Papers with a tag", f"{len(catalog.papers) - len(untagged):,} of {len(catalog.papers):,}"),
        ("Tags with a paper", f"{len(catalog.rules) - len(idle):,} of {len(catalog.rules):,}"),
        ("Terms that a paper has", f"{terms - len(unsaid):,} of {terms:,}"),
    )
    body = "".join(f'<tr><th scope="row">{name}</th><td>{value}</td></tr>' for name, value in facts)
    return charts.section(
        "What the rules reach",
        f'<table class="facts"><tbody>{body}</tbody></table>',
        "".join(_missing(catalog, untagged, idle, unsaid, root)),
    )


def _missing(
    catalog: Catalog, untagged: Sequence[Entry], idle: Sequence[str], unsaid: Sequence[tuple[str, str]], root: str
) -> Iterator[str]:
    """What the rules do not reach, as far as a page can hold it."""
    if untagged:
        papers = [(charts.link(entry.paper.title, root + paper_path(entry)),) for entry in untagged[:LISTED]]
        yield charts.table(("Paper",), papers, _first(len(untagged), "paper", "without a tag"))
    if idle:
        yield charts.table(
            ("Tag",), [(_tag(catalog, tag, root),) for tag in idle], _first(len(idle), "tag", "without a paper")
        )
    if unsaid:
        terms = [(f"<code>{charts.words(name)}</code>", _tag(catalog, tag, root)) for tag, name in unsaid[:LISTED]]
        yield charts.table(("Term", "Tag"), terms, _first(len(unsaid), "term", "that no paper has"))


def _first(count: int, noun: str, what: str) -> str:
    said = f"{numbered(count, noun)} {what}"
    return said if count <= LISTED else f"{said}, the first {LISTED}"


def _terms(catalog: Catalog) -> tuple[int, list[tuple[str, str]]]:
    """How many terms the rules have, and those, by tag and first spelling, that no paper of the tag says."""
    count = 0
    unsaid: list[tuple[str, str]] = []
    for rule in catalog.rules.values():
        found = term_counts(catalog.tags[rule.id], rule.id)
        for term in rule.terms:
            count += 1
            if not any(found.get((term, name)) for name in (*spellings(term), term.label)):
                unsaid.append((rule.id, term.label))
    return count, unsaid
