"""What a citation says of a paper, decided once for all formats: the kind of publication, its place, the names' parts.

The formats, in Python and in the browser, only write this down in their own signs. All that depends on letters of
many scripts is decided here, so that both write the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from generator.mathml import MATH
from generator.model import Paper, Standing
from generator.standings import said

Kind = Literal["article", "inproceedings", "misc"]


@dataclass(frozen=True, slots=True)
class Citation:
    r"""A paper as it is cited; every text is on one line, and '' where nothing is known.

    `kind` is BibTeX's: in a journal, in proceedings, or neither, such as a preprint. `place` is the journal, the
    proceedings, or how else the paper came out. In `title` a tab stands before and after each piece whose letters no
    style may change. `authors` have tabs between their parts: `given\tfamily`, `given\tfamily\tJr.`, or as lists of
    names turn them, `family,\tgiven` and `family,\tJr.,\tgiven`; one without a tab is a name as a whole, as that of a
    group. `date` is the day of a preprint, ISO. `note` says what became of a paper that was withdrawn and the like.
    """

    key: str
    kind: Kind
    title: str
    authors: tuple[str, ...] = ()
    place: str = ""
    volume: str = ""
    number: str = ""
    pages: str = ""
    year: str = ""
    date: str = ""
    doi: str = ""
    url: str = ""
    arxiv: str = ""
    archive_class: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """An author in parts: `literal` is the name of a group, or one that has no parts; the others are a person's."""

    literal: str = ""
    family: str = ""
    given: str = ""
    suffix: str = ""


def name_of(written: str) -> Name:
    """The parts of a name with tabs, as `Citation.authors` has them."""
    first, *others = written.split("\t")
    if not others:
        return Name(literal=first)
    if first.endswith(","):
        *between, given = others
        return Name(family=first[:-1], given=given, suffix=between[0][:-1] if between else "")
    family, *after = others
    return Name(family=family, given=first, suffix=after[0] if after else "")


def citation(paper: Paper, key: str) -> Citation:
    """What is known of a paper, and nothing else; `key` is the one to cite it by."""
    kind, (place, volume, number, pages) = _published(paper)
    year = year_of(paper)
    return Citation(
        key=key,
        kind=kind,
        title=_title(paper.later_title if kind != "misc" and paper.later_title else paper.title),
        authors=tuple(in_parts(name) for name in map(_flat, paper.authors) if name),
        place=place,
        volume=volume,
        number=number,
        pages=pages,
        year=year,
        date=paper.date if kind == "misc" and year and paper.date.startswith(year) else "",
        doi=_flat(paper.doi),
        url=safe_address(_url(paper, kind)),
        arxiv=safe_address(paper.arxiv),
        archive_class=_arxiv_class(paper),
        note=_note(paper.standing) if paper.standing else "",
    )


def _note(standing: Standing) -> str:
    """What became of a paper, with the identifier of the one in its place where it has one."""
    kind, _, value = _flat(standing.successor).partition(":")
    return "".join(said(standing, {"arxiv": f"arXiv:{value}", "acl": value, "doi": f"doi:{value}"}.get(kind, "")))


_GAP = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_URL_ESCAPES: Final = str.maketrans({sign: f"%{ord(sign):02X}" for sign in ' "<>\\^`{|}'})


def _flat(text: str) -> str:
    return _GAP.sub(" ", text).strip() if _GAP.search(text) else text


def safe_address(text: str) -> str:
    """An address as it is, but for what would end a field; a percent sign stays, as all styles expect."""
    return _flat(text).translate(_URL_ESCAPES)


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
_ARXIV_CLASS = re.compile(
    r"(?:cs|econ|eess|math|physics|q-bio|q-fin|stat|astro-ph|cond-mat|nlin)\.[A-Za-z-]+"
    r"|(?:astro-ph|cond-mat|gr-qc|hep-(?:ex|lat|ph|th)|math-ph|nucl-(?:ex|th)|quant-ph)"
)


_RANGE = re.compile(r"([0-9A-Za-z]+)-+([0-9A-Za-z]+)")


def first_and_last(pages: str) -> tuple[str, str]:
    """The first and the last page; what is no range is the first."""
    found = _RANGE.fullmatch(pages)
    return (found[1], found[2]) if found else (pages, "")


def year_of(paper: Paper) -> str:
    """The year to cite: as recorded, else that of the venue's name, else of the first submission."""
    found = _YEAR.search(paper.venue)
    return str(paper.year or "") or (found[0] if found else paper.date[:4])


def _published(paper: Paper) -> tuple[Kind, tuple[str, str, str, str]]:
    """The kind of publication, and its place, volume, number and pages."""
    venue, volume = _flat(paper.venue), _flat(paper.booktitle)
    if not venue and not volume:
        return "misc", ("", "", "", "")
    if _is_journal(venue or volume, paper.acl):
        name = _FINAL_YEAR.sub("", venue)
        found = _VOLUME.fullmatch(name)
        journal, *where = (part or "" for part in found.groups()) if found else (name, "", "", "")
        return "article", (volume or journal, where[0], where[1], where[2])
    if volume or paper.acl or " " not in venue or _PROCEEDINGS.search(venue) or _YEAR.search(venue):
        short = _FINDINGS.sub(r"Findings of the Association for Computational Linguistics: \1", _TRACK.sub("", venue))
        return "inproceedings", (volume or short, "", "", "")
    return "misc", (venue, "", "", "")


