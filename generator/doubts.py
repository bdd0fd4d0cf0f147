"""Why an identifier of a good form cannot exist: its date, its number, its registrant or its check digit.

Sources: arXiv's "Understanding the arXiv identifier" and its list of archives; the DOI Handbook, section 2.2; the ACL
Anthology's "Anthology identifiers"; ISO 2108 (ISBN) and ISO 7064 (ORCID), both as python-stdnum checks them.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from stdnum import isbn as isbn_numbers
from stdnum.exceptions import ValidationError
from stdnum.iso7064 import mod_11_2

_ARCHIVES = frozenset(
    [
        "acc-phys",
        "adap-org",
        "alg-geom",
        "ao-sci",
        "astro-ph",
        "atom-ph",
        "bayes-an",
        "chao-dyn",
        "chem-ph",
        "cmp-lg",
        "comp-gas",
        "cond-mat",
        "cs",
        "dg-ga",
        "funct-an",
        "gr-qc",
        "hep-ex",
        "hep-lat",
        "hep-ph",
        "hep-th",
        "math",
        "math-ph",
        "mtrl-th",
        "nlin",
        "nucl-ex",
        "nucl-th",
        "patt-sol",
        "physics",
        "plasm-ph",
        "q-alg",
        "q-bio",
        "quant-ph",
        "solv-int",
        "supr-con",
    ]
)
_FIRST_OLD, _LAST_OLD, _FIRST_NEW, _FIRST_LONG = "1991-07", "2007-03", "2007-04", "2015-01"
_FIRST_ANTHOLOGY = 1950
_LAST_OLD_ANTHOLOGY, _FIRST_OLD_ANTHOLOGY = 2020, 1965
_LOWEST_REGISTRANT = 1000
_TAIL = re.compile(r"/(?:abstract|full|pdf|epdf|meta|html)$|\.pdf$|https?:", re.IGNORECASE)
_BETWEEN_ISBNS = re.compile(r"[,;/|]|\band\b|\s(?=97[89][- ]?\d)|\([^)]*\)")


def doubt(kind: str, value: str, today: str) -> str:
    """Why an identifier in its normal form cannot exist, in words, or ''. `today` is an ISO day."""
    return _DOUBTS[kind](value, today)


def _arxiv(value: str, today: str) -> str:
    archive, _, number = value.rpartition("/")
    month = _month(number)
    if not 1 <= int(month[5:]) <= 12:
        return f"there is no month {month[5:]}"
    if archive:
        return _old_arxiv(archive, number, month)
    digits = len(number.partition(".")[2])
    if month < _FIRST_NEW:
        return f"numbers of this form began in {_FIRST_NEW}"
    if month > today[:7]:
        return f"its month, {month}, is still to come"
    if digits != (5 if month >= _FIRST_LONG else 4):
        return f"a number of {month} has {9 - digits} digits behind the point"
    return "numbers begin with 1" if not number[5:].strip("0") else ""


def _old_arxiv(archive: str, number: str, month: str) -> str:
    if archive not in _ARCHIVES:
        return f"arXiv had no archive '{archive}'"
    if not _FIRST_OLD <= month <= _LAST_OLD:
        return f"numbers of this form are from {_FIRST_OLD} to {_LAST_OLD}"
    return "numbers begin with 1" if number.endswith("000") else ""


def _month(number: str) -> str:
    century = 19 if number[:2] >= "91" else 20
    return f"{century}{number[:2]}-{number[2:4]}"


def _doi(value: str, _: str) -> str:
    registrant = value.partition("/")[0].split(".")[1]
    if registrant.startswith("0") or int(registrant) < _LOWEST_REGISTRANT:
        return f"no registrant has the number {registrant}"
    if found := _TAIL.search(value):
        return f"'{found[0]}' is of an address, not of a DOI"
    return ""


def _acl(value: str, today: str) -> str:
    if value[0].isdigit():
        year = int(value[:4])
        is_good = _FIRST_ANTHOLOGY <= year <= int(today[:4]) + 1
    else:
        year = int(value[1:3]) + (1900 if value[1:3] >= "65" else 2000)
        is_good = _FIRST_OLD_ANTHOLOGY <= year <= _LAST_OLD_ANTHOLOGY
    return "" if is_good else f"the Anthology has no number of this form from {year}"


def _isbn(value: str, _: str) -> str:
    """Several may stand in one field, each with a word in brackets."""
    for part in _BETWEEN_ISBNS.split(value):
        number = isbn_numbers.compact(part.upper().replace("ISBN", "").replace(":", ""))
        if number and (fact := _wrong_isbn(number)):
            return fact
    return ""


def _wrong_isbn(number: str) -> str:
    if len(number) not in (10, 13):
        return f"an ISBN has 10 or 13 digits, {number} has {len(number)}"
    try:
        isbn_numbers.validate(number)
    except ValidationError:
        return "its check digit does not fit"
    return ""


def _orcid(value: str, _: str) -> str:
    digits = value.replace("-", "")
    if len(digits) != 16:
        return "an ORCID has 16 digits"
    return "" if mod_11_2.is_valid(digits) else "its check digit does not fit"


_DOUBTS: dict[str, Callable[[str, str], str]] = {
    "arxiv": _arxiv, "doi": _doi, "acl": _acl, "isbn": _isbn, "orcid": _orcid,
}  # fmt: skip
