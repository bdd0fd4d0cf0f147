"""What a term finds: words, signs, case, plurals, sentences, stars, exceptions and near, on texts as they come."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.matcher import FIELDS, Matcher, Text, match
from generator.model import Field, Location, Rule, Term
from generator.patterns import Fault, parse
from generator.words import ABBREVIATIONS, fold, sentence_ends, word_pattern, words

HERE = Location("rules.yml")


def term(*spellings: str, only: Field | None = None, exceptions: tuple[Term, ...] = ()) -> Term:
    return Term(spellings, HERE, only, exceptions)


def near(one: str, other: str, within: int | None = None, *, ordered: bool = False) -> Term:
    return Term((), HERE, near=(term(one), term(other)), within=within, ordered=ordered)


def found(wanted: Term, text: str, title: str = "") -> list[str]:
    """The pieces of title and abstract that a term finds, in order."""
    matcher = Matcher([Rule("tag", "Tag", "Topic", HERE, any=(wanted,))])
    reading = matcher.find(title, text)
    compiled = matcher.of("tag").any[0]
    matches = [one for hit in compiled.hits(reading) for one in match("tag", wanted, hit, reading)]
    texts = dict(zip(FIELDS, (title, text), strict=True))
    return [texts[one.field][one.start : one.end] for one in matches]


@pytest.mark.parametrize(
    ("spelling", "text", "hits"),
    [
        # words match whole; case means nothing without a capital after the first letter
        ("model", "A Model, remodel; MODEL", ["Model", "MODEL"]),
        ("In-Context Learning", "in-context learning", ["in-context learning"]),
        ("3D", "a 3d and a 3D view", ["3d", "3D"]),
        ("RAG", "rag RAG Rag RAGs RAG's RAGS", ["RAG", "RAGs", "RAG's"]),
        ("LoRA", "LoRA lora LORA LoRAs", ["LoRA", "LoRAs"]),
        ("pre-LoRA", "PreLoRA prelora pre-LoRA", ["PreLoRA", "pre-LoRA"]),
        ("*PO", "DPO, DPOs, dpo, PO and expo", ["DPO", "DPOs", "PO"]),
        ("DPO", "DPO’s loss", ["DPO’s"]),
        ("LLM", "LLMs, LLM's, LLMs', LLM’S, llms", ["LLMs", "LLM's", "LLMs", "LLM’S"]),
        ("GPT-4 model", "a gpt-4 model and a GPT-4 Model", ["GPT-4 Model"]),
        ("Chain-of-Thought", "chain-of-thought, Chain Of Thoughts", ["chain-of-thought", "Chain Of Thoughts"]),
        ("iPhone", "iphone IPHONE iPhone", ["iPhone"]),
        ("4-bit GPT", "4-bit GPT, 4-bit gpt", ["4-bit GPT"]),
        ("*LaMA", "LLaMA, LaMA, llama, LLaMAs", ["LLaMA", "LaMA", "LLaMAs"]),
        # signs
        ("reward model", "reward-model reward–model reward/model reward, model reward (model", [
            "reward-model", "reward–model", "reward/model", "reward, model", "reward (model"]),
        ("reward model", "rewardmodel", []),
        ("reward model", "reward\nmodel", ["reward\nmodel"]),
        ("reward model", "reward\n\nmodel", []),
        ("reward model", "reward. Model reward; model reward? model", []),
        ("pre-training", "pretraining pre training pre‑training", ["pretraining", "pre training", "pre‑training"]),
        ("pre/training", "pretraining", ["pretraining"]),
        ("pre - training", "pretraining pre-training", ["pre-training"]),
        ("state-of-the-art", "stateof the-art", ["stateof the-art"]),
        ("GPT-4", "GPT4, GPT-4, gpt-4, GPT 4", ["GPT4", "GPT-4", "GPT 4"]),
        ("GPT-3.5", "with GPT-3.5 we, GPT 3,5 and GPT35", ["GPT-3.5", "GPT 3,5", "GPT35"]),
        ("AT&T", "AT&T, AT-T, ATT, AT T", ["AT&T", "AT-T", "ATT", "AT T"]),
        ("pre_training", "pretraining, pre_training", ["pretraining", "pre_training"]),
        ("reward model", "reward_model, reward: model, reward — “model”, reward…model, reward [model]", [
            "reward_model", "reward: model", "reward — “model", "reward…model", "reward [model"]),
        ("reward model", "reward and model", []),
        ("reward model", "reward\u2011model, reward\u00a0model", ["reward\u2011model", "reward\u00a0model"]),
        ("C++", "in C++ code", ["C"]),
        # plurals and possessives of the last word only
        ("query", "queries query's query’s", ["queries", "query's", "query’s"]),
        ("box", "boxes", ["boxes"]),
        ("class", "class classes class's classs", ["class", "classes", "class's"]),
        ("match", "matches matchs", ["matches", "matchs"]),
        ("hero", "heroes heros", ["heroes", "heros"]),
        ("city", "cities citys citees", ["cities", "citys"]),
        ("models", "model models", ["models"]),
        ("tun*", "tuning's tuned", ["tuning's", "tuned"]),
        ("model", "models’ model' models's", ["models", "model", "models's"]),
        ("model output", "model's output, models output, model outputs", ["model outputs"]),
        ("query-city", "querycities, query city", ["querycities", "query city"]),
        ("=LoRA", "LoRA LoRAs LoRA's lora", ["LoRA"]),
        ("=tun*", "tune tunes", ["tune", "tunes"]),
        ("plan", "planes plans", ["plans"]),
        ("bias", "biases biass", ["biases"]),
        ("survey", "surveys", ["surveys"]),
        ("reward model", "rewards model, reward models", ["reward models"]),
        ("=review", "reviews review review's", ["review"]),
        ("=reward model", "reward models, reward model", ["reward model"]),
        ("optimi*ation", "optimization optimisations", ["optimization", "optimisations"]),
        # stars
        ("align*", "align aligned misalign", ["align", "aligned"]),
        ("*align*", "align misaligned", ["align", "misaligned"]),
        ("human value*", "human value-based", ["human value"]),
        ("a*b*c", "abc axxbyyc acb abcd", ["abc", "axxbyyc"]),
        ("align*", "align-ment align4 alignÉ", ["align", "align4", "alignÉ"]),
        ("pre*-training", "pretraining, pre training, prefix-training, preXtraining", [
            "pretraining", "pre training", "prefix-training", "preXtraining"]),
        ("*Eval", "SemEval evals evaluate", ["SemEval", "evals"]),
        # folding
        ("naive bayes", "Naïve Bayes", ["Naïve Bayes"]),
        ("naïve", "naive nai\u0308ve", ["naive", "nai\u0308ve"]),
        ("fine-tuning", "ﬁne-tuning soft\u00adware", ["ﬁne-tuning"]),
        ("D2O", "D²O", ["D²O"]),
        ("RAG", "ＲＡＧ", ["ＲＡＧ"]),
        ("Söze", "kayser SÖZE", ["SÖZE"]),
        ("机器", "机器 翻译", ["机器"]),
    ],
)  # fmt: skip
def test_what_a_term_finds(spelling: str, text: str, hits: list[str]) -> None:
    """A term finds exactly these pieces of the text, as they are written there."""
    assert hits == found(term(spelling), text)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("One. Two! Three? Four; five", 4),
        ("It ends here.", 1),
        ("We use GPT-3.5 and github.com daily", 0),
        ("our dataset.We then", 1),
        ("see https://example.org/data.We then", 0),
        ("mail ann@example.Org now", 0),
        ("see example.org/a.Bc now", 0),
        ("torch.nn and e.g.We", 0),
        ("(in brackets.) Next", 1),
        ("He said “so.” Next", 1),
        ("Li et al. (2020), Fig. 3, i.e. this, w.r.t. that, vs. those", 0),
        ("Ph.D. students in the U.S. army", 0),
        ("first line\n \nsecond", 1),
        ("He asked: why?! Then", 1),
        ("our data!We; then?Next", 3),
        ("3.5.Then 4.We", 0),
        ("we have DATA.We", 0),
        ("in p. 5 and No. 7", 2),
        ("a comma, a colon: a dash - and … more", 0),
        ("Is it? (Yes.) “No!” ok", 3),
        ("first line\nsecond", 0),
        ("U.S.A is", 0),
        ("the .NET way", 0),
    ],
)
def test_where_sentences_end(text: str, ends: int) -> None:
    """A sentence ends at a sign before a space, at a paragraph, and where a small letter, a sign and a capital meet."""
    assert ends == len(sentence_ends(text))


@pytest.mark.parametrize("word", ABBREVIATIONS)
def test_no_abbreviation_ends_a_sentence(word: str) -> None:
    """After each abbreviation of the list, in small letters and capitals, a phrase goes on."""
    assert sentence_ends(f"see {word}. Next") == []
    assert sentence_ends(f"see {word.upper()}. Next") == []
    assert sentence_ends(f"{word}. Next") == []


@pytest.mark.parametrize(
    ("wanted", "text", "hits"),
    [
        (near("align*", "human value*"), "Values: aligning models with human values.", ["aligning", "human values"]),
        (near("align*", "human value*"), "human values, aligned", ["human values", "aligned"]),
        (near("align*", "human value*", ordered=True), "human values, aligned", []),
        (near("align*", "human value*"), "We align. Human values count.", []),
        (near("align*", "human value*", 2), "align it with human values", ["align", "human values"]),
        (near("align*", "human value*", 1), "align it with human values", []),
        (near("foo", "bar", 0), "foo bar", ["foo", "bar"]),
        (near("foo", "bar", 2), "foo, GPT-4 – bar", ["foo", "bar"]),
        (near("foo", "bar", 1), "foo, GPT-4 – bar", []),
        (near("foo", "bar", 1), "foo, e.g. bar", []),
        (near("foo", "bar"), "foo, e.g. Bar. Bar", ["foo", "Bar"]),
        (near("foo", "bar"), "our foo.Bar it is", []),
        (near("foo x", "bar"), "foo x-bar", ["foo x", "bar"]),
        (near("foo x", "x bar"), "foo x bar", []),
        (near("foo", "bar"), "foo\n\nbar", []),
        (near("foo", "bar", ordered=True), "foo foo bar bar", ["foo", "bar"]),
        (near("foo", "bar"), "foo x bar foo", ["foo", "bar", "bar", "foo"]),
    ],
)
def test_near(wanted: Term, text: str, hits: list[str]) -> None:
    """Two terms count where they stand in one sentence, near enough, in the right order; the nearest pair is taken."""
    assert hits == found(wanted, text)


def test_a_term_for_one_field_does_not_look_at_the_other() -> None:
    assert found(term("survey", only=Field.TITLE), "a survey", title="survey") == ["survey"]
    assert found(term("survey", only=Field.ABSTRACT), "survey", title="Survey") == ["survey"]


def test_a_hit_that_overlaps_an_exception_does_not_count() -> None:
    exceptions = (term("word alignment", "alignment of images"),)
    text = "Word alignment, alignment of images, and alignment."
    assert found(term("alignment", exceptions=exceptions), text) == ["alignment"]


def test_a_hit_counts_where_the_exception_has_only_words_beside_it() -> None:
    wanted = term("alignment", exceptions=(term("word alignment"),))
    assert found(wanted, "word alignment alignment, words alignment") == ["alignment", "alignment"]


def test_an_exception_looks_at_both_fields() -> None:
    wanted = term("alignment", exceptions=(term("word alignment"),))
    assert found(wanted, "word alignment", title="Word alignment") == []


def test_an_exception_that_covers_the_nearer_word_leaves_the_other() -> None:
    """A near term is any two hits that do not overlap an exception, not the nearest two or none."""
    pair = near("alignment", "human value")
    wanted = Term((), HERE, exceptions=(term("word alignment"),), near=pair.near)
    text = "Alignment, not word alignment, with human values."
    assert found(wanted, text) == ["Alignment", "human values"]
    assert found(wanted, "Word alignment with human values.") == []


def test_an_exception_for_one_field_counts_there_only() -> None:
    exceptions = (term("word alignment", only=Field.ABSTRACT),)
    wanted = term("alignment", exceptions=exceptions)
    assert found(wanted, "word alignment", title="Word alignment") == ["alignment"]


def test_spellings_of_a_list_are_one_term() -> None:
    """Two spellings of one term at one place are both found; each hit is there once."""
    assert found(term("RAG", "RAG system"), "RAG systems") == ["RAG", "RAG systems"]
    assert found(term("model", "model*"), "models") == ["models"]


@pytest.mark.parametrize(
    ("spelling", "code"),
    [
        ("", "term-empty"),
        ("  ", "term-empty"),
        ("...", "term-signs"),
        ("=", "term-signs"),
        ("a**b", "term-star"),
        ("a*", "term-star"),
        ("the *", "term-star"),
        ("one. Two", "term-sentence"),
        ("dataset.We", "term-sentence"),
        ("a\bb", "term-control"),
        ("a-b-c-d-e-f-g-h", "term-long"),
        ("w " * 21, "term-long"),
    ],
)
def test_what_cannot_be_a_term(spelling: str, code: str) -> None:
    """A text that can match nothing, or nearly anything, is told with a code and a hint."""
    fault = parse(spelling)
    assert isinstance(fault, Fault)
    assert (code, True) == (fault.code, bool(fault.hint))


def test_a_long_word_with_many_stars_is_quick() -> None:
    assert found(term("a*a*a*a*a*a*b"), "a" * 100_000) == []


@given(st.lists(st.text(), max_size=4), st.text(), st.text())
def test_no_text_and_no_term_raises(spellings: list[str], title: str, abstract: str) -> None:
    """Any term on any text: nothing raises, and what is found lies in the text."""
    wanted = term(*spellings) if spellings else term("x")
    matcher = Matcher([Rule("tag", "Tag", "Topic", HERE, any=(wanted,))])
    reading = matcher.find(title, abstract)
    texts = dict(zip(FIELDS, (title, abstract), strict=True))
    for hit in matcher.of("tag").any[0].hits(reading):
        for one in match("tag", wanted, hit, reading):
            assert 0 <= one.start < one.end <= len(texts[one.field])


WORDS = st.lists(st.text("abcdeéöABCsxy", min_size=1, max_size=6), min_size=1, max_size=3)


@given(WORDS, st.sampled_from([" ", "-", " – ", ", ", "/"]), st.sampled_from(["", "x ", "(", "… "]))
def test_a_term_finds_itself(words: list[str], sign: str, before: str) -> None:
    """The words of a term with any sign between them are a hit, and folded they are the term's words."""
    written = sign.join(words)
    hits = found(term(" ".join(words)), f"{before}{written} end")
    assert written in hits
    assert all(fold(word)[0].isascii() for word in words)


