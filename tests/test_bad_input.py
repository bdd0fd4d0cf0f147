"""Hostile, broken and enormous input: shown as text, reported with its place, and never the end of the old site."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import markdown
import pytest
import yaml

from generator.markup import heading_id
from generator.text import plain
from sites import Site, build, contents, make_project, mkdocs

HOSTILE = [
    "<script>ran()</script>",
    "</title><script>ran()</script>",
    "</script><script>ran()</script>",
    "--></script><!-- <script>ran()</script>",
    "<img src=x onerror=ran()>",
    "<svg/onload=ran()>",
    "<details open ontoggle=ran()>",
    '" onmouseover="ran()" x="',
    "' onfocus='ran()' autofocus='",
    "<a href=javascript:ran()>here</a>",
    "[here](javascript:ran())",
    "![here](javascript:ran())",
    "<javascript:ran()>",
    "[here]: javascript:ran()",
    "<b>bold</b> &amp;lt;i&amp;gt; &copy; &nosuch;",
    "{{ 7 * 7 }} {% raw %} {# gone #}",
    "{{ config.site_dir }} {% include 'secret' %}",
    "*a* _b_ **c** __d__ `e` ~~f~~ ^g^ ==h==",
    "# heading",
    "- list",
    "1. list",
    "> quote",
    "    code",
    "``` fence",
    "~~~ fence",
    "| a | b |",
    "!!! note",
    "::: generator.model",
    "--8<-- 'secret.md'",
    "[^1] [^1]: note",
    "term : definition { #id .class onclick=ran() }",
    "$<script>ran()</script>$ and $x$",
    r"$\href{javascript:ran()}{x}$",
    "<![CDATA[ x ]]> <?php ran() ?> <!DOCTYPE x>",
    "\u202egnp.exe\u202c \u0007 \ufeff end",
    "https://papers.example/<script>ran()</script>",
    "https://papers.example/'onclick='ran()",
]
ADDRESSES = [
    "javascript:ran()",
    " javascript:ran()",
    "JaVaScRiPt:ran()",
    "java\nscript:ran()",
    "data:text/html,<script>ran()</script>",
    "vbscript:ran()",
    'https://papers.example/"onclick="ran()',
    "https://papers.example/)](javascript:ran())",
    "//other.example/",
    "https://user:secret@papers.example/",
]
RULE = """
topic: {topic}
tags:
  survey:
    label: {label}
    about: {about}
    any: [toy]
    examples:
      match: ["A toy model"]
      skip: ["A bear"]
"""
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class Element:
    """An element of a page with all the text in it."""

    tag: str
    attributes: dict[str, str]
    inside: tuple[str, ...]
    text: str = ""


@dataclass
class Tree(HTMLParser):
    """The elements of a page, in the order in which they begin."""

    page: str
    elements: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[Element] = []
        self.feed(self.page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        inside = tuple(one.attributes.get("class") or one.tag for one in self._open)
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}, inside))
        if tag not in VOID:
            self._open.append(self.elements[-1])

    def handle_endtag(self, tag: str) -> None:
        """End an element."""
        while self._open and self._open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Add to the text of every element that is open."""
        for element in self._open:
            element.text += data

    def texts(self, tag: str, inside: str = "") -> list[str]:
        """Return the texts of elements, inside of one with a class or name."""
        found = (one for one in self.elements if one.tag == tag and (not inside or inside in one.inside))
        return [" ".join(one.text.split()) for one in found]


def shown(text: str) -> str:
    """Return what a reader should see of a text: what it says in LaTeX and names of characters decoded."""
    return " ".join(plain(text).split())


