"""How a paper reads in a list: its title, people, note, sentence, tags, and where and when it came out, as Markdown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote as percent

from generator import beside
from generator.evidence import deciding, mark_one, quote, strongest
from generator.family import ancestors
from generator.markup import address, escape, guard_start, inline
from generator.model import Catalog, Entry, Location, Paper, Related, Settings, Standing
from generator.standings import said
from generator.text import display_date

AUTHORS_IN_FULL = 4
ET_AL = ", et al."
"""What stands behind authors of whom no source names all."""
SENTENCE_WIDTH = 160


class Row(NamedTuple):
    """The pieces of one row, each ready Markdown on one line; an empty piece is not shown.

    There are several for each paper, and a frozen dataclass takes five times as long to be made.
    """

    title: str
    authors: str
    note: str
    sentence: str
    tags: str
    meta: tuple[str, ...]


def paper_path(entry: Entry) -> str:
    """The path of a paper's page from the pages' folder."""
    return f"papers/{entry.slug}.md"


def tag_path(tag: str) -> str:
    """The path of a tag's page from the pages' folder."""
    return f"tags/{tag}.md"


def pdf_url(paper: Paper) -> str:
    """Where the paper can be read: the PDF that a source names, else the one that belongs to its id."""
    if paper.pdf:
        return paper.pdf
    if paper.arxiv:
        return f"https://arxiv.org/pdf/{paper.arxiv}"
    return f"https://aclanthology.org/{paper.acl}.pdf" if paper.acl else ""


def line_url(where: Location, settings: Settings) -> str:
    """A line of a file on the repository's site, or '' where that is not known."""
    if not settings.repository:
        return ""
    return f"{settings.repository}/blob/{settings.branch}/{percent(where.file)}#L{where.line}"


def later(paper: Paper) -> str:
    """What another title of a paper is: that of its publication, or of a newer version."""
    return "Published as" if paper.venue else "Now titled"


def named(paper: Paper) -> tuple[Sequence[str], int | str]:
    """The authors that a list names: up to four in full, else three, the last one, and how many there are.

    Where no source names all, and of editors, up to four and what stands behind them.
    """
    authors = paper.authors
    if paper.et_al or paper.edited:
        shown = authors if len(authors) <= AUTHORS_IN_FULL else authors[:3]
        return shown, _behind(paper, len(authors) - len(shown))
    return (authors, 0) if len(authors) <= AUTHORS_IN_FULL else ((*authors[:3], authors[-1]), len(authors))


def _behind(paper: Paper, more: int) -> str:
    """`, et al.`, ` (ed.)`, ` and 5 more (eds.)`."""
    others = ET_AL if paper.et_al else f" and {more} more" if more else ""
    is_one = len(paper.authors) == 1 and not others
    return f"{others} ({'ed.' if is_one else 'eds.'})" if paper.edited else others


def short_authors(paper: Paper) -> str:
    """These on one line."""
    names, more = named(paper)
    if not names:
        return "Authors not known"
    if isinstance(more, str) or not more:
        return f"{', '.join(map(escape, names))}{more or ''}"
    *first, last = map(escape, names)
    return f"{', '.join(first)} … {last} ({more})"


