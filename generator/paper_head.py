"""What machines read in the head of a paper's page: citation_* for Scholar and Zotero, Open Graph, JSON-LD.

Only known fields; one element says a value once, under both of its names. Zotero takes for an article in a journal what
it is not told to be something else: hence its own name for a preprint.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from jinja2.utils import htmlsafe_json_dumps

_TYPES = {"thesis": "Thesis", "book": "Book", "bookSection": "Chapter", "report": "Report", "dataset": "Dataset"}
_PUBLISHERS = {"thesis": "dissertation_institution", "report": "technical_report_institution"}
_ROLES = ("author", "editor")
_encode = json.JSONEncoder(separators=(",", ":")).encode


def head(meta: Mapping[str, Any], address: str | None) -> str:
    """The elements, from a page's front matter and the address that it has for readers, if that is known."""
    venue = meta.get("venue") or ""
    venue = "" if venue == "arXiv" else str(venue)
    date = str(meta.get("date") or "")
    published = str(meta.get("year") or ("" if venue else date))
    said = _elements(meta, venue, date, published)
    elements = [f'<meta {names} content="{_escaped(str(value))}">' for names, value in said if value]
    if address:
        elements.append(f'<meta property="og:url" content="{_escaped(address)}">')
    data = htmlsafe_json_dumps(_data(meta, venue, published or date), _encode)
    return "\n".join((*elements, f'<script type="application/ld+json">{data}</script>'))


def _escaped(text: str) -> str:
    """As Jinja's `e`, which takes four times as long."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&#34;").replace("'", "&#39;")


def _elements(meta: Mapping[str, Any], venue: str, date: str, published: str) -> Iterator[tuple[str, Any]]:
    """What each element is called and says."""
    known = meta.get
    yield 'name="citation_title" property="og:title"', known("title")
    for role in _ROLES:
        for name in known(f"indexed_{role}s") or known(f"{role}s") or ():
            yield f'name="citation_{role}"', name
    yield 'name="citation_publication_date"', published.replace("-", "/")
    if date != published:
        yield 'name="citation_online_date"', date.replace("-", "/")
    journal, kind = known("journal"), known("item_type")
    if venue:
        what = "journal" if journal else "book" if kind == "bookSection" else "conference"
        yield f'name="citation_{what}_title"', journal or venue
    if journal:
        for name in ("volume", "issue", "firstpage", "lastpage"):
            yield f'name="citation_{name}"', known(name)
    yield 'name="z:itemType"', kind or ("preprint" if known("arxiv") and not venue else "")
    yield f'name="citation_{_PUBLISHERS.get(str(kind), "publisher")}"', known("publisher")
    yield 'name="citation_isbn"', known("isbn")
    yield 'name="citation_doi"', known("doi")
    yield 'name="citation_arxiv_id"', known("arxiv")
    yield 'name="citation_pdf_url"', known("pdf")
    yield 'name="citation_abstract" property="og:description"', known("description")
    yield 'name="citation_keywords"', "; ".join(map(str, known("tags") or ()))
    yield 'name="citation_keywords"', "; ".join(map(str, known("keywords") or ()))
    yield 'property="og:type"', "article"


def _data(meta: Mapping[str, Any], venue: str, date: str) -> dict[str, Any]:
    """The paper as schema.org describes one."""
    known = meta.get
    data = {
        "@context": "https://schema.org",
        "@type": _TYPES.get(str(known("item_type")), "ScholarlyArticle"),
        "headline": str(known("title") or ""),
        **{role: [{"@type": "Person", "name": str(one)} for one in known(f"{role}s") or ()] for role in _ROLES},
        "datePublished": date,
        "isPartOf": {"@type": "PublicationIssue", "name": venue} if venue else "",
        "abstract": str(known("description") or ""),
        "identifier": f"https://doi.org/{quote(str(known('doi')))}" if known("doi") else "",
        "sameAs": str(known("url") or ""),
    }
    return {name: value for name, value in data.items() if value}
