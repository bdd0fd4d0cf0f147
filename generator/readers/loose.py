"""An entry as other catalogs write it, in YAML, Markdown, JSON or a table: links, pages and names that mean two things.

The names of fields are in `aliases.py`; here is what takes more than a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.beside import label_of
from generator.readers.aliases import field_of, folded
from generator.readers.fields import LINK_LABEL, MORE_ADDRESSES
from generator.readers.nested import flat
from generator.readers.references import authors_in
from generator.text import arxiv, safe_url

LINKS = frozenset({
    "links", "link", "urls", "url", "additionallinks", "externallinks", "resources", "materials", "sources",
    "urlcustom",
})  # fmt: skip
_LINK_OF = {
    "pdf": ("pdf", "paperpdf", "fulltext", "urlpdf", "downloadpdf"),
    "arxiv": ("arxiv", "preprint", "arxivpage", "arxivpaper", "arxivpdf", "urlarxiv", "urlpreprint"),
    "doi": ("doi",),
    "acl": ("acl", "aclanthology", "anthology"),
    "url": (
        "paper", "link", "url", "page", "paperpage", "paperlink", "html", "publisher", "article", "official", "acm",
        "ieee", "acmdl", "ieeexplore", "openreview", "springer", "abs", "abstract", "publication", "proceedings",
        "landingpage", "publishedurl", "publisherurl", "publisherpage", "publishedversion", "officialurl",
        "openreviewurl", "web", "website", "webpage", "externallink",
    ),
}  # fmt: skip
_LAST_RESORT = frozenset({"web", "website", "webpage", "externallink"})
"""Labels of what is the page of a paper only where nothing else leads to it: often it is that of a project."""
_FIELD_OF_LINK = {name: field for field, names in _LINK_OF.items() for name in names}
_LABELS = ("name", "title", "label", "type", "text", "kind", "short", "action", "description")
_ADDRESSES = ("url", "href", "link", "address", "src", "page", "uri")
_MARKDOWN = re.compile(r"\[([^\[\]]{0,100})\]\(\s*<?(https?://[^\s()<>]{1,2000})>?[^()]{0,100}\)")
_FIRST, _LAST = ("pagestart", "startpage", "firstpage"), ("pageend", "endpage", "lastpage")
_EITHER = frozenset({"paper", "name", "publication", "article", "conf", "pub"})
_FIRST_OF_AUTHORS = frozenset({
    "firstauthor", "leadauthor", "leadauthors", "pubauthors", "authorshtml", "authorhtml", "authorsstring",
    "authorstring", "authorstext", "authorsraw",
})  # fmt: skip
"""Columns that are of use where no other names the authors."""
_LINKED = re.compile(
    r"\s*(?:(?P<stars>\*{0,3})\[(?P<text>.{1,1000})\]\(\s*<?(?P<url>https?://[^\s<>]{1,2000}?)>?\s*\)(?P=stars)"
    r"|<a\s[^<>]{0,500}href\s*=\s*[\"'](?P<href>https?://[^\s<>\"']{1,2000})[\"'][^<>]{0,500}>(?P<inside>.{1,1000})</a>)\s*",
    re.IGNORECASE | re.DOTALL,
)
"""A title that is a link, in Markdown or HTML."""
_BOLD = re.compile(r"(\*\*|__)(?P<text>[^*]+)\1")
_MOST_LINKS = 100
_YEAR = re.compile(r"(?:19|20)\d\d")
_OTHER_LINKS = re.compile(
    r"code|git|repo|doc|data|slide|video|poster|demo|project|blog|supp|appendix|bib|talk|tweet|twitter|media|news|press|model|colab"
    r"|notebook|review|tool|web|home|thread|podcast|youtube|cite|award|image|figure|cover",
    re.IGNORECASE,
)
"""Labels of links that lead to something beside the paper."""
_AT_A_SCHOOL = frozenset({"phdthesis", "mastersthesis", "thesis", "techreport", "report"})
_NO_VALUES = frozenset({"#", "false", "none", "n/a", "tbd", "tba", "todo", "-", "--", "?", "no venue", "unknown"})
"""What people write where they have nothing to write."""


def said(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an entry by names that `aliases.py` knows; all others under their own names."""
    fields: dict[str, Any] = {}
    links: list[tuple[str, str]] = []
    pages = {"first": "", "last": ""}
    entry = flat(entry)
    is_zotero = any(folded(name) == "itemtype" for name in entry)  # its date is that of publication
    for name, value in entry.items():
        short = folded(name)
        if _says_nothing(value) and field_of(name) not in ("title", "authors"):
            continue
        if short == "date" and is_zotero:
            _put(fields, "issued", value)
        elif short in LINKS and not _is_address(value):
            links += [*_links(value, "link")][:_MOST_LINKS]
        elif short in _FIRST or short in _LAST:
            pages["first" if short in _FIRST else "last"] = str(value or "")
        elif short in _EITHER:
            _put(fields, _meant(short, value, entry) or name, value)
        elif _is_link(name, short, value):
            links.append((name, value))
        elif isinstance(value, str) and field_of(name) == "title":
            links += _put_title(fields, name, value)
        else:
            _put(fields, name, value)
    _place(fields, links)
    _put_first_author(fields)
    _put_editors(fields, entry)
    _put_as_in_bibtex(fields)
    if any(pages.values()) and not _has(fields, "pages"):
        fields["pages"] = "--".join(filter(None, pages.values()))
    return fields


