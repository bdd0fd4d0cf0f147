"""Papers as BibTeX: one entry for each, of what is known and nothing else, and the keys to cite them by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from slugify import slugify

from generator.mathml import MATH
from generator.model import Paper
from generator.naming import suffix
from generator.text import family_name

KEY_LETTERS: Final = 8
"""A key takes words of the title until it has so many letters of them."""
SMALL_WORDS: Final = frozenset({
    "a", "an", "and", "are", "as", "at", "be", "beyond", "by", "can", "do", "does", "for", "from", "how", "in", "into",
    "is", "it", "its", "not", "of", "on", "or", "the", "to", "towards", "toward", "under", "using", "via", "we", "what",
    "when", "where", "which", "why", "with", "without",
})  # fmt: skip
"""Words of a title that no key takes."""

Fields = dict[str, str]

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
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
_ARXIV_CLASS = re.compile(
    r"(?:cs|econ|eess|math|physics|q-bio|q-fin|stat|astro-ph|cond-mat|nlin)\.[A-Za-z-]+"
    r"|(?:astro-ph|cond-mat|gr-qc|hep-(?:ex|lat|ph|th)|math-ph|nucl-(?:ex|th)|quant-ph)"
)

_GAP = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_ESCAPES: Final = str.maketrans(
    {sign: "\\" + sign for sign in "&%#_$"}
    | {"\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
    | {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)
_URL_ESCAPES: Final = str.maketrans({sign: f"%{ord(sign):02X}" for sign in ' "<>\\^`{|}'})
_CORE = re.compile(r"([^\W_](?:\S*[^\W_])?)")
_PART = re.compile(r"[^\W_]+")
_BARE = re.compile(r"(?<!\\)[%#&]")
_AND = re.compile(r"(?:^| )(?:and|others)(?: |$)|,", re.IGNORECASE)


_TRACK = re.compile(r"\s*\([^)]*\)$")
"""`(long)`, `(main)`, `(PMLR 267)`: part of the proceedings, not of their title."""


def keys(papers: Iterable[Paper], kept: Mapping[str, str] | None = None) -> dict[str, str]:
    """A citation key for each identity, such as `jin2025ragrewardbench`: first author, year, first words of the title.

    Where several papers have the same, the earliest keeps it and the others take a suffix of their own identity, so
    that a newer paper changes no key. `kept` are keys to keep by identity, whatever else is there.
    """
    found = {} if kept is None else dict(kept)
    taken = set(found.values())
    for paper in sorted(papers, key=lambda paper: (paper.date or str(paper.year or "9999"), paper.identity)):
        if paper.identity in found:
            continue
        key = _key(paper)
        if key in taken:
            key = f"{key}-{suffix(paper.identity)}"
        while key in taken:
            key += "x"
        found[paper.identity] = key
        taken.add(key)
    return found


def bibtex(paper: Paper, key: str) -> str:
    """One entry, with a line feed at its end. Every field stands on a line of its own that begins with its name."""
    kind, published = _published(paper)
    fields: Fields = {
        "title": _title(paper.later_title if kind != "misc" and paper.later_title else paper.title),
        "author": " and ".join(_author(name) for name in map(_flat, paper.authors) if name),
        **{name: _escape(value) for name, value in published.items()},
        "year": _year(paper),
        "doi": _verbatim(paper.doi),
        "url": _verbatim(_url(paper, kind)),
        "eprint": _verbatim(paper.arxiv),
        "archiveprefix": "arXiv" if paper.arxiv else "",
        "primaryclass": _arxiv_class(paper),
    }
    lines = (f"  {name:<9} = {{{value}}}" for name, value in fields.items() if value)
    return ",\n".join([f"@{kind}{{{key}", *lines]) + "\n}\n"


def _key(paper: Paper) -> str:
    name = slugify(family_name(paper.authors[0]), separator="") if paper.authors else ""
    return f"{name or 'anon'}{_year(paper)}{_first_words(paper.title)}"


def _first_words(title: str) -> str:
    """The first words of a title that mean something, as one run of small letters and digits."""
    found = ""
    for word in title[:500].split():
        if len(found) >= KEY_LETTERS:
            break
        plain = slugify(word, separator="")
        found += "" if plain in SMALL_WORDS else plain
    return found[:40]


def _year(paper: Paper) -> str:
    found = _YEAR.search(paper.venue)
    return str(paper.year or "") or (found[0] if found else paper.date[:4])


def _published(paper: Paper) -> tuple[str, Fields]:
    """The type of the entry, and the fields that say where the paper appeared."""
    venue, volume = _flat(paper.venue), _flat(paper.booktitle)
    if not venue and not volume:
        return "misc", {}
    if _is_journal(venue or volume, paper.acl):
        found = _VOLUME.fullmatch(_FINAL_YEAR.sub("", venue))
        parts = {name: value or "" for name, value in found.groupdict().items()} if found else {}
        return "article", {**parts, "journal": volume or parts.get("journal") or _FINAL_YEAR.sub("", venue)}
    if volume or paper.acl or " " not in venue or _PROCEEDINGS.search(venue) or _YEAR.search(venue):
        short = _FINDINGS.sub(r"Findings of the Association for Computational Linguistics: \1", _TRACK.sub("", venue))
        return "inproceedings", {"booktitle": volume or short}
    return "misc", {"howpublished": venue}


def _is_journal(venue: str, acl: str) -> bool:
    if acl:
        return bool(_JOURNAL_ACL.match(acl))
    return bool((_PROCEEDINGS_JOURNAL if _PROCEEDINGS.search(venue) else _JOURNAL).search(venue))


def _url(paper: Paper, kind: str) -> str:
    if paper.acl:
        return f"https://aclanthology.org/{paper.acl}"
    if paper.url.startswith(("https://", "http://")):
        return paper.url
    return f"https://arxiv.org/abs/{paper.arxiv}" if paper.arxiv and (kind == "misc" or not paper.doi) else ""


def _arxiv_class(paper: Paper) -> str:
    first = paper.categories[0] if paper.arxiv and paper.categories else ""
    return first if _ARXIV_CLASS.fullmatch(first) else ""


def _flat(text: str) -> str:
    return _GAP.sub(" ", text).strip()


def _escape(text: str) -> str:
    return text.translate(_ESCAPES)


def _verbatim(text: str) -> str:
    """An address as it is, but for what would end the field; a percent sign stays, as all styles expect."""
    return _flat(text).translate(_URL_ESCAPES)


def _author(name: str) -> str:
    """A name as one name: a comma, or `and` between words, would make BibTeX see another."""
    return f"{{{_escape(name)}}}" if _AND.search(name) else _escape(name)


def _title(title: str) -> str:
    return "".join(_title_parts(_flat(title)))


def _title_parts(title: str) -> Iterator[str]:
    """The title in pieces: math kept and braced, names with capitals of their own braced, the rest escaped."""
    at = 0
    for found in MATH.finditer(title):
        if _is_closed(found[0]):
            yield _words(title[at : found.start()])
            yield f"{{{found[0]}}}"
            at = found.end()
    yield _words(title[at:])


def _is_closed(tex: str) -> bool:
    """Can this stand in a field as it is? BibTeX counts braces, escaped ones too."""
    depth = 0
    for sign in tex:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0 and not _BARE.search(tex)


def _words(text: str) -> str:
    """Text with each word braced that a style must not put in small letters; every second piece is a word."""
    pieces = enumerate(_CORE.split(text))
    return "".join(f"{{{_escape(one)}}}" if at % 2 and _is_name(one) else _escape(one) for at, one in pieces)


def _is_name(word: str) -> bool:
    """Has the word a capital of its own (`RewardBench`, `3D`, `Llama-2`, `Vitamin C`), not only a first one?"""
    if len(word) > 1 and word.isalpha() and (word.islower() or word.istitle()):
        return False  # as most words are
    if any(part[1:] != part[1:].lower() for part in _PART.findall(word)):
        return True
    is_single = len(word) == 1 and word not in "AI"
    return word != word.lower() and (is_single or any(sign.isdigit() for sign in word))
