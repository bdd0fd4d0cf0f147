"""What came out, by BibTeX's names: those of RIS, CSL, Zotero, Scopus and Web of Science side by side."""

from __future__ import annotations

import re

_KINDS = {
    "article": (
        "JOUR", "EJOUR", "JFULL", "MGZN", "NEWS", "ABST", "INPR", "article-journal", "article-magazine",
        "article-newspaper", "review", "review-book", "journal", "journal article", "magazine article",
        "newspaper article", "journal paper", "letter", "editorial", "short survey", "data paper", "J",
    ),
    "inproceedings": (
        "CPAPER", "CONF", "paper-conference", "conference", "conference paper", "conference article",
        "proceedings paper", "proceedings article", "workshop paper", "conference proceedings", "C",
    ),
    "proceedings": ("SER",),
    "book": ("BOOK", "EBOOK", "monograph", "whole book", "B", "edited book", "EDBOOK"),
    "incollection": (
        "CHAP", "ECHAP", "chapter", "book chapter", "book section", "entry", "entry-dictionary", "entry-encyclopedia",
        "encyclopedia article", "dictionary entry", "ENCYC", "DICT",
    ),
    "phdthesis": ("THES", "thesis", "dissertation", "doctoral thesis", "phd thesis"),
    "mastersthesis": ("masters thesis", "master thesis"),
    "techreport": ("RPRT", "report", "STAND", "standard", "GOVDOC", "technical report", "white paper"),
    "unpublished": ("UNPB", "MANSCPT", "manuscript", "speech", "presentation", "working paper"),
    "patent": ("PAT", "P"),
    "software": ("COMP", "computer program"),
    "dataset": ("DATA", "DBASE", "AGGR", "data set"),
    "online": ("ELEC", "BLOG", "webpage", "post", "post-weblog", "blog post", "web page", "MULTI", "ICOMM"),
    "misc": ("GEN", "preprint", "posted content", "generic", "document", "other"),
}  # fmt: skip
_OWN = (
    "inbook", "booklet", "manual", "collection", "thesis", "report", "electronic", "www", "artwork", "audio", "video",
    "image", "letter", "movie", "music", "performance", "mvbook", "periodical", "reference", "suppbook",
)  # fmt: skip
_SIGNS = re.compile(r"[^a-z]+")


def _folded(name: str) -> str:
    return _SIGNS.sub("", name.lower())


_NAMES = {_folded(name): name for name in _OWN} | {
    _folded(name): kind for kind, others in _KINDS.items() for name in (kind, *others)
}
PREPRINTS = frozenset({"", "misc", "unpublished", "online"})
"""Kinds of what was not published in a place, so that the day on which it came out is that of its submission."""


def kind_of(name: str) -> str:
    """BibTeX's name for a kind of publication by any other; '' where nobody knows it."""
    return _NAMES.get(_folded(name[:60]), "")
