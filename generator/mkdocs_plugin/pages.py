"""MkDocs' own files and pages for the pages of the catalog, and the quick way from their Markdown to HTML."""

from __future__ import annotations

import logging
import posixpath
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import unquote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils import get_relative_url

from generator.inline_html import Known, Unsupported
from generator.quick_html import heading_id
from generator.render import Meta, Page, Text
from generator.workers import in_order

log = logging.getLogger("mkdocs.plugins.catalog")

T = TypeVar("T")

_PATH = re.compile("[?#]")
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
    ("Reading list", "reading-list.md"),
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


class AwaitedFile(File):
    """A file that is written when all pages are, and stands among MkDocs' files so that they can link it."""

    def __init__(self, path: str, config: MkDocsConfig) -> None:
        super().__init__(path, None, config.site_dir, config.use_directory_urls)
        self.generated_by = "catalog"

    def copy_file(self, dirty: bool = False) -> None:
        """Write nothing yet."""


class Links:
    """The address that a link to a page's `.md` file has in the HTML of the page at `url`, whose source is `path`.

    Give `beside` the links of another page of the same folder: what leads to other folders is the same for both.
    """

    def __init__(self, path: str, url: str, files: Files, beside: Links | None = None) -> None:
        self._folder = posixpath.dirname(path)
        self._url = url
        self._files = files
        self._top = "../" * path.count("/")
        self._inside = f"{self._top}{path.partition('/')[0]}/"
        self._own: dict[str, str] = {}
        self._outside: dict[str, str] = beside._outside if beside else {}
        self._folders: dict[str, str] = {}
        self._sources: dict[str, str] = {}
        self.known: Known = beside.known if beside else Known()

    def __call__(self, url: str) -> str:
        """The address for the HTML; one that leads to no page of the site stays as it is."""
        if url.startswith("http"):
            return url
        is_outside = url.startswith(self._top) and not url.startswith(self._inside)
        known = self._outside if is_outside else self._own
        if url not in known:
            known[url] = self._resolved(url)
        return known[url]

    def _resolved(self, url: str) -> str:
        path = _PATH.split(url, maxsplit=1)[0] if "?" in url or "#" in url else url
        target = self._files.src_uris.get(self._source(unquote(path))) if path else None
        return f"{self.relative(target.url)}{url[len(path) :]}" if target else url

    def _source(self, path: str) -> str:
        """The path of a page from the pages' folder; that of a folder is asked for once."""
        folder, _, name = path.rpartition("/")
        if not folder or name in {"", ".", ".."}:
            return posixpath.normpath(posixpath.join(self._folder, path))
        if folder not in self._sources:
            self._sources[folder] = posixpath.normpath(posixpath.join(self._folder, folder, "_"))[:-1]
        return f"{self._sources[folder]}{name}"

    def relative(self, url: str) -> str:
        """The way to a page's URL: what MkDocs' own `get_relative_url` gives, asked once for each folder."""
        if self._url.startswith(url):
            return get_relative_url(url, self._url)
        folder = url[: url.rstrip("/").rfind("/") + 1]
        if folder not in self._folders:
            self._folders[folder] = get_relative_url(folder, self._url).removeprefix("./")
        return f"{self._folders[folder]}{url[len(folder) :]}" if folder else get_relative_url(url, self._url)


class LinksByFolder:
    """The links of each page, which share what they can."""

    def __init__(self, files: Files, papers: Links) -> None:
        self._files = files
        self._papers = papers
        self._first: dict[str, Links] = {}

    def of(self, file: GeneratedFile) -> Links:
        """The links of one page. Rows lead to papers and tags, so that lists in other folders share them."""
        if file.source.entry:
            return self._papers
        folder, name = posixpath.split(file.src_uri)
        if name == "index.md" or folder in {"", "papers", "tags"}:
            return Links(file.src_uri, file.url, self._files)
        links = Links(file.src_uri, file.url, self._files, self._first.get(folder))
        self._first.setdefault(folder, links)
        return links


