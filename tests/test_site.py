"""The built site as its readers meet it: every link leads somewhere, nothing is asked of another host."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
import yaml

from generator.search_index.rows import simple_slug
from html_pages import CSS_URL, Document
from search_reader import of_site
from sites import ROOT, Site, build, contents, environment, make_project, mkdocs, served, write_files

PAPERS = [
    {
        "title": "A toy model of small catalogs",
        "authors": ["Ada Example", "Bo Sample"],
        "date": "2024-12-18",
        "year": 2025,
        "venue": "Toy Conference 2025",
        "arxiv": "2412.00001",
        "doi": "10.99999/toy.1",
        "abstract": "We survey & count toys. " * 40,
        "keywords": ["toys"],
    },
    {"title": "Nothing else is known"},
]


def pages(site: Site) -> dict[str, Document]:
    """Return every page of a site by its path."""
    found = sorted(site.folder.rglob("*.html"))
    return {path.relative_to(site.folder).as_posix(): Document(path.read_text(encoding="utf-8")) for path in found}


@pytest.fixture(scope="module")
def parsed(site: Site) -> dict[str, Document]:
    return pages(site)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Two papers: one of which everything is known, and one of which only the title is."""
    lines = "\n".join(map(json.dumps, PAPERS))
    return build(make_project(tmp_path_factory.mktemp("small"), papers={"papers.jsonl": lines}))


def get(url: str) -> tuple[int, str, bytes]:
    """Return status, kind and body of what stands at an address."""
    try:
        with urllib.request.urlopen(url, timeout=60) as answer:
            return answer.status, answer.headers.get_content_type(), answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers.get_content_type(), error.read()


def crawl(start: str) -> Iterator[tuple[str, str, str]]:
    """Follow every link from an address on; yield page, link and what is wrong with it."""
    pages: dict[str, Document | None] = {}
    asked = [("", start)]
    fragments = []
    while asked:
        page, link = asked.pop()
        url, fragment = urldefrag(urljoin(page, link))
        if urlsplit(url).netloc != urlsplit(start).netloc:
            continue
        if not url.startswith(start):
            yield page, link, "leads out of the site"
            continue
        if url not in pages:
            status, kind, body = get(url)
            if status != 200:
                yield page, link, f"status {status}"
            pages[url] = found = Document(body.decode()) if status == 200 and kind == "text/html" else None
            asked += [(url, link) for link in (found.links + found.loads if found else ())]
        fragments.append((page, url, fragment))
    for page, url, fragment in fragments:
        document = pages.get(url)
        if fragment and document and unquote(fragment) not in document.ids:
            yield page, f"{url}#{fragment}", "no element with this id"
    yield "", "", " ".join(sorted(url.removeprefix(start) for url, document in pages.items() if document))


@pytest.mark.parametrize("below", ["/", "/repo/"])
def test_every_link_leads_somewhere_and_every_page_is_linked(site: Site, below: str) -> None:
    """At the root of a host and below a path, for a site that does not know its address."""
    with served(site.folder, below) as address:
        *wrong, (_, _, reached) = crawl(address)
    assert wrong == []
    every = {path.removesuffix("index.html") for path in contents(site.folder) if path.endswith(".html")}
    assert every - {"404.html"} - set(reached.split(" ")) == set()


def test_every_link_leads_somewhere_where_the_address_is_known(site_at_address: Site) -> None:
    with served(site_at_address.folder, "/repo/") as address:
        *wrong, _ = crawl(address)
    assert wrong == []


def test_the_page_for_what_is_not_there_leads_back(site_at_address: Site) -> None:
    """It is shown at any depth, so its links begin at the root."""
    with served(site_at_address.folder, "/repo/") as address:
        status, _, body = get(f"{address}no/such/page/")
        assert status == 404
        page = Document(body.decode())
        targets = [urljoin(f"{address}no/such/page/", link) for link in page.links + page.loads if link[0] != "#"]
        wrong = [url for url in targets if url.startswith(address[:-6]) and get(url)[0] != 200]
    assert len(targets) > 5
    assert wrong == []


def test_ids_are_there_once(parsed: dict[str, Document]) -> None:
    assert [path for path, page in parsed.items() if len(page.ids) != len(set(page.ids))] == []


def test_nothing_is_asked_of_another_host(site: Site, parsed: dict[str, Document]) -> None:
    """Neither by a page nor by a style sheet."""
    styles = (path.read_text(encoding="utf-8") for path in site.folder.rglob("*.css"))
    loaded = [one or other for style in styles for one, other in CSS_URL.findall(style)]
    loaded += [url for page in parsed.values() for url in page.loads]
    assert len(loaded) > 100
    assert [url for url in loaded if urlsplit(url).netloc or urlsplit(url).scheme not in ("", "data")] == []