def catalog(texts: list[str], addresses: list[str]) -> dict[str, str]:
    """Return papers that say these texts everywhere, as the files of a project."""
    lines = [
        {
            "id": f"toy:{number}",
            "title": f"{text} number {number}",
            "authors": [text, f"Ada {text}"],
            "venue": text,
            "abstract": f"{text}\n\nA toy {text} in a sentence.\n\n{text} at https://github.com/toy/{number}{text}",
            "keywords": [text],
            "url": addresses[number % len(addresses)],
            "pdf": addresses[(number + 1) % len(addresses)],
            "later_title": f"{text} later",
            "date": "2024-02-03",
        }
        for number, text in enumerate(texts)
    ]
    listing = "".join(
        f"Listed {number} {text}\n\n{'A long toy abstract. ' * 20}{text}\n\n" for number, text in enumerate(texts)
    )
    labels = {"file": "listing.txt", "label": texts[0], "gathered_by": texts[1]}
    return {
        "papers.jsonl": "\n".join(map(json.dumps, lines)),
        "listing.txt": f"new\n\nSubscribe\n\nMar 12\n\n{listing}",
        "imports.yml": yaml.safe_dump({"imports": [labels]}),
    }


def made(folder: Path, texts: list[str], addresses: list[str]) -> Site:
    """Build a catalog whose papers, rules, listing and headline say these texts."""
    rules = {
        f"{number}.yml": RULE.replace("  survey:", f"  tag-{number}:").format(
            topic=json.dumps(f"{text} {number}"), label=json.dumps(text), about=json.dumps(text)
        )
        for number, text in enumerate(texts)
    }
    plugins = ["search", {"catalog": {"author_papers": 1, "headline": texts[0]}}]
    return build(make_project(folder, papers=catalog(texts, addresses), rules=rules, own={"plugins": plugins}))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return made(tmp_path_factory.mktemp("hostile"), HOSTILE, ADDRESSES)


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Tree]:
    """The pages of the same papers with harmless words, and math."""
    texts = [f"word {number} and $x_{number}^2 < y$" for number in range(len(HOSTILE))]
    return trees(made(tmp_path_factory.mktemp("harmless"), texts, ["https://papers.example/a"] * len(ADDRESSES)))


def trees(site: Site) -> dict[str, Tree]:
    """Return all pages of a site."""
    return {
        path.relative_to(site.folder).as_posix(): Tree(path.read_text(encoding="utf-8"))
        for path in sorted(site.folder.rglob("*.html"))
    }


@pytest.fixture(scope="module")
def pages(hostile: Site) -> dict[str, Tree]:
    return trees(hostile)


@pytest.fixture(scope="module")
def by_number(hostile: Site) -> dict[int, str]:
    """The address of each paper by its place in the list of texts."""
    found = {}
    for url in hostile.papers():
        title = yaml.safe_load(hostile.read(f"{url}index.md").split("---\n")[1])["title"]
        if "number" in title:
            found[int(title.rpartition(" ")[2])] = url
    return found


