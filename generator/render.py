"""Render the catalog: one Markdown page for each paper, tag, topic, listing, author, venue and year, and the indexes.

A page is described before it is made: `pages` gives all paths at once, and each page makes its Markdown when asked,
so that 100,000 pages do not stand in memory together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from jinja2 import PackageLoader

from generator import map_view, paper_view, stats_view
from generator.forms import has_files_of_tags, paths
from generator.html_templates import Templates
from generator.inline_html import Known, Link
from generator.lists import Listed, lists, page_path, papers_word, tag_lines
from generator.located_yaml import scalar
from generator.markup import address, escape, inline
from generator.model import Catalog, Entry, Group, Listing, Settings, Topic
from generator.rows import Rows, counted, feed_links, paper_path, tag_link, tag_path
from generator.tag_view import chart
from generator.text import numbered

Meta = dict[str, Any]
Cite = Callable[[Entry], str]

_PLAIN_YAML = re.compile(r"[A-Za-z][A-Za-z0-9 ,()/+.-]*[A-Za-z0-9)+]")


@dataclass(frozen=True, slots=True)
class Text:
    """A page's front matter, and its template with the values to show."""

    meta: Meta
    template: str
    values: Mapping[str, Any]
    templates: Templates

    @property
    def body(self) -> str:
        """The Markdown below the front matter."""
        return self.templates.markdown(self.template, self.values)

    @property
    def markdown(self) -> str:
        """The page as it is written to disk."""
        return f"{front_matter(self.meta)}\n{self.body}"

    def html(self, resolve: Link, known: Known) -> str:
        """The HTML of the body; arguments and errors as those of `quick_html.to_html`."""
        return self.templates.html(self.template, self.values, resolve, known)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the catalog: its path from the pages' folder, such as `tags/rag.md`, and how to make it.

    One that only leads on to another is told to nobody.
    """

    path: str
    make: Callable[[], Text]
    entry: Entry | None = None
    leads_on: bool = False


def front_matter(meta: Mapping[str, Any]) -> str:
    """Front matter in YAML; text is quoted wherever YAML could read it as something else."""
    lines = ["---"]
    for key, value in meta.items():
        if isinstance(value, (list, tuple)):
            lines.append(f"{key}:")
            lines += [f"  - {_scalar(item)}" for item in value]
        else:
            lines.append(f"{key}: {_scalar(value)}")
    return "\n".join((*lines, "---\n"))


def _scalar(value: object) -> str:
    return scalar(str(value), _PLAIN_YAML)


def pages(catalog: Catalog, settings: Settings, cite: Cite, rule_data: str, map_data: str = "") -> tuple[Page, ...]:
    """Every page of the catalog, in the order of their paths within each kind.

    `rule_data` and `map_data` are the paths of the files that the page for trying rules and the map read first.
    """
    return tuple(_Maker(catalog, settings, cite, rule_data, map_data).pages())


class _Maker:
    """Makes the pages of one catalog; keeps the templates, and the rows that many pages share."""

    def __init__(self, catalog: Catalog, settings: Settings, cite: Cite, rule_data: str, map_data: str) -> None:
        self.catalog = catalog
        self.settings = settings
        self.cite = cite
        self.rule_data = rule_data
        self.map_data = map_data
        self.rows = Rows(catalog)
        self.templates = Templates(PackageLoader("generator"))

    def pages(self) -> Iterator[Page]:
        catalog = self.catalog
        yield Page("index.md", self.home)
        for entry in catalog.papers:
            yield Page(paper_path(entry), partial(self.paper, entry), entry)
        for bare, entries in catalog.shared.items():
            yield Page(f"papers/{bare}.md", partial(self.same_title, entries))
        for old, entry in catalog.moved.items():
            yield Page(f"papers/{old}.md", partial(self.moved, entry), leads_on=True)
        yield Page("tags/index.md", self.tree)
        for old, tag in catalog.redirects.items():
            yield Page(tag_path(old), partial(self.moved_tag, tag), leads_on=True)
        for path, leads_to in catalog.leads.items():
            yield Page(f"{path}.md", partial(self.moved_list, leads_to), leads_on=True)
        for topic in catalog.topics:
            yield Page(f"topics/{topic.slug}.md", partial(self.topic, topic))
        yield Page("rules/try.md", self.try_a_rule)
        yield Page("map/index.md", self.map)
        yield Page("stats/index.md", self.stats)
        yield Page("data.md", self.data)
        yield Page("reading-list.md", self.reading_list)
        yield Page("follow.md", self.follow)
        for listed in lists(catalog, self.settings):
            yield from self.split(listed)

    def text(self, template: str, meta: Meta, **values: Any) -> Text:
        return Text(meta, f"{template}.md.j2", values, self.templates)

    def paper(self, entry: Entry) -> Text:
        citation = self.cite(entry)
        values = paper_view.view(self.catalog, entry, self.settings, citation, self.rows)
        return self.text("paper", paper_view.front(self.catalog, entry, citation), **values)

    def same_title(self, entries: Sequence[Entry]) -> Text:
        title = entries[0].paper.title
        return self.text(
            "same_title",
            _meta(title, "list", f"{papers_word(len(entries))} with the title {title}."),
            title=escape(title),
            papers=[self.rows.row(entry, "../") for entry in entries],
        )

    def home(self) -> Text:
        catalog = self.catalog
        meta = _meta("Papers", "home", "Every paper with its tags, and the words that earned each tag.")
        return self.text(
            "home",
            meta,
            heading=escape(self.settings.headline),
            papers=papers_word(len(catalog.papers)),
            tags=numbered(len(catalog.rules), "tag"),
            newest=[self.rows.row(entry, "") for entry in catalog.papers[:HOME_ROWS]],
            chart=chart(catalog.papers, catalog.years),
            years=[_counted(group, "years", "") for group in catalog.years[:HOME_GROUPS]],
            kinds=[counted(tag_link(catalog, tag, ""), len(catalog.tags[tag])) for tag in catalog.kinds],
            venues=[_counted(group, "venues", "") for group in _largest(catalog.venues)[:HOME_GROUPS]],
            listings=[self.listing_line(listing) for listing in reversed(catalog.listings)],
            topics=self.topics("", notes=False),
            feeds=feed_links("", "") if self.settings.feed_entries else "",
            files=self.files(),
        )

    def files(self) -> list[str]:
        """The files of all papers, as links from the top of the site."""
        return [f"[{form.label}]({path})" for form, path in paths("data", self.settings)]

    def listing_line(self, listing: Listing) -> str:
        papers = [entry for entry in self.catalog.papers if any(p.listing == listing.name for p in entry.paper.seen)]
        new = sum(entry.new for entry in papers)
        is_dated = listing.date_line and listing.date_line not in listing.label
        dated = f", dated “{escape(listing.date_line)}”" if is_dated else ""
        again = f": {new} new papers, {len(papers) - new} seen again" if new else f": {len(papers)} papers"
        return f"[{escape(listing.label)}](listings/{listing.name}.md){dated}{again}"

    def topics(self, root: str, notes: bool = True) -> list[tuple[str, list[str]]]:
        """Each topic with the tree of its tags, as lines of nested lists."""
        return [
            (f"[{escape(topic.name)}]({root}topics/{topic.slug}.md)", tag_lines(self.catalog, topic, root, notes))
            for topic in self.catalog.topics
        ]

    def tree(self) -> Text:
        meta = _meta("Tags", "tree", "All tags with their rules, by topic.")
        return self.text("tree", meta, tags=len(self.catalog.rules), topics=self.topics("../"))

    def try_a_rule(self) -> Text:
        meta = _meta("Try a rule", "try", "Write the words of a tag and see at once which papers they find.")
        return self.text("try", {**meta, "template": "try.html"}, data=f"../{self.rule_data}")

    def map(self) -> Text:
        meta = _meta("Map", "map", "All papers on a map: those that use the same words lie close together.")
        colours = map_view.colours(self.catalog)
        return self.text(
            "map",
            {**meta, "template": "picture.html"},
            picture=map_view.picture(self.catalog, colours, "../") if self.catalog.papers else "",
            count=papers_word(len(self.catalog.papers)),
            legend=map_view.legend(colours, "../"),
            data=f"../{self.map_data}",
        )

    def stats(self) -> Text:
        catalog = self.catalog
        meta = _meta("Stats", "stats", "Papers by year and tag, tags that go together and that rise, authors, venues.")
        return self.text(
            "stats",
            {**meta, "template": "picture.html"},
            papers=papers_word(len(catalog.papers)),
            tags=numbered(len(catalog.rules), "tag"),
            charts=stats_view.page(catalog, "../") if catalog.papers else "",
        )

    def data(self) -> Text:
        catalog, settings = self.catalog, self.settings
        return self.text(
            "data",
            _meta(
                "Data", "data", "All papers of the catalog as files, for reference managers, spreadsheets and programs."
            ),
            papers=papers_word(len(catalog.papers)),
            files=self.files(),
            has_tags=bool(catalog.rules) and has_files_of_tags(catalog, settings),
        )

    def reading_list(self) -> Text:
        meta = _meta("Reading list", "keep", "The papers that you saved, in this browser only.")
        return self.text("reading_list", {**meta, "template": "reading.html"})

    def follow(self) -> Text:
        """How to hear of new papers."""
        settings, has_feeds = self.settings, bool(self.settings.feed_entries)
        return self.text(
            "follow",
            _meta("Follow", "follow", "How to hear of new papers: by a feed reader, by email, or here."),
            feeds=has_feeds,
            entries=settings.feed_entries,
            authors=self.catalog.authors and len(self.catalog.papers) <= settings.author_feeds_up_to,
            newsletter=address(settings.newsletter),
            changes=has_feeds,
            tags=[self.tag_feeds(tag) for tag in self.catalog.rules] if has_feeds else [],
        )

    def tag_feeds(self, tag: str) -> str:
        return f"{tag_link(self.catalog, tag, '')} {feed_links('', f'tags/{tag}/')}"

    def moved(self, entry: Entry) -> Text:
        title = entry.paper.title
        return self.redirect("paper", title, inline(title), paper_path(entry))

    def moved_tag(self, tag: str) -> Text:
        label = self.catalog.rules[tag].label
        return self.redirect("tag", label, escape(label), tag_path(tag))

    def moved_list(self, leads_to: str) -> Text:
        """The former address of an author, a venue, a topic or a listing."""
        kind, _, slug = leads_to.partition("/")
        title = self.headings[kind][slug]
        return self.redirect("list", title, escape(title), f"{leads_to}.md")

    @cached_property
    def headings(self) -> Mapping[str, Mapping[str, str]]:
        """The headings of the pages in some folders."""
        catalog = self.catalog
        return {
            "authors": {group.slug: group.name for group in catalog.authors},
            "venues": {group.slug: group.name for group in catalog.venues},
            "topics": {topic.slug: topic.name for topic in catalog.topics},
            "listings": {listing.name: listing.label for listing in catalog.listings},
        }

    def redirect(self, what: str, title: str, escaped: str, path: str) -> Text:
        """A page that leads on to the one at this path."""
        meta = REDIRECT | {"title": title, "redirect": path.removesuffix(".md")}
        return self.text("redirect", meta, title=escaped, what=what, link=f"[{escaped}](../{path})")

    def topic(self, topic: Topic) -> Text:
        slugs = {entry.slug for tag in topic.tags for entry in self.catalog.tags[tag]}
        papers = [entry for entry in self.catalog.papers if entry.slug in slugs]
        return self.text(
            "topic",
            _meta(topic.name, "topic", f"{papers_word(len(papers))} on {topic.name}, and the tags that divide them."),
            title=escape(topic.name),
            count=papers_word(len(papers)),
            lines=tag_lines(self.catalog, topic, "../"),
            newest=[self.rows.row(entry, "../") for entry in papers[:HOME_ROWS]],
        )

    def split(self, listed: Listed) -> Iterator[Page]:
        """A long list as pages of at most so many items."""
        size = self.settings.rows_per_page
        chunks = [listed.items[at : at + size] for at in range(0, len(listed.items), size)] or [()]
        for number, chunk in enumerate(chunks, 1):
            path = page_path(listed.path, number)
            yield Page(path, partial(self.chunk, listed, path, number, len(chunks), chunk))

    def chunk(self, listed: Listed, path: str, number: int, last: int, items: Sequence[Any]) -> Text:
        root = "../" * path.count("/")
        title = f"{listed.title}, page {number}" if number > 1 else listed.title
        above = listed.above(root) if number == 1 else {}
        return self.text(
            listed.template,
            _meta(title, listed.kind, f"{listed.description}{f' Page {number}.' if number > 1 else ''}", listed.feed),
            title=escape(title),
            first=number == 1,
            groups=listed.groups(items, root, self.rows),
            pages=[_page_link(root, listed.path, one, number) for one in _shown_pages(number, last)],
            **above,
        )


HOME_ROWS = 10
REDIRECT = {"template": "redirect.html", "kind": "redirect"}
HOME_GROUPS = 12


def _meta(title: str, kind: str, description: str = "", feed: str = "") -> Meta:
    meta = {"title": title, "description": description, "template": "catalog.html", "kind": kind, "feed": feed}
    return {name: value for name, value in meta.items() if value}


def _largest(groups: Sequence[Group]) -> list[Group]:
    return sorted(groups, key=lambda group: -len(group.papers))


def _counted(group: Group, folder: str, root: str) -> str:
    return counted(f"[{escape(group.name)}]({root}{folder}/{group.slug}.md)", len(group.papers))


def _shown_pages(number: int, last: int) -> list[int]:
    """The pages worth a link: the first, the last and those near; none where there is one page."""
    if last == 1:
        return []
    return sorted({1, last, *range(max(1, number - 3), min(last, number + 3) + 1)})


def _page_link(root: str, path: str, number: int, current: int) -> str:
    return f"**{number}**" if number == current else f"[{number}]({root}{page_path(path, number)})"
