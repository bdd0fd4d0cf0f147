"""The agreement with other libraries' suites does not fall; `tests/bench/agreement.py` prints it, and the reasons."""

from __future__ import annotations

from pathlib import Path

from bench.agreement import REASONS, suites

AGREE = {
    "pybtex: names as BibTeX divides them": (106, 106),
    "bibtexparser 2: lists of names": (44, 44),
    "bibtexparser 2: parts of names": (152, 160),
    "pybtex: entries": (19, 24),
    "bibtexparser 1: titles and authors": (2274, 2274),
    "pybtex: titles in BibTeX's output": (179, 179),
    "rispy: entries": (25, 25),
    "arXiv: fields of entries": (2230, 2230),
}


def test_the_agreement_does_not_fall(data: Path) -> None:
    found = list(suites(data / "import"))
    assert {suite.name: (suite.agreed, suite.whole) for suite in found} == AGREE
    assert {case for suite in found for case in suite.others} == set(REASONS)
