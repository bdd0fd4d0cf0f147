"""The ways to a paper itself: its PDF, its preprint, where it was published, and what else its sources link."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote as percent
from urllib.parse import urlsplit

from generator import beside
from generator.markup import link
from generator.model import Catalog, Paper, Settings
from generator.rows import pdf_url
from generator.text import acl, arxiv, code_urls, doi, identity_doi

HUGGING_FACE = "https://huggingface.co/"
MOST_FURTHER = 5
"""So many further links of other sources are shown."""


def ways(catalog: Catalog, paper: Paper, settings: Settings) -> list[str]:
    """The ways to the paper, the best first; without any, a search for its title that is said to be one."""
    links: dict[str, str] = {}
    shown = {arxiv_address(paper)} if paper.arxiv else set()
    for name, url in _known(catalog, paper):
        if url and url.rstrip("/") not in shown:
            links[url] = name
            shown.add(url.rstrip("/"))
    if not links and not shown and settings.title_search_url:
        search = settings.title_search_url.replace("{title}", percent(paper.title))
        links[search] = "No link is known for this paper. Search its title on the web"
    return [link(name, url) for url, name in links.items()]


def arxiv_address(paper: Paper) -> str:
    """The page of the preprint, or ''."""
    return f"https://arxiv.org/abs/{paper.arxiv}" if paper.arxiv else ""


def published_address(paper: Paper) -> tuple[str, str]:
    """Where a paper was published, by name and address: the Anthology, else its DOI; two '' where neither is known."""
    if paper.acl:
        return "ACL Anthology", f"https://aclanthology.org/{paper.acl}/"
    return ("DOI", doi_address(paper)) if paper.doi else ("", "")


def doi_address(paper: Paper) -> str:
    """The address of the DOI, or ''."""
    return f"https://doi.org/{percent(paper.doi, safe='/:;().')}" if paper.doi else ""


def _known(catalog: Catalog, paper: Paper) -> Iterator[tuple[str, str]]:
    yield "Read the PDF", pdf_url(paper)
    yield published_address(paper) if paper.acl else ("", "")
    yield "DOI", doi_address(paper)
    yield "Paper", "" if _repeats(paper, paper.url) else paper.url
    yield from ((f"Also at {_host(url)}", url) for url in _further(paper))
    yield "Hugging Face", _hugging_face(catalog, paper)
    yield from ((beside.link_name(url), url) for url in code_urls(paper.abstract))
    yield from beside.linked(paper)


def _further(paper: Paper) -> list[str]:
    """The addresses that other sources give: of a page before and of a page after it was published, mostly."""
    others = (other.value for other in paper.disagreements if other.field in ("url", "pdf"))
    return [url for url in dict.fromkeys(others) if not _repeats(paper, url)][:MOST_FURTHER]


def _repeats(paper: Paper, url: str) -> bool:
    """Does an address only say again what an identifier of the paper says?"""
    if arxiv(url) == paper.arxiv != "" or acl(url) == paper.acl != "":
        return True
    found = doi(url)
    return found != "" and identity_doi(found) == identity_doi(paper.doi)


def _host(url: str) -> str:
    return urlsplit(url).netloc.removeprefix("www.")


def _hugging_face(catalog: Catalog, paper: Paper) -> str:
    listed = {place.listing for place in paper.seen}
    on_site = any(one.name in listed and one.address.startswith(HUGGING_FACE) for one in catalog.listings)
    return f"{HUGGING_FACE}papers/{paper.arxiv}" if on_site and paper.arxiv else ""