def _put_editors(fields: dict[str, Any], entry: Mapping[str, Any]) -> None:
    """Those whom Zotero lists among the creators."""
    for name, value in entry.items():
        if isinstance(value, list) and folded(name) == "creators":
            _put(fields, "editors", [_unmarked(one) for one in value if _is_editor(one)])


def _put_as_in_bibtex(fields: dict[str, Any]) -> None:
    """The volume as the venue, and the school as the publisher, where a list was made of BibTeX."""
    said = {field_of(name) or folded(name): value for name, value in fields.items() if isinstance(value, str)}
    for name, volume in [(name, value) for name, value in fields.items() if value and field_of(name) == "booktitle"]:
        if volume == said.get("title"):
            del fields[name]  # it is itself the work
        elif isinstance(volume, str) and not _has(fields, "venue"):
            fields["venue"] = volume
    if said.get("entry_type", "").lower() in _AT_A_SCHOOL and not _has(fields, "publisher"):
        name = next((name for name in fields if folded(name) in ("school", "institution")), "")
        fields |= {"publisher": fields.pop(name)} if name else {}


def _is_editor(creator: object) -> bool:
    """Whether Zotero says so of one that it lists among the creators."""
    return isinstance(creator, Mapping) and creator.get("creatorType") == "editor"


def _unmarked(creator: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in creator.items() if name != "creatorType"}


def _says_nothing(value: object) -> bool:
    return value is False or (isinstance(value, str) and (value.lower() in _NO_VALUES or value.startswith("__no_")))


def is_page(name: str) -> bool:
    """Is it the name of a first or of a last page?"""
    return folded(name) in (*_FIRST, *_LAST)


def else_field(name: str, others: Iterable[str]) -> str:
    """What a column is read as beside these fields: the authors where there are no others, or a link of the paper."""
    short = folded(name)
    if short in _FIRST_OF_AUTHORS:
        return "" if "authors" in others else "authors"
    return _FIELD_OF_LINK.get(short, "") if short not in _EITHER else ""


def _put(fields: dict[str, Any], name: str, value: Any) -> None:
    """Put a field under its name, or beside another of that name; one that says nothing takes no other's place."""
    if name in fields and value:
        name = f"{name} " if fields[name] else name
    if value or name not in fields:
        fields[name] = value


def _has(fields: Mapping[str, Any], field: str) -> bool:
    return any(value and field_of(name) == field for name, value in fields.items())


def _is_link(name: str, short: str, value: object) -> bool:
    """Does a field of the entry itself lead to the paper, as `preprint:` and `published_url:` do?

    So does an address that a person wrote in the place of a DOI or an arXiv number.
    """
    if not isinstance(value, str) or value[:4].lower() != "http" or not safe_url(value):
        return False
    own = field_of(name)
    is_elsewhere = (own == "doi" and "10." not in value) or (own == "arxiv" and not arxiv(value))
    return is_elsewhere or short in _LAST_RESORT or (not own and short in _FIELD_OF_LINK)


