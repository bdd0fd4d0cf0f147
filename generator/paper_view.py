"""What the template of a paper page shows, each piece as ready Markdown on one line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from generator import evidence
from generator.citation import citation as cite
from generator.citation import first_and_last
from generator.imprint import imprint, indexed, indexed_kind
from generator.markup import address, attribute, code, escape, guard_start, link
from generator.model import Catalog, Decision, Entry, Field, Location, Paper, Settings, Tagging
from generator.naming import series
from generator.people import OTHERS
from generator.rows import ET_AL, Rows, later, line_url, pdf_url, successor_link, tag_link
from generator.standings import said
from generator.text import clip, display_date, fold
from generator.ways import ways

ROOT = "../"
DESCRIPTION_LENGTH = 140
MOST_HITS = 12
_FIELD_NAMES = {
    "title": "Title", "later_title": "Later title", "abstract": "Abstract", "authors": "Authors", "date": "Date",
    "year": "Year", "venue": "Venue", "doi": "DOI", "arxiv": "arXiv id", "acl": "ACL Anthology id", "url": "Link",
    "pdf": "PDF", "keywords": "Keywords", "categories": "Categories", "standing": "Status",
    "former": "Former addresses", "booktitle": "Volume's title", "entry_type": "Kind", "isbn": "ISBN",
    "key": "Citation key", "different_from": "Different from",
}  # fmt: skip
_WORTH_SAYING = ("authors", "abstract", "date", "venue", "doi")


def front(catalog: Catalog, entry: Entry, citation: str) -> dict[str, Any]:
    """The front matter of a paper page: only what is known. `citation` tells a journal from a conference."""
    paper = entry.paper
    editors = [name for name in paper.editors if name != OTHERS]
    known = {
        "title": paper.title,
        "authors": [] if paper.edited else list(paper.authors),
        "et_al": "true" if paper.et_al else "",
        "indexed_authors": [] if paper.edited else indexed(paper.names),
        "editors": list(map(str, editors)),
        "indexed_editors": indexed(editors),
        "date": paper.date,
        "year": str(paper.year or ""),
        "venue": paper.venue,
        **(_journal(entry) if citation.startswith("@article") else indexed_kind(paper)),
        "doi": paper.doi,
        "arxiv": paper.arxiv,
        "acl": paper.acl,
        "pdf": pdf_url(paper),
        "url": paper.url,
        "tags": [catalog.rules[tagging.tag].label for tagging in entry.taggings],
        "keywords": list(paper.keywords),
        "description": clip(paper.abstract, DESCRIPTION_LENGTH),
        "template": "paper.html",
        "status": paper.status,
        "kind": "paper",
    }
    return {name: value for name, value in known.items() if value}


def _journal(entry: Entry) -> dict[str, str]:
    """Where in a journal the paper is, by the names that machines read."""
    cited = cite(entry.paper, entry.key)
    first, last = first_and_last(cited.pages)
    return {"journal": cited.place, "volume": cited.volume, "issue": cited.number, "firstpage": first, "lastpage": last}


def view(catalog: Catalog, entry: Entry, settings: Settings, citation: str, rows: Rows) -> dict[str, Any]:
    """All that `paper.md.j2` needs."""
    taggings = tuple([evidence.deciding(tagging, catalog.rules[tagging.tag]) for tagging in entry.taggings])
    if taggings != entry.taggings:
        entry = replace(entry, taggings=taggings)
    paper = entry.paper
    marked = evidence.mark(entry)
    return {
        "title": marked.title,
        "standing": _standing(catalog, paper),
        "authors": guard_start(_authors(catalog, paper)),
        "place": _place(catalog, entry),
        "later_title": f"*{later(paper)}* “{escape(paper.later_title)}”" if paper.later_title else "",
        "links": [*ways(catalog, paper, settings), "[Cite](#cite)"],
        "abstract": [guard_start(paragraph) for paragraph in marked.abstract],
        "tags": [_tag(catalog, entry, tagging, marked.words[tagging.tag], settings) for tagging in by_strength(entry)],
        "has_words": any(marked.words.values()),
        "refused": [_refused(catalog, one, settings) for one in _refusals(catalog, paper)],
        "related": rows.related(entry, ROOT),
        "key": code(entry.key),
        "bibtex": citation.rstrip("\n"),
        "sources": _sources(catalog, entry, settings),
    }


def _standing(catalog: Catalog, paper: Paper) -> str:
    """What became of the paper, above all else, or '' as for nearly all."""
    if not paper.standing:
        return ""
    status, rest = said(paper.standing, successor_link(catalog, paper.standing, ROOT))
    notice = f" [Read the notice]({address(paper.standing.notice)})" if paper.standing.notice else ""
    return f"**{status}{rest}.** The record stays so that links keep working.{notice}"


def by_strength(entry: Entry) -> list[Tagging]:
    """The tags of a paper as a reader wants their reasons: said in the title first, then most often, brought last.

    Those without words that a person gave stand before those that others brought.
    """
    return sorted(
        entry.taggings,
        key=lambda one: (
            not any(match.field is Field.TITLE for match in one.evidence), -len(one.evidence), not one.decision,
        ),
    )  # fmt: skip


def _authors(catalog: Catalog, paper: Paper) -> str:
    if not paper.authors:
        return "Authors not known"
    names = ", ".join(_group_link(catalog.author_slugs, "authors", name) for name in paper.authors)
    return f"{'Edited by ' if paper.edited else ''}{names}{ET_AL if paper.et_al else ''}"


def _group_link(slugs: Mapping[str, str], folder: str, name: str, key: str = "") -> str:
    slug = slugs.get(fold(key or name))
    return f"[{escape(name)}]({ROOT}{folder}/{slug}.md)" if slug else escape(name)


def _place(catalog: Catalog, entry: Entry) -> str:
    paper, parts = entry.paper, []
    venue = _group_link(catalog.venue_slugs, "venues", paper.venue, series(paper.venue)) if paper.venue else ""
    what, beside = imprint(paper)
    if published := ", ".join(filter(None, (what, venue, *map(escape, beside)))):
        parts.append(published)
    if paper.date:
        parts.append(f"first submitted {display_date(paper.date)}")
    elif paper.year:
        parts.append(str(paper.year))
    if paper.arxiv:
        parts.append(link(f"arXiv {paper.arxiv}", f"https://arxiv.org/abs/{paper.arxiv}"))
    if entry.new:
        parts.append(f"[new]({ROOT}new/index.md)")
    return " · ".join(parts)


class Why(NamedTuple):
    """One entry of “Why these tags”. Jinja asks for attributes first, and a dict takes long to say no."""

    id: str
    label: str
    words: str
    in_title: bool
    said: str
    hits: Sequence[str]
    given: str
    parent: str
    all: str


def _tag(catalog: Catalog, entry: Entry, tagging: Tagging, words: tuple[int, ...], settings: Settings) -> Why:
    """One entry of “Why these tags”."""
    rule = catalog.rules[tagging.tag]
    count = len(catalog.tags[tagging.tag])
    has_parent = any(one.tag == rule.parent for one in entry.taggings)
    return Why(
        id=tagging.tag,
        label=attribute(rule.label),
        words=" ".join(map(str, words)),
        in_title=not tagging.decision and any(match.field is Field.TITLE for match in tagging.evidence),
        said=attribute(_in_short(catalog, entry.paper, tagging)),
        hits=_hits(evidence.hits(entry.paper, tagging), settings),
        given=_given(catalog, tagging, settings),
        parent=tag_link(catalog, rule.parent, ROOT) if has_parent else "",
        all=f"[{'All ' + str(count) + ' papers' if count > 1 else 'The only paper'} with this tag]"
        f"({ROOT}tags/{tagging.tag}.md)",
    )


def _in_short(catalog: Catalog, paper: Paper, tagging: Tagging) -> str:
    """Why a paper has a tag, without opening it: the person's reason, else the words, else what brought it."""
    if tagging.decision:
        return f"Given by a person: {tagging.decision.reason}"
    said = [f"“{text}”{f' {times}×' if times > 1 else ''}" for text, times in evidence.quotes(paper, tagging)]
    children = " and ".join(catalog.rules[tag].label for tag in tagging.brought_by)
    return ", ".join(said[:6]) or f"brought by {children}"


