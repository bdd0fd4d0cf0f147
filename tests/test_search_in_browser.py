"""The browser's search over the files of the index, held to the plain search of a whole catalog.

With `SEARCH_PAPERS=papers_10k` it is held to it over that file of the test data.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT
from generator import search_index
from generator.build import collect, tagged
from generator.identifiers import acl, arxiv, doi, identity_doi
from generator.model import Catalog, Entry, Paper, Settings, Source
from generator.naming import year
from generator.rows import pdf_url
from generator.search.answer import answer
from generator.search.plain import Whole
from generator.search_index import HandWritten
from generator.text import code_urls, fold
from generator.tokens import words

FIRST = 50
ODD = [
    "", '"', '""', "-", "--x", "tag:", "author:", "year:", "year:x model", "-survey", "the of", "x", "\U0001d401old ",
    'tag:"" model', "-tag:survey", "venue:", 'model "', '-"language model" speech', '"model', "tag:survey",
    '"the model"', "model model language ", "a" * 10_000, "word " * 500, "\U0001f642", "بحث", "__proto__ constructor",
    "10.1145/3292500", "2406.01234", "tag:__proto__ venue:constructor", '"' * 50, "year:2023..2020 model",
    "-2406.01234", "\x00\x1f model",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Indexed:
    """A catalog, its plain search, and the folder with the files of its index."""

    catalog: Catalog
    whole: Whole
    site: Path
    slugs: Mapping[str, frozenset[str]]
    """The slugs of the papers of each venue, by the venue's own."""


def catalog_of(data: Path, name: str) -> Catalog:
    content = gzip.decompress((data / "papers" / f"{name}.jsonl.gz").read_bytes())
    files = sorted((ROOT / "site_src" / "rules").glob("*.yml"))
    rules = [Source(f"site_src/rules/{path.name}", path.read_bytes()) for path in files]
    return tagged(collect([Source("papers.jsonl", content)]), rules, Settings()).catalog


def write_index(catalog: Catalog, site: Path) -> None:
    for output in search_index.files(catalog):
        path = site / output.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(output.data)


