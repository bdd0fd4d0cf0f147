"""Feeds of what is new: of everything, of each tag and of each listed author, as Atom and as JSON Feed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from generator.feeds import atom, json_feed
from generator.feeds.items import Feed, Item, change_item, item, newest
from generator.model import Catalog, Entry, Output, Settings
from generator.naming import page_address

Write = Callable[[Feed, Settings, str], bytes]
FORMATS: tuple[tuple[str, Write], ...] = ((atom.NAME, atom.atom), (json_feed.NAME, json_feed.json_feed))


def files(catalog: Catalog, settings: Settings) -> Iterator[Output]:
    """The feed of everything and those of the tags, also at their other names; none where it may have no entries.

    A reader that asks for a tag by a former name gets the tag's own feed, which says where it is now.
    """
    if settings.feed_entries:
        told = _Told(catalog, settings)
        yield from written(told.feed("", "index.md", settings.site_name, catalog.papers), settings)
        for name, tag in [*((tag, tag) for tag in catalog.rules), *catalog.redirects.items()]:
            rule = catalog.rules[tag]
            feed = told.group("tags", tag, rule.label, catalog.tags[tag], rule.about)
            yield from written(feed, settings, f"tags/{name}/")


def change_files(catalog: Catalog, settings: Settings) -> Iterator[Output]:
    """The feed of what changed."""
    if settings.feed_entries:
        page = page_address("changes/index.md", settings.use_directory_urls)
        told = [change_item(change, page) for change in catalog.changes[: settings.feed_entries]]
        yield from written(Feed("changes/", f"Changes · {settings.site_name}", page, "", told), settings)


def author_files(catalog: Catalog, settings: Settings) -> Iterator[Output]:
    """The feeds of the listed authors, which are many, also at their former addresses; none above so many papers as the
    setting says.
    """
    if settings.feed_entries and len(catalog.papers) <= settings.author_feeds_up_to:
        told = _Told(catalog, settings)
        former = defaultdict(list)
        for old, leads_to in catalog.leads.items():
            former[leads_to].append(f"{old}/")
        for group in catalog.authors:
            feed = told.group("authors", group.slug, group.name, group.papers)
            for folder in ("", *former[f"authors/{group.slug}"]):
                yield from written(feed, settings, folder)


def written(feed: Feed, settings: Settings, folder: str = "") -> Iterator[Output]:
    """One feed in every format, in its own folder or in another that is as deep."""
    root = settings.site_url or "../" * feed.folder.count("/")
    for name, write in FORMATS:
        yield Output(f"{folder or feed.folder}{name}", write(feed, settings, root))


class _Told:
    """Makes the feeds of one catalog; a paper is put into words once."""

    def __init__(self, catalog: Catalog, settings: Settings) -> None:
        self._catalog = catalog
        self._settings = settings
        self._items: dict[str, Item] = {}

    def group(self, folder: str, name: str, title: str, papers: Sequence[Entry], about: str = "") -> Feed:
        """The feed of a tag or an author."""
        whole = f"{title} · {self._settings.site_name}"
        return self.feed(f"{folder}/{name}/", f"{folder}/{name}.md", whole, papers, about)

    def feed(self, folder: str, page: str, title: str, papers: Sequence[Entry], about: str = "") -> Feed:
        """A feed of the newest of some papers."""
        shown = newest(papers)[: self._settings.feed_entries]
        address = page_address(page, self._settings.use_directory_urls)
        return Feed(folder, title, address, about, [self._item(entry) for entry in shown])

    def _item(self, entry: Entry) -> Item:
        if entry.slug not in self._items:
            self._items[entry.slug] = item(self._catalog, entry, self._settings)
        return self._items[entry.slug]
