from __future__ import annotations

import re
import time
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from slugify import slugify

from generator import text
from generator.model import Record, Source
from generator.readers import read_source

PIECES = [
    *"\\${}^_~`'\"-% aeno1.,\n",
    "\\emph{",
    "\\(",
    "\\)",
    "``",
    "''",
    "\\'e",
    "$$",
    "é",
    "\u202e",
    "https://",
    ".org/",
]
TEX = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
ANY = st.text(max_size=120) | TEX


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (r"Nystr\"omLoRA and Mar\'{\i}a", "NyströmLoRA and María"),
        (r"Erd\H os, S\o ren, {\L}ukasz, \c{c}, \v{S}, \~n, \k{a}", "Erdős, Søren, Łukasz, ç, Š, ñ, ą"),
        (r"8.88\% \& \_", "8.88% & _"),
        (r"\emph{x} \textbf{a \emph{b}} {\em c} {\bf d}", "x a b c d"),
        (r"\url{http://a.org/c} \href{http://a.org}{b}", "http://a.org/c b (http://a.org)"),
        ("a -- b, pages 1--2, wait --- what", "a – b, pages 1–2, wait — what"),
        ("run it with --verbose", "run it with --verbose"),
        ("``double'' and `single' but f'' and don't", "“double” and ‘single’ but f'' and don't"),
        ("legal reasoning}. Then {TeX} groups", "legal reasoning. Then TeX groups"),
        (r"\ourMethod-trained", "ourMethod-trained"),
        ("Align^2LLaVA, D^2O, 10^{-14}, 5^{th}, x^{ab}", "Align²LLaVA, D²O, 10⁻¹⁴, 5th, x^ab"),
        ("H_{2}O and snake_case", "H₂O and snake_case"),
        (r"5^\circ and {\mu}m", "5° and μm"),
        ("by ~90% or ~9x, *PO and [CLS]", "by ~90% or ~9x, *PO and [CLS]"),
        ("Figure~3, 10~kg, but 5~10", "Figure 3, 10 kg, but 5~10"),
        (r"a \(x^2\), b \[y\], c $$z$$, d $\alpha_1$", r"a $x^2$, b $y$, c $z$, d $\alpha_1$"),
        ("where~$G$ is $ O(n) $", "where $G$ is $O(n)$"),
        ("costs $5 and $10", "costs $5 and $10"),
        ("from $5-$10 to US$5, for $3 million or $4 billion", "from $5-$10 to US$5, for $3 million or $4 billion"),
        ("costs $5 and $10 with $n$ users", "costs $5 and $10 with $n$ users"),
        (r"only \$5", "only $5"),
        (r"as in \cite{toy2024}", "as in [toy2024]"),
        ("{{ 7 * 7 }} {% raw %} {1, 2}", "{{ 7 * 7 }} {% raw %} {1, 2}"),
        ("http://a.org/~u/x--y_z^2", "http://a.org/~u/x--y_z^2"),
        (r"Nguy\~{\^e}n, Nguy{\~{\^{e}}}n, \'\^e, \u\i", "Nguyễn, Nguyễn, ế, ĭ"),
        (r"{\DJ}or{\dj}e, \AA ngstr\"om, \OE uvre, Gro\ss e, \th{} \NG", "Đorđe, Ångström, Œuvre, Große, þ Ŋ"),
        (r"{\relax Ch}arles, \noopsort{b}Toy, \textcolor{red}{red}, \ensuremath{\alpha}", "Charles, Toy, red, α"),
        (r"H\textsubscript{2}O, 1\textsuperscript{st}, x\textsuperscript{2}", "H₂O, 1st, x²"),
        (r"\enquote{a} \flqq b\frqq{} \lq c\rq{} \textquotesingle", "“a” « b» ‘ c’ '"),
        (r"a~-- b, 5\textless 6\textgreater{}, \S~5, 10\,\euro{}, p.~5\psqq", "a – b, 5< 6>, § 5, 10 €, p. 5 sqq."),
        (r"{\CYRA}{\cyrb} {{DDT}} {D}NA \MakeUppercase{x}", "Аб DDT DNA x"),
        (r"\pkg{kites} in \proglang{R}, \TeX{}, \LaTeX{toys}, \log{n}", "kites in R, TeX, LaTeXtoys, logn"),
        (r"kites{\emdash}strings, 3\endash{}4, kite\hyphen shaped", "kites—strings, 3–4, kite-shaped"),
        ("a\\", "a\\"),
        ("plain", "plain"),
    ],
)
def test_latex_becomes_text(written: str, expected: str) -> None:
    assert text.decode_latex(written) == expected
    assert text.decode_latex(expected) == expected


