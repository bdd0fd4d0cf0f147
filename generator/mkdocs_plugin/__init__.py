"""The door to MkDocs, and the only module that knows it: the pages of the build script become MkDocs' own."""

from __future__ import annotations

import gc
import logging
import os
import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import pairwise
from pathlib import Path
from typing import Literal

from jinja2 import Environment, TemplateNotFound
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils.templates import TemplateContext

from generator import exchange, paper_head, render, search_index, settings
from generator import files as disk
from generator.build import Build, build
from generator.frame import Frames
from generator.mkdocs_plugin import late, told
from generator.mkdocs_plugin.config import CatalogConfig, build_name, nav_titles, project_of, settings_of
from generator.mkdocs_plugin.pages import (
    FOOTER,
    Ahead,
    AwaitedFile,
    GeneratedFile,
    Links,
    LinksByFolder,
    Maker,
    QuickPage,
    is_dialect,
)
from generator.model import Output
from generator.problems import summary
from generator.quick_html import heading_id
from generator.render import Page
from generator.workers import WORTH_A_FORK, apart

log = logging.getLogger("mkdocs.plugins.catalog")

EARLY, LATE = 50, -100
RARELY = 20_000
"""So many new objects are made before Python looks for circles: pages make few."""
HARMLESS = frozenset({"search", "material/search"})
"""Plugins that ask generated pages for nothing: they have told the search to leave them out."""
_MARKDOWN_LINK = re.compile(r"\]\((\.\./[^()\s]+)\)")