def _given(catalog: Catalog, tagging: Tagging, settings: Settings) -> str:
    """The lines that gave a tag without words of its own: that of a person, or those of the tags that brought it."""
    if tagging.decision:
        return f"Decided in {rule_line(tagging.decision.where, settings)}. "
    if tagging.evidence:
        return ""
    children = (catalog.rules[tag] for tag in tagging.brought_by)
    lines = (
        f"{tag_link(catalog, one.id, ROOT)}, {rule_line(one.parent_where or one.where, settings)}" for one in children
    )
    return f"Brought by {' and '.join(lines)}. "


def _refusals(catalog: Catalog, paper: Paper) -> list[Decision]:
    """The tags that a person took from a paper, of those that readers know."""
    return [one for one in paper.decisions if not one.given and one.tag in catalog.rules]


def _refused(catalog: Catalog, decision: Decision, settings: Settings) -> str:
    tag = tag_link(catalog, decision.tag, ROOT)
    return f"Not tagged {tag}, by a person: {escape(decision.reason)} {rule_line(decision.where, settings)}"


def _hits(hits: Sequence[evidence.Hit], settings: Settings) -> list[str]:
    """The first hits, and how many more there are."""
    more = [f"and {len(hits) - MOST_HITS} more"] if len(hits) > MOST_HITS else []
    return [_hit(hit, settings) for hit in hits[:MOST_HITS]] + more