@dataclass(frozen=True, slots=True)
class Made:
    """A page: its front matter, its Markdown where that was asked for, its HTML if the quick way could make it."""

    meta: Meta
    markdown: str
    html: str | None


class Maker:
    """Makes pages by number."""

    def __init__(self, pages: list[tuple[Page, Links]], dialect: bool) -> None:
        self._pages = pages
        self._dialect = dialect

    def html(self, number: int) -> Made:
        """A page whose Markdown nobody asks for, unless it has to go through Python-Markdown."""
        page, links = self._pages[number]
        text = page.make()
        html = self._html(text, page, links)
        return Made(text.meta, "" if html else _body(text), html)

    def both(self, number: int) -> Made:
        """A page with its Markdown."""
        page, links = self._pages[number]
        text = page.make()
        return Made(text.meta, _body(text), self._html(text, page, links))

    def _html(self, text: Text, page: Page, links: Links) -> str | None:
        try:
            return text.html(links, links.known) if self._dialect else None
        except Unsupported as strange:
            log.debug("%s goes through Python-Markdown for: %s", page.path, strange)
            return None


def _body(text: Text) -> str:
    return text.body.lstrip("\n")


class Ahead(Generic[T]):
    """What is made of pages by number, ahead of MkDocs and in its order."""

    def __init__(self, make: Callable[[int], T], numbers: Sequence[int]) -> None:
        self._make = make
        self._made = zip(numbers, in_order(lambda at: make(numbers[at]), len(numbers)), strict=True)
        self._ready: dict[int, T] = {}

    def take(self, number: int) -> T:
        """What is made of a page; it is kept until it is taken once."""
        for at, result in self._made:
            self._ready[at] = result
            if at == number:
                break
        return self._ready.pop(number) if number in self._ready else self._make(number)


class _Meta(dict[str, Any]):
    """Front matter whose fields are attributes, too: Jinja asks for these first, and a dict takes long to say no."""

    __getattr__ = dict.get


class QuickPage(MkDocsPage):
    """A page whose front matter is known and whose HTML is made the quick way; `plain: true` does without it.

    What another plugin puts in the place of the Markdown goes MkDocs' own way. Where nobody looks at the page on its
    way it is made `late`: the whole of it in one go, by `late.write`.
    """

    def __init__(self, title: str | None, file: GeneratedFile, config: MkDocsConfig, number: int, maker: Maker) -> None:
        super().__init__(title, file, config)
        self.source = file.source
        self.number = number
        self.maker = maker
        self.ahead: Ahead[Made] | None = None
        self.late = False
        self.made = ""
        self.html: str | None = None

    def read_source(self, config: MkDocsConfig) -> None:
        """Take the front matter and the Markdown without writing and reading YAML."""
        if self.ahead is None or config.plugins.events["page_read_source"]:
            super().read_source(config)
        else:
            self._take(self.ahead.take(self.number))

    def _take(self, made: Made) -> None:
        self.meta = _Meta(made.meta)
        self.markdown = self.made = made.markdown
        self.html = made.html

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Take the HTML that is made already, unless the Markdown is no longer the one that it was made of."""
        if self.html is None or self.markdown != self.made:
            super().render(config, files)
        else:
            self.content, self.html = self.html, None

    def delay(self) -> None:
        """Be made late."""
        self.late = True
        self.toc = TableOfContents([])
        self.forget()

    def make(self) -> bool:
        """Make a late page; whether the quick way could."""
        self._take(self.maker.html(self.number))
        self.content = self.html
        return self.html is not None

    def make_slowly(self, config: MkDocsConfig, files: Files) -> None:
        """Make a late page through Python-Markdown."""
        self._take(self.maker.both(self.number))
        self.render(config, files)
        self.toc = TableOfContents([])

    def forget(self) -> None:
        """A late page as MkDocs sees it: empty."""
        self.meta, self.markdown, self.content, self.html, self.made = {}, "", "", None, ""
