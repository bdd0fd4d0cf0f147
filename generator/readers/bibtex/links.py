"""Addresses and DOIs in the fields of BibTeX, where people hide them in macros and between words."""

from __future__ import annotations

import re

from generator.readers.fields import bare_address, further_addresses
from generator.text import arxiv, doi, find_urls, safe_url

_LONGEST = 3_000
_MACRO = re.compile(r"\\(?:url|path|href)\s*\{([^{}]*)\}")
_SIGN = re.compile(r"\{?\\(?P<sign>[_%&#$/])\}?|(?P<tilde>\\textasciitilde(?:\s*\{\})?|\\~\s*(?:\{\s*\})?|\$\\sim\$)"
                   r"|\{?\\textunderscore\s*(?:\{\})?\}?|[{}]")  # fmt: skip
_BROKEN_LINE = re.compile(r"\s*\n\s*")
_DOI = re.compile(r"(?:doi\b\s*(?:\.org)?[\s:/=]*|/(?:abs|full|pdf|epdf|epub|article|chapter|book)/)"
                  r"(10\.\d{4,9}(?:\.\d+)*/[^\s?#<>\"{}]+)", re.IGNORECASE)  # fmt: skip


def without_tex(text: str) -> str:
    """A text without the TeX that an address needs."""
    text = text[:_LONGEST].strip()
    text = _MACRO.sub(r" \1 ", text).strip()
    if "\\" in text or "{" in text or "$" in text:
        text = _SIGN.sub(
            lambda sign: sign["sign"] or ("~" if sign["tilde"] else "_" if "under" in sign[0] else ""), text
        )
    return _BROKEN_LINE.sub("", text).replace("&amp;", "&")


def address(text: str, *, is_link: bool = True) -> str:
    """The address that a field holds, the first of several, or ''; one without `https://` where it is for links."""
    if not text or ("/" not in text and "." not in text):
        return ""
    bare = without_tex(text)
    if found := safe_url(f"http://{bare}" if bare[:4].lower() == "www." else bare):
        return found
    if is_link and (found := bare_address(bare)):
        return found
    urls = find_urls(bare) if "://" in bare or "www." in bare else []
    return urls[0][2] if urls else ""


def more_addresses(text: str) -> str:
    """The addresses that a field holds behind its first, as Mendeley writes them; '' where it is one alone."""
    return further_addresses(without_tex(text))


def doi_in(text: str) -> str:
    """The DOI that a field holds or an address has in it, or ''; one that repeats an arXiv id as it stands."""
    if "10." not in text:
        return ""
    bare = without_tex(text)
    found = _DOI.search(bare)
    for one in (bare, found[1].rstrip(".,;)") if found else ""):
        if known := doi(one) or (one if arxiv(one) and one[:3] == "10." else ""):
            return known
    return ""
