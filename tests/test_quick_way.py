"""The quick way gives what MkDocs' own way gives, shows other plugins every paper, and keeps the owner's settings."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from generator import workers
from sites import ROOT, Files, Site, build, contents, make_project, sample

TOY = ROOT / "tests" / "toy"
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8H0z"/></svg>'
PAGES = {"own.css": "a { color: teal }", "assets/mark.svg": LOGO}
OWNERS: dict[str, Any] = {
    "theme": {
        "palette": {"scheme": "slate", "primary": "teal", "accent": "lime"},
        "language": "de",
        "logo": "assets/mark.svg",
    },
    "extra_css": ["own.css"],
    "copyright": "Kept by <b>the owners</b>",
    "nav": [{"All of them": "papers/index.md"}, {"More": ["about.md", {"A survey": "tags/survey.md"}]}],
    "site_url": "https://owner.example/repo/",
    "repo_url": "https://git.example/owner/repo",
    "site_author": "The owners",
}
HOOK = """
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

seen = {}

def note(event, page):
    seen.setdefault(event, []).append(page.url)

def on_page_read_source(page, config):
    note("read_source", page)

def on_page_markdown(markdown, page, config, files):
    note("markdown", page)
    return markdown.replace("## Cite\\n", "## Cite\\n\\nPut into the *Markdown*.\\n")

def on_page_content(html, page, config, files):
    note("content", page)
    return html + "<p>Put into the HTML of " + page.title + "</p>"

def on_post_page(output, page, config):
    note("post", page)
    return output.replace("</body>", "<p>Put below " + page.meta.get("kind", "a page") + "</p></body>")

def on_post_build(config):
    Path("seen.json").write_text(json.dumps(seen))
"""


CHANGES = ["<p>Put into the <em>Markdown</em>.</p>", "<p>Put into the HTML of ", "<p>Put below paper</p></body>"]


def folder(path: Path) -> Files | None:
    """Return the files of a folder, or none where it is not there."""
    return contents(path) if path.is_dir() else None


def both(at: Path, papers: Files | None = None, rules: Files | None = None, **own: Any) -> tuple[Site, Site]:
    """Build one catalog the quick way and the plain way, side by side."""

    def made(plain: bool) -> Site:
        plugins = [{"catalog": {"plain": plain}}]
        project = make_project(
            at / f"plain {plain}", papers=papers, rules=rules, pages=PAGES, own={"plugins": plugins, **own}
        )
        return build(project, "--verbose")

    with ThreadPoolExecutor(2) as pool:
        quick, plain = pool.map(made, (False, True))
    return quick, plain


def differing(quick: Site, plain: Site) -> list[str]:
    """Return the files that are not the same in two sites."""
    one, other = contents(quick.folder), contents(plain.folder)
    assert one.keys() == other.keys()
    return [name for name in one if one[name] != other[name]]


def slow_papers(site: Site) -> list[str]:
    """Return what MkDocs said of papers that had to go its own way; a page of nested lists may."""
    said = (line.rpartition("  -  ")[2] for line in site.said.splitlines() if "goes through Python-Markdown" in line)
    return [line for line in said if line.startswith("papers/")]


@pytest.mark.parametrize("directories", [True, False])
def test_the_own_catalog(tmp_path: Path, directories: bool) -> None:
    quick, plain = both(tmp_path, use_directory_urls=directories)
    assert len(contents(quick.folder)) > 78
    assert differing(quick, plain) == []
    assert slow_papers(quick) == []


def test_the_toy_catalog(tmp_path: Path) -> None:
    quick, plain = both(tmp_path, folder(TOY / "papers"), folder(TOY / "rules"))
    assert differing(quick, plain) == []
    assert slow_papers(quick) == []


def test_papers_that_break_things_and_so_many_that_two_processes_share_them(tmp_path: Path, data: Path) -> None:
    edge = (data / "papers/edge.jsonl").read_bytes()
    breaking = edge.count(b"\n")
    quick, plain = both(tmp_path, {"edge.jsonl": edge, "papers.jsonl": sample(data, "1k", 530 - breaking)})
    assert len(quick.papers()) >= workers.WORTH_A_FORK
    assert differing(quick, plain) == []
    assert len(slow_papers(quick)) <= breaking // 50


def test_with_the_settings_of_an_owner(tmp_path: Path) -> None:
    quick, plain = both(tmp_path, folder(TOY / "papers"), folder(TOY / "rules"), **OWNERS)
    assert differing(quick, plain) == []


def test_with_another_dialect_of_markdown(tmp_path: Path) -> None:
    """More extensions than the quick way knows: every page goes MkDocs' own way."""
    extensions = ["attr_list", "admonition", "tables"]
    quick, plain = both(tmp_path, folder(TOY / "papers"), folder(TOY / "rules"), markdown_extensions=extensions)
    assert differing(quick, plain) == []


