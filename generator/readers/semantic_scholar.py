"""Papers as Semantic Scholar answers with them: one, a list, a page of `data`, or one on each line.

The fields: api.semanticscholar.org/api-docs, "FullPaper"; its bulk files write the same names in small letters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.model import Location, Problem, Record, Source
from generator.readers.answers import Entry, Said, at, list_at, records, text_at, texts_at, without
from generator.readers.entries import as_text
from generator.readers.json_items import keys

_SIGNS = (
    {"paperid", "title"}, {"paperid", "authors"}, {"corpusid", "externalids"}, {"paperid", "externalids"},
    {"authorid", "externalids"},
)  # fmt: skip
_TYPES = {
    "journalarticle": "article", "conference": "inproceedings", "review": "article", "book": "book",
    "booksection": "incollection", "dataset": "dataset", "editorial": "article", "lettersandcomments": "article",
}  # fmt: skip
_PLAIN_TYPES = (["journalarticle"], ["conference"], ["book"], ["booksection"], ["dataset"])
_NO_VENUES = frozenset({"", "arxiv", "arxiv.org", "corr"})
_TAKEN = (
    "paperid", "corpusid", "externalids", "title", "abstract", "venue", "publicationvenue", "year", "publicationdate",
    "journal", "publicationtypes", "openaccesspdf", "authors", "fieldsofstudy", "s2fieldsofstudy", "tldr", "url",
)  # fmt: skip
_IDS = {"DBLP": "dblp", "CorpusId": "corpus_id", "PubMed": "pmid", "PubMedCentral": "pmcid", "MAG": "mag"}


def accepts(source: Source) -> bool:
    """By keys that only Semantic Scholar gives together."""
    found = {key.lower() for key in keys(source)}
    return any(signs <= found for signs in _SIGNS)


def read(source: Source) -> Iterator[Record | Problem]:
    """A record for each paper, and a problem for each entry that is none."""
    return records(source, _said)


def _said(entry: Entry, _: Location) -> Said:
    bare = _bare(entry)
    paper = _folded(bare)
    ids = _folded(paper.get("externalids"))
    journal = at(paper, "journal")
    volume = text_at(journal, "volume")
    preprint = volume.removeprefix("abs/") if volume.startswith("abs/") else ""  # where DBLP puts the number of arXiv
    number, venue = text_at(ids, "arxiv") or preprint, next(iter(_venues(paper)), "")
    is_preprint = number and venue.lower() in _NO_VENUES  # one there counts as an article of a journal
    fields = without(bare, *(name for name in bare if name.lower() in _TAKEN)) | {
        "id": text_at(paper, "paperid"), "title": paper.get("title"), "abstract": paper.get("abstract"),
        "year": paper.get("year"), "issued": text_at(paper, "publicationdate"),
        "arxiv": number, "doi": text_at(ids, "doi"), "acl": text_at(ids, "acl"),
        "venue": venue, "volume": "" if preprint else volume,
        "pages": " ".join(text_at(journal, "pages").split()),
        "entry_type": "" if is_preprint else _type(paper), "pdf": text_at(paper, "openaccesspdf", "url"),
        "url": text_at(paper, "url"),
        "authors": [{"name": name} for name in texts_at(paper, "authors", "name")],
        "keywords": _studies(paper),
    }  # fmt: skip
    extra = [(own, as_text(text)) for name, own in _IDS.items() if (text := text_at(ids, name.lower()))]
    if summary := text_at(paper, "tldr", "text"):
        extra.append(("tldr", as_text(summary)))
    places = [place for author in list_at(paper, "authors") for place in texts_at(author, "affiliations")]
    others = [name for name in _venues(paper)[1:] if name.lower().removesuffix(".org") != "arxiv"]
    said = (("affiliation", places), ("venue (more)", others), ("publication types", _types(paper, bool(is_preprint))))
    extra += [(name, as_text("; ".join(dict.fromkeys(texts)))) for name, texts in said if texts]
    found = ((name, text_at(paper, "openaccesspdf", name)) for name in ("status", "license", "disclaimer"))
    extra += [(f"open access {name}", as_text(text)) for name, text in found if text]
    return fields, {"extra": tuple(extra)}


def _bare(entry: Entry) -> Entry:
    """The paper itself, where the answer is about what cites it, or what it cites."""
    inner = [entry[name] for name in ("citingPaper", "citedPaper") if isinstance(entry.get(name), Mapping)]
    return inner[0] if inner else entry


def _folded(ids: object) -> dict[str, object]:
    return {name.lower(): value for name, value in ids.items()} if isinstance(ids, Mapping) else {}


def _venues(paper: Entry) -> list[str]:
    """What the venue is called, each name once, the best first."""
    names = (text_at(paper, "venue"), text_at(paper, "publicationvenue", "name"), text_at(paper, "journal", "name"))
    return list(dict.fromkeys(filter(None, names)))


def _type(paper: Entry) -> str:
    said = (_TYPES.get(one.lower(), "") for one in list_at(paper, "publicationtypes") if isinstance(one, str))
    found = set(filter(None, said))
    return "inproceedings" if "inproceedings" in found else min(found, default="")


def _types(paper: Entry, is_preprint: bool) -> list[str]:
    """Its types as they stand; none where a single one says but what kind of work it is."""
    said = [one for one in list_at(paper, "publicationtypes") if one and isinstance(one, str)]
    is_told = not is_preprint and [one.lower() for one in said] in _PLAIN_TYPES
    return [] if is_told else said


def _studies(paper: Entry) -> list[str]:
    said = texts_at(paper, "fieldsofstudy") + texts_at(paper, "s2fieldsofstudy", "category")
    return list(dict.fromkeys(said))