@pytest.fixture(scope="module")
def indexed(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Indexed:
    catalog = catalog_of(data, os.environ.get("SEARCH_PAPERS", "papers_1k"))
    site = tmp_path_factory.mktemp("search")
    write_index(catalog, site)
    slugs = {group.slug: frozenset(entry.slug for entry in group.papers) for group in catalog.venues}
    return Indexed(catalog, Whole(catalog), site, slugs)


def ask(site: Path, requests: Sequence[Mapping[str, object]]) -> list[Any]:
    """What the browser's search answers to each request."""
    node = shutil.which("node")
    if not node:
        pytest.skip("node is not installed: the browser's search is not compared with Python's")
    command = [node, str(ROOT / "tests" / "js" / "answers.mjs"), str(site)]
    done = subprocess.run(command, input=json.dumps(requests), capture_output=True, text=True, check=True)
    found: list[Any] = json.loads(done.stdout)
    return found


def span(chance: random.Random, text: str, most: int) -> str:
    """Up to so many neighbouring words of a text."""
    found = text.split()
    start = chance.randrange(max(1, len(found) - most))
    return " ".join(found[start : start + chance.randint(1, most)])


def mistyped(chance: random.Random, paper: Paper) -> str:
    word = chance.choice([one for one in words(paper.title) if len(one) > 5] or ["language"])
    at = chance.randrange(len(word) - 1)
    before, here, after = word[:at], word[at], word[at + 1 :]
    return chance.choice(
        (before + after, f"{before}q{here}{after}", f"{before}z{after}", before + after[0] + here + after[1:])
    )


Make = Callable[[random.Random, Paper, Paper], str]
KINDS: tuple[Make, ...] = (
    lambda chance, paper, other: span(chance, paper.title, 5),
    lambda chance, paper, other: f"{span(chance, paper.title, 5)} ",
    lambda chance, paper, other: span(chance, paper.title, 4)[:-2],
    lambda chance, paper, other: span(chance, paper.abstract or paper.title, 6),
    lambda chance, paper, other: f"{span(chance, paper.abstract or paper.title, 14)} ",
    lambda chance, paper, other: f'"{span(chance, paper.title, 4)}"',
    lambda chance, paper, other: f'"{span(chance, paper.abstract or paper.title, 3)}" {span(chance, other.title, 1)}',
    lambda chance, paper, other: mistyped(chance, paper),
    lambda chance, paper, other: f"{mistyped(chance, paper)} {span(chance, paper.title, 2)} ",
    lambda chance, paper, other: (
        f"author:{(paper.authors or ('Smith',))[0].split()[-1]} {span(chance, paper.title, 1)} "
    ),
    lambda chance, paper, other: f'author:"{(paper.authors or ("Jane Smith",))[0]}"',
    lambda chance, paper, other: f"{(paper.authors or ('Smith',))[-1]} {span(chance, paper.title, 1)}",
    lambda chance, paper, other: f"year:{paper.date[:4] or 2020}..2023 {span(chance, paper.title, 1)}",
    lambda chance, paper, other: f"{span(chance, paper.title, 3)} -{span(chance, other.title, 1)} ",
    lambda chance, paper, other: (
        f"tag:{chance.choice(['survey', 'eval', 'rag', 'dataset', 'embedd', 'no-such'])} language"
    ),
    lambda chance, paper, other: f"-tag:survey {span(chance, paper.title, 2)}",
    lambda chance, paper, other: f'venue:"{paper.venue or "acl"}" {span(chance, paper.title, 1)}',
    lambda chance, paper, other: paper.identity.partition(":")[2],
)


def queries_of(catalog: Catalog, times: int = 15) -> list[str]:
    """Queries of all kinds on the papers of a catalog, always the same."""
    chance = random.Random(7)
    papers = [entry.paper for entry in catalog.papers]
    return ODD + [make(chance, chance.choice(papers), chance.choice(papers)) for make in KINDS for _ in range(times)]


@pytest.mark.parametrize("any_word", [False, True])
def test_the_shards_answer_as_a_plain_search_of_the_whole_catalog(indexed: Indexed, any_word: bool) -> None:
    """The same number, looseness and fifty first papers with the same scores, for some 300 queries of all kinds."""
    queries = queries_of(indexed.catalog)
    theirs = ask(indexed.site, [{"q": text, "any": any_word, "limit": FIRST, "facets": False} for text in queries])
    answers = [answer(indexed.whole, text, any_word=any_word) for text in queries]
    assert sum(bool(one.hits) for one in answers) > len(queries) * 0.8
    for text, plain, found in zip(queries, answers, theirs, strict=True):
        hits = plain.hits[:FIRST]
        assert (text, len(plain.hits), plain.loose) == (text, found["total"], found["loose"])
        assert (text, [entry.slug for entry, _ in hits]) == (text, found["rows"])
        assert not found["scores"] or [score for _, score in hits] == found["scores"]
        assert bool(found["correction"]) == bool(plain.correction)
        assert plain.correction in words(found["correction"]) or not plain.correction


def meets(indexed: Indexed, entry: Entry, request: Mapping[str, Any]) -> bool:
    """Whether a paper meets the filters of a request, looked at one by one."""
    has = {one.tag for one in entry.taggings}
    paper, tags = entry.paper, request.get("tags", [])
    of_venue = {name for slug in request.get("venues", []) for name in indexed.slugs[slug]}
    published = int(year(paper) or 0)
    return (
        (any if request.get("match") == "any" and tags else all)(tag in has for tag in tags)
        and not has & set(request.get("not", []))
        and (not request.get("from") or published >= request["from"])
        and (not request.get("to") or 0 < published <= request["to"])
        and (not of_venue or entry.slug in of_venue)
        and all(name in paper.authors for name in request.get("authors", []))
        and (not request.get("code") or bool(code_urls(paper.abstract)))
        and (not request.get("isNew") or entry.new)
    )


def requests_of(indexed: Indexed, number: int) -> list[dict[str, Any]]:
    """Requests with filters of all kinds, always the same."""
    chance = random.Random(11)
    tags, venues = sorted(indexed.catalog.tags), sorted(indexed.slugs)
    found: list[dict[str, Any]] = []
    for _ in range(number):
        entry = chance.choice(indexed.catalog.papers)
        own = [one.tag for one in entry.taggings] or ["survey"]
        start = chance.randint(2005, 2025)
        parts: tuple[dict[str, Any], ...] = (
            {"tags": chance.sample(own, min(len(own), 2))},
            {"tags": chance.sample(tags, 3), "match": "any"},
            {"not": chance.sample(tags, chance.randint(1, 2))},
            {"from": start, "to": chance.choice([0, start + 3])},
            {"venues": chance.sample(venues, min(len(venues), 2))},
            {"authors": list(entry.paper.authors[:1])},
            {"code": True},
            {"isNew": True},
        )
        found.append({key: value for part in chance.sample(parts, chance.randint(1, 3)) for key, value in part.items()})
    return found


def test_filters_give_the_papers_that_meet_them(indexed: Indexed) -> None:
    requests = requests_of(indexed, 120)
    found = ask(indexed.site, [{**request, "all": True, "limit": 0} for request in requests])
    some = 0
    for request, one in zip(requests, found, strict=True):
        papers = enumerate(indexed.catalog.papers)
        expected = [doc for doc, entry in papers if meets(indexed, entry, request)]
        assert (request, expected, len(expected)) == (request, one["docs"], one["total"])
        some += bool(expected)
    assert some >= 50


def with_one_more(request: Mapping[str, Any], facet: str, value: str) -> dict[str, Any]:
    """The request that a click on a facet's name makes."""
    if facet == "tags":
        tags = [*request.get("tags", []), value]
        return {**request, "tags": tags, "not": [tag for tag in request.get("not", []) if tag != value]}
    if facet == "years":
        return {**request, "from": int(value), "to": int(value)}
    return {**request, "venues": [value]} if facet == "venues" else {**request, facet: True}


def test_the_count_of_a_facet_is_the_length_of_the_list_that_it_leads_to(indexed: Indexed) -> None:
    requests = [
        {**one, "q": text} for one, text in zip(requests_of(indexed, 24), ["", "language ", "model "] * 8, strict=True)
    ]
    clicks = []
    for request, found in zip(requests, ask(indexed.site, [{**one, "limit": 0} for one in requests]), strict=True):
        facets = found["facets"]
        for facet in ("tags", "years", "venues"):
            some = sorted(facets[facet].items(), key=lambda one: (-one[1], one[0]))[:6]
            clicks += [(with_one_more(request, facet, value), count) for value, count in some]
        clicks += [(with_one_more(request, name, ""), facets[name]) for name in ("code", "again", "isNew")]
    lists = ask(indexed.site, [{**request, "limit": 0, "facets": False} for request, _ in clicks])
    assert len(clicks) > 200
    assert [count for _, count in clicks] == [one["total"] for one in lists]


def test_an_empty_list_says_what_one_condition_less_would_find(indexed: Indexed) -> None:
    requests: list[dict[str, Any]] = [
        {"tags": ["survey"], "not": ["survey"]},
        {"tags": ["survey"], "from": 1900, "to": 1901},
    ]
    both, old = ask(indexed.site, requests)
    surveys = len(indexed.catalog.tags["survey"])
    assert both["total"] == old["total"] == 0
    assert both["without"] == [
        {"name": "tags", "value": "survey", "total": len(indexed.catalog.papers) - surveys},
        {"name": "not", "value": "survey", "total": surveys},
    ]
    assert old["without"] == [{"name": "years", "total": surveys}]


def test_a_list_is_sorted_by_title_and_by_listings_and_cut_into_pages(indexed: Indexed) -> None:
    papers = indexed.catalog.papers
    by_title = sorted(range(len(papers)), key=lambda doc: (fold(papers[doc].paper.title), doc))
    by_listings = sorted(
        range(len(papers)), key=lambda doc: (-len({one.listing for one in papers[doc].paper.seen}), doc)
    )
    requests: list[dict[str, Any]] = [
        {"sort": sort, "all": True, "limit": 0} for sort in ("title", "listed", "newest", "best")
    ]
    titles, listed, newest, best = (one["docs"] for one in ask(indexed.site, requests))
    assert (titles, listed, newest, best) == (by_title, by_listings, [*range(len(papers))], newest)
    (page,) = ask(indexed.site, [{"sort": "title", "offset": 10, "limit": 5}])
    assert page["rows"] == [papers[doc].slug for doc in by_title[10:15]]


def test_statuses_and_second_sources_are_filters_with_counts(tmp_path: Path) -> None:
    toys = [{"title": f"Kites of {name}", "arxiv": f"2401.0000{at}"} for at, name in enumerate(("Wood", "Tin", "Silk"))]
    lines = "".join(json.dumps(toy) + "\n" for toy in toys)
    card = "arxiv: 2401.00000\nstatus: withdrawn\n"
    sources = [("a.jsonl", lines), ("b.jsonl", json.dumps(toys[1])), ("wood.yml", card)]
    found = collect([Source(f"site_src/papers/{name}", text.encode()) for name, text in sources])
    write_index(tagged(found, [], Settings()).catalog, tmp_path)
    requests: list[dict[str, Any]] = [
        {}, {"status": ["withdrawn"]}, {"status": ["withdrawn", "retracted"], "q": "tin "}, {"again": True},
    ]  # fmt: skip
    every, withdrawn, tin, again = ask(tmp_path, requests)
    assert (every["total"], every["facets"]["status"]) == (3, {"withdrawn": 1})
    assert (withdrawn["rows"], withdrawn["facets"]["status"]) == (["kites-of-wood"], {"withdrawn": 1})
    assert (tin["total"], tin["without"]) == (0, [{"name": "q", "total": 1}, {"name": "status", "total": 1}])
    assert len(again["rows"]) == every["facets"]["again"]
    assert "kites-of-tin" in again["rows"]


def test_hand_written_pages_are_found_by_their_words(tmp_path: Path) -> None:
    pages = [
        HandWritten(
            "about/", "About", "<h1>About</h1><p>We keep kites.</p><h2 id='how'>How to fly</h2><p>Pull the cord.</p>"
        ),
        HandWritten("rules/", "Rules", "<h1>Rules</h1><p>No cord may be cut. Flying is free.</p>"),
    ]
    toy = Source("toys.jsonl", json.dumps({"title": "Kites of Wood"}).encode())
    outputs = search_index.files(tagged(collect([toy]), [], Settings()).catalog)
    for output in search_index.finished(outputs, pages, directory_urls=True):
        path = tmp_path / output.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(output.data)
    flying, cord, none = ask(tmp_path, [{"q": "flying cord "}, {"q": "cut cord "}, {"q": "anchor "}])
    assert [page["url"] for page in flying["pages"]] == ["about/#how", "rules/"]
    assert cord["pages"] == [{"url": "rules/", "title": "Rules", "text": "No cord may be cut."}]
    assert none["pages"] == []


def test_absurd_requests_are_answered(indexed: Indexed) -> None:
    absurd: list[dict[str, Any]] = [
        {"tags": ["__proto__", "constructor"], "venues": ["toString"], "authors": [""]},
        {"q": None, "tags": "survey", "from": "x", "to": -5, "limit": -1, "offset": 1e9, "sort": "__proto__"},
        {"among": [-1, 0, 1.5, 10**9, "x", None]}, {"among": []}, {"limit": 10**9, "sort": "title"},
        {"q": "x" * 10_000}, {"q": " ".join(f"word{number}" for number in range(500))}, {"match": 7, "not": [None]},
    ]  # fmt: skip
    found = ask(indexed.site, absurd)
    assert [one["total"] for one in found[:4]] == [0, len(indexed.catalog.papers), 1, 0]


def test_a_row_says_of_a_paper_what_its_page_says(data: Path, indexed: Indexed, tmp_path: Path) -> None:
    """Also of those records that break things."""
    edge = Source("edge.jsonl", (data / "papers" / "edge.jsonl").read_bytes())
    odd = tagged(collect([edge]), [], Settings()).catalog
    write_index(odd, tmp_path)
    for catalog, site in ((indexed.catalog, indexed.site), (odd, tmp_path)):
        docs = [*range(len(catalog.papers))]
        keys = [f"slug:{entry.slug}" for entry in catalog.papers] + [entry.paper.identity for entry in catalog.papers]
        requests = [
            {"kind": "rows", "docs": docs},
            {"kind": "abstracts", "docs": docs},
            {"kind": "find", "identities": keys},
        ]
        rows, abstracts, found = ask(site, requests)
        for entry, row, abstract in zip(catalog.papers, rows, abstracts, strict=True):
            paper = entry.paper
            assert (row["slug"], row["title"], row["identity"]) == (entry.slug, paper.title, paper.identity)
            assert row["url"] == f"papers/{entry.slug}/"
            assert (row["count"], row["venue"], row["isNew"]) == (len(paper.authors), paper.venue, entry.new)
            assert row["authors"] == list(paper.authors) or len(paper.authors) > 4
            assert row["tags"] == [one.tag for one in entry.taggings]
            assert row["pdf"] == pdf_url(paper)
            assert abstract == paper.abstract
        assert [row["doc"] for row in found] == docs * 2


def test_an_author_is_found_by_the_beginning_of_a_name(indexed: Indexed) -> None:
    papers = Counter(name for entry in indexed.catalog.papers for name in set(entry.paper.authors))
    name, _ = max(papers.items(), key=lambda one: (one[1], one[0]))
    first, last = name.split()[0], name.split()[-1]
    typed = [f"{first} {last}", f"{first[0]} {last}", last[:-1], last.upper()]
    for found in ask(indexed.site, [{"kind": "authors", "prefix": text} for text in typed]):
        assert {"name": name, "papers": papers[name]}.items() <= next(
            one for one in found if one["name"] == name
        ).items()
    assert ask(indexed.site, [{"kind": "authors", "prefix": text} for text in ("", '"', "x" * 5000)]) == [[], [], []]


ADDRESSES = (
    "{}", "{}v2", "arXiv:{}", "doi:{}", "acl:{}", "https://arxiv.org/abs/{}", "https://arxiv.org/pdf/{}v1.pdf",
    "arxiv.org/abs/{}?context=cs", "https://doi.org/{}", "http://dx.doi.org/{}.", "10.18653/v1/{}", "({})", "{}/",
    "https://aclanthology.org/{}/", "https://www.aclweb.org/anthology/{}", "https://huggingface.co/papers/{}", "{},",
    "10.48550/arXiv.{}", "https://doi.org/10.48550/arXiv.{}", "x{}", "{}x", "https://example.org/{}", "{}%20", "%7B{}",
)  # fmt: skip
NAMES = (
    "2406.01234", "2413.01234", "0704.0001", "hep-th/9901001", "math.GT/0309136", "cs/0112017", "P19-1001", "W04-10133",
    "2023.acl-long.908", "2020.Coling_x-main.1", "10.1145/3292500.3330701", "10.1017/JFM.2016.103", "10.1000/a(b)c",
    "10.1000/..", "10.1000/./x", "10.1000/x..,", "10.1000.10/123456", "10.1/x", "2406", "", "10.18653/V1/P19-1001",
)  # fmt: skip


def test_identifiers_are_read_as_python_reads_them() -> None:
    node = shutil.which("node")
    if not node:
        pytest.skip("node is not installed: the browser's identifiers are not compared with Python's")
    texts = [form.format(name) for form in ADDRESSES for name in NAMES] + [f"10.1000/{'x' * 400}"]
    command = [node, str(ROOT / "tests" / "js" / "identities.mjs")]
    done = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True, check=True)
    for text, theirs in zip(texts, json.loads(done.stdout), strict=True):
        named = {"arxiv": arxiv(text), "acl": acl(text), "doi": identity_doi(doi(text))}
        assert (text, theirs) == (text, next((f"{kind}:{name}" for kind, name in named.items() if name), ""))