def test_every_paper_page_has_a_way_to_the_paper(site: Site) -> None:
    """The first of the links below the title."""
    way = re.compile(r'<div class="byline">.*?<ul>\n<li><a href="https?://[^"]+">', re.DOTALL)
    assert len(site.papers()) == 78
    assert [url for url in site.papers() if not way.search(site.read(f"{url}index.html"))] == []


def test_a_paper_without_a_link_is_searched_by_its_title(small: Site) -> None:
    page = small.read("papers/nothing-else-is-known/index.html")
    assert re.search(r'<li><a href="https://[^"]*Nothing%20else%20is%20known">[^<]*No link is known', page)


def test_a_strict_build_warns_of_nothing(site: Site) -> None:
    """Nor does the theme have anything to announce."""
    assert [line for line in site.said.splitlines() if not line.startswith("INFO    -  ")] == []


def test_pages_are_served_as_they_are(site: Site) -> None:
    assert (site.folder / ".nojekyll").is_file()


def test_the_search_has_a_row_for_each_paper(site: Site) -> None:
    slugs = [row[1] or simple_slug(row[0]) for row in of_site(site.folder).part("rows")]
    assert sorted(f"papers/{slug}/" for slug in slugs) == site.papers()


def test_the_search_knows_hand_written_pages(site: Site) -> None:
    """By their sections, each with its address; not those that say that they are for other readers."""
    search = of_site(site.folder)
    pages = search.json(search.manifest["pages"])
    assert [one for one in pages if one[0].startswith("about/")]
    assert not [one for one in pages if one[0].startswith(("papers/", "tags/", "problems/", "settings/"))]
    for address, _, _ in pages:
        place, _, name = address.partition("#")
        assert f'id="{name}"' in site.read(f"{place}index.html") or not name


def test_the_search_of_the_theme_has_no_page_of_the_catalog(tmp_path: Path) -> None:
    """Where the owner has it: its index would be too large."""
    own = {"plugins": ["search", {"catalog": {}}]}
    built = build(make_project(tmp_path, papers={"papers.jsonl": '{"title": "A survey"}'}, own=own))
    found = json.loads(built.read("search/search_index.json"))["docs"]
    written = {path.stem for path in (ROOT / "site_src/pages").glob("*.md")}
    assert "about" in {one["location"].partition("/")[0] for one in found} <= written
    assert of_site(built.folder).papers == 1


def meta(site: Site, slug: str) -> list[tuple[str, str]]:
    """Return what a paper page says to machines in `citation_` elements."""
    page = Document(site.read(f"papers/{slug}/index.html"))
    return [(name, content) for name, content in page.meta if name.startswith("citation_")]


def json_ld(page: str) -> dict[str, object]:
    ((_, text),) = (script for script in Document(page).scripts if script[0] == "application/ld+json")
    found: dict[str, object] = json.loads(text)
    return found


def test_what_is_known_is_said_to_machines(small: Site) -> None:
    said = meta(small, "a-toy-model-of-small-catalogs")
    abstract = dict(said)["citation_abstract"]
    assert abstract.startswith("We survey & count toys. We")
    assert len(abstract) <= 300
    assert [pair for pair in said if pair[0] != "citation_abstract"] == [
        ("citation_title", "A toy model of small catalogs"),
        ("citation_author", "Ada Example"),
        ("citation_author", "Bo Sample"),
        ("citation_publication_date", "2025"),
        ("citation_online_date", "2024/12/18"),
        ("citation_conference_title", "Toy Conference 2025"),
        ("citation_doi", "10.99999/toy.1"),
        ("citation_arxiv_id", "2412.00001"),
        ("citation_pdf_url", "https://arxiv.org/pdf/2412.00001"),
        ("citation_keywords", "Survey"),
        ("citation_keywords", "toys"),
    ]


def test_what_is_not_known_is_not_said_to_machines(small: Site) -> None:
    assert meta(small, "nothing-else-is-known") == [("citation_title", "Nothing else is known")]
    page = small.read("papers/nothing-else-is-known/index.html")
    assert json_ld(page) == {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "headline": "Nothing else is known",
    }