def _hit(hit: evidence.Hit, settings: Settings) -> str:
    times = f" {hit.times}×" if hit.times > 1 else ""
    return f"{guard_start(hit.quote)} {code(hit.said)}{times}, {rule_line(hit.where, settings)}"


def rule_line(where: Location, settings: Settings) -> str:
    """The line of a rule file or a card, linked to the repository's site where that is known."""
    name = f"{where.file.rpartition('/')[2]}:{where.line}"
    return link(name, line_url(where, settings))


def _record_line(where: Location, settings: Settings) -> str:
    name, url = code(f"{where.file}:{where.line}"), line_url(where, settings)
    return f"[{name}]({address(url)})" if url else name


def _sources(catalog: Catalog, entry: Entry, settings: Settings) -> list[str]:
    """Where each field comes from, what is not known, and where the paper was seen."""
    paper = entry.paper
    fields: dict[Location, list[str]] = {}
    for where, known in groupby(paper.provenance.items(), itemgetter(1)):  # one place tells of many fields
        fields.setdefault(where, []).extend([_FIELD_NAMES.get(field) or field.capitalize() for field, _ in known])
    lines = [f"**{_list(tuple(names))}** {_record_line(where, settings)}" for where, names in sorted(fields.items())]
    listings = {listing.name: listing for listing in catalog.listings} if paper.seen else {}
    for place in paper.seen:
        listing = listings[place.listing]
        dated = f", dated “{escape(listing.date_line)}”" if listing.date_line else ""
        seen = f"[{escape(listing.label)}]({ROOT}listings/{listing.name}.md){dated}, place {place.rank}"
        lines.append(f"**Seen** {seen}: {_record_line(place.where, settings)}")
    unknown = [_FIELD_NAMES[field] for field in _WORTH_SAYING if not getattr(paper, field)]
    return [*lines, f"**Not known** {', '.join(unknown)}"] if unknown else lines


@lru_cache(maxsize=1 << 10)  # most papers of a source have the same fields
def _list(names: tuple[str, ...]) -> str:
    first, *others = names
    return ", ".join([first, *(name if name[:2].isupper() else name[0].lower() + name[1:] for name in others)])
