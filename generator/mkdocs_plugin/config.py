"""What an owner can say of the catalog in mkdocs.yml, and what a build takes from it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mkdocs.config import config_options as option
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig

from generator import files, render, settings
from generator.model import Settings

SHOWN = ("site_name", "site_description", "site_author", "copyright", "nav", "extra_css", "extra_javascript")
LOOKS = ("name", "language", "palette", "logo", "favicon")
"""Of MkDocs' settings and of the theme's, those that readers see."""


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


def settings_of(own: CatalogConfig, config: MkDocsConfig) -> Settings:
    """The settings of the build: the plugin's own, and those of the site."""
    said = {name: value for name, value in own.items() if name in Settings.__dataclass_fields__}
    said |= {"kinds": tuple(own.kinds), "exports": tuple(own.exports)}
    return Settings(**said, **settings.of_the_site(config))


def project_of(config: MkDocsConfig) -> Path:
    """The folder of mkdocs.yml."""
    return Path(config.config_file_path).parent


def build_name(own: CatalogConfig, config: MkDocsConfig) -> str:
    """A name that belongs to what this site is made of, so that a browser can tell it from another build."""
    folders = [own.papers, own.rules, own.changes]
    looks = [config.docs_dir, config.theme.custom_dir, Path(render.__file__).parent]
    said = [settings_of(own, config), *(config[name] for name in SHOWN), *(config.theme.get(name) for name in LOOKS)]
    paths = [project_of(config) / str(path) for path in (*folders, *filter(None, looks))]
    return files.digest(paths, repr([str(one) for one in said]))


def nav_titles(nav: Any) -> Iterator[tuple[str, str]]:
    """The path and title of each page that the owner's `nav` names with a title."""
    if isinstance(nav, list):
        for item in nav:
            yield from nav_titles(item)
    elif isinstance(nav, dict):
        for title, item in nav.items():
            yield from ((item, title),) if isinstance(item, str) else nav_titles(item)
