"""What a paper is found by: the texts of its four fields, and the keys that are or were its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from generator.identifiers import identity_doi
from generator.model import Catalog, Entry, Rule
from generator.tokens import words

FIELDS = ("title", "authors", "tags", "abstract")
COMPLETED_FROM = ((1_000, 1), (5_000, 2), (50_000, 3))


class Texts:
    """The words of papers by field, as `tokens.words` gives them."""

    def __init__(self, catalog: Catalog) -> None:
        aliases: dict[str, list[str]] = {}
        for old, tag in catalog.redirects.items():
            aliases.setdefault(tag, []).append(old)
        self._tags = {tag: _tag_words(rule, aliases.get(tag, ())) for tag, rule in catalog.rules.items()}

    def of(self, entry: Entry) -> tuple[list[str], list[str], list[str], list[str]]:
        """The words of an entry's title, authors, tags and abstract.

        A later title belongs to the title, the keywords that a source gives to the abstract. Each word of a paper's
        tags (labels, ids and aliases) counts once, and so does what only other sources say in its title.
        """
        paper = entry.paper
        own = chain.from_iterable(self._tags[one.tag] for one in entry.taggings)
        title = f"{paper.title} {paper.later_title}" if paper.later_title else paper.title
        in_title = words(title)
        return (
            [*in_title, *_only_in(paper.titles, in_title)],
            words(" ".join(paper.authors)),
            list(dict.fromkeys(own)),
            words(" ".join((paper.abstract, *paper.keywords))),
        )


def _only_in(titles: Sequence[str], known: Sequence[str]) -> Iterable[str]:
    """The words that the title has in other sources alone, such as those of another language."""
    if len(titles) < 2:
        return ()
    return dict.fromkeys(word for title in titles[1:] for word in words(title) if word not in known)


def _tag_words(rule: Rule, aliases: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words(" ".join((rule.label, rule.id, *aliases)))))


def fewest_papers(papers: int) -> int:
    """How many papers must have a word so that an unfinished or mistyped one is completed to it; eight of a great many.

    All words of 100,000 papers would be 545 kB to load before the first search.
    """
    return next((number for size, number in COMPLETED_FROM if papers <= size), 8)


def keys(entry: Entry) -> tuple[str, ...]:
    """What names this paper: its identity, its identifiers, its address as `slug:…`, and what did so formerly."""
    paper = entry.paper
    found = (
        paper.identity,
        *entry.names,
        f"arxiv:{paper.arxiv}" if paper.arxiv else "",
        f"acl:{paper.acl}" if paper.acl else "",
        f"doi:{identity_doi(paper.doi)}" if identity_doi(paper.doi) else "",
        f"slug:{entry.slug}",
        *(f"slug:{old}" for old in entry.former),
    )
    return tuple(dict.fromkeys(filter(None, found)))
