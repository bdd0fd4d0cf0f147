"""What an owner can say of the catalog in mkdocs.yml."""

from __future__ import annotations

from mkdocs.config import config_options as option
from mkdocs.config.base import Config

from generator.model import Settings


class CatalogConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs has no types there
    """The plugin's settings in mkdocs.yml; the paths go from the folder of mkdocs.yml."""

    papers = option.Type(str, default="site_src/papers")
    rules = option.Type(str, default="site_src/rules")
    headline = option.Type(str, default=Settings().headline)
    title_search_url = option.Type(str, default=Settings().title_search_url)
    author_papers = option.Type(int, default=Settings().author_papers)
    rows_per_page = option.Type(int, default=Settings().rows_per_page)
    related_papers = option.Type(int, default=Settings().related_papers)
    markdown_up_to = option.Type(int, default=Settings().markdown_up_to)
    exports = option.ListOfItems(option.Type(str), default=list(Settings().exports))
    export_tags_up_to = option.Type(int, default=Settings().export_tags_up_to)
    kinds = option.ListOfItems(option.Type(str), default=list(Settings().kinds))
    branch = option.Type(str, default=Settings().branch)
    feed_entries = option.Type(int, default=Settings().feed_entries)
    author_feeds_up_to = option.Type(int, default=Settings().author_feeds_up_to)
    newsletter = option.Type(str, default=Settings().newsletter)
    changes = option.Type(str, default=Settings().changes)
    offline = option.Type(bool, default=Settings().offline)
    plain = option.Type(bool, default=False)
    despite_errors = option.Type(bool, default=False)
