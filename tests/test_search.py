"""What a query means, over a small catalog; its score by a textbook's formula; its postings by lunr's own index."""

from __future__ import annotations

import json
from math import log
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as some
from lunr.builder import Builder

from generator.build import collect, tagged
from generator.model import Catalog, Settings, Source
from generator.search.answer import answer
from generator.search.plain import Whole
from generator.search.query import Item, items, years
from generator.searchable import Texts
from generator.tokens import pipeline, stem_of_token
from sites import sample
from small import project, run

RULES = """topic: Toys
tags:
  toys: {label: Toys}
  paper-kites:
    {label: Kites of paper, parent: toys, aliases: [wind-toys], any: [kite], examples: {match: [kite], skip: [cup]}}
  boats: {label: Boats, parent: toys, any: [boat, ship], examples: {match: [boat], skip: [cup]}}
"""
PAPERS: list[dict[str, object]] = [
    {"title": "Kites in the wind", "abstract": "A kite of silk. The state of the art of flying.", "date": "2024-05-01",
     "authors": ["Zoë Örnek", "Bo Sample"], "venue": "ACL 2024", "arxiv": "2405.00001"},
    {"title": "Boats", "abstract": "Small boats on a lake, and a silk sail.", "date": "2023-04-01",
     "venue": "EMNLP 2023", "authors": ["Bo Sample"], "doi": "10.1000/Boats.1", "keywords": ["regatta"]},
    {"title": "A ship and a kite", "abstract": "Silk is strong.", "date": "2022-03-01", "authors": ["Ada Example"],
     "venue": "ACL 2022", "acl": "2022.acl-long.7"},
    {"title": "Lanterns", "abstract": "Paper lanterns float on a lake at night. State art.", "date": "2021-02-01"},
    {"title": "Flying", "abstract": "Flyers of all kinds fly. The artist paints.", "year": 2020, "id": "own-5"},
    {"title": "Nothing of the kind", "abstract": "Silken ropes."},
]  # fmt: skip
KITES, BOATS, SHIP, LANTERNS, FLYING, NOTHING = (str(one["title"]) for one in PAPERS)


def catalog(lines: bytes) -> Catalog:
    return tagged(collect([Source("toys.jsonl", lines)]), [Source("toys.yml", RULES.encode())], Settings()).catalog


@pytest.fixture(scope="module")
def whole() -> Whole:
    return Whole(catalog("\n".join(map(json.dumps, PAPERS)).encode()))


def found(whole: Whole, text: str) -> list[str]:
    return [entry.paper.title for entry, _ in answer(whole, text).hits]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("silk kite ", {KITES, SHIP}),
        ("SILK Kítes ", {KITES, SHIP}),
        ("the silk of a kite ", {KITES, SHIP}),
        ("tag:boats", {BOATS, SHIP}),
        ("tag:wind-toys", {KITES, SHIP}),
        ('tag:"kites OF paper" ', {KITES, SHIP}),
        ("tag:kit silk ", {KITES, SHIP}),
        ("tag:paper tag:boats", {SHIP}),
        ("tag:toys -tag:boats", {KITES}),
        ("tag:none", set()),
        ("venue:acl", {KITES, SHIP}),
        ("venue:e", {BOATS}),
        ("author:ornek", {KITES}),
        ('author:"Bo Sample"', {KITES, BOATS}),
        ("author:sample -author:Örnek", {BOATS}),
        ("author:silk", set()),
        ("year:2023", {BOATS}),
        ("year:2022..2023", {BOATS, SHIP}),
        ("year:2023–", {KITES, BOATS}),
        ("year:..2021", {LANTERNS, FLYING}),
        ("year:2023..2020", set()),
        ("-year:2020..", {NOTHING}),
        ('"state of the art" ', {KITES}),
        ("“state art” ", {LANTERNS}),
        ('"Bo Sample" ', {KITES, BOATS}),
        ("-silk", {LANTERNS, FLYING, NOTHING}),
        ('-"silk sail" silk ', {KITES, SHIP}),
        ("-silk-sail silk ", {KITES, SHIP}),
        ("regatta ", {BOATS}),
        ("2405.00001", {KITES}),
        ("https://arxiv.org/abs/2405.00001v2", {KITES}),
        ("https://doi.org/10.1000/boats.1", {BOATS}),
        ("https://aclanthology.org/2022.acl-long.7/", {SHIP}),
        ("arXiv:2405.00001 boats ", set()),
        ("-2405.00001 kites ", {SHIP}),
        ("", {KITES, BOATS, SHIP, LANTERNS, FLYING, NOTHING}),
        ("the of - tag: year:20 author: \"\" x ", {KITES, BOATS, SHIP, LANTERNS, FLYING, NOTHING}),
    ],
)  # fmt: skip
def test_papers_that_meet_a_query(whole: Whole, text: str, titles: set[str]) -> None:
    result = answer(whole, text)
    assert ({entry.paper.title for entry, _ in result.hits}, result.correction) == (titles, "")


