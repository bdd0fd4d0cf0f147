r"""Names of people in a citation: their parts with tabs between, so that each format can put them in its own order.

`given\tfamily`, `given\tfamily\tJr.`, or as lists of names turn them, `family,\tgiven` and `family,\tJr.,\tgiven`, with
a line feed behind a particle: `van\nfamily,\tgiven`, and two before a family name that begins like a particle:
`\n\nde family,\tgiven`. One without a tab is a name as a whole, as that of a group. A tab alone stands for all others,
behind a list that is not complete.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from generator.citation.signs import flat
from generator.model import Name, Paper
from generator.names import parts
from generator.people import MAY_NAME_A_GROUP, SUFFIX, is_group, is_of_other_words
from generator.people import OTHERS as NAMELESS

OTHERS: Final = "\t"
"""Stands for the people that no source names, behind the others."""


def authors(paper: Paper) -> tuple[str, ...]:
    """The authors, by the parts that a source tells, else by what their names look like."""
    if len(paper.names) == len(paper.authors):
        known = tuple(filter(None, map(written, paper.names)))
    else:
        known = tuple(in_parts(name) for name in map(flat, paper.authors) if name)
    return (*known, OTHERS) if paper.et_al and known else known


def editors(paper: Paper) -> tuple[str, ...]:
    """The editors; of a work without authors they are all who are known of it."""
    return tuple(filter(None, (OTHERS if name == NAMELESS else written(name) for name in paper.editors)))


def written(name: Name) -> str:
    """A name whose parts are known."""
    given, particle, family, suffix = map(flat, (name.given, name.particle, name.family, name.suffix))
    if not family:
        return flat(str(name))
    if " " in family and parts(f"{family}, x").particle:
        family = f"\n{family}"
    first = f"{particle}\n{family}," if particle or family[:1] == "\n" else f"{family},"
    return "\t".join((first, *([f"{suffix},"] if suffix else []), given))


@lru_cache(maxsize=65536)
def name_of(written: str) -> Name:
    """The parts of a name with tabs."""
    first, *others = written.split("\t")
    if not others:
        return Name(literal=first)
    if not first.endswith(","):
        family, *after = others
        return Name(first, "", family, after[0] if after else "")
    *particle, family = first[:-1].split("\n")
    *between, given = others
    return Name(given, "".join(particle), family, between[0][:-1] if between else "")


_PARTICLES: Final = frozenset({
    "'t", "af", "al", "av", "bin", "da", "das", "de", "degli", "dei", "del", "della", "den", "der", "di", "do", "dos",
    "du", "el", "ibn", "la", "le", "ten", "ter", "van", "vom", "von", "zu", "zum", "zur",
})  # fmt: skip
"""Small words that begin a family name when they stand before its last word."""
_NO_PERSON = re.compile(
    r"\b(?:lab|center|centre|workshop|intelligence|and|et al)\b|^(?:das|der|die) "
    r"|[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]",
    re.IGNORECASE,
)
"""What else stays as it is. A name in Chinese, Japanese or Korean letters has its family name first."""
_TELLING: Final = MAY_NAME_A_GROUP.union(["lab", "workshop", "intelligence", "and", "et", "das", "der", "die"])
"""Words of names that are looked at more closely."""


def in_parts(name: str) -> str:
    """A name with tabs between its parts, as `Citation` has it; `name` is on one line without a tab."""
    if " " not in name or _is_whole(name):
        return name
    if "," in name:
        return _turned(name.split(", "), name)
    words = name.split(" ")
    if len(words) == 2:
        return "\t".join(words)
    suffix = [words.pop()] if SUFFIX.fullmatch(words[-1]) else []
    middle = range(1, len(words) - 1)
    family = next((at for at in middle if words[at].lower() in _PARTICLES), len(words) - 1)
    return "\t".join((" ".join(words[:family]), " ".join(words[family:]), *suffix))


def _is_whole(name: str) -> bool:
    return not is_of_other_words(name, _TELLING) and bool(is_group(name) or _NO_PERSON.search(name))


def _turned(pieces: list[str], name: str) -> str:
    """A name with commas: `Toy, Nora`, `Toy, Jr., Nora`, `Nora Toy, Jr.`; any other is no person's."""
    if "" in pieces or any("," in piece for piece in pieces):
        return name
    if len(pieces) == 2 and SUFFIX.fullmatch(pieces[1]):
        return f"{in_parts(pieces[0])}\t{pieces[1]}" if " " in pieces[0] else name
    is_person = len(pieces) == 2 or (len(pieces) == 3 and SUFFIX.fullmatch(pieces[1]))
    return ",\t".join(pieces) if is_person else name