class Rows:
    """Makes the rows of one catalog; what a paper says in every list is made once for each way to the top, `root`."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._made: defaultdict[str, dict[str, Row]] = defaultdict(dict)
        self._facts: dict[str, tuple[str, str, tuple[str, ...]]] = {}
        self._common: dict[tuple[str, ...], str] = {}

    def row(self, entry: Entry, root: str) -> Row:
        """A paper in a list where nothing is looked for."""
        made = self._made[root]
        if entry.slug not in made:
            made[entry.slug] = self._row(entry, root)
        return made[entry.slug]

    def _row(self, entry: Entry, root: str) -> Row:
        paper = entry.paper
        if entry.slug not in self._facts:
            authors = guard_start(short_authors(paper))
            self._facts[entry.slug] = inline(paper.title), authors, _meta(paper)
        title, authors, meta = self._facts[entry.slug]
        return Row(
            title=_title(title, entry, root),
            authors=authors,
            note=self._note(paper, root),
            sentence="",
            tags=tag_links(self._catalog, [tagging.tag for tagging in entry.taggings], root),
            meta=meta,
        )

    def _note(self, paper: Paper, root: str) -> str:
        """What else there is to say of a paper; of nearly all nothing."""
        if not (paper.standing or paper.later_title):
            return ""
        return " ".join(filter(None, (self._standing(paper, root), _later_note(paper))))

    def _standing(self, paper: Paper, root: str) -> str:
        """What became of a paper, where that is known: `**Withdrawn** by its authors on 3 May 2024. [Notice](…)`."""
        if not paper.standing:
            return ""
        status, rest = said(paper.standing, successor_link(self._catalog, paper.standing, root))
        notice = f" [Notice]({address(paper.standing.notice)})" if paper.standing.notice else ""
        return f"**{status}**{rest}.{notice}"

    def tagged(self, entry: Entry, tag: str, root: str) -> Row:
        """A paper on the page of a tag: with the words that earned the tag and the sentence around them."""
        tagging = deciding(next(one for one in entry.taggings if one.tag == tag), self._catalog.rules[tag])
        best = strongest(tagging)
        above = {tag, *ancestors(self._catalog.rules, tag)}
        return self.row(entry, root)._replace(
            title=_title(mark_one(entry.paper, tagging), entry, root),
            sentence=guard_start(quote(entry.paper, best, SENTENCE_WIDTH, tagging.evidence)) if best else "",
            tags=tag_links(self._catalog, [one.tag for one in entry.taggings if one.tag not in above], root),
        )

    def listed(self, entry: Entry, rank: int, again: bool, root: str) -> Row:
        """A paper in a listing: with its place there, and whether an earlier listing had it."""
        row = self.row(entry, root)
        return row._replace(meta=(f"No. {rank}{', seen again' if again else ''}", *row.meta))

    def related(self, entry: Entry, root: str) -> list[Row]:
        """The papers near to this one: the words and tags that both have take the place of their own tags."""
        own = frozenset(tagging.tag for tagging in entry.taggings)
        return [self._related(own, near, root) for near in self._catalog.nearest.get(entry.paper.identity, ())]

    def _related(self, own: frozenset[str], near: Related, root: str) -> Row:
        other = self._catalog.entries[near.identity]
        both = [one.tag for one in other.taggings if one.tag in own] if own else []
        words = ", ".join(map(_emphasised, near.words))
        shares = "; tags ".join(filter(None, (words, self._links((root, *both)) if both else "")))
        row = self.row(other, root)
        standing = self._standing(other.paper, root)
        return Row(row.title, row.authors, standing, "", f"Shares {shares}" if shares else "", row.meta)

    def _links(self, key: tuple[str, ...]) -> str:
        """Links to tags, with commas; many pairs of papers share the same ones."""
        if key not in self._common:
            self._common[key] = tag_links(self._catalog, key[1:], key[0], ", ")
        return self._common[key]


@lru_cache(maxsize=1 << 14)  # papers share the same words again and again
def _emphasised(word: str) -> str:
    return f"*{escape(word)}*"


def _later_note(paper: Paper) -> str:
    return f"*{later(paper)} “{escape(paper.later_title)}”*" if paper.later_title else ""


def successor_link(catalog: Catalog, standing: Standing, root: str) -> str:
    """A link to the paper in the place of another, or '' where there is none."""
    entry = catalog.entries.get(standing.successor)
    return f"[{inline(entry.paper.title)}]({root}{paper_path(entry)})" if entry else ""


def tag_links(catalog: Catalog, ids: Sequence[str], root: str, between: str = " · ") -> str:
    """Links to tags, kinds of contribution first and strong; a parent is left out where a child of it stands."""
    if not ids:
        return ""
    parents = {catalog.rules[tag].parent for tag in ids}
    links = []
    for tag in sorted(ids, key=lambda tag: tag not in catalog.kinds):
        if tag not in parents:
            one = tag_link(catalog, tag, root)
            links.append(f"**{one}**" if tag in catalog.kinds else one)
    return between.join(links)


def feed_links(root: str, folder: str) -> str:
    """Links to the two feeds in a folder."""
    return f"[Atom]({root}{folder}feed.xml) · [JSON Feed]({root}{folder}feed.json)"


def counted(link: str, count: int) -> str:
    """A link and a number that stays on its line."""
    return f"{link}\u00a0{count}"


def tag_link(catalog: Catalog, tag: str, root: str) -> str:
    """A link to a tag by its label."""
    return f"[{escape(catalog.rules[tag].label)}]({root}{tag_path(tag)})"


def _title(title: str, entry: Entry, root: str) -> str:
    return f"[{title}]({root}{paper_path(entry)}){' *new*' if entry.new else ''}"


def _meta(paper: Paper) -> tuple[str, ...]:
    venue = f"**{escape(paper.venue)}**" if paper.venue else "arXiv" if paper.arxiv else ""
    links = [("PDF", pdf_url(paper))] + [(beside.link_name(url), url) for url in beside.code(paper)[:1]]
    day = display_date(paper.date) or str(paper.year or "")
    return tuple(filter(None, (venue, day, " ".join([f"[{name}]({address(url)})" for name, url in links if url]))))