def test_without_words_the_newest_come_first(whole: Whole) -> None:
    assert found(whole, "") == [KITES, BOATS, SHIP, LANTERNS, FLYING, NOTHING]


def test_a_phrase_that_nothing_has_is_some_of_its_words(whole: Whole) -> None:
    assert answer(whole, '"silk lake" ').loose
    assert found(whole, '"silk lake" ') == [BOATS, SHIP, LANTERNS, KITES]


def test_where_no_paper_has_all_words_those_with_some_answer(whole: Whole) -> None:
    result = answer(whole, "lanterns kites tag:toys ")
    assert (result.loose, set(found(whole, "lanterns kites tag:toys "))) == (True, {SHIP, KITES})
    assert not answer(whole, "silk kites ").loose
    assert answer(whole, "zzz qqq ").hits == ()


def test_a_question_is_answered_by_papers_with_some_of_its_words(whole: Whole) -> None:
    """Few papers have six words; five are few enough to ask for all of them."""
    assert found(whole, "kites wind silk state flying ") == [KITES]
    question = answer(whole, "kites wind silk state flying art ")
    assert question.loose
    assert question.hits[0][0].paper.title == KITES
    assert len(question.hits) == 5


def test_all_that_have_any_word_can_be_asked_for(whole: Whole) -> None:
    result = answer(whole, "silk lake ", any_word=True)
    assert (len(answer(whole, "silk lake ").hits), len(result.hits), result.loose) == (1, 4, False)
    assert [score for _, score in result.hits] == sorted((score for _, score in result.hits), reverse=True)


def test_the_last_word_may_be_unfinished(whole: Whole) -> None:
    """With a space behind it, it is finished. A stop word, though the beginning of others, is none."""
    assert found(whole, "lan") == [LANTERNS]
    assert found(whole, "lan ") == []
    assert set(found(whole, "silk")) == {KITES, BOATS, SHIP, NOTHING}
    assert set(found(whole, "silk ")) == {KITES, BOATS, SHIP}
    assert len(found(whole, "the")) == len(PAPERS)


def test_a_continuation_counts_seven_tenths(whole: Whole) -> None:
    scores = [{entry.slug: score for entry, score in answer(whole, text).hits} for text in ("art ", "artist ", "art")]
    art, artist, both = scores
    assert both == {slug: max(art.get(slug, 0), 7 * artist.get(slug, 0) // 10) for slug in art | artist}
    assert len(both) > len(art) > 0


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("lantrens ", "lanterns"), ("regata ", "regatta"), ("regattta ", "regatta"), ("rejatta ", "regatta"),
     ("regarta", "regatta"), ("rehat", "regatta"), ("slik ", "silk"), ("slk ", ""), ("lantrnes ", ""), ("r3gatta ", ""),
     ("kites winds silks state flying regata ", "")],
)  # fmt: skip
def test_one_mistake_is_forgiven(whole: Whole, typed: str, meant: str) -> None:
    """In words of four letters, not in two places, not where there is a digit, and not in a question."""
    result = answer(whole, typed)
    assert result.correction == meant
    if meant:
        assert result.hits
        assert result.hits == answer(whole, f"{result.correction} ").hits


def test_a_word_that_is_asked_for_twice_counts_twice(whole: Whole) -> None:
    once, twice = (answer(whole, text).hits for text in ("silk ", "silk silks "))
    assert twice == tuple((entry, 2 * score) for entry, score in once)


def test_the_score_is_that_of_the_textbook(whole: Whole) -> None:
    """BM25F with the field's weights and lengths, in floating point."""
    texts = Texts(whole.catalog)
    papers = [texts.of(entry) for entry in whole.papers]
    fields = [[[stem for word in own if (stem := stem_of_token(word))] for own in paper] for paper in papers]
    mean = [sum(len(own[at]) for own in fields) / len(fields) for at in range(4)]
    for stem in ("silk", "kite", "lake", "bo", "fly"):
        having = sum(any(stem in one for one in own) for own in fields)
        rarity = log(1 + (len(fields) - having + 0.5) / (having + 0.5))
        for doc, score in whole.scores(stem).items():
            weight = sum(
                boost * own.count(stem) / (1 - b + b * len(own) / mean[at])
                for at, (own, boost, b) in enumerate(zip(fields[doc], (3, 2, 2, 1), (0.75, 0, 0, 0.75), strict=True))
            )
            assert score / (256 * 4096) == pytest.approx(rarity * weight / (weight + 1.2), rel=0.01)


