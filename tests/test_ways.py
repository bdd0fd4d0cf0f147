"""The ways to a paper on its page: preprint, published version, and what other sources link."""

from __future__ import annotations

import json

import pytest

from generator.build import build
from generator.model import Settings, Source

ADDRESS = {"title": "Kites of Wood", "arxiv": "2401.00001"}


def test_a_feed_and_the_exports_have_preprint_and_published_version() -> None:
    record = {**ADDRESS, "doi": "10.1000/kites", "venue": "Toy Journal", "url": "https://toys.example/kites"}
    source = Source("site_src/papers/toys.jsonl", json.dumps(record).encode())
    made = build([source], [], Settings(site_url="https://toys.example/"))
    files = {one.path: one.data.decode("utf-8", "replace") for one in (*made.files, *made.more())}
    both = '<a href="https://doi.org/10.1000/kites">DOI</a> · <a href="https://arxiv.org/abs/2401.00001">arXiv'
    assert both in json.loads(files["feed.json"])["items"][0]["content_html"]
    names = [name for name in files if name.startswith("data/papers.") and not name.endswith((".txt", ".csl.json"))]
    assert len(names) >= 3
    assert [name for name in names if "10.1000/kites" not in files[name] or "2401.00001" not in files[name]] == []


def links_of(*records: dict[str, object], **settings: str) -> list[str]:
    """Return the links of the only paper's page, as its Markdown has them."""
    files = [Source(f"site_src/papers/{n}.jsonl", json.dumps(one).encode()) for n, one in enumerate(records)]
    made = build(files, [], Settings(**settings))  # type: ignore[arg-type]
    [page] = [page for page in made.pages if page.path == "papers/kites-of-wood.md"]
    rest = page.make().markdown.partition("\n- [")[2]
    return [f"[{line}" for line in rest.split("\n- [") if "](#cite)" not in line.split("\n")[0]]


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        (
            [{**ADDRESS, "doi": "10.1000/kites", "acl": "2024.toy-1.3"}],
            [
                "[Read the PDF](https://arxiv.org/pdf/2401.00001)",
                "[ACL Anthology](https://aclanthology.org/2024.toy-1.3/)",
                "[DOI](https://doi.org/10.1000/kites)",
            ],
        ),
        (
            [
                {**ADDRESS, "url": "https://arxiv.org/abs/2401.00001v2"},
                {**ADDRESS, "venue": "Toy Journal", "url": "https://toys.example/kites", "doi": "10.1000/kites"},
                {**ADDRESS, "url": "https://www.kites.example/wood"},
                {**ADDRESS, "url": "http://dx.doi.org/10.1000/KITES", "pdf": "https://toys.example/kites.pdf"},
            ],
            [
                "[Read the PDF](https://toys.example/kites.pdf)",
                "[DOI](https://doi.org/10.1000/kites)",
                "[Paper](https://toys.example/kites)",
                "[Also at kites.example](https://www.kites.example/wood)",
            ],
        ),
        (
            [{"title": "Kites of Wood"}],
            ["[No link is known for this paper. Search its title on the web](https://search.example/Kites%20of%20Wood)"],
        ),
        (
            [{
                **ADDRESS, "slides": "https://toys.example/s.pdf", "GitHub": "see github.com/toys/kites, now",
                "layout": "https://toys.example/layout", "code_url": "javascript:alert(1)",
                "abstract": "Code at https://github.com/toys/wood.",
            }],
            [
                "[Read the PDF](https://arxiv.org/pdf/2401.00001)",
                "[Code](https://github.com/toys/wood)",
                "[Code](https://github.com/toys/kites)",
                "[Slides](https://toys.example/s.pdf)",
            ],
        ),
    ],
    ids=["preprint and published", "addresses of several sources", "none", "what stands beside it"],
)  # fmt: skip
def test_a_page_has_all_ways_to_its_paper(records: list[dict[str, object]], expected: list[str]) -> None:
    found = links_of(*records, title_search_url="https://search.example/{title}")
    assert [line.split("\n")[0] for line in found] == expected