def kinds(found: dict[str, Tree]) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Yield kinds of elements by name and attributes, without those of math, and the page they are on."""
    for path, tree in found.items():
        for one in tree.elements:
            if "math" not in one.inside and one.tag != "math":
                yield one.tag, tuple(sorted(one.attributes)), path


def test_no_element_or_attribute_is_new(pages: dict[str, Tree], harmless: dict[str, Tree]) -> None:
    """Hostile words make no element that harmless words do not make."""
    known = {(tag, names) for tag, names, _ in kinds(harmless)}
    assert {(tag, names, path) for tag, names, path in kinds(pages) if (tag, names) not in known} == set()


def test_math_has_no_links_and_no_scripts(pages: dict[str, Tree]) -> None:
    inside = {
        (one.tag, name)
        for tree in pages.values()
        for one in tree.elements
        if "math" in one.inside
        for name in ["", *one.attributes]
    }
    assert {pair for pair in inside if pair[0] in {"a", "script", "maction"} or pair[1] in {"href", "src"}} == set()


def test_no_attribute_runs_and_no_address_is_a_script(pages: dict[str, Tree]) -> None:
    given = [pair for tree in pages.values() for one in tree.elements for pair in one.attributes.items()]
    assert [name for name, _ in given if name.startswith("on")] == []
    addresses = {value for name, value in given if name in {"href", "src", "action"}}
    assert {url for url in addresses if urlsplit(url).scheme not in {"", "http", "https"}} == set()
    assert {url for url in addresses if "ran(" in url.lower() and not url.startswith("https://")} == set()
    assert {url for url in addresses if url.startswith("//") or "secret@" in url} == set()


def test_scripts_are_ours(pages: dict[str, Tree], harmless: dict[str, Tree]) -> None:
    """Only the data for machines differs from page to page."""

    def ours(found: dict[str, Tree]) -> set[str]:
        scripts = (one for tree in found.values() for one in tree.elements if one.tag == "script")
        return {one.text for one in scripts if "ld+json" not in one.attributes.get("type", "")}

    assert {text for text in ours(pages) if "ran()" in text} == set()
    assert len(ours(pages)) <= len(ours(harmless))


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_hostile_words_are_shown_as_text(
    hostile: Site, pages: dict[str, Tree], by_number: dict[int, str], number: int
) -> None:
    """In the title, the abstract, names and tags of a paper, and in what machines read of it."""
    text, url = HOSTILE[number], by_number[number]
    page = pages[f"{url}index.html"]
    if "$" not in text:
        assert page.texts("h1") == [shown(f"{text} number {number}")]
        abstract = page.texts("p", "paper__text")[:3]
        assert abstract[:2] == [shown(text), f"A toy {shown(text)} in a sentence."]
        assert shown(text) in page.texts("p", "byline")[0]
        assert shown(text) in page.texts("p", "byline")[1]
        assert any(shown(f"{text} later") in line for line in page.texts("p", "byline"))
    named = {one.attributes.get("name"): one.attributes.get("content", "") for one in page.elements}
    assert named["citation_title"] == shown(f"{text} number {number}")
    machine = json.loads(
        page.texts("script")[next(at for at, one in enumerate(page.texts("script")) if '"@context"' in one)]
    )
    assert machine["headline"] == shown(f"{text} number {number}")
    assert sorted(page.texts("b", "why")) == sorted(" ".join(one.split()) for one in HOSTILE)
    entries = json.loads(hostile.read("search/search_index.json"))["docs"]
    (entry,) = (entry for entry in entries if entry["location"] == url)
    assert unescape(entry["title"]) == shown(f"{text} number {number}")
    assert "<" not in entry["title"] + entry["text"] + "".join(entry["tags"])


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_hostile_labels_and_scope_notes_are_shown_as_text(pages: dict[str, Tree], number: int) -> None:
    """As their owner wrote them: a rule file is no LaTeX."""
    page = pages[f"tags/tag-{number}/index.html"]
    text = " ".join(HOSTILE[number].split())
    if "$" not in text and text.isprintable():
        assert page.texts("h1") == [text]
        assert text in page.texts("p", "cat cat--tag")


def test_the_address_of_a_listing_is_no_script(tmp_path: Path) -> None:
    listing = "imports:\n  - file: listing.txt\n    address: javascript:ran()\n"
    text = f"new\n\nMar 12\n\nA Toy\n\n{'A long toy abstract. ' * 20}\n"
    project = make_project(tmp_path, papers={"listing.txt": text, "imports.yml": listing})
    done = mkdocs(project, "build")
    assert done.returncode == 1
    assert "site_src/papers/imports.yml:3:" in done.stderr


def test_the_published_markdown_makes_the_same_text(
    hostile: Site, pages: dict[str, Tree], by_number: dict[int, str]
) -> None:
    """Read by another program, with no extension of ours but math."""
    for number, url in by_number.items():
        _, front, body = hostile.read(f"{url}index.md").split("---\n", 2)
        extensions = ["toc", "tables", "fenced_code", "md_in_html", "generator.mathml"]
        configs = {"toc": {"slugify": heading_id}}
        tree = Tree(markdown.markdown(body, extensions=extensions, extension_configs=configs))
        assert yaml.safe_load(front)["title"] == shown(f"{HOSTILE[number]} number {number}")
        for tag in ("h1", "p"):
            assert tree.texts(tag)[:4] == pages[f"{url}index.html"].texts(tag, "cat cat--paper")[:4]


@pytest.mark.parametrize("text", HOSTILE[:3] + HOSTILE[4:10] + HOSTILE[15:17])
def test_what_is_no_latex_stays_as_it_is_written(text: str) -> None:
    assert plain(text) == text


def test_no_path_leaves_the_site(tmp_path: Path) -> None:
    """Whatever an id, a name or a file says."""
    up = "../../../../outside"
    lines = [
        {"id": up, "title": up, "authors": [up, "/outside"], "venue": up},
        {"id": f"arxiv:{up}", "title": "/outside", "arxiv": up, "doi": f"10.1/{up}", "acl": up, "date": up},
        {"id": "x", "title": "..", "doi": "10.1000/../../outside", "acl": "../2023.acl-long.1", "venue": "."},
        {"id": "C:\\outside", "title": "C:\\outside\\..\\x", "arxiv": "2401.00001/../../x", "year": 2020},
        {"id": "nul\0", "title": "nul \0 outside", "venue": "%2e%2e%2foutside"},
    ]
    papers = {
        "papers.jsonl": "\n".join(map(json.dumps, lines)),
        "imports.yml": f"imports:\n  - file: {up}\n    label: outside\n",
    }
    project = make_project(tmp_path / "a/b/c/project", papers=papers)
    mkdocs(project, "build")
    (project / "site_src/papers/imports.yml").unlink()
    site = build(project)
    everything = [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()]
    assert [path for path in everything if not path.startswith("a/b/c/project/")] == []
    assert len(site.papers()) == 5
    assert {path.name for path in project.iterdir()} == {"mkdocs.yml", "site", "site_src", "theme_overrides"}


def test_a_tag_whose_id_is_a_path_is_an_error(tmp_path: Path) -> None:
    rule = RULE.replace("survey:", "../../outside:").format(topic="Toys", label="Toys", about="Toys")
    project = make_project(tmp_path, papers={"papers.jsonl": '{"title": "A toy"}'}, rules={"toys.yml": rule})
    done = mkdocs(project, "build")
    assert done.returncode == 1
    assert "site_src/rules/toys.yml:4:3: error: " in done.stderr
    assert "Traceback" not in done.stderr


BROKEN = {
    "papers/bad-line.jsonl": (b'{"title": "A good toy"}\n{"title": "A toy", \n', ":2:", "[bad-json]"),
    "papers/no-title.jsonl": (b'{"abstract": "No title"}\n', ":1:", "[no-title]"),
    "papers/not-utf-8.jsonl": ('{"title": "Ein schönes Spielzeug"}\n'.encode("latin-1"), ":1:", "UTF-8"),
    "papers/not-utf-8.txt": ("new\n\nMar 12\n\nÜber Spielzeug\n\n".encode("latin-1"), ":5:", "UTF-8"),
    "papers/truncated.txt": (
        b"new\n\nMar 12\n\nThe First Toy\n\n" + b"A long sentence about a toy. " * 20 + b"\n\nThe Second Toy\n",
        ":9:", "[missing-abstract]",
    ),
    "papers/header.txt": (
        b"new\n\nBuy our toys!\n\nMar 12\n\nThe Third Toy\n\n" + b"A long sentence about a toy. " * 20 + b"\n",
        ":3:", "[unknown-header]",
    ),
    "papers/doubled.txt": (
        b"new\n\nMar 12\n" + (b"\nThe Fourth Toy\n\n" + b"A long sentence about a toy. " * 20 + b"\n") * 2,
        ":9:", "[doubled-title]",
    ),
    "papers/empty.jsonl": (b"", ":1:", "[empty-file]"),
    "papers/picture.png": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", ":1:", "["),
    "rules/not-yaml.yml": (b"topic: Toys\ntags: [unclosed\n", ":", "[yaml-bracket]"),
    "rules/list.yml": (b"- a\n- b\n", ":1:", "["),
    "rules/no-any.yml": (b"topic: Toys\ntags:\n  toys:\n    label: Toys\n", ":3:", "["),
    "rules/not-utf-8.yml": ("topic: Spielzüge\n".encode("latin-1"), ":1:", "UTF-8"),
    "rules/bomb.yml": (
        b"a: &a [x,x,x,x,x,x,x,x,x]\n" + b"".join(
            b"%c: &%c [%s]\n" % (98 + n, 98 + n, b",".join([b"*%c" % (97 + n)] * 9)) for n in range(9)
        ), ":", "[",
    ),
    "rules/deep.yml": (b"topic: " + b"[" * 5000, ":1:", "["),
    "papers/deep.jsonl": (b'{"title": ' + b"[" * 100_000 + b"\n", ":1:", "[bad-json]"),
}  # fmt: skip


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> tuple[int, str]:
    """The exit code, and what is said, of a build in which everything is broken at once."""
    project = make_project(tmp_path_factory.mktemp("broken"), papers={"good.jsonl": '{"title": "A toy"}'})
    before = contents(build(project).folder)
    for name, (data, _, _) in BROKEN.items():
        (project / "site_src" / name).write_bytes(data)
    done = mkdocs(project, "build")
    assert contents(project / "site") == before
    return done.returncode, done.stdout + done.stderr


def test_broken_input_ends_the_build_without_a_traceback(broken: tuple[int, str]) -> None:
    code, said = broken
    assert code == 1
    assert "Traceback" not in said
    assert "the old site stays" in said


@pytest.mark.parametrize("name", BROKEN)
def test_broken_input_is_reported_at_its_place(broken: tuple[int, str], name: str) -> None:
    """Each file has at least one problem of its own, and one at the line that is meant."""
    _, place, says = BROKEN[name]
    lines = [line for line in broken[1].splitlines() if f"site_src/{name}:" in line]
    assert lines
    assert any(f"site_src/{name}{place}" in line and says in line for line in lines), lines


def timed(project: Path, bound: float) -> tuple[float, int, str]:
    """Build within a bound, and return seconds, exit code and what was said."""
    start = time.perf_counter()
    done = mkdocs(project, "build", timeout=bound)
    return time.perf_counter() - start, done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(
    "abstract",
    ["A toy survey of retrieval with $x$ & more. " * 240_000, "<*[`$_{" * 1_500_000],
    ids=["sentences", "signs"],
)
def test_an_abstract_of_ten_megabytes_is_no_hang(tmp_path: Path, abstract: str) -> None:
    line = json.dumps({"title": "A large toy", "abstract": abstract})
    project = make_project(tmp_path, papers={"papers.jsonl": line})
    _, code, said = timed(project, 100)
    assert code in {0, 1}
    assert "Traceback" not in said
    assert code == 0 or "site_src/papers/papers.jsonl:1:" in said


def test_five_thousand_authors_are_no_hang(tmp_path: Path) -> None:
    authors = [f"Ada{number} Example{number}" for number in range(5000)]
    lines = [json.dumps({"title": f"A large toy {one}", "authors": authors}) for one in range(2)]
    project = make_project(tmp_path, papers={"papers.jsonl": "\n".join(lines)})
    _, code, said = timed(project, 100)
    assert code in {0, 1}
    assert "Traceback" not in said


def test_a_rule_of_a_hundred_thousand_terms_is_no_hang(tmp_path: Path) -> None:
    terms = "\n".join(f"      - toy{number} of wood*" for number in range(100_000))
    examples = "    examples:\n      match: [toy7 of wood]\n      skip: [toy of wood]\n"
    rule = f"topic: Toys\ntags:\n  toys:\n    label: Toys\n    any:\n{terms}\n{examples}"
    project = make_project(tmp_path, papers={"papers.jsonl": '{"title": "toy99 of wood"}'}, rules={"toys.yml": rule})
    _, code, said = timed(project, 100)
    assert code in {0, 1}
    assert "Traceback" not in said
