"""What stands beside a paper: code, data, slides and the like, as its abstract or a field of a source links them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.model import Paper
from generator.text import code_urls, find_urls

_NAMES: Final = {
    "Code": (
        "code",
        "codes",
        "github",
        "gitlab",
        "repository",
        "repo",
        "repos",
        "sourcecode",
        "implementation",
        "software",
        "toolkit",
    ),
    "Models": ("model", "models", "checkpoint", "checkpoints", "weights"),
    "Data": ("data", "dataset", "datasets", "corpus", "benchmark"),
    "Demo": ("demo", "colab", "notebook"),
    "Project page": ("project", "projectpage", "website", "projectwebsite", "homepage"),
    "Slides": ("slides", "presentation"),
    "Video": ("video", "talk", "recording", "youtube"),
    "Poster": ("poster",),
    "Blog post": ("blog", "blogpost"),
    "Supplement": ("supplement", "supp", "supplementary", "supplementarymaterial", "appendix"),
}
_LABELS: Final = {name: label for label, names in _NAMES.items() for name in names}
_KEPT: Final = ("Code", "Models", "Data")
_SIGNS = re.compile(r"[^a-z]+")
_ADDED = re.compile(r"(?:url|link|urls|links)$|^(?:url|link)(?=.)")
_MOST = 4
"""So many links of one field are shown."""
LABELS: Final = tuple(_NAMES)
"""What such a link can be called, in the order in which a page shows them."""


def label_of(field: str) -> str:
    """What the link in a field of this name leads to, such as `Code` for `github` or `code_url`; '' for any other."""
    name = _SIGNS.sub("", field[:60].lower())
    return _LABELS.get(name) or _LABELS.get(_ADDED.sub("", name), "")


def holds_link(field: str, value: str) -> bool:
    """Whether a field that has no place in the catalog holds a link that pages show."""
    return label_of(field) != "" and bool(find_urls(value))


def link_name(url: str) -> str:
    """What an address at which code, models or data are kept leads to, as far as its host tells."""
    if not _is_hugging_face(url):
        return "Code"
    return "Data" if "/datasets/" in url else "Models"


def code(paper: Paper) -> list[str]:
    """The addresses that `link_name` can name: what the abstract says first, then the sources, each once."""
    found = code_urls(paper.abstract)
    if paper.extra:
        found += [url for label, url in linked(paper) if label == "Code" or _is_hugging_face(url)]
        found = list(dict.fromkeys(found))
    return found


def linked(paper: Paper) -> list[tuple[str, str]]:
    """Label and address of each link in the fields that the catalog has no place for, in the order of `LABELS`."""
    return sorted(_linked(paper), key=lambda one: LABELS.index(one[0])) if paper.extra else []


def _linked(paper: Paper) -> Iterator[tuple[str, str]]:
    for field, value in paper.extra:
        if label := label_of(field):
            for _, _, url in find_urls(value)[:_MOST]:
                yield link_name(url) if label in _KEPT and _is_hugging_face(url) else label, url


def _is_hugging_face(url: str) -> bool:
    return "huggingface.co/" in url or "hf.co/" in url
