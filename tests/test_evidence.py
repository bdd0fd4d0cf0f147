"""Evidence on a page: numbered words, none inside an address or a formula, and the sentence around each."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from generator import files
from generator.build import build
from generator.evidence import deciding, hits, mark, quote, quotes
from generator.model import Entry, Field, Location, Match, Paper, Rule, Settings, Tagging, Term

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
    return Entry(Paper("title:x", title=title, abstract=abstract), "x", "x", taggings)


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


def test_a_sentence_ends_where_the_rules_say() -> None:
    """No abbreviation ends one, and a missing space behind its full stop hides no end."""
    text = "It sank.Toys by Ada et al. such as a kite, e.g. a red one, fly. They land."
    found = entry("", text, kites=[(Field.ABSTRACT, "kite", KITE)])
    [hit] = hits(found.paper, found.taggings[0])
    assert hit.quote == "Toys by Ada et al. such as a *kite*, e.g. a red one, fly."


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
    marked = mark(Entry(Paper("title:x", title="", abstract=abstract), "x", "x", (tagging,)))
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


FAR = Term((), WHERE, near=(KITE, BOAT))


def near(abstract: str, *pairs: tuple[str, str]) -> Entry:
    """A paper in which the two sides of a term stand together so often."""
    return entry("", abstract, toys=[(Field.ABSTRACT, words, FAR) for pair in pairs for words in pair])


def test_each_pair_of_a_near_term_is_shown_with_its_own_sentence() -> None:
    paper = near("A kite pulls a dinghy. Kites and a toy boat.", ("kite", "dinghy"), ("Kites", "toy boat"))
    found = hits(paper.paper, paper.taggings[0])
    assert [(hit.said, hit.quote, hit.times) for hit in found] == [
        ("kite … dinghy", "A *kite* pulls a *dinghy*.", 1),
        ("kite … toy boat", "*Kites* and a *toy boat*.", 1),
    ]


def test_a_near_term_with_much_between_its_sides_shows_both() -> None:
    paper = near("First a kite " + "that flies high " * 20 + "then a dinghy sails.", ("kite", "dinghy"))
    (hit,) = hits(paper.paper, paper.taggings[0])
    assert hit.quote.startswith("First a *kite* that flies")
    assert hit.quote.endswith("then a *dinghy* sails.")
    assert hit.quote.count(" … ") == 1


def test_a_hit_has_the_line_of_its_own_spelling() -> None:
    """A list of spellings may go over several lines; `=` is no part of what is shown."""
    lines = tuple(Location("rules.yml", line) for line in (7, 8, 9))
    term = Term(("toy boat", "=dinghy", "raft"), WHERE, places=lines)
    paper = entry("", "A dinghy and a raft.", boats=[(Field.ABSTRACT, word, term) for word in ("dinghy", "raft")])
    assert [(hit.said, hit.where) for hit in hits(paper.paper, paper.taggings[0])] == [
        ("dinghy", lines[1]), ("raft", lines[2]),
    ]  # fmt: skip


def test_every_hit_of_this_catalog_links_to_the_line_that_has_its_term(root: Path) -> None:
    """Each tag has at least one: of a term, or of the `parent:` that brought it."""
    sources = {name: files.read_sources(root, f"site_src/{name}")[0] for name in ("papers", "rules")}
    built = build(sources["papers"], sources["rules"], Settings(repository="https://git.example/toys"))
    lines = {source.name: source.data.decode().split("\n") for source in sources["rules"]}
    linked = re.compile(
        r"(?:`([^`]+)`[^`]*|Brought by .*?), \[[\w.:-]+\]\(https://git.example/toys/blob/main/(.+?)#L(\d+)"
    )
    count = 0
    for page in built.pages:
        for tag in page.make().body.split("<details data-tag=")[1:] if page.entry else ():
            found = linked.findall(tag.split("</details>")[0])
            assert found, page.path
            for term, file, number in found:
                line = lines[file][int(number) - 1]
                assert "near:" in line if " … " in term else (term or "parent:") in line
                count += 1
    assert count > 300
