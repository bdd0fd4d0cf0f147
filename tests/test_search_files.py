"""The files of the search: each is read by code of its own, and says what a plain count of the papers says."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from generator import search_index
from generator.build import collect, tagged
from generator.markup import inline
from generator.model import Catalog, Settings, Source
from generator.naming import year
from generator.quick_html import to_html
from generator.rows import pdf_url
from generator.search.plain import Whole
from generator.search_index import HandWritten, bits, finished
from generator.search_index.rows import simple_slug
from generator.searchable import Texts, keys
from generator.text import code_urls, fold
from generator.tokens import stem_of_token, words
from search_reader import Bits, Bytes, Search, piece_of
from sites import sample

RULES = """topic: Toys
tags:
  boats: {label: Toy boats, aliases: [dinghies], any: [boat], examples: {match: [boat], skip: [cup]}}
  wooden-boats: {label: Wooden, parent: boats, any: [wooden], examples: {match: [wooden], skip: [cup]}}
  kites: {label: Kites of paper, any: [model*, "learn*"], examples: {match: [model], skip: [cup]}}
"""


TOYS: list[dict[str, object]] = [{"title": f"Toy number {number}"} for number in range(5)]


def catalog(*records: dict[str, object] | bytes) -> Catalog:
    """Return the catalog of some records."""
    lines = b"".join(one if isinstance(one, bytes) else json.dumps(one).encode() + b"\n" for one in records)
    collected = collect([Source("papers.jsonl", lines)])
    return tagged(collected, [Source("toys.yml", RULES.encode())], Settings()).catalog


def search(of: Catalog) -> Search:
    """Return the files of the search of a catalog."""
    return Search({output.path: output.data for output in search_index.files(of)})


@pytest.fixture(scope="module")
def real(data: Path) -> Catalog:
    """Real papers, also those that break things."""
    return catalog(sample(data, "1k", 600), (data / "papers/edge.jsonl").read_bytes())


@pytest.fixture(scope="module")
def read(real: Catalog) -> Search:
    return search(real)


def counted(of: Catalog) -> dict[str, dict[int, tuple[int, ...]]]:
    """Return the frequencies of all stems, counted one by one."""
    found: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0, 0, 0]))
    texts = Texts(of)
    for doc, entry in enumerate(of.papers):
        for field, own in enumerate(texts.of(entry)):
            for word in own:
                if stem := stem_of_token(word):
                    found[stem][doc][field] += 1
    return {
        stem: {doc: tuple(min(15, one) for one in times) for doc, times in docs.items()} for stem, docs in found.items()
    }


def test_every_stem_has_its_papers_and_frequencies(real: Catalog, read: Search) -> None:
    """Also for the plain search, whose postings are a third account of them."""
    found = read.postings()
    assert found == counted(real)
    assert list(found) == sorted(found, key=lambda stem: stem.encode("utf-16-be"))
    whole = Whole(real)
    assert found == {stem: dict(zip(own.docs, own.times, strict=True)) for stem, own in whole.postings.items()}
    assert len(found) > 8_000


def test_every_place_is_known(real: Catalog, read: Search) -> None:
    texts, found = Texts(real), read.places()
    for doc in range(0, len(real.papers), 7):
        own = texts.of(real.papers[doc])
        standing: dict[str, list[list[int]]] = defaultdict(lambda: [[], [], []])
        for at, field in enumerate((0, 1, 3)):
            for place, word in enumerate(own[field]):
                if stem := stem_of_token(word):
                    standing[stem][at].append(place)
        assert standing == {stem: found[stem][doc] for stem in standing}


def test_the_lengths_are_those_of_the_fields(real: Catalog, read: Search) -> None:
    whole = Whole(real)
    assert read.lengths() == [(own[0], own[3]) for own in whole.lengths]
    assert read.manifest["totals"] == [whole.totals[0], whole.totals[3]]


def test_a_stem_is_in_the_shard_that_the_manifest_names(read: Search) -> None:
    parting = read.manifest["terms"]
    assert all(piece_of(parting, stem) == number for number, stem, _ in read.shards)
    assert len(parting) > 10


def test_shards_are_small_and_a_large_list_stands_alone(read: Search) -> None:
    sizes = Counter(number for number, _, _ in read.shards)
    for number, stems in sizes.items():
        size = len(read.data(f"terms/{number}.bin"))
        assert size <= 9000 or stems == 1, (number, size, stems)


def test_a_row_says_what_its_paper_is(real: Catalog, read: Search) -> None:
    tags = [tag for tag, *_ in read.json("facts.json")["tags"]]
    for entry, cut in zip(real.papers, read.part("rows"), strict=True):
        row = [*cut, *[""] * (16 - len(cut))]
        paper = entry.paper
        assert (row[0], row[4], row[10]) == (paper.title, paper.venue, paper.later_title)
        assert (row[1] or simple_slug(paper.title)) == entry.slug
        assert (row[3] or len(row[2])) == len(paper.authors)
        assert row[2] == list(paper.authors if len(paper.authors) <= 4 else (*paper.authors[:3], paper.authors[-1]))
        assert row[5][:4] == year(paper)
        plain = "".join(sign for sign in paper.title.lower() if sign in "abcdefghijklmnopqrstuvwxyz0123456789")
        assert (f"title:{plain}" if row[6] == "title:" else row[6]) == paper.identity
        usual = {"arxiv": "https://arxiv.org/pdf/{}", "acl": "https://aclanthology.org/{}.pdf"}
        kind, _, name = paper.identity.partition(":")
        assert (usual[kind].format(name) if row[7] == "=" else row[7]) == pdf_url(paper)
        assert row[8] == next(iter(code_urls(paper.abstract)), "")
        assert [tags[place] for place in row[9] or ()] == [one.tag for one in entry.taggings]
        assert tuple(row[11] or [paper.identity]) == paper.keys


def test_a_title_with_mathematics_is_there_as_the_built_pages_show_it() -> None:
    titles = ["R$^3$: <b> & a $a < b$ tale", "Between $5 and $6", "Plain & simple"]
    lines = "".join(json.dumps({"title": title, "abstract": "Text."}) + "\n" for title in titles)
    of = tagged(collect([Source("site_src/papers/toys.jsonl", lines.encode())]), [], Settings()).catalog
    outputs = {one.path.rpartition("/")[2]: one.data for one in search_index.files(of) if "/rows/" in one.path}
    found = {row[0]: row[15] if len(row) > 15 else "" for row in json.loads(outputs["0.json"])}
    for entry in of.papers:
        shown = to_html(inline(entry.paper.title), str).removeprefix("<p>").removesuffix("</p>")
        assert found[entry.paper.title] == (shown if "<math" in shown else "")
    assert [bool(found[title]) for title in titles] == [True, False, False]


def test_abstracts_stand_by_paper(real: Catalog, read: Search) -> None:
    assert read.part("abstracts") == [entry.paper.abstract for entry in real.papers]


def test_the_words_to_complete_are_those_of_the_plain_search(real: Catalog, read: Search) -> None:
    found = read.words()
    assert list(found) == sorted(found, key=lambda word: word.encode("utf-16-be"))
    assert sorted(found, key=lambda word: (-found[word], word.encode("utf-16-be"))) == Whole(real).words
    texts = Texts(real)
    papers = [{word for own in texts.of(entry) for word in own} for entry in real.papers]
    assert [found[word] for word in ("model", "models")] == [
        sum(word in own for own in papers) for word in ("model", "models")
    ]


def test_facets_are_the_lists_of_the_built_pages(real: Catalog, read: Search) -> None:
    facts, docs = read.json("facts.json"), {entry.slug: doc for doc, entry in enumerate(real.papers)}
    lists = read.sets("tags.bin")
    for (tag, label, parent, topic, aliases, count, kind), own in zip(facts["tags"], lists, strict=True):
        rule = real.rules[tag]
        assert (label, parent, topic, len(own)) == (rule.label, rule.parent, "Toys", count)
        assert own == sorted(docs[entry.slug] for entry in real.tags[tag])
        assert kind == int(tag in real.kinds)
        assert aliases == [old for old, new in real.redirects.items() if new == tag]
    sets = read.sets("sets.bin")
    for (name, slug, count), own, group in zip(facts["venues"], sets, real.venues, strict=False):
        assert (name, slug, own) == (group.name, group.slug, sorted(docs[entry.slug] for entry in group.papers))
        assert count == len(own)
    assert len(sets) == len(real.venues) + len(facts["sets"])
    code = sets[len(real.venues) + facts["sets"].index(["code", 1])]
    assert code == [doc for doc, entry in enumerate(real.papers) if code_urls(entry.paper.abstract)]


def test_papers_stand_by_year(real: Catalog, read: Search) -> None:
    counts = read.json("facts.json")["years"]
    told = [str(number) for number, count in counts for _ in range(count)]
    assert [year(entry.paper) for entry in real.papers] == [*told, *[""] * (len(real.papers) - len(told))]


def test_titles_have_an_order(real: Catalog, read: Search) -> None:
    titles = [fold(real.papers[doc].paper.title) for doc in read.titles()]
    assert titles == sorted(titles)


def test_every_author_is_there_with_all_papers(real: Catalog, read: Search) -> None:
    named: dict[str, set[int]] = defaultdict(set)
    for doc, entry in enumerate(real.papers):
        for name in entry.paper.authors:
            named[fold(name)].add(doc)
    found = read.authors()
    names = {fold(f"{rest} {family}".strip()): set(docs) for _, family, rest, _, docs in found}
    assert names == named
    assert all(docs == sorted(docs) for *_, docs in found)
    parting = read.manifest["authors"]
    assert all(piece_of(parting, " ".join(words(f"{one[1]} {one[2]}"))) == one[0] for one in found)
    slugs = {fold(f"{rest} {family}".strip()): slug for _, family, rest, slug, _ in found if slug}
    for folded, slug in real.author_slugs.items():
        assert slugs[folded] in (slug, "=")
    assert slugs.keys() == real.author_slugs.keys()


def test_every_key_finds_its_paper(real: Catalog, read: Search) -> None:
    for doc, entry in enumerate(real.papers):
        assert [key for key in keys(entry) if doc not in read.having(key)] == []
    assert read.having("arxiv:9901.00001") == []
    assert read.manifest["keys"] > 0


TEXT = some.text(some.sampled_from("abé ÅßЖ中\U00020000𝓐𝑥1 -'’\"<&\x00\u200d"), max_size=30) | some.sampled_from(
    ["model " * 20, "toy boats", "wooden boat of a boat", "\ufb01ne \U00020000\U00020001 \ue000", "x" * 400]
)
PAPERS = some.lists(
    some.fixed_dictionaries(
        {"title": some.text("abAB é", min_size=1, max_size=12).map(lambda text: f"t{text}"), "abstract": TEXT},
        optional={
            "authors": some.lists(TEXT, max_size=6),
            "year": some.integers(1990, 2030),
            "keywords": some.just(["kite"]),
        },
    ),
    max_size=12,
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(PAPERS)
def test_any_catalog_is_read_back(papers: list[dict[str, object]]) -> None:
    """With letters of every plane, long words, frequencies above 15, and with no papers at all."""
    made = catalog(*papers)
    found = search(made)
    assert found.postings() == counted(made)
    whole = Whole(made)
    assert found.lengths() == [(own[0], own[3]) for own in whole.lengths]
    assert list(found.words()) == sorted(whole.words, key=lambda word: word.encode("utf-16-be"))
    assert sorted(found.titles()) == list(range(len(made.papers)))
    for stem, docs in found.places().items():
        for doc, places in docs.items():
            own = Texts(made).of(made.papers[doc])
            assert all(
                stem_of_token(own[field][at]) == stem
                for field, ats in zip((0, 1, 3), places, strict=True)
                for at in ats
            )
    assert all(doc in found.having(key) for doc, entry in enumerate(made.papers) for key in keys(entry))


@given(some.lists(some.tuples(some.integers(0, 2**31), some.integers(0, 20)), max_size=50), some.data())
def test_numbers_survive_rice_and_gamma(pairs: list[tuple[int, int]], choice: some.DataObject) -> None:
    numbers = np.array([number >> 8 if k < 8 else number for number, k in pairs], np.int64) % (1 << 24)
    k = np.array([max(8, k) for _, k in pairs], np.int64)
    codes = bits.interleaved(bits.rice(numbers, k), bits.gamma(numbers + 1))
    cut = choice.draw(some.integers(0, len(pairs)))
    data, ends = bits.packed(codes, np.array([2 * cut, 2 * (len(pairs) - cut)]))
    for start, end, part in ((0, ends[0], slice(0, cut)), (ends[0], ends[1], slice(cut, None))):
        stream = Bits(data[start:end])
        for number, own in zip(numbers[part].tolist(), k[part].tolist(), strict=True):
            assert (stream.rice(own), stream.gamma()) == (number, number + 1)
        assert len(stream.bits) - stream.at < 8


@given(some.lists(some.integers(0, 2**40)))
def test_numbers_survive_as_varints(numbers: list[int]) -> None:
    stream = Bytes(b"".join(map(bits.varint, numbers)))
    assert [stream.varint() for _ in numbers] == numbers
    assert stream.is_empty


def test_the_build_is_named_by_its_content() -> None:
    few = catalog(*TOYS)
    one, same = search_index.files(few), search_index.files(few)
    assert one == same
    other = search_index.files(catalog(*TOYS[:-1]))
    assert json.loads(one[0].data)["build"] != json.loads(other[0].data)["build"]
    folder = f"search/{json.loads(one[0].data)['build']}/"
    assert one[0].path == "search/manifest.json"
    assert all(output.path.startswith(folder) for output in one[1:])


def test_a_further_part_stands_in_blocks() -> None:
    few = catalog(*TOYS)
    made = search_index.files(few, {"cite": (2, [b"[0,1]", b"[2,3]", b"[4]"])})
    assert Search({one.path: one.data for one in made}).part("cite") == [0, 1, 2, 3, 4]


PAGE = """<h1 id="a-page">A page</h1><p>What it <b>is</b>.</p><p>More.</p><script>no()</script>
<h2 id="of-toys">Of <code>toys</code></h2><ul><li>kites</li><li>&lt;b&gt;oats</li></ul><h2>Bare</h2>"""


def test_a_hand_written_page_is_known_by_its_sections() -> None:
    few = search_index.files(catalog(*TOYS))
    made = finished(few, [HandWritten("about/", "A page", PAGE)], directory_urls=False)
    found = Search({one.path: one.data for one in made})
    assert found.manifest["address"] == "papers/{}.html"
    assert found.json(found.manifest["pages"]) == [
        ["about/", "A page", "What it is. More."],
        ["about/#of-toys", "A page › Of toys", "kites <b>oats"],
        ["about/", "A page › Bare", ""],
    ]
    assert {one.path for one in few} < {one.path for one in made}
    without = finished(few, [], directory_urls=True)
    assert [json.loads(without[0].data)[key] for key in ("pages", "address")] == ["", "papers/{}/"]


@pytest.mark.parametrize("title", ["Don't Stop: A Way", "x" * 79, "x" * 40 + " " + "y" * 60, "Émile’s", "", "C++ & é"])
def test_the_simple_slug_has_only_plain_signs(title: str) -> None:
    assert set(simple_slug(title)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(simple_slug(title)) < 80


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Don't Stop: A 2nd Way", "dont-stop-a-2nd-way"),
        ("'Tis 'a' Toy's'", "tis-a-toys"),
        ("  É C++ & İİ\u2028\ud800K-x  ", "c-k-x"),
        ("x" * 40 + " " + "y" * 60, "x" * 40),
        ("x" * 80, ""),
        ("…", ""),
    ],
)
def test_simple_slugs_of_the_table(title: str, slug: str) -> None:
    """The browser makes the same of a title, letter by letter."""
    assert simple_slug(title) == slug
