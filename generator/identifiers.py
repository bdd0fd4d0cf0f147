"""The names that papers have in the world: DOI, arXiv id, ACL Anthology id, each in one normal form or ''.

A normal form has no address, version, space, control character or path step, so that it is safe to build a link from.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote

_LONGEST = 300
_DOI = re.compile(
    r"(?:doi:|info:doi/|(?:https?://)?(?:dx\.|www\.)?doi\.org/)?(10\.\d{4,9}(?:\.\d+)*/[!#-\[\]-~]+)",
    re.ASCII | re.IGNORECASE,
)
_ARXIV_DOI = "10.48550/arxiv."
_ACL_DOI = "10.18653/v1/"
_ARXIV = re.compile(
    r"""(?:arxiv:|10\.48550/arxiv\.
        |(?:https?://)?(?:www\.|export\.|[a-z]{2}\.)?(?:arxiv\.org|alphaxiv\.org)/(?:abs|pdf|html|format|ps|src)/
        |(?:https?://)?huggingface\.co/papers/
        |(?:doi:|https?://(?:dx\.)?doi\.org/)10\.48550/arxiv\.)?\s*
    (?:(?P<new>\d{2}(?:0[1-9]|1[0-2])\.\d{4,5})
      |(?P<archive>[a-z]{1,9}(?:-[a-z]{2,5})?)(?:\.[a-z]{2})?/(?P<number>\d{2}(?:0[1-9]|1[0-2])\d{3}))
    (?:v\d+)?(?:\.pdf)?/?(?:[?\#].*)?""",
    re.ASCII | re.IGNORECASE | re.VERBOSE,
)
_ACL = re.compile(
    r"""(?:acl:|(?:doi:|https?://(?:dx\.)?doi\.org/)?10\.18653/v1/
        |(?:https?://)?(?:www\.)?(?:aclanthology\.(?:org|info)|aclweb\.org/anthology)/(?:papers/)?)?\s*
    (?:(?P<new>\d{4}\.[a-z0-9_]+-[a-z0-9_]+\.\d+)|(?P<old>[a-z]\d{2}-\d{4,5}))
    (?:v\d+)?(?:\.pdf|\.bib)?/?(?:[?\#].*)?""",
    re.ASCII | re.IGNORECASE | re.VERBOSE,
)
_remembered = lru_cache(maxsize=32)  # while one record is read the same few texts are asked for several times


@_remembered
def doi(text: str) -> str:
    """The DOI without address, its letters as written, the first of several, or ''.

    arXiv's own DOIs are arXiv ids and give ''; `10.18653/v1/…` is a DOI to cite, though `acl` knows it too.
    """
    words = text.replace("doi: ", "doi:").split(maxsplit=1) if "10." in text and len(text) <= _LONGEST else ()
    found = _DOI.fullmatch(unquote(words[0])) if words else None
    if not found:
        return ""
    normal = found[1].rstrip(".,;")
    is_path = any(step.strip(".") == "" for step in normal.split("/"))
    return "" if is_path or normal.lower().startswith(_ARXIV_DOI) else normal


@_remembered
def arxiv(text: str) -> str:
    """The arXiv id without version and subject class (`2412.13746`, `math/0309136`), from id, address or DOI, or ''."""
    found = _ARXIV.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    if not found:
        return ""
    return found["new"] or f"{found['archive'].lower()}/{found['number']}"


@_remembered
def acl(text: str) -> str:
    """The ACL Anthology id (`2023.acl-long.908`, `P19-1001`), from an id, address or DOI, or ''."""
    found = _ACL.fullmatch(text.strip()) if "-" in text and len(text) <= _LONGEST else None
    if not found:
        return ""
    return found["new"].lower() if found["new"] else found["old"].upper()


def identity_doi(written: str) -> str:
    """A DOI as it tells papers apart: in small letters, and '' where it only repeats an arXiv or ACL id."""
    small = written.lower()
    return "" if small.startswith((_ARXIV_DOI, _ACL_DOI)) else small