def run_queries(*arguments: str) -> subprocess.CompletedProcess[str]:
    node = shutil.which("node")
    if not node:
        pytest.skip("node is not installed: no search to run")
    return subprocess.run(
        [node, str(ROOT / "tests" / "js" / "search_run.mjs"), *arguments], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(("collection", "least"), [("cranfield", 0.375), ("cacm", 0.52)])
def test_a_test_collection_is_searched_well(data: Path, tmp_path: Path, collection: str, least: float) -> None:
    """nDCG at 10 of the best hundred of each query, with the site's own engine and settings."""
    folder = data / "search" / collection
    write_index(
        tagged(collect([Source("docs.jsonl", (folder / "docs.jsonl").read_bytes())]), [], Settings()).catalog, tmp_path
    )
    lines = run_queries(str(tmp_path), str(folder / "queries.jsonl")).stdout.splitlines()
    run = tmp_path / "run.tsv"
    run.write_text("\n".join(lines), encoding="utf-8")
    judged = subprocess.run(
        [sys.executable, str(data / "search" / "eval_ir.py"), str(folder), str(run)],
        capture_output=True,
        text=True,
        check=True,
    )
    found = re.search(r"'ndcg10': ([\d.]+)", judged.stdout)
    assert found
    assert float(found[1]) >= least
    number = Counter(line.split("\t")[0] for line in lines)
    assert max(number.values()) == 100


def test_what_the_runner_of_queries_cannot_use_is_told_in_a_sentence(indexed: Indexed, tmp_path: Path) -> None:
    queries = tmp_path / "queries.jsonl"
    queries.write_text('{"id": "1", "text": "model"}\n{"id": "2"}\n', encoding="utf-8")
    cases = {
        (): "Usage: node",
        (str(tmp_path), str(queries)): "no built site with a search",
        (str(indexed.site), str(tmp_path / "none.jsonl")): "there is no such file to read",
        (str(indexed.site), str(queries)): "queries.jsonl:2: this query has no `text`",
    }
    for arguments, told in cases.items():
        done = run_queries(*arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert told in done.stderr
        assert "    at " not in done.stderr


def test_the_runner_of_queries_prints_own_ids_best_first(indexed: Indexed, tmp_path: Path) -> None:
    queries = tmp_path / "queries.tsv"
    queries.write_text("q1\tlanguage model\nq2\tzzzzzz\n", encoding="utf-8")
    lines = [line.split("\t") for line in run_queries(str(indexed.site), str(queries)).stdout.splitlines()]
    plain = answer(indexed.whole, "language model ", any_word=True).hits[:100]
    expected = [["q1", key, str(score)] for entry, score in plain for key in entry.paper.keys]
    assert lines == expected