@pytest.mark.parametrize(
    ("decoded", "expected"),
    [
        ("costs $5 and $10", []),
        (r"2$\times$10 $<$8.5", [r"$\times$", "$<$"]),
        (r"$n$ and $O(n \log n)$", ["$n$", r"$O(n \log n)$"]),
        (r"C$_{60}$ and $^{40}$Ca", ["$_{60}$", "$^{40}$"]),
        ("$x\n\ny$", []),
        ("$5$, $", ["$5$"]),
    ],
)
def test_math_is_told_from_money(decoded: str, expected: list[str]) -> None:
    assert [decoded[start:end] for start, end in text.math_spans(decoded)] == expected


@given(ANY)
def test_decoding_never_fails(written: str) -> None:
    text.decode_latex(written)
    text.plain(written, paragraphs=True)


@given(st.text(st.characters(exclude_characters="\\${}^~`-'_")))
def test_text_without_signs_of_latex_stays(written: str) -> None:
    assert text.decode_latex(written) == written


@given(ANY)
@example("\u202ea\x00b\ud800")
def test_clean_text_has_nothing_hidden(written: str) -> None:
    cleaned = text.clean(written)
    assert text.clean(cleaned) == cleaned
    assert cleaned == " ".join(cleaned.split())
    assert not [sign for sign in cleaned if unicodedata.category(sign) in ("Cc", "Cs")]
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069") & set(cleaned)
    cleaned.encode()


def test_paragraphs_stay_where_they_are_asked_for() -> None:
    assert text.clean(" a\n b \r\n \t\r\n\r\nc", paragraphs=True) == "a b\n\nc"
    assert text.clean("a\n\nb") == "a b"


@pytest.mark.parametrize(
    "titles",
    [
        (r"Nystr\"om Kites", "Nyström kites", "Nystro\u0308m: Kites!", "NYSTROM KITES"),
        ("Align^2LLaVA", "Align²LLaVA", "Align2LLaVA"),
        ("Straße", "strasse", "STRASSE"),
        ("ﬁne Łódź", "Fine Lodz"),
        ("$O(n)$ of “x”", "O(n) of x"),
    ],
)
def test_spellings_of_one_title_have_one_key(titles: tuple[str, ...]) -> None:
    assert len({text.title_key(title) for title in titles}) == 1


def test_titles_without_letters_and_of_other_scripts_keep_apart() -> None:
    titles = ["???", "!!!", "名动词", "动词", "हिन्दी", "हन्दी", "か", "が"]
    assert len({text.title_key(title) for title in titles}) == len(titles)


@given(ANY)
def test_a_key_is_its_own_key(title: str) -> None:
    assert text.text_key(text.text_key(title)) == text.text_key(title)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("The Hitchhiker's Guide to *PO", "the-hitchhikers-guide-to-po"),
        ("Align²LLaVA: Cascades", "align2llava-cascades"),
        ("名动词", "ming-dong-ci"),
        ("../../etc/passwd", "etc-passwd"),
        ("word " * 40, "-".join(["word"] * 16)),
        ("x" * 100, "x" * 79),
        ("???", ""),
    ],
)
def test_slugs(title: str, expected: str) -> None:
    assert text.slug(title) == expected


@given(ANY)
def test_a_slug_is_a_safe_piece_of_an_address(title: str) -> None:
    slug = text.slug(title)
    assert len(slug) < 80
    assert not slug or re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", slug)
    assert text.slug(slug) == slug


