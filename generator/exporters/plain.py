"""Papers as plain text: a numbered bibliography, one line for each paper, in the order of the ACL's own style.

    1. Nora Exemplar, Öz Sample, and Ada Toy. 2025. Kites. In Proceedings of the Toy Conference. https://doi.org/10.1/toy
    2. Nora Exemplar. 2024. Winds. Journal of Kites, 12(3):4-9. https://example.org/winds
    3. Nora Exemplar. 2024. Sails. arXiv:2412.00001. https://arxiv.org/abs/2412.00001

Authors, year, title, place, address; what is not known is left out. Of more than 20 authors the first 19 and the last
are named; `et al.` stands for those that no source names. Without authors the editors come first, as `Nora Exemplar
and Öz Sample (editors)`; without them, or in a volume, whose editors stand before its title, the title does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from generator.citation import IN_A_VOLUME, OTHERS, THESES, Citation, name_of, safe_address

MOST_AUTHORS: Final = 20
_NAMES: Final = {**THESES, "techreport": "Technical report", "patent": "Patent", "manual": "Manual"}
_ENDS: Final = (".", "!", "?", "…")


def entry(cited: Citation) -> str:
    """One line without its number and line feed."""
    title = cited.title.replace("\t", "")
    people = _people(cited.authors) or ("" if cited.kind in IN_A_VOLUME else _editors(cited))
    parts = (people, cited.year, title) if people else (title, cited.year)
    told = (*parts, _edited_by(cited), _place(cited), cited.note)
    sentences = (part if part.endswith(_ENDS) else f"{part}." for part in told if part)
    return " ".join(filter(None, (*sentences, _address(cited))))


def whole(entries: Iterable[str]) -> Iterator[str]:
    """A file of numbered lines."""
    return (f"{number}. {line}\n" for number, line in enumerate(entries, 1))


def _author(written: str) -> str:
    name = name_of(written)
    return name.literal or " ".join(filter(None, (name.given, name.particle, name.family, name.suffix)))


def _people(written: Sequence[str]) -> str:
    names = [_author(name) for name in written if name != OTHERS]
    if len(names) < len(written):
        return f"{', '.join(names[: MOST_AUTHORS - 1])}{', et al.' if len(names) > 1 else ' et al.'}"
    if len(names) > MOST_AUTHORS:
        return f"{', '.join(names[: MOST_AUTHORS - 1])}, …, {names[-1]}"
    if len(names) < 3:
        return " and ".join(names)
    return f"{', '.join(names[:-1])}, and {names[-1]}"


def _editors(cited: Citation) -> str:
    return f"{_people(cited.editors)} ({'editor' if len(cited.editors) == 1 else 'editors'})" if cited.editors else ""


def _edited_by(cited: Citation) -> str:
    """The editors that stand neither in the place of the authors nor before the title of a volume."""
    is_beside = cited.kind == "article" or (cited.authors and cited.kind not in IN_A_VOLUME)
    return f"Edited by {_people(cited.editors)}" if cited.editors and is_beside else ""


def _place(cited: Citation) -> str:
    if cited.kind == "article":
        return f"{cited.place}{_in_journal(cited)}"
    if cited.kind in IN_A_VOLUME:
        pages = f", pages {cited.pages}" if cited.pages else ""
        volume = ", ".join(filter(None, (_editors(cited), f"{cited.place}{pages}" if cited.place else "")))
        return ". ".join(filter(None, (f"In {volume}" if volume else "", cited.publisher)))
    name = _NAMES.get(cited.kind, "")
    number = f"{name} {cited.number}" if name and cited.number else name
    told = ", ".join(filter(None, (number, cited.place, cited.publisher)))
    return told or (f"arXiv:{cited.arxiv}" if cited.arxiv else "")


def _in_journal(cited: Citation) -> str:
    number = f"({cited.number})" if cited.number else ""
    pages = f":{cited.pages}" if cited.pages else ""
    if cited.volume:
        return f", {cited.volume}{number}{pages}"
    return f", {number}{pages}" if number else f", pages {cited.pages}" if pages else ""


def _address(cited: Citation) -> str:
    return f"https://doi.org/{safe_address(cited.doi)}" if cited.doi else cited.url