class CatalogPlugin(BasePlugin[CatalogConfig]):  # type: ignore[no-untyped-call]
    """Builds the catalog before MkDocs begins, gives it the pages, and puts the finished site in place at the end."""

    def __init__(self) -> None:
        super().__init__()
        self.build: Build | None = None
        self.generated: dict[str, GeneratedFile] = {}
        self.site_dir = ""
        self.serving = False
        self.nav = Navigation([], [])
        self.frames: Frames | None = None
        self.wait_for_more: Callable[[], None] | None = None
        self.use_directory_urls = True
        self.files = Files([])
        self.documents: Sequence[File] = ()
        self.is_choosing = False

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note what MkDocs was asked for; a dirty build is refused."""
        self.serving = command == "serve"
        if dirty:
            raise PluginError("catalog: a dirty build would leave papers out of the search; build without --dirty")

    def on_config(self, config: MkDocsConfig) -> None:
        """Add what the pages need, and let MkDocs build beside the old site."""
        if sentence := settings.fault(settings_of(self.config, config)):
            raise PluginError(f"catalog: {sentence}")
        # Dates in the sitemap's archive come from this and not from the clock.
        os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
        for extension in ("md_in_html", "generator.mathml"):
            if extension not in config.markdown_extensions:
                config.markdown_extensions.append(extension)
        config.mdx_configs.setdefault("toc", {}).setdefault("slugify", heading_id)
        config.watch += [str(project_of(config) / folder) for folder in (self.config.papers, self.config.rules)]
        config.watch.append(str(Path(render.__file__).parent / "templates"))
        config.watch += [str(path) for path in [project_of(config) / self.config.changes] if path.is_file()]
        config.theme.static_templates |= {"robots.txt", "opensearch.xml", "site.webmanifest", "sw.js"}
        self.use_directory_urls = config.use_directory_urls
        if not self.serving:
            self.site_dir = config.site_dir
            exchange.restore(Path(self.site_dir))
            config.site_dir = str(exchange.beside(Path(config.site_dir)))

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Run the build script; with errors the build ends here, and under `serve` the last good catalog stays."""
        project = project_of(config)
        papers, unreadable = disk.read_sources(project, self.config.papers)
        rules, unreadable_rules = disk.read_sources(project, self.config.rules)
        with _without_collection(keep=not self.serving):
            chosen = settings_of(self.config, config)
            recorded = disk.read_if_there(project, chosen.changes)
            built = build(papers, rules, chosen, apart, recorded)
        problems = (*unreadable, *unreadable_rules, *built.problems)
        errors = told.report(problems, (*papers, *rules, recorded))
        if not errors or (self.config.despite_errors and built.pages):
            self.build = built
        elif self.serving and self.build:
            log.error("catalog: %s; the last good catalog is shown until they are mended", summary(problems))
        else:
            raise PluginError(f"catalog: {summary(problems)}; nothing was built and the old site stays")

    def _add_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Give MkDocs the pages; nothing is written into docs_dir."""
        assert self.build
        hand_written = {name: file for file in files for name in (file.src_uri, file.dest_uri)}
        self.generated = {page.path: GeneratedFile(page, config) for page in self.build.pages}
        if len(self.generated) < len(self.build.pages):
            raise PluginError(f"catalog: two generated pages have one address: {_twice(self.build.pages)}")
        for file in self.generated.values():
            if clash := hand_written.get(file.src_uri) or hand_written.get(file.dest_uri):
                raise PluginError(
                    f"catalog: the hand-written page {clash.src_uri} has the address of a generated page, "
                    f"/{file.url}; give it another name"
                )
            files.append(file)
        for output in self.build.files:
            files.append(File.generated(config, output.path, content=output.data))
        for path in self.build.awaited:
            files.append(AwaitedFile(path, config))
        config.extra["catalog"] = {
            "papers": len(self.build.catalog.papers),
            "tags": len(self.build.catalog.rules),
            "markdown": self._publishes_markdown(),
            "feeds": bool(self.config.feed_entries),
            "offline": self.config.offline,
            "build": build_name(self.config, config),
            "footer": [(name, found.url) for name, path in FOOTER if (found := files.get_file_from_path(path))],
        }
        return files

    def _add_pages(self, files: Files, *, config: MkDocsConfig) -> Files:
        """After all other plugins: pages for the files that they left, with links among those."""
        self.generated = {path: file for path, file in self.generated.items() if files.src_uris.get(path) is file}
        # One for all papers: they stand side by side, and none links to itself or to what is below it.
        self.paper_links = Links("papers/_.md", "papers/_/" if config.use_directory_urls else "papers/_.html", files)
        if not self.config.plain:
            self._make_pages(files, config)
        return files

    on_files = CombinedEvent(_add_files, event_priority(LATE)(_add_pages))

    def _make_pages(self, files: Files, config: MkDocsConfig) -> None:
        generated = list(self.generated.values())
        links = LinksByFolder(files, self.paper_links)
        maker = Maker([(file.source, links.of(file)) for file in generated], is_dialect(config))
        titles = dict(nav_titles(config.nav))
        for number, file in enumerate(generated):
            QuickPage(titles.get(file.src_uri), file, config, number, maker)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """Newer and older papers, which the theme links at the foot of a paper; and which pages are made when."""
        self.nav, self.files, self.is_choosing = nav, files, True
        self.documents = files.documentation_pages()
        papers = [file.page for file in self.generated.values() if file.source.entry and file.page]
        for newer, older in pairwise(papers):
            newer.next_page, older.previous_page = older, newer
        quick = [file.page for file in self.generated.values() if isinstance(file.page, QuickPage)]
        if quick and self._is_alone(config):
            self._delay(quick, nav)
        now = [page for page in quick if not page.late]
        ahead = Ahead(quick[0].maker.both, [page.number for page in now]) if now else None
        for page in now:
            page.ahead = ahead

    def _is_alone(self, config: MkDocsConfig) -> bool:
        """Whether nobody but the theme looks at pages on their way: no further plugin, hook or template."""
        others = [plugin for name, plugin in config.plugins.items() if name not in HARMLESS and plugin is not self]
        return not (others or config.hooks or config.extra_templates)

    def _delay(self, pages: Iterable[QuickPage], nav: Navigation) -> None:
        """Have pages made late; not those in the navigation, whose titles are on every page, and not redirects."""
        now = {page.file.src_uri for page in nav.pages}
        for page in pages:
            if entry := page.source.entry:
                page.title = entry.paper.title
            if not (page.file.src_uri in now or page.source.leads_on):
                page.delay()
        late.leave_out(self._late())

    def on_pre_page(self, page: MkDocsPage, *, config: MkDocsConfig, files: Files) -> MkDocsPage:
        """MkDocs has chosen the pages that it reads; what these say may lead to late pages again."""
        if self.is_choosing:
            self.is_choosing = False
            late.let_in(self._late())
        return page

    def on_page_content(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> None:
        """No table of contents: the headings of a list are its papers."""
        if page.file.src_uri in self.generated:
            page.toc = TableOfContents([])

    @event_priority(EARLY)
    def on_page_context(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> None:
        """No entry in Material's search, where the owner has it: papers are found by the catalog's own."""
        if page.file.src_uri in self.generated:
            page.meta["search"] = {"exclude": True}

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Render what all pages share once, and take the late pages out of MkDocs' hands."""
        # Another plugin may have moved a paper; then MkDocs' own filter asks for each page where it is.
        beside = self.paper_links.relative if self._is_alone(config) else env.filters["url"]
        env.filters |= {"paper_head": paper_head.head, "beside_papers": beside}
        if not self.config.plain:
            try:
                self.frames = Frames(env, ("paper.html", "catalog.html", "redirect.html"))
            except TemplateNotFound as missing:
                raise PluginError(
                    f"catalog: the theme has no template {missing}; write `custom_dir: theme_overrides` below `theme:`"
                ) from missing
            env.get_template = self.frames.get_template  # type: ignore[method-assign]
        config.extra["catalog"]["pages"] = self.documents
        late.leave_out(self._late())
        if len(self.generated) >= WORTH_A_FORK and not self.serving:
            self.wait_for_more = apart(lambda: self._write_more(config))

    def _late(self) -> list[QuickPage]:
        return [page for file in self.generated.values() if isinstance(page := file.page, QuickPage) and page.late]

    def _write_more(self, config: MkDocsConfig) -> None:
        """The many files that nothing else needs; a process of its own writes those of a large catalog meanwhile."""
        assert self.build
        disk.write_outputs(Path(config.site_dir), self.build.more())

    def _write_late(self, *, config: MkDocsConfig) -> None:
        """The pages that MkDocs was told to leave out."""

        def framed(page: QuickPage) -> str:
            assert self.frames
            return self.frames.page(page, lambda: get_context(self.nav, self.documents, config, page))

        late.write(self._late(), framed, lambda page: page.make_slowly(config, self.files))

    def _write_own_files(self, *, config: MkDocsConfig) -> None:
        """What no plugin of MkDocs' own writes: the files of the search, and the Markdown of papers."""
        assert self.build
        own = search_index.finished(self.build.search(), self._hand_written(), directory_urls=config.use_directory_urls)
        outputs = [Output(".nojekyll", b""), *own]
        if self._publishes_markdown():
            outputs += [self._markdown(file) for file in self.generated.values() if _is_of_a_paper(file.source)]
        disk.write_outputs(Path(config.site_dir), outputs)
        if self.wait_for_more:
            self.wait_for_more()
        else:
            self._write_more(config)

    def _hand_written(self) -> Iterator[search_index.HandWritten]:
        """The pages that are not the catalog's, but those that say `search: exclude: true` as Material has it."""
        for file in self.documents:
            page = file.page
            if page and file.src_uri not in self.generated and not (page.meta.get("search") or {}).get("exclude"):
                yield search_index.HandWritten(page.url, str(page.title), page.content or "")

    def _put_in_place(self, *, config: MkDocsConfig) -> None:
        """Last of all: the finished site in the place of the old one, unless strictness is about to end the build."""
        if self.serving or not self.site_dir:
            return
        built, config.site_dir = Path(config.site_dir), self.site_dir
        if config.strict and told.has_warnings():
            exchange.discard(built)
        else:
            exchange.exchange(built, Path(self.site_dir))

    on_post_build = CombinedEvent(
        event_priority(EARLY)(_write_late),
        event_priority(EARLY)(_write_own_files),
        event_priority(LATE)(_put_in_place),
    )

    def on_build_error(self, *, error: Exception) -> None:
        """Leave nothing of an unfinished build behind, and say in a sentence what the disk refused."""
        if self.wait_for_more:
            with suppress(Exception):  # the first error is told
                self.wait_for_more()
        if self.site_dir:
            exchange.discard(exchange.beside(Path(self.site_dir)))
        if sentence := disk.refusal(error):
            raise PluginError(f"catalog: {sentence}; nothing was built and the old site stays") from error

    def _publishes_markdown(self) -> bool:
        assert self.build
        return self.use_directory_urls and len(self.build.catalog.papers) <= self.config.markdown_up_to

    def _markdown(self, file: GeneratedFile) -> Output:
        """The Markdown of a paper beside its HTML, with links that work from there."""
        text = _MARKDOWN_LINK.sub(lambda link: f"]({self.paper_links(link[1])})", file.content_string)
        return Output(f"{posixpath.dirname(file.dest_uri)}/index.md", text.encode())


@contextmanager
def _without_collection(*, keep: bool) -> Iterator[None]:
    """The build script makes millions of objects and no circles, so nothing is looked for meanwhile.

    With `keep` what it made is never looked at again: right for one build, not for the many of `serve`.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if keep:
            gc.freeze()
            gc.set_threshold(RARELY)
        if was_enabled:
            gc.enable()


def _is_of_a_paper(page: Page) -> bool:
    """Whether a paper stands here, or stood here."""
    return page.entry is not None or (page.leads_on and page.path.startswith("papers/"))


def _twice(pages: Iterable[Page]) -> str:
    counts = Counter(page.path for page in pages)
    return ", ".join(path for path, count in counts.items() if count > 1)
