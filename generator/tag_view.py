"""What the page of a tag says of it: its rule in plain words, its terms, its relatives and its years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from generator.evidence import said
from generator.family import ancestors, children
from generator.forms import has_files_of_tags, paths
from generator.markup import code, escape, guard_start, link
from generator.model import Catalog, Entry, Group, Rule, Settings, Term
from generator.naming import rule_copy, year
from generator.rows import counted, line_url, tag_link
from generator.text import numbered

MOST_OFTEN = 4
TOGETHER = 8
_HEIGHT = 48
_BLOCKS = "▁▂▃▄▅▆▇█"

Said = Mapping[tuple[Term, str], int]
"""How many papers say a term in one of its spellings; a `near` counts under its name."""


def view(catalog: Catalog, rule: Rule, counts: Said, settings: Settings, root: str) -> dict[str, Any]:
    """All that stands above the papers of a tag; `counts` are those of `term_counts`."""
    below = children(catalog.rules, rule.id)
    beside = [tag for tag in children(catalog.rules, rule.parent) if tag != rule.id] if rule.parent else []
    return {
        "about": guard_start(escape(rule.about)),
        "also": ", ".join(code(old) for old, tag in catalog.redirects.items() if tag == rule.id),
        "crumbs": _crumbs(catalog, rule, root),
        "in_words": in_words(rule, counts, bool(below)),
        "count": "All terms" if len(rule.terms) > 1 else "The term",
        "terms": _term_lists(rule, counts),
        "terms_page": f"{root}tags/terms.md",
        "source": rule_source(catalog, rule, settings, root),
        "try_page": f"{root}rules/try.md?tag={rule.id}",
        "chart": chart(catalog.tags[rule.id], catalog.years),
        "kin": [
            (name, [counted(tag_link(catalog, tag, root), count) for tag, count in tags])
            for name, tags in (
                ("Part of", _counted(catalog, [rule.parent] if rule.parent else [])),
                ("Below it", _counted(catalog, below)),
                ("Beside it", _counted(catalog, beside)),
                ("Often on the same paper", _often_together(catalog, rule)),
            )
            if tags
        ]
        + _citations(catalog, rule, settings, root),
    }


def _citations(catalog: Catalog, rule: Rule, settings: Settings, root: str) -> list[tuple[str, list[str]]]:
    """The files of the tag's papers, where the site has them."""
    if not catalog.tags[rule.id] or not has_files_of_tags(catalog, settings):
        return []
    links = [f"[{form.label}]({root}{path})" for form, path in paths(f"tags/{rule.id}", settings)]
    return [("Cite these papers", links)] if links else []


def _counted(catalog: Catalog, tags: Iterable[str]) -> list[tuple[str, int]]:
    return [(tag, len(catalog.tags[tag])) for tag in tags]


def _often_together(catalog: Catalog, rule: Rule) -> list[tuple[str, int]]:
    """Tags on the same papers, but for those that are always there because they stand above or below."""
    family = {rule.parent, *children(catalog.rules, rule.id)}
    return [pair for pair in catalog.together.get(rule.id, ()) if pair[0] not in family][:TOGETHER]


def _crumbs(catalog: Catalog, rule: Rule, root: str) -> str:
    above = [tag_link(catalog, tag, root) for tag in reversed(ancestors(catalog.rules, rule.id))]
    return " / ".join([f"[Tags]({root}tags/index.md)", *above])


def term_counts(papers: Iterable[Entry], tag: str) -> Said:
    """How many of a tag's papers say each spelling of its terms."""
    counts: Counter[tuple[Term, str]] = Counter()
    for entry in papers:
        tagging = next(one for one in entry.taggings if one.tag == tag)
        found: set[tuple[Term, str]] = set()
        for match in tagging.evidence:
            name = match.term.label if match.term.near else said(entry.paper, match)
            found.add((match.term, name))
        counts.update(found)
    return counts


def spellings(term: Term) -> tuple[str, ...]:
    """A term as a reader may find it: its spellings, or the name of a `near`."""
    if term.regex:
        return term.spellings
    return tuple(one.removeprefix("=") for one in term.spellings) or (term.label,)


