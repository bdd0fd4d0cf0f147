"""The kind of publication and its place: as a source says it, else as the name of the venue tells."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal, get_args

from generator.citation.signs import flat
from generator.model import Paper

Kind = Literal[
    "article", "inproceedings", "misc", "book", "incollection", "inbook", "proceedings", "phdthesis", "mastersthesis",
    "techreport", "manual", "booklet", "unpublished", "online", "dataset", "software", "patent",
]  # fmt: skip
"""BibTeX's names, and BibLaTeX's for what BibTeX has none for. The packed citations number them in this order."""
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
IN_A_VOLUME: Final = frozenset({"article", "inproceedings", "incollection", "inbook"})
LOOSE: Final = frozenset({"misc", "unpublished", "online"})
"""Kinds of what was put somewhere, and did not come out with a publisher."""
THESES: Final = {"phdthesis": "PhD thesis", "mastersthesis": "Master's thesis"}
_AT_A_SCHOOL: Final = frozenset({"phdthesis", "mastersthesis", "techreport", "manual"})
_OTHER_NAMES: Final[Mapping[str, Kind]] = {
    "conference": "inproceedings", "thesis": "phdthesis", "report": "techreport", "electronic": "online",
    "www": "online", "mvbook": "book", "collection": "book", "mvcollection": "book", "reference": "book",
    "mvreference": "book", "bookinbook": "inbook", "suppbook": "inbook", "inreference": "incollection",
    "suppcollection": "incollection", "suppperiodical": "article", "review": "article",
    "mvproceedings": "proceedings",
}  # fmt: skip
_KIND_OF: Final[Mapping[str, Kind]] = {kind: kind for kind in KINDS} | dict(_OTHER_NAMES)
_NO_PUBLISHERS: Final = frozenset({"arxiv", "arxiv.org", "corr"})
_DASHES = re.compile("[-\u2010-\u2015]+")
_YEAR = re.compile(r"\b(?:19|20)[0-9][0-9]\b")
_PROCEEDINGS = re.compile(
    r"\b(?:proceedings|proc|conference|workshop|symposium|meeting|findings|congress|colloquium|tutorials?|track)\b",
    re.IGNORECASE,
)
_JOURNAL = re.compile(
    r"\b(?:journal|transactions|letters|magazine|quarterly|annals|bulletin|reviews?|acta|archives?|research methods"
    r"|plos \w+|ieee access)\b|\b(?:j|trans)\.|^nature\b|\d(?:\(\d+\))?:\d"
    r"|^(?:tacl|cl|tmlr|jmlr|jair|tkde|tois|tpami|taslp|pnas|pvldb|science)\b(?! \D)",
    re.IGNORECASE,
)
_PROCEEDINGS_JOURNAL = re.compile(
    r"proceedings of the (?:acm on|ieee$|national academy|vldb endowment)|\btransactions on\b", re.IGNORECASE
)
_JOURNAL_ACL = re.compile(r"\d{4}\.(?:tacl|cl)-|[JQ]\d\d-")
_VOLUME = re.compile(r"(?P<journal>.+?),? (?P<volume>\d+)(?:\((?P<number>\d+)\))?:(?P<pages>[\w-]+)")
_FINAL_YEAR = re.compile(r"\s+\(?(?:19|20)\d\d\)?$")
_FINDINGS = re.compile(r"Findings of (?:the )?((?:ACL|EMNLP|NAACL|EACL|AACL|IJCNLP)\b.*)")
_TRACK = re.compile(r"\s*\([^)]*\)$")
"""`(long)`, `(main)`, `(PMLR 267)`: part of the proceedings, not of their title."""


def is_in_a_volume(entry_type: str) -> bool:
    """Whether a kind, by any of BibTeX's or BibLaTeX's names, is part of a volume, whose editors are not its own."""
    return _KIND_OF.get(entry_type) in IN_A_VOLUME


@dataclass(frozen=True, slots=True)
class Published:
    """How a paper came out; '' where nothing is known."""

    kind: Kind = "misc"
    place: str = ""
    volume: str = ""
    number: str = ""
    pages: str = ""
    publisher: str = ""


def published(paper: Paper) -> Published:
    """The kind of publication and its place. What a source says of it goes before what its venue looks like."""
    found, publisher = _found(paper), flat(paper.publisher)
    if publisher.lower() in _NO_PUBLISHERS:
        publisher = ""
    if found.kind in _AT_A_SCHOOL and not publisher:
        found, publisher = replace(found, place=""), found.place
    if not (publisher or paper.volume or paper.number or paper.pages):
        return found
    return replace(
        found,
        volume=flat(paper.volume) or found.volume,
        number=flat(paper.number) or found.number,
        pages=_DASHES.sub("-", flat(paper.pages)) or found.pages,
        publisher=publisher,
    )


def _found(paper: Paper) -> Published:
    guessed, said = _guessed(paper), _said(paper)
    if said is None:
        is_issue = paper.volume and paper.number and guessed.place and not paper.acl
        return replace(guessed, kind="article") if is_issue else guessed
    if said in LOOSE or (said == "article" and not guessed.place):
        return replace(guessed, kind="misc" if paper.arxiv and not guessed.place else said)
    if said == guessed.kind and not (said == "article" and paper.volume):
        return guessed
    return Published(said, flat(paper.booktitle) or flat(paper.venue))


def _said(paper: Paper) -> Kind | None:
    """The kind as a source says it, if that is the source of the place as well: a preprint is `misc` in many."""
    kind = _KIND_OF.get(paper.entry_type)
    places = [paper.provenance[name] for name in ("venue", "booktitle") if name in paper.provenance]
    is_elsewhere = bool(places) and paper.provenance.get("entry_type") not in places
    return None if is_elsewhere or (kind in LOOSE and _is_named_place(paper)) else kind


def _is_named_place(paper: Paper) -> bool:
    """Does the venue say that it is a journal or a conference?"""
    is_volume = any(sign.search(paper.venue) for sign in (_PROCEEDINGS, _JOURNAL, _YEAR))
    return bool(paper.booktitle or paper.acl or is_volume)


_RANGE = re.compile(r"([0-9A-Za-z]+)-+([0-9A-Za-z]+)")


def first_and_last(pages: str) -> tuple[str, str]:
    """The first and the last page; what is no range is the first."""
    found = _RANGE.fullmatch(pages)
    return (found[1], found[2]) if found else (pages, "")


def year_of(paper: Paper) -> str:
    """The year to cite: as recorded, else that of the venue's name, else of the first submission."""
    found = _YEAR.search(paper.venue)
    return str(paper.year or "") or (found[0] if found else paper.date[:4])


def _guessed(paper: Paper) -> Published:
    """What the name of the venue looks like."""
    venue, volume = flat(paper.venue), flat(paper.booktitle)
    if not venue and not volume:
        return Published()
    if _is_journal(venue or volume, paper.acl):
        name = _FINAL_YEAR.sub("", venue)
        found = _VOLUME.fullmatch(name)
        journal, *where = (part or "" for part in found.groups()) if found else (name, "", "", "")
        return Published("article", volume or journal, *where)
    if volume or paper.acl or " " not in venue or _PROCEEDINGS.search(venue) or _YEAR.search(venue):
        short = _FINDINGS.sub(
            r"Findings of the Association for Computational Linguistics: \1", _TRACK.sub("", venue) or venue
        )
        return Published("inproceedings", volume or short)
    return Published("misc", venue)


def _is_journal(venue: str, acl: str) -> bool:
    if acl:
        return bool(_JOURNAL_ACL.match(acl))
    return bool((_PROCEEDINGS_JOURNAL if _PROCEEDINGS.search(venue) else _JOURNAL).search(venue))