@given(
    st.text(st.sampled_from("aB1,'-_ .#é~"), max_size=30) | st.text(st.sampled_from("ab1- "), min_size=60, max_size=99)
)
def test_a_slug_is_that_of_slugify(title: str) -> None:
    """Also where there is nothing to transliterate, which is done here."""
    bare = re.sub(r"(?<=\w)'(?=\w)", "", text.clean(title))
    assert text.slug(title) == slugify(bare, max_length=79, word_boundary=True, save_order=True)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://example.org/a?b=c&d#e", "https://example.org/a?b=c&d#e"),
        (" http://example.org ", "http://example.org"),
        ("https://example.org/A_(b)'<>é", "https://example.org/A_%28b%29%27%3C%3E%C3%A9"),
        ("https://example.org/50%", "https://example.org/50%25"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//example.org", ""),
        ("https://example.org/a b", ""),
        ("https://example.org\\@evil.example", ""),
        ("https://user:secret@example.org/", ""),
        ("http://localhost/", ""),
        ("https://[::1", ""),
        ("https://example.org/" + "x" * 3000, ""),
    ],
)
def test_only_safe_addresses_are_links(address: str, expected: str) -> None:
    assert text.safe_url(address) == expected


@given(ANY | st.text().map("https://example.org/".__add__) | st.text().map("http://".__add__))
def test_an_address_is_safe_or_empty(written: str) -> None:
    address = text.safe_url(written)
    assert not address or re.fullmatch(r"https?://[\w.:-]+[!#$%&*+,./:;=?@\w~-]*", address, re.ASCII)
    assert text.safe_url(address) in (address, "")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("at https://github.com/toy/x.", [("https://github.com/toy/x", "https://github.com/toy/x")]),
        ("at tiny.one/arxivedits.", [("tiny.one/arxivedits", "https://tiny.one/arxivedits")]),
        ("(see github.com/x/y), then", [("github.com/x/y", "https://github.com/x/y")]),
        ("(https://a.org/x_(y)).", [("https://a.org/x_(y)", "https://a.org/x_%28y%29")]),
        ("on toy.github.io.", [("toy.github.io", "https://toy.github.io")]),
        ("“https://a.org/x”", [("https://a.org/x", "https://a.org/x")]),
        ("and/or i.e./e.g. GPT-3.5/GPT-4, a@b.com/x", []),
        ("javascript:alert(1)", []),
    ],
)
def test_addresses_are_found_in_running_text(written: str, expected: list[tuple[str, str]]) -> None:
    assert [(written[start:end], address) for start, end, address in text.find_urls(written)] == expected


@given(ANY)
def test_found_addresses_stand_apart_and_in_order(written: str) -> None:
    found = text.find_urls(written)
    assert all(end <= following for (_, end, _), (following, _, _) in pairwise(found))
    assert all(text.safe_url(address) == address for _, _, address in found)


def test_code_links_are_those_of_the_places_that_keep_code() -> None:
    written = "github.com/x/y, https://huggingface.co/papers/2401.00001, https://a.org/z and https://github.com/x/y."
    assert text.code_urls(written) == ["https://github.com/x/y"]


OF_ADDRESSES = [
    "https://",
    "www.",
    "WwW.",
    "toy.org",
    "/",
    ".io",
    "github",
    "GıtHub",
    ".",
    "://",
    "x",
    " ",
    "\n",
    "\t",
    "  ",
]


@given(st.lists(st.sampled_from(OF_ADDRESSES), max_size=12))
def test_addresses_are_sought_wherever_one_can_be(pieces: list[str]) -> None:
    written = "".join(pieces)
    places = [found.span() for found in text._ADDRESS.finditer(written)]
    found = [
        one.span() for start, end in text._stretches(written) for one in text._ADDRESS.finditer(written, start, end)
    ]
    assert places == found


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2024-12-18", "2024-12-18"), ("2024-12-18T10:00:00Z", "2024-12-18"), ("2024-3", "2024-03"), ("2024", "2024"),
        ("2024-02-30", ""), ("2024-13", ""), ("2024-00", ""), ("Mar 12", ""), ("", ""), ("0000", ""), ("٢٠٢٤", ""),
    ],
)  # fmt: skip
def test_dates(written: str, expected: str) -> None:
    assert text.iso_date(written) == expected


