"""Lists with the family name before the initials: `Toy A.B.; Ó Kite N Jr.`, as PubMed, Scopus and others write them."""

from __future__ import annotations

import re

from generator.people import is_group

_LETTER = r"[^\W\d_]"
_NAME = re.compile(
    r"(?:(?:and|&) )?(?P<family>[^,;|&{}]+?) "
    rf"(?P<given>{_LETTER}{{1,3}}\.?|{_LETTER}\.(?:[ -]?{_LETTER}\.){{0,2}}|{_LETTER}\.?(?:[ -]{_LETTER}\.?){{1,2}})"
    r"(?:,? (?P<suffix>(?i:[js]r)\.?|III?|IV|2nd|3rd))?[ *†‡§¶#⁰¹²³⁴-⁹]*"
)
_NO_FAMILY = re.compile(rf"(?![ÓÒ] ){_LETTER}(?: |$)|.*(?:\b{_LETTER}\.| and )", re.IGNORECASE)
"""What begins with an initial, has one with a point within it, or is several names."""


def family_first(names: list[str]) -> list[str]:
    """The names with a comma behind the family name, if all are that and initials; else as they are.

    One name alone needs a point behind the initials: `Toy X` may be whole.
    """
    found = [_found(name) for name in names]
    matches = [match for match in found if match]
    if len(matches) < len(names) or (len(matches) == 1 and not matches[0]["given"].endswith(".")):
        return names
    return [", ".join(filter(None, (one["family"], _suffix(one), one["given"]))) for one in matches]


def _suffix(found: re.Match[str]) -> str:
    """As names have it; PubMed writes `3rd`."""
    return {"2nd": "II", "3rd": "III"}.get(found["suffix"], found["suffix"])


def _found(name: str) -> re.Match[str] | None:
    """The parts of a name, if it has the family name first."""
    found = _NAME.fullmatch(" ".join(name.split()))
    if not found or not found["given"].isupper() or _NO_FAMILY.match(found["family"]) or is_group(found["family"]):
        return None
    return found
