"""A listing page saved as text in twenty ways: each has the same papers in the same order."""

from __future__ import annotations

import pytest

from generator.model import Listing, Problem, Record, Severity, Source
from generator.readers import read_source

LONG = "A Study of " + "Very Small Paper Boats and of the People Who Fold Them on Rainy Afternoons " * 2 + "in 2024"
TITLES = ("Counting Lighthouses: A Survey", LONG[:174].rstrip(), "Do Paper Boats Dream?", "Über die Nyström-Drachen")
ABSTRACT = (
    "We study {} with care. The question has been open for a while, and earlier answers were partial. Our method needs "
    "no labels and little memory. In trials on three toy corpora it is better than every baseline by 3.1% on average."
)
ABSTRACTS = tuple(map(ABSTRACT.format, ("lighthouses", "small boats", "dreams", "kites")))
HEADER = "new\n\nGet trending papers in your email inbox!\n\nSubscribe\n\nbyAK and the research community\n\nMar 12"
PAPERS = "\n\n".join(f"{title}\n\n{abstract}" for title, abstract in zip(TITLES, ABSTRACTS, strict=True))


def papers(form: str) -> str:
    """The papers, each in this form of its title and abstract, with its rank and a count of votes."""
    found = zip(TITLES, ABSTRACTS, range(1, 5), strict=True)
    return "\n\n".join(form.format(t=title, a=abstract, n=number, v=number * 37) for title, abstract, number in found)


PLAIN = f"{HEADER}\n\n{PAPERS}\n"
VARIANTS: dict[str, str | bytes] = {
    "as it is": PLAIN,
    "without a header": f"{PAPERS}\n",
    "without a date line": PLAIN.replace("\n\nMar 12", ""),
    "date with a year": PLAIN.replace("Mar 12", "March 12, 2025"),
    "ISO date": PLAIN.replace("Mar 12", "2025-03-12"),
    "day first": PLAIN.replace("Mar 12", "12 Mar"),
    "two date lines": PLAIN.replace("Mar 12", "Mar 12\n\nMar 13"),
    "daily papers": "Daily Papers\n\nby AK and the research community\n\nMar 12\n\n" + PAPERS,
    "trending papers": "Trending Papers\n\n" + HEADER + "\n\n" + PAPERS,
    "vote counts above": f"{HEADER}\n\n" + papers("{v}\n\n{t}\n\n{a}"),
    "vote counts below": f"{HEADER}\n\n" + papers("{t}\n\n{a}\n\n{v} upvotes"),
    "vote counts beside nothing": f"{HEADER}\n\n" + papers("{t}\n{v}\n\n{a}"),
    "authors and date": f"{HEADER}\n\n" + papers("{t}\n\n{n} authors · Mar {n}, 2025\n\n{a}"),
    "authors, then date": f"{HEADER}\n\n" + papers("{t}\n\n{n} authors\n\nPublished on Mar {n}\n\n{a}"),
    "links below": f"{HEADER}\n\n" + papers("{t}\n\n{a}\n\nView arXiv page\n\nView PDF\n\nGitHub 1.2k"),
    "line ends of Windows": PLAIN.replace("\n", "\r\n"),
    "line ends of old Macs": PLAIN.replace("\n", "\r"),
    "byte order mark": "\ufeff" + PLAIN,
    "Windows-1252": PLAIN.encode("cp1252"),
    "UTF-16": PLAIN.encode("utf-16"),
    "no-break spaces": PLAIN.replace(" ", "\u00a0"),
    "tabs and spaces at the ends": PLAIN.replace("\n", " \t\n"),
    "indented": "".join(f"\t{line}\n" for line in PLAIN.split("\n")),
    "many empty lines": PLAIN.replace("\n\n", "\n\n\n \n\n"),
    "zero-width spaces": PLAIN.replace("\n\n", "\n\n\u200b"),
    "wrapped abstracts": PLAIN.replace(". ", ".\n"),
    "abstracts in paragraphs": PLAIN.replace("partial. Our", "partial.\n\nOur"),
    "no empty line at the end": PLAIN.rstrip(),
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_each_variant_has_the_same_papers(variant: str) -> None:
    text = VARIANTS[variant]
    source = Source("site_src/papers/toys.txt", text if isinstance(text, bytes) else text.encode())
    items = list(read_source(source))
    found = [item for item in items if isinstance(item, Record)]
    assert [record.title for record in found] == list(TITLES)
    assert [" ".join(record.abstract.split()) for record in found] == list(ABSTRACTS)
    assert [record.rank for record in found] == [1, 2, 3, 4]
    assert [item.code for item in items if isinstance(item, Problem) and item.severity is Severity.ERROR] == []


@pytest.mark.parametrize(
    ("variant", "date_line"),
    [
        ("as it is", "Mar 12"),
        ("without a header", ""),
        ("date with a year", "March 12, 2025"),
        ("ISO date", "2025-03-12"),
        ("two date lines", "Mar 12"),
        ("no-break spaces", "Mar 12"),
    ],
)
def test_the_date_line_is_as_written(variant: str, date_line: str) -> None:
    """No year is invented, and no date of a paper is taken for that of the listing."""
    items = read_source(Source("site_src/papers/toys.txt", str(VARIANTS[variant]).encode()))
    assert [item.date_line for item in items if isinstance(item, Listing)] == [date_line]
