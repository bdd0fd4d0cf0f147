"""A feed as Atom: RFC 4287."""

from __future__ import annotations

import re
from html import escape

from generator.feeds.items import Feed, Item, urn
from generator.model import Settings

NAME = "feed.xml"
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def atom(feed: Feed, settings: Settings, root: str) -> bytes:
    """The document. `root` leads to the top of the site: its address, or the way up from the feed."""
    here = f"{feed.folder}{NAME}"
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<title>{_text(feed.title)}</title>",
        f"<subtitle>{_text(feed.about)}</subtitle>" if feed.about else "",
        f"<id>{_text(feed_id(here, settings))}</id>",
        f"<updated>{feed.updated}</updated>",
        f"<author><name>{_text(settings.site_name)}</name></author>",
        f'<link rel="alternate" type="text/html" href="{_text(root + feed.page) or "./"}"/>',
        f'<link rel="self" type="application/atom+xml" href="{_text(root + here)}"/>' if settings.site_url else "",
        *(_entry(item, root) for item in feed.items),
        "</feed>\n",
    ]
    return "\n".join(filter(None, lines)).encode("utf-8")


def feed_id(path: str, settings: Settings) -> str:
    """The feed's own address; where the site has none, an id made of the repository's or the site's name."""
    return settings.site_url + path if settings.site_url else urn(f"{settings.repository or settings.site_name} {path}")


def _entry(item: Item, root: str) -> str:
    return "\n".join((
        "<entry>",
        f"<title>{_text(item.title)}</title>",
        f"<id>{item.id}</id>",
        f'<link rel="alternate" type="text/html" href="{_text(root + item.address) or "./"}"/>',
        *([f"<published>{item.published}</published>"] if item.published else []),
        f"<updated>{item.updated}</updated>",
        *(f"<author><name>{_text(name)}</name></author>" for name in item.authors),
        *(f'<category term="{_text(tag)}" label="{_text(label)}"/>' for tag, label in item.tags),
        f'<content type="html">{_text(item.html)}</content>',
        "</entry>",
    ))  # fmt: skip


def _text(text: str) -> str:
    """Text for an element or an attribute; what XML cannot have is left out."""
    return escape(_NO_XML.sub("", text) if not text.isprintable() else text)
