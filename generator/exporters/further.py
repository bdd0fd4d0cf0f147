"""What a paper has beyond its citation, for files that hold it: reading them gives the same paper again.

Fields that a source has under a name of the format's own, or of another format, go out under the format's name. What
no style prints has a name that styles pass over. The short entry on a paper's page has none of this.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from generator.as_latex import meaning_itself
from generator.citation import IN_A_VOLUME, Citation, is_preprint, safe_address
from generator.citation.published import LOOSE
from generator.citation.signs import flat
from generator.dates import written_date
from generator.model import Name, Paper
from generator.text import plain
from generator.untagged import untagged

NOTHING: Final[Mapping[str, str]] = {}
Told = dict[str, str | tuple[str, ...]]
_COUNTERPARTS: Final = (
    {"series", "collection-title", "tertiary_title"},
    {"location", "address", "publisher-place", "place_published", "place"},
    {"edition"},
    {"chapter", "chapter-number"},
    {"issn", "ISSN"},
    {"language", "langid"},
    {"urldate", "accessed", "access_date"},
    {"note", "notes"},
)
"""Names of one thing in BibTeX, BibLaTeX, CSL and RIS, these by rispy's names."""


class Read(NamedTuple):
    """What a reader makes of a citation: the venue, the volume, this where the venue stands beside, and the classes."""

    venue: str = ""
    volume: str = ""
    volume_beside: str = ""
    classes: tuple[str, ...] = ()


def of_bibtex(cited: Citation) -> Read:
    """What the reader of BibTeX makes of the place and the class."""
    classes = (cited.archive_class,) if cited.archive_class else ()
    if cited.kind not in IN_A_VOLUME:
        return Read(classes=classes)
    return Read(cited.place, "" if cited.kind == "article" else cited.place, cited.place, classes)


def told(paper: Paper, cited: Citation, read: Read) -> Told:
    """What reading the citation would not give, by the names of the record format."""
    found: Told = {}
    if paper.later_title:
        found |= {"later_title": paper.later_title} if cited.kind in LOOSE else {"title": paper.title}
    venue, volume = flat(paper.venue), flat(paper.booktitle)
    if venue and venue != read.venue:
        found["venue"] = venue
        if volume not in ("", read.volume_beside):
            found["booktitle"] = volume
    elif volume not in ("", read.volume, read.venue):
        found["booktitle"] = volume
    if paper.date:
        found["date"] = paper.date
    if paper.categories not in ((), read.classes):
        found["categories"] = paper.categories
    if paper.url and safe_address(paper.url.rstrip("/")) != cited.url.rstrip("/"):
        found["url"] = safe_address(paper.url)
    if orcids := tuple(_orcids(paper.names)):
        found["orcids"] = orcids
    return found


def in_tex(found: Told, cited: Citation) -> Told:
    """The same for formats without TeX, whose readers take signs for TeX all the same; with a title that has such."""
    told: Told = {name: _meaning_itself(one) if isinstance(one, str) else one for name, one in found.items()}
    title = cited.title.replace("\t", "")
    if not _means_itself(title):
        told["title_in_tex"] = _meaning_itself(title)
    return told


def _means_itself(text: str) -> bool:
    return plain(untagged(text)) == text


def _meaning_itself(text: str) -> str:
    return text if _means_itself(text) else meaning_itself(text).replace("<", "<{}")


def day(paper: Paper, cited: Citation) -> str:
    """The day or the month on which a published paper came out, as a source has it, ISO; '' where it has none."""
    extra = dict(paper.extra)
    if cited.kind in LOOSE or not cited.year:
        return ""
    in_words = f"{extra.get('day', '')} {extra['month']} {cited.year}" if "month" in extra else ""
    told = (written_date(text[:60])[0] for text in (extra.get("date", ""), extra.get("issued", ""), in_words) if text)
    return next((date for date in told if date.startswith(f"{cited.year}-")), "")


def is_dated(paper: Paper, cited: Citation) -> bool:
    """Does the date of a preprint say when it was submitted? Its number has the month."""
    is_told = is_preprint(cited) and cited.date == paper.date
    return is_told and cited.arxiv[:4] == f"{paper.date[2:4]}{paper.date[5:7]}"


def _orcids(names: tuple[Name, ...]) -> Iterator[str]:
    """`Nora Toy/0000-0002-1825-0097`; of two who are called alike both stand here, for they go by the order."""
    having = {str(name) for name in names if name.orcid}
    yield from (f"{name}/{name.orcid}" for name in names if str(name) in having)


def kept(paper: Paper, own: Mapping[str, str]) -> dict[str, str]:
    """The fields without a place that the format knows: `own` are its names for those of sources."""
    found: dict[str, str] = {}
    said = [(name if name in own else name.lower(), text) for name, text in paper.extra]  # tables begin with capitals
    for name, text in said:
        if name in own:
            found.setdefault(own[name], text)
    for name, text in said:
        names = next((names for names in _COUNTERPARTS if name in names), ()) if name not in own else ()
        if other := next((own[one] for one in sorted(names) if one in own), ""):
            found.setdefault(other, text)
    return found
