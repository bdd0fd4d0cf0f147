"""Evidence on a page: numbered words, none inside an address or a formula, and the sentence around each."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from generator.evidence import deciding, hits, mark, quote, quotes
from generator.model import Entry, Field, Location, Match, Paper, Rule, Tagging, Term

WHERE = Location("rules.yml", 3)
KITE = Term(("kite",), WHERE)
BOAT = Term(("toy boat", "dinghy"), WHERE)


def entry(title: str, abstract: str, **found: list[tuple[Field, str, Term]]) -> Entry:
    """A paper with the first place of each of the given words as evidence of the tags."""
    texts = {Field.TITLE: title, Field.ABSTRACT: abstract}
    taggings = tuple(
        Tagging(
            tag,
            tuple(
                Match(tag, term, field, texts[field].index(words), texts[field].index(words) + len(words))
                for field, words, term in places
            ),
        )
        for tag, places in found.items()
    )
    return Entry(Paper("title:x", title, abstract), "x", "x", taggings)


def test_words_are_numbered_through_title_and_abstract() -> None:
    paper = entry(
        "Kites at sea",
        "A toy boat pulls kites.",
        kites=[(Field.TITLE, "Kites", KITE), (Field.ABSTRACT, "kites", KITE)],
        boats=[(Field.ABSTRACT, "toy boat", BOAT)],
    )
    marked = mark(paper)
    assert marked.title == "*Kites* at sea"
    assert marked.abstract == ("A *toy boat* pulls *kites*.",)
    assert marked.words == {"kites": (1, 3), "boats": (2,)}


def test_overlapping_words_are_cut_where_their_tags_change() -> None:
    paper = entry(
        "", "The first toy boat race", boats=[(Field.ABSTRACT, "first toy boat", BOAT)],
        races=[(Field.ABSTRACT, "boat race", KITE)],
    )  # fmt: skip
    marked = mark(paper)
    assert marked.abstract == ("The *first toy* *boat* *race*",)
    assert marked.words == {"boats": (1, 2), "races": (2, 3)}


def test_an_address_and_a_formula_stay_whole() -> None:
    text = "Code for kites: https://example.org/kites and $kites_2$."
    paper = entry("", text, kites=[(Field.ABSTRACT, "kites and", KITE), (Field.ABSTRACT, "kites_2", KITE)])
    link = "[https://example.org/kites](https://example.org/kites)"
    assert mark(paper).abstract == (f"Code for kites: {link} *and* $kites_2$.",)


def test_paragraphs_stay_apart() -> None:
    paper = entry("", "One kite.\n\nTwo.", kites=[(Field.ABSTRACT, "kite", KITE)])
    assert mark(paper).abstract == ("One *kite*.", "Two.")


def test_the_spelling_that_matched_is_the_one_shown() -> None:
    paper = entry("", "A small dinghy here. A toy boat.", boats=[
        (Field.ABSTRACT, "dinghy", BOAT), (Field.ABSTRACT, "toy boat", BOAT),
    ])  # fmt: skip
    found = hits(paper.paper, paper.taggings[0])
    assert [(hit.said, hit.quote) for hit in found] == [
        ("dinghy", "A small *dinghy* here."), ("toy boat", "A *toy boat*."),
    ]  # fmt: skip
    assert quotes(paper.paper, paper.taggings[0]) == (("dinghy", 1), ("toy boat", 1))


def test_of_several_patterns_the_one_that_matched_is_shown() -> None:
    codes = Term(("[A-Z]{3}", r"\bv[0-9]+\b"), WHERE, Field.ABSTRACT, regex=True)
    paper = entry("", "Here v12, and ABC.", codes=[(Field.ABSTRACT, "v12", codes), (Field.ABSTRACT, "ABC", codes)])
    found = hits(paper.paper, paper.taggings[0])
    assert [hit.said for hit in found] == [r"\bv[0-9]+\b", "[A-Z]{3}"]
    assert mark(paper).abstract == ("Here *v12*, and *ABC*.",)


def test_a_near_term_shows_both_of_its_sides() -> None:
    near = Term((), WHERE, near=(KITE, BOAT))
    paper = entry("", "Kites pull a toy boat.", boats=[
        (Field.ABSTRACT, "Kites", near), (Field.ABSTRACT, "toy boat", near),
    ])  # fmt: skip
    (hit,) = hits(paper.paper, paper.taggings[0])
    assert (hit.said, hit.quote, hit.times) == ("kite … toy boat", "*Kites* pull a *toy boat*.", 1)


def test_a_long_sentence_is_cut_at_words() -> None:
    text = "Before. " + "word " * 40 + "kite " + "word " * 40 + "end. After."
    paper = entry("", text, kites=[(Field.ABSTRACT, "kite", KITE)])
    found = quote(paper.paper, paper.taggings[0].evidence[0])
    assert found.startswith("… word ")
    assert found.endswith(" word …")
    assert "*kite*" in found
    assert len(found) < 160


@given(st.text("ab *$_.h/:[]\n", max_size=60), st.data())
def test_marking_loses_no_text(abstract: str, data: st.DataObject) -> None:
    places = st.tuples(st.integers(0, len(abstract)), st.integers(0, len(abstract)))
    spans = [span for span in data.draw(st.lists(places, max_size=6)) if span[0] < span[1]]
    tagging = Tagging("t", tuple(Match("t", KITE, Field.ABSTRACT, start, end) for start, end in spans))
    marked = mark(Entry(Paper("title:x", "", abstract), "x", "x", (tagging,)))
    letters = re.sub(r"\(http[^)]*\)|&#?\w+;|[^ab]", "", "".join(marked.abstract))
    assert letters == re.sub("[^ab]", "", abstract)
    assert marked.words["t"] == tuple(range(1, len(marked.words["t"]) + 1))


def test_words_wanted_beside_others_are_not_shown() -> None:
    """`all` is a condition on common words; alone they are the only evidence there is."""
    rule = Rule("kites", "Kites", "Toys", WHERE, any=(KITE,), all=(BOAT,))
    found = entry("", "A kite on a toy boat.", kites=[
        (Field.ABSTRACT, "kite", KITE), (Field.ABSTRACT, "toy boat", BOAT),
    ]).taggings[0]  # fmt: skip
    assert [match.term for match in deciding(found, rule).evidence] == [KITE]
    alone = Tagging("kites", found.evidence[1:])
    assert deciding(alone, rule) == alone