def test_addresses_are_said_only_where_they_are_known(site: Site, site_at_address: Site) -> None:
    unknown, known = (pages(one) for one in (site, site_at_address))
    assert [path for path, page in unknown.items() if "canonical" in page.rel or "og:url" in page.page] == []
    wrong = {
        path: page.rel.get("canonical")
        for path, page in known.items()
        if page.rel.get("canonical") != f"https://owner.example/repo/{path.removesuffix('index.html')}"
    }
    assert set(wrong) <= {"404.html"}
    assert known[f"{site_at_address.papers()[0]}index.html"].page.count("https://git.example/owner/repo/blob/main/") > 0


def test_the_sitemap_has_every_page(site_at_address: Site) -> None:
    found = re.findall("<loc>https://owner.example/repo/([^<]*)</loc>", site_at_address.read("sitemap.xml"))
    every = {path.removesuffix("index.html") for path in contents(site_at_address.folder) if path.endswith(".html")}
    assert sorted(found) == sorted(every - {"404.html"})


def test_the_markdown_of_a_paper_is_beside_it(site: Site) -> None:
    for url in site.papers():
        text = site.read(f"{url}index.md")
        front = yaml.safe_load(text.split("---\n")[1])
        page = Document(site.read(f"{url}index.html"))
        assert front["title"] == dict(page.meta)["citation_title"]
        assert page.rel["alternate"] == "index.md"


def test_a_paper_that_came_with_the_newest_import_says_so(site: Site) -> None:
    """In every list, and on its page, from where a link leads to the others."""
    listed = re.findall(r'<a href="\.\./papers/([^/]+)/">.*?</a> <em>new</em>', site.read("new/index.html"))
    marked = [
        url.split("/")[1] for url in site.papers() if '<a href="../../new/">new</a>' in site.read(f"{url}index.html")
    ]
    assert len(listed) == 27
    assert sorted(listed) == sorted(marked)


def test_links_in_the_markdown_of_a_paper_work_from_there(site: Site) -> None:
    broken = [
        (url, link)
        for url in site.papers()
        for link in re.findall(r"(?<!\\)\]\(([^)#:]+)\)", site.read(f"{url}index.md"))
        if not (site.folder / url / link).exists()
    ]
    assert broken == []


def test_above_a_number_of_papers_no_markdown_is_published(tmp_path_factory: pytest.TempPathFactory) -> None:
    project = make_project(
        tmp_path_factory.mktemp("many"),
        papers={"papers.jsonl": "\n".join(map(json.dumps, PAPERS))},
        own={"plugins": [{"catalog": {"markdown_up_to": 1}}]},
    )
    built = build(project)
    assert [path for path in contents(built.folder) if path.endswith(".md")] == []
    assert [path for path, page in pages(built).items() if page.rel.get("alternate") == "index.md"] == []


@pytest.mark.parametrize("name", ["index.md", "papers/index.md", "tags/survey/index.md", "tags/survey.md"])
def test_a_hand_written_page_at_the_address_of_a_generated_one_is_an_error(
    tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    project = make_project(tmp_path_factory.mktemp("clash"), papers={"papers.jsonl": '{"title": "A survey"}'})
    page = project / "site_src/pages" / name
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text("# By hand\n", encoding="utf-8")
    done = mkdocs(project, "build")
    assert done.returncode == 1
    assert f"the hand-written page {name} has the address of a generated page" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (project / "site").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of the size of a file there")
def test_a_disk_that_refuses_a_file_is_told_in_a_sentence(tmp_path: Path) -> None:
    """No file may be larger than 60 kB here, as if the disk were full; the old site stays and nothing else is left."""
    project = make_project(tmp_path, papers={"papers.jsonl": '{"title": "A toy"}'}, rules={})
    write_files(project / "site", {"index.html": "the old site"})
    limited = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))"
    done = subprocess.run(
        [sys.executable, "-c", f"{limited}; from mkdocs.__main__ import cli; cli()", "build"],
        cwd=project, env=environment(), capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 1
    assert "File too large; nothing was built and the old site stays" in done.stderr
    assert "Traceback" not in done.stderr
    assert contents(project / "site") == {"index.html": b"the old site"}
    assert not list(project.glob(".site*"))


def test_no_page_is_larger_than_a_reader_should_wait_for(site: Site) -> None:
    sizes = sorted(len(site.read(f"{url}index.html").encode()) for url in site.papers())
    assert sizes[len(sizes) // 2] <= 20_000


def words(found: Iterable[tuple[str, str]]) -> str:
    return "\n".join(text for _, text in found)


def test_the_abstract_stands_in_a_page_once(small: Site) -> None:
    """Machines get its beginning."""
    page = Document(small.read("papers/a-toy-model-of-small-catalogs/index.html"))
    assert words(page.meta).count("count toys") < 15
    assert words(page.scripts).count("count toys") < 15