@given(st.text(), st.text())
def test_sentence_ends_are_signs_or_paragraphs(one: str, other: str) -> None:
    """Every end lies on a sign that can end a sentence, in order."""
    text = f"{one}. {other}"
    ends = sentence_ends(text)
    assert sorted(set(ends)) == ends
    assert all(text[end] in ".!?;\n" for end in ends)


TEXTS = st.text(st.sampled_from("aZé9_-'’.!?;\n \t\u0301\u00ad,"), max_size=40)


@given(TEXTS, st.data())
def test_a_word_stands_where_the_pattern_finds_it(text: str, data: st.DataObject) -> None:
    """Words are split at signs where there are only plain letters, and are looked for only as far as they are asked."""
    found = list(word_pattern(text).finditer(text))
    read = Text(text)
    assert [word[0] for word in found] == words(text) == read.words
    for number in data.draw(st.permutations(range(len(found)))):
        assert read.place(number) == found[number].span()


@given(TEXTS)
def test_two_words_are_together_where_no_sentence_ends_between_them(text: str) -> None:
    read, ends = Text(text), sentence_ends(text)
    for last in range(len(read.words)):
        for first in range(last):
            between = range(read.place(first)[1], read.place(last)[0])
            assert read.together(first, last) is not any(end in between for end in ends)