def test_a_hand_written_page_may_lead_to_a_page_that_mkdocs_does_not_read(tmp_path: Path) -> None:
    project = make_project(tmp_path, pages={"about.md": "[Surveys](tags/survey.md)"})
    site = build(project, "--strict")
    assert '<a href="../tags/survey/">Surveys</a>' in site.read("about/index.html")


@pytest.fixture(scope="module")
def owned(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A paper page under the settings of an owner."""
    project = make_project(tmp_path_factory.mktemp("owned"), pages=PAGES, own=OWNERS)
    site = build(project)
    assert (site.folder / "own.css").is_file()
    return site.read(f"{site.papers()[0]}index.html")


@pytest.mark.parametrize(
    "shown",
    [
        'data-md-color-primary="teal"',
        'data-md-color-scheme="slate"',
        '<html lang="de"',
        'href="../../own.css"',
        "Kept by <b>the owners</b>",
        'src="../../assets/mark.svg"',
        ">All of them</a>",
        ">More</a>",
        '<link rel="canonical" href="https://owner.example/repo/papers/',
        'href="https://git.example/owner/repo"',
        "https://git.example/owner/repo/blob/main/site_src/rules/",
        '<meta name="author" content="The owners">',
    ],
)
def test_what_an_owner_sets_shows_on_a_paper_page(owned: str, shown: str) -> None:
    assert shown in owned


def test_a_foreign_plugin_sees_papers_that_two_processes_share(tmp_path: Path, data: Path) -> None:
    """Each of them once, and what it changes shows."""
    papers = {"papers.jsonl": sample(data, "1k", 520)}
    project = make_project(tmp_path, papers=papers, own={"hooks": ["hook.py"]})
    (project / "hook.py").write_text(HOOK, encoding="utf-8")
    site = build(project)
    for event in ("read_source", "markdown", "content", "post"):
        assert events(site, event) == site.papers()
    pages = [site.read(f"{url}index.html") for url in site.papers()]
    for change in CHANGES:
        assert sum(page.count(change) for page in pages) == 520


@pytest.fixture(scope="module", params=[False, True], ids=["quick", "plain"])
def hooked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site to which a foreign plugin has done something on every page."""
    project = tmp_path_factory.mktemp("hooked")
    plugins = [{"catalog": {"plain": request.param}}]
    make_project(project, own={"hooks": ["hook.py"], "plugins": plugins})
    (project / "hook.py").write_text(HOOK, encoding="utf-8")
    return build(project)


def events(site: Site, name: str) -> list[str]:
    """Return the papers that the foreign plugin saw at one event."""
    seen = json.loads((site.folder.parent / "seen.json").read_text(encoding="utf-8"))
    papers = set(site.papers())
    return sorted(url for url in seen[name] if url in papers)


@pytest.mark.parametrize("event", ["read_source", "markdown", "content", "post"])
def test_a_foreign_plugin_sees_every_paper_once(hooked: Site, event: str) -> None:
    assert len(hooked.papers()) == 78
    assert events(hooked, event) == hooked.papers()


@pytest.mark.parametrize("change", CHANGES)
def test_what_a_foreign_plugin_changes_shows(hooked: Site, change: str) -> None:
    pages = {url: hooked.read(f"{url}index.html") for url in hooked.papers()}
    assert [url for url, page in pages.items() if page.count(change) != 1] == []


MOVES = """
def on_files(files, config):
    for file in files:
        if file.src_uri.startswith("papers/"):
            file.dest_uri = f"en/{file.dest_uri}"
    return files
"""


def test_newer_and_older_lead_where_another_plugin_has_put_the_papers(tmp_path: Path) -> None:
    lines = b"".join(b'{"title": "Toy %d", "date": "2024-01-0%d"}\n' % (one, one) for one in (1, 2))
    project = make_project(tmp_path, papers={"toys.jsonl": lines}, own={"hooks": ["hook.py"]})
    (project / "hook.py").write_text(MOVES, encoding="utf-8")
    page = build(project).read("en/papers/toy-1/index.html")
    assert 'href="../toy-2/" rel="prev"' in page