def test_dates_for_people() -> None:
    shown = [text.display_date(date) for date in ("2024-12-08", "2024-12", "2024", "")]
    assert shown == ["8 Dec 2024", "Dec 2024", "2024", ""]


def test_family_names() -> None:
    names = ("Ada B. Exemplar", "Exemplar, Ada", "Bo Sample Jr.", "Sample, Bo, III", "Toy Team", "纸船", "")
    assert [text.family_name(name) for name in names] == [
        "Exemplar",
        "Exemplar",
        "Sample",
        "Sample",
        "Team",
        "纸船",
        "",
    ]


@pytest.mark.parametrize(
    ("written", "doi", "arxiv", "acl"),
    [
        ("10.99999/TOY.1", "10.99999/TOY.1", "", ""),
        ("https://doi.org/10.99999/a%28b%29.", "10.99999/a(b)", "", ""),
        ("doi: 10.99999/a", "10.99999/a", "", ""),
        ("10.99999/a 10.99999/b", "10.99999/a", "", ""),
        ("10.1/x", "", "", ""),
        ("10.99999/", "", "", ""),
        ("10.99999/../../x", "", "", ""),
        ("2412.13746v2", "", "2412.13746", ""),
        ("arXiv:math.GT/0309136v1", "", "math/0309136", ""),
        ("q-bio/0701015", "", "q-bio/0701015", ""),
        ("https://arxiv.org/pdf/2412.13746v1.pdf", "", "2412.13746", ""),
        ("https://huggingface.co/papers/2412.13746", "", "2412.13746", ""),
        ("10.48550/arXiv.2412.13746", "", "2412.13746", ""),
        ("2413.13746", "", "", ""),
        ("../../2412.13746", "", "", ""),
        ("2020.lrec-1.385", "", "", "2020.lrec-1.385"),
        ("https://aclanthology.org/P19-1001.pdf", "", "", "P19-1001"),
        ("10.18653/v1/2023.acl-long.908", "10.18653/v1/2023.acl-long.908", "", "2023.acl-long.908"),
        ("", "", "", ""),
    ],
)
def test_identifiers_have_one_normal_form(written: str, doi: str, arxiv: str, acl: str) -> None:
    assert (text.doi(written), text.arxiv(written), text.acl(written)) == (doi, arxiv, acl)


@given(ANY | st.from_regex(r"(10\.\d{4}/|arxiv:|acl:)[./a-z0-9 ]{0,20}"))
def test_no_identifier_leads_out_of_its_folder(written: str) -> None:
    for identifier in (text.doi(written), text.arxiv(written), text.acl(written)):
        assert not {".", "..", ""} & set(identifier.split("/")) or not identifier
        assert not re.search(r"[\s\\\x00-\x1f\x7f]", identifier)


@given(ANY, st.integers(1, 60))
def test_a_clipped_text_is_short_enough(written: str, length: int) -> None:
    assert len(text.clip(written, length)) <= length


@pytest.mark.parametrize(
    "sign",
    ["$", "$a", r"\(", r"\$", "{", "{,", "\\", "``", "`a'", "^{", "a~", "a.", "https://a.b/", "{{ ", r"\cite[", "\n\n"],
)
def test_signs_without_a_partner_take_linear_time(sign: str) -> None:
    hostile = sign * (200_000 // len(sign))
    start = time.process_time()
    text.plain(hostile, paragraphs=True)
    text.find_urls(hostile)
    text.math_spans(hostile)
    assert time.process_time() - start < 3


def test_ten_thousand_abstracts_are_decoded_in_a_second(data: Path) -> None:
    content = (data / "papers" / "edge.jsonl").read_bytes()
    abstracts = [item.abstract for item in read_source(Source("edge.jsonl", content)) if isinstance(item, Record)]
    start = time.process_time()
    for abstract in (abstracts * 28)[:10_000]:
        text.decode_latex(abstract)
    assert time.process_time() - start < 3