def in_words(rule: Rule, counts: Said, has_children: bool) -> str:
    """The rule as a sentence."""
    ways = []
    if rule.any:
        number = sum(len(spellings(term)) for term in rule.any)
        ways.append(f"one of {number} terms" if number > 1 else _name(rule.any[0]))
    if rule.hints:
        ways.append(f"at least {_word(rule.hints_needed)} of {numbered(len(rule.hints), 'hint')}")
    if not ways:
        return "A paper gets this tag when it has one of the tags below it."
    sentence = f"A paper gets this tag when its title or abstract says {' or '.join(ways)}"
    if rule.all:
        sentence += f", and also {' and '.join(map(_name, rule.all))}"
    if rule.none:
        sentence += f", but not {' or '.join(map(_name, rule.none))}"
    often = sorted(counts.items(), key=lambda one: (-one[1], one[0][0].where, one[0][1]))[:MOST_OFTEN]
    if often:
        sentence += "; most often " + ", ".join(f"{code(name)} ({numbered(n, 'paper')})" for (_, name), n in often)
    return f"{sentence}." + (" It also comes with each of the tags below it." if has_children else "")


def _word(number: int) -> str:
    return {1: "one", 2: "two", 3: "three", 4: "four", 5: "five"}.get(number, str(number))


def _name(term: Term) -> str:
    where = f" in the {term.only}" if term.only else ""
    return f"{'the pattern ' if term.regex else ''}{code(term.label)}{where}"


def _term_lists(rule: Rule, counts: Said) -> list[tuple[str, list[str]]]:
    parts = (
        ("One of these is enough", rule.any),
        (f"{_word(rule.hints_needed).capitalize()} of these together", rule.hints),
        ("Every one of these", rule.all),
        ("None of these", rule.none),
    )
    return [(name, [_term(term, counts) for term in terms]) for name, terms in parts if terms]


def _term(term: Term, counts: Said) -> str:
    names = " or ".join(f"{code(name)} {counts.get((term, name)) or ''}".rstrip() for name in spellings(term))
    where = f" in the {term.only}" if term.only else ""
    but = ", but not in " + " or ".join(code(one.label) for one in term.exceptions) if term.exceptions else ""
    return f"{'pattern ' if term.regex else ''}{names}{where}{but}"


def rule_source(catalog: Catalog, rule: Rule, settings: Settings, root: str) -> str:
    """A link to the rule's file: its line on the repository's site, or where that is not known the published copy."""
    name = rule.where.file.rpartition("/")[2]
    if url := line_url(rule.where, settings):
        return link(f"Edit {name}, line {rule.where.line}", url)
    topic = next(topic for topic in catalog.topics if topic.where.file == rule.where.file)
    return f"{link(name, root + rule_copy(topic))}, line {rule.where.line}"


def chart(papers: Sequence[Entry], years: Sequence[Group]) -> str:
    """Papers per year as a small picture that names its numbers; empty where no year is known."""
    names = [group.name for group in reversed(years)]
    counts = Counter(year(entry.paper) for entry in papers)
    if not names:
        return ""
    names = [str(one) for one in range(int(names[0]), int(names[-1]) + 1)][-12:]
    step = 340 / len(names)
    top = max([counts[name] for name in names] + [1])
    label = ", ".join(f"{name} {counts[name]}" for name in names)
    bars = "".join(_bar(number, step, name, counts[name], top) for number, name in enumerate(names))
    return (
        f'<figure><svg class="spark" viewBox="0 0 340 80" role="img" aria-label="Papers per year: {label}">'
        f"{bars}</svg></figure>"
    )


def sparkline(papers: Iterable[Entry], years: Sequence[Group]) -> str:
    """Papers per year as one small bar of text each, oldest first."""
    counts = Counter(year(entry.paper) for entry in papers)
    names = [group.name for group in reversed(years)][-12:]
    top = max([counts[name] for name in names] + [1])
    return "".join(_BLOCKS[-(-counts[name] * (len(_BLOCKS) - 1) // top)] for name in names)


def _bar(number: int, step: float, name: str, count: int, top: int) -> str:
    left, middle = number * step + step * 0.28, number * step + step / 2
    height = max(1, round(_HEIGHT * count / top))
    value = f'<text class="v" x="{middle:.1f}" y="{60 - height}" text-anchor="middle">{count}</text>' if count else ""
    return (
        f'<rect x="{left:.1f}" y="{64 - height}" width="{step * 0.44:.1f}" height="{height}"/>'
        f'<text x="{middle:.1f}" y="77" text-anchor="middle">{name}</text>{value}'
    )
