"""Tags with other names, on trial and given up, as readers of the built site meet them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from search_reader import of_site
from sites import Site, build, contents, environment, make_project, mkdocs

PAPERS = """{"id": "1", "title": "A zorb of boats", "abstract": "Boats and zorbs."}
{"id": "2", "title": "A zorb", "abstract": "Boats."}
"""
RULES = """topic: Toys
tags:
  boats:
    label: Toy boats
    aliases: [dinghies]
    any: [boat, {regex: '=[A-Z]|dinghy #[0-9]{2}', field: title}]
    examples: {match: [A boat, "dinghy #12"], skip: [A ball]}
  zorbing:
    label: Zorbing in a sphere
    aliases: [sphereing]
    status: candidate
    parent: globes
    any: [zorb]
    examples: {match: [A zorb], skip: [A ball]}
  globes:
    label: Globes
  ships:
    label: Toy ships
    status: deprecated
    replaced_by: dinghies
"""
TRIAL = """topic: Only tried
tags:
  barks: {label: Toy barks, status: candidate, any: [bark], examples: {match: [A bark], skip: [A ball]}}
"""
FILES = {"toys.yml": RULES, "trial.yml": TRIAL}


def project(folder: Path, **own: object) -> Path:
    return make_project(folder, papers={"toys.jsonl": PAPERS}, rules=FILES, own=own)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = project(tmp_path_factory.mktemp("life"), site_url="https://example.org/repo/")
    return build(folder, "--strict")


@pytest.mark.parametrize("old", ["dinghies", "ships"])
def test_another_address_leads_to_the_tag(site: Site, old: str) -> None:
    """Without a script, with the tag's own address for search engines, and a link for people."""
    page = site.read(f"tags/{old}/index.html")
    assert '<meta http-equiv="refresh" content="0; url=../boats/">' in page
    assert '<link rel="canonical" href="https://example.org/repo/tags/boats/">' in page
    assert page.count("canonical") == 1
    assert 'This tag is at <a href="../boats/">Toy boats</a>' in page


def test_only_the_address_of_the_tag_is_in_the_sitemap_and_the_search(site: Site) -> None:
    addresses = site.read("sitemap.xml")
    assert "tags/boats/" in addresses
    assert not any(old in addresses for old in ("dinghies", "ships"))
    tags = {tag[0]: tag[4] for tag in of_site(site.folder).json("facts.json")["tags"]}
    assert tags["boats"] == ["dinghies", "ships"]
    assert not {"dinghies", "ships"} & tags.keys()


def test_the_index_of_terms_and_the_page_of_the_tag_name_the_others(site: Site) -> None:
    terms = site.read("tags/terms/index.html")
    assert all(f"<code>{name}</code>" in terms for name in ("dinghies", "ships", "boat"))
    assert "Also under <code>dinghies</code>, <code>ships</code>." in site.read("tags/boats/index.html")


def test_a_pattern_is_shown_as_one(site: Site) -> None:
    page = site.read("tags/boats/index.html")
    assert "pattern <code>=[A-Z]|dinghy #[0-9]{2}</code>" in page
    assert "in the title" in page


def test_a_tag_on_trial_is_on_no_page(site: Site) -> None:
    """Nor are its topic, its terms, its other names and its parent, which it does not bring."""
    for path, data in contents(site.folder).items():
        # What is below rules/ and no page are the rules themselves, for those who edit them.
        if path.endswith((".html", ".md", ".xml")) or (path.endswith(".json") and not path.startswith("rules/")):
            text = data.decode().lower()
            assert not any(name in text for name in ("zorbing", "sphereing", "only tried", "barks")), path
    assert "globes" not in site.read("papers/a-zorb/index.html").lower()
    assert not list((site.folder / "tags").glob("zorbing*"))


def test_check_says_what_a_tag_on_trial_would_have(tmp_path: Path) -> None:
    folder = project(tmp_path / "p", plugins=["catalog"])
    done = subprocess.run(
        [sys.executable, "-m", "generator", "check"],
        cwd=folder, env=environment(), capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "the tag 'zorbing' is on trial: 2 papers would have it [tag-candidate]" in done.stderr


def test_addresses_that_end_in_html_lead_on_as_well(tmp_path: Path) -> None:
    folder = project(tmp_path / "p", use_directory_urls=False, site_url="")
    done = mkdocs(folder, "build")
    assert done.returncode == 0, done.stderr
    page = (folder / "site/tags/ships.html").read_text(encoding="utf-8")
    assert '<meta http-equiv="refresh" content="0; url=boats.html">' in page
    assert "canonical" not in page
