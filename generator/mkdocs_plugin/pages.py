"""MkDocs' own files and pages for the pages of the catalog, and the quick way from their Markdown to HTML."""

from __future__ import annotations

import logging
import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import get_relative_url

from generator.quick_html import Unsupported, heading_id, to_html
from generator.render import Page, Text
from generator.workers import in_order

log = logging.getLogger("mkdocs.plugins.catalog")

_ADDRESS = re.compile(r"([^?#]*)(.*)", re.DOTALL)
DIALECT = frozenset({"toc", "tables", "fenced_code", "md_in_html", "generator.mathml"})


def is_dialect(config: MkDocsConfig) -> bool:
    """Whether the owner's Markdown is the one that `quick_html.to_html` knows."""
    return set(config.markdown_extensions) == DIALECT and config.mdx_configs == {"toc": {"slugify": heading_id}}


FOOTER = (
    ("Listings", "listings/index.md"),
    ("Authors", "authors/index.md"),
    ("Venues", "venues/index.md"),
    ("Years", "years/index.md"),
    ("Changes", "changes/index.md"),
    ("Feeds", "follow.md"),
    ("Data", "data.md"),
    ("Contribute", "contributing.md"),
    ("How tags work", "how-tags-work.md"),
    ("Search help", "search-help.md"),
)
"""What every page's foot leads to, as far as the site has it: names and paths of pages."""


class GeneratedFile(File):
    """A page of the catalog among MkDocs' files; its Markdown is made when it is asked for."""

    def __init__(self, page: Page, config: MkDocsConfig) -> None:
        super().__init__(
            page.path, None, config.site_dir, config.use_directory_urls, inclusion=InclusionLevel.NOT_IN_NAV
        )
        self.generated_by = "catalog"
        self.source = page

    @property  # type: ignore[misc]  # nobody writes to a generated page
    def content_bytes(self) -> bytes:
        """What a plugin that asks MkDocs for the file's bytes gets."""
        return self.content_string.encode()

    @property  # type: ignore[misc]
    def content_string(self) -> str:
        """Front matter and Markdown."""
        return self.source.make().markdown


class Links:
    """The address that a link to a page's `.md` file has in the HTML of the page at `url`, whose source is `path`."""

    def __init__(self, path: str, url: str, files: Files) -> None:
        self._folder = posixpath.dirname(path)
        self._url = url
        self._files = files
        self._known: dict[str, str] = {}
        self._folders: dict[str, str] = {}
        self.rows: dict[str, str] = {}

    def __call__(self, url: str) -> str:
        """The address for the HTML; one that leads to no page of the site stays as it is."""
        if url.startswith("http"):
            return url
        if url not in self._known:
            self._known[url] = self._resolved(url)
        return self._known[url]

    def _resolved(self, url: str) -> str:
        path, rest = _ADDRESS.fullmatch(url).groups()  # type: ignore[union-attr]  # it fits every text
        target = (
            self._files.src_uris.get(posixpath.normpath(posixpath.join(self._folder, unquote(path)))) if path else None
        )
        return f"{self._relative(target.url)}{rest}" if target else url

    def _relative(self, url: str) -> str:
        """What MkDocs' own `get_relative_url` gives, asked once for each folder."""
        if self._url.startswith(url):
            return get_relative_url(url, self._url)
        folder = url[: url.rstrip("/").rfind("/") + 1]
        if folder not in self._folders:
            self._folders[folder] = get_relative_url(folder, self._url).removeprefix("./")
        return f"{self._folders[folder]}{url[len(folder) :]}" if folder else get_relative_url(url, self._url)


class Prepared:
    """The text and HTML of pages by number, made in the order in which MkDocs asks for them."""

    def __init__(self, pages: list[tuple[Page, Links]], dialect: bool) -> None:
        self._pages = pages
        self._dialect = dialect
        self._made = self._in_order()
        self._ready: dict[int, tuple[Text, str | None]] = {}

    def take(self, number: int) -> tuple[Text, str | None]:
        """A page's text, and its HTML where the quick way can make it; each is kept until it is taken once."""
        for at, result in self._made:
            self._ready[at] = result
            if at == number:
                break
        return self._ready.pop(number, None) or self._make(number)

    def _in_order(self) -> Iterator[tuple[int, tuple[Text, str | None]]]:
        yield from enumerate(in_order(self._make, len(self._pages)))

    def _make(self, number: int) -> tuple[Text, str | None]:
        page, links = self._pages[number]
        text = page.make()
        try:
            return text, to_html(text.body.lstrip("\n"), links, links.rows) if self._dialect else None
        except Unsupported as strange:
            log.debug("%s goes through Python-Markdown for: %s", page.path, strange)
            return text, None


class QuickPage(MkDocsPage):
    """A page whose front matter is known and whose HTML is made the quick way; `plain: true` does without it.

    What another plugin puts in the place of the Markdown goes MkDocs' own way.
    """

    def __init__(
        self, title: str | None, file: GeneratedFile, config: MkDocsConfig, number: int, prepared: Prepared
    ) -> None:
        super().__init__(title, file, config)
        self.number = number
        self.prepared = prepared
        self.made = ""
        self.html: str | None = None

    def read_source(self, config: MkDocsConfig) -> None:
        """Take the front matter and the Markdown without writing and reading YAML."""
        if config.plugins.events["page_read_source"]:
            super().read_source(config)
            return
        text, self.html = self.prepared.take(self.number)
        self.meta = dict(text.meta)
        self.markdown = self.made = text.body.lstrip("\n")

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Take the HTML that is made already, unless the Markdown is no longer the one that it was made of."""
        if self.html is None or self.markdown != self.made:
            super().render(config, files)
        else:
            self.content, self.html = self.html, None