def _put_title(fields: dict[str, Any], name: str, value: str) -> Iterator[tuple[str, str]]:
    """Put a title without the stars of a bold one, and give the link that it may be."""
    bold, linked = _BOLD.fullmatch(value), _LINKED.fullmatch(value)
    if linked:
        yield "paper", linked["url"] or linked["href"]
    _put(fields, name, (linked["text"] or linked["inside"]) if linked else bold["text"] if bold else value)


def _put_first_author(fields: dict[str, Any]) -> None:
    """Where no field names the authors: one that names the first, or a page's own reference, as of academic pages."""
    found = [name for name in fields if folded(name) in _FIRST_OF_AUTHORS]
    if _has(fields, "authors"):
        return
    if found:
        fields["authors"] = fields.pop(found[0])
    elif isinstance(reference := fields.get("citation"), str) and isinstance(title := fields.get("title"), str):
        fields["authors"] = authors_in(reference, title)


def put_year(fields: dict[str, Any], path: Iterable[str]) -> None:
    """Take the year from the keys above an entry, where it has none itself: `2024:` and a list below it."""
    years = [part for part in path if _YEAR.fullmatch(part)]
    if years and not any(_has(fields, name) for name in ("year", "date", "issued")):
        fields["year"] = years[-1]


def _is_address(value: object) -> bool:
    return isinstance(value, str) and not _MARKDOWN.search(value[:10_000])


def _meant(short: str, value: object, entry: Mapping[str, Any]) -> str:
    """What `paper:` or `name:` means: an address, the title where there is no other, or nothing that is known."""
    if isinstance(value, str) and safe_url(value):
        others = {name: one for name, one in entry.items() if folded(name) not in _LAST_RESORT}
        return "" if _has(others, "url") else "url"
    if short in ("publication", "conf", "pub"):
        return "" if _has(entry, "venue") or not re.search(r"[^\W\d_]", str(value)) else "venue"
    return "" if _has(entry, "title") else "title"


def _links(value: object, label: str, depth: int = 0) -> Iterator[tuple[str, str]]:
    """Label and address of each link in a mapping, a list of mappings or texts, or Markdown."""
    if isinstance(value, str):
        yield from _MARKDOWN.findall(value[:10_000]) or [(label, value)]
    elif isinstance(value, list) and depth < 4:
        for item in value[:_MOST_LINKS]:
            yield from _links(item, label, depth + 1)
    elif isinstance(value, Mapping) and depth < 4:
        address = next((value[name] for name in _ADDRESSES if isinstance(value.get(name), str)), "")
        labels = [value[name] for name in _LABELS if address and value.get(name) and isinstance(value[name], str)]
        if labels:
            yield next((one for one in labels if folded(one) in _FIELD_OF_LINK or label_of(one)), labels[0]), address
        else:
            for name, inner in value.items():
                yield from _links(inner, str(name), depth + 1)


def _place(fields: dict[str, Any], links: list[tuple[str, str]]) -> None:
    """Put each link where its label says; one more of a kind, and one of another kind, is kept under its label."""
    if not any(folded(label) in _FIELD_OF_LINK for label, _ in links) and not _has(fields, "url"):
        found = next((one for one in links if not _OTHER_LINKS.search(one[0])), ("", ""))
        links = [("url" if one == found else one[0], one[1]) for one in links]
        if (label := found[0].strip()) and folded(label) != "link":
            fields.setdefault(LINK_LABEL, label)
    for label, address in sorted(links, key=lambda one: folded(one[0]) in _LAST_RESORT):
        field = _FIELD_OF_LINK.get(folded(label), "")
        if (field == "arxiv" and not arxiv(address)) or (field == "doi" and "10." not in address):
            field = "url"
        if folded(label) in _LAST_RESORT and any(_has(fields, one) for one in _LINK_OF):
            field = ""
        if address and field and not _has(fields, field):
            fields[field] = address
        elif address:
            name = label.strip()[:60] or "link"
            name = MORE_ADDRESSES if folded(name) == "link" else f"{name} link" if field_of(name) else name
            fields[name] = f"{fields[name]} {address}" if isinstance(fields.get(name), str) else address