def _is_journal(venue: str, acl: str) -> bool:
    if acl:
        return bool(_JOURNAL_ACL.match(acl))
    return bool((_PROCEEDINGS_JOURNAL if _PROCEEDINGS.search(venue) else _JOURNAL).search(venue))


def _url(paper: Paper, kind: Kind) -> str:
    if paper.acl:
        return f"https://aclanthology.org/{paper.acl}"
    if paper.url.startswith(("https://", "http://")):
        return paper.url
    return f"https://arxiv.org/abs/{paper.arxiv}" if paper.arxiv and (kind == "misc" or not paper.doi) else ""


def _arxiv_class(paper: Paper) -> str:
    first = paper.categories[0] if paper.arxiv and paper.categories else ""
    return first if _ARXIV_CLASS.fullmatch(first) else ""


_PARTICLES: Final = frozenset({
    "'t", "af", "al", "av", "bin", "da", "das", "de", "degli", "dei", "del", "della", "den", "der", "di", "do", "dos",
    "du", "el", "ibn", "la", "le", "ten", "ter", "van", "vom", "von", "zu", "zum", "zur",
})  # fmt: skip
"""Small words that begin a family name when they stand before its last word."""
_SUFFIX = re.compile(r"(?:jr|sr)\.?|II|III|IV", re.IGNORECASE)
_GROUP = re.compile(
    r"\b(?:team|group|collaboration|consortium|community|project|initiative|network|committee|council|society"
    r"|association|organi[sz]ation|foundation|institute|institut|university|laboratory|labs?|center|centre|department"
    r"|ministry|agency|workshop|corporation|company|research|inc|ltd|llc|gmbh|intelligence|and|et al)\b"
    r"|^(?:the|les?|das|der|die) |[&@/\d:]|[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]",
    re.IGNORECASE,
)
"""What no name of one person has. One in Chinese, Japanese or Korean letters has its family name first, and stays."""


def in_parts(name: str) -> str:
    """A name with tabs between its parts, as `Citation` has it; `name` is on one line without a tab."""
    if " " not in name or _GROUP.search(name):
        return name
    if "," in name:
        return _turned(name.split(", "), name)
    words = name.split(" ")
    suffix = [words.pop()] if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else []
    middle = range(1, len(words) - 1)
    family = next((at for at in middle if words[at].lower() in _PARTICLES), len(words) - 1)
    return "\t".join((" ".join(words[:family]), " ".join(words[family:]), *suffix))


def _turned(pieces: list[str], name: str) -> str:
    """A name with commas: `Toy, Nora`, `Toy, Jr., Nora`, `Nora Toy, Jr.`; any other is no person's."""
    if "" in pieces or any("," in piece for piece in pieces):
        return name
    if len(pieces) == 2 and _SUFFIX.fullmatch(pieces[1]):
        return f"{in_parts(pieces[0])}\t{pieces[1]}" if " " in pieces[0] else name
    is_person = len(pieces) == 2 or (len(pieces) == 3 and _SUFFIX.fullmatch(pieces[1]))
    return ",\t".join(pieces) if is_person else name


_CORE = re.compile(r"([^\W_](?:\S*[^\W_])?)")
_PART = re.compile(r"[^\W_]+")
_BARE = re.compile(r"(?<!\\)[%#&]")


def _title(title: str) -> str:
    return "".join(_title_parts(_flat(title)))


def _title_parts(title: str) -> Iterator[str]:
    """The title in pieces: math kept whole, and names with capitals of their own, between tabs."""
    at = 0
    for found in MATH.finditer(title) if "$" in title else ():
        if _is_closed(found[0]):
            yield _words(title[at : found.start()])
            yield f"\t{found[0]}\t"
            at = found.end()
    yield _words(title[at:])


def _is_closed(tex: str) -> bool:
    """Can this stand in a BibTeX field as it is? BibTeX counts braces, escaped ones too."""
    depth = 0
    for sign in tex:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0 and not _BARE.search(tex)


def _words(text: str) -> str:
    """Text with tabs around each word that a style must not put in small letters; every second piece is a word."""
    return "".join(f"\t{one}\t" if at % 2 and _is_name(one) else one for at, one in enumerate(_CORE.split(text)))


def _is_name(word: str) -> bool:
    """Has the word a capital of its own (`RewardBench`, `3D`, `Llama-2`, `Vitamin C`), not only a first one?"""
    if len(word) > 1 and word.isalpha() and (word.islower() or word.istitle()):
        return False  # as most words are
    if any(part[1:] != part[1:].lower() for part in _PART.findall(word)):
        return True
    is_single = len(word) == 1 and word not in "AI"
    return word != word.lower() and (is_single or any(sign.isdigit() for sign in word))
