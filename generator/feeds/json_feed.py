"""A feed as JSON: JSON Feed 1.1, https://www.jsonfeed.org/version/1.1/."""

from __future__ import annotations

import json

from generator.feeds.items import Feed, Item
from generator.model import Settings

NAME = "feed.json"
VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(feed: Feed, settings: Settings, root: str) -> bytes:
    """The document. Its own address and that of its page are said only where the site knows its address."""
    known = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": root + feed.page if settings.site_url else "",
        "feed_url": f"{root}{feed.folder}{NAME}" if settings.site_url else "",
        "description": feed.about,
        "authors": [{"name": settings.site_name}],
    }
    head = _written({name: value for name, value in known.items() if value})
    items = ",\n".join(_item(item, root) for item in feed.items)
    return f'{head[:-1]}, "items": [\n{items}\n]}}\n'.encode("utf-8", "replace")


def _item(item: Item, root: str) -> str:
    known = {
        "id": item.id,
        "url": root + item.address or "./",
        "external_url": item.elsewhere,
        "title": item.title,
        "content_html": item.html,
        "date_published": item.published,
        "date_modified": item.updated,
        "authors": [{"name": name} for name in item.authors],
        "tags": [label for _, label in item.tags],
    }
    return _written({name: value for name, value in known.items() if value})


def _written(values: object) -> str:
    return json.dumps(values, ensure_ascii=False)