def test_lunr_counts_the_same_words(data: Path) -> None:
    """An index that lunr builds itself, of the same tokens: each stem has the same papers, field by field."""
    own = Whole(catalog(sample(data, "1k", 150)))
    texts, builder = Texts(own.catalog), Builder()
    builder.pipeline = pipeline()
    builder.ref("doc")
    for field in ("title", "authors", "abstract"):
        builder.field(field)
    for doc, entry in enumerate(own.papers):
        title, authors, _, abstract = ([word for word in field if len(word) > 1] for field in texts.of(entry))
        builder.add({"doc": doc, "title": title, "authors": authors, "abstract": abstract})
    theirs = builder.build().inverted_index
    assert len(theirs) > 3000
    for at, field in ((0, "title"), (1, "authors"), (3, "abstract")):
        assert {stem: {int(doc) for doc in found[field]} for stem, found in theirs.items() if found[field]} == {
            stem: docs for stem in own.postings if (docs := own.having(stem, (at,)))
        }


def test_items_of_a_query() -> None:
    assert items('Tag:rag -"a b" x-y -author:"Ada E" -- “c” tag: "d') == [
        Item("tag", "rag", False), Item("phrase", "a b", True), Item("", "x-y", False), Item("author", "Ada E", True),
        Item("", "-", True), Item("phrase", "c", False), Item("phrase", "d", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "span"),
    [("2023", (2023, 2023)), ("2023..", (2023, 9999)), ("..2025", (0, 2025)), ("2023-2025", (2023, 2025)), ("..", None),
     ("20", None), ("20235", None), ("٢٠٢٣", None), ("2023...2024", None)],
)  # fmt: skip
def test_years_of_a_query(text: str, span: tuple[int, int] | None) -> None:
    assert years(text) == span


QUERY = some.text(some.sampled_from('ab silkte:"-–“”.. 2023tagyearvenuhor'), max_size=40) | some.text(max_size=20)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(QUERY)
@example("\u0301")
@example("kites \u0301")
def test_any_text_is_a_query(whole: Whole, text: str) -> None:
    """With any word there are never fewer papers, and each is there once."""
    slugs = [[entry.slug for entry, _ in answer(whole, text, any_word=any_word).hits] for any_word in (False, True)]
    assert set(slugs[0]) <= set(slugs[1])
    assert all(len(set(one)) == len(one) for one in slugs)


def test_the_verb_says_how_many_papers_there_are(tmp_path: Path) -> None:
    folder = project(tmp_path, {"papers/toys.jsonl": "\n".join(map(json.dumps, PAPERS)), "rules/toys.yml": RULES})
    assert run(folder, "search", "silk", "kite").stdout.startswith("2 of 6 papers.\n\n- ")
    assert "Searched for regatta." in run(folder, "search", "regata ").stdout
    assert "have some of them" in run(folder, "search", "lanterns kites ").stdout
    assert run(folder, "search", "--", "kites", "-tag:boats").stdout.startswith("1 of 6 papers.")
    told = json.loads(run(folder, "search", "fly", "--limit", "1", "--format", "json").stdout)
    assert (told["total"], told["of"], told["loose"], len(told["papers"])) == (2, 6, False, 1)
    assert told["papers"][0]["ids"] == ["own-5"]
    assert (told["passed_over"], told["correction"]) == ([], "")
    said = run(folder, "search", "kites", "year:soon").stdout
    assert "'year:soon' is passed over: a year is written year:2024, years year:2023..2025." in said
    assert run(folder, "search", "qqqq").stdout == "0 of 6 papers.\n"
    assert run(folder, "search").exit_code == 2


def test_a_paper_is_found_by_the_title_that_another_source_gives_it() -> None:
    lines = [{"title": title, "doi": "10.1000/toy"} for title in ("Kites of paper", "Drachen aus Papier")]
    lines.append({"title": "Boats and kites", "doi": "10.1000/other"})
    data = "".join(json.dumps(line) + "\n" for line in lines).encode()
    found = tagged(collect([Source("site_src/papers/toys.jsonl", data)]), [Source("r.yml", RULES.encode())], Settings())
    texts = {entry.paper.title: Texts(found.catalog).of(entry)[0] for entry in found.catalog.papers}
    assert len(texts) == 2
    assert texts["Kites of paper"].count("kites") == 1
    assert {"drachen", "papier"} < set(texts["Kites of paper"])
