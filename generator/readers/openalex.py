"""Works as OpenAlex answers with them: one, a list, a page of `results`, or one on each line.

The fields: docs.openalex.org, "Work object". An abstract comes as the places of each of its words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.model import Location, Name, PaperStatus, Problem, Record, Source, Standing
from generator.people import OTHERS
from generator.readers.answers import Entry, Said, at, list_at, records, text_at, texts_at, without
from generator.readers.entries import as_text
from generator.readers.json_items import keys
from generator.readers.kinds import kind_of
from generator.readers.lines import head
from generator.text import arxiv, clean, doi

MOST_WORDS = 20_000
"""Words of an abstract; the place of one behind them is a mistake, or meant to fill the memory."""

_OF_SOURCE = {"conference": "inproceedings", "book series": "incollection", "ebook platform": "incollection"}
_IDS = ("pmid", "pmcid", "mag")
_MOST_LOCATIONS = 100
_TAKEN = (
    "id", "doi", "title", "display_name", "publication_year", "publication_date", "ids", "primary_location",
    "locations", "best_oa_location", "authorships", "biblio", "type", "is_retracted", "concepts", "keywords",
    "abstract_inverted_index", "is_authors_truncated",
)  # fmt: skip


def accepts(source: Source) -> bool:
    """By the address of an OpenAlex work near the keys that it has."""
    found = keys(source)
    return "openalex.org/W" in head(source) and bool({"authorships", "publication_year", "ids"} & found)


def read(source: Source) -> Iterator[Record | Problem]:
    """A record for each work, and a problem for each entry that is none."""
    return records(source, _said)


def _said(work: Entry, where: Location) -> Said:
    place, source = at(work, "primary_location"), at(work, "primary_location", "source")
    is_preprint = work.get("type") == "preprint" or at(source, "type") == "repository"
    fields = without(work, *_TAKEN) | {
        "id": text_at(work, "id").rpartition("/")[2], "title": work.get("title") or work.get("display_name"),
        "abstract": abstract(work.get("abstract_inverted_index")), "year": work.get("publication_year"),
        "date" if is_preprint else "issued": text_at(work, "publication_date"), "doi": text_at(work, "doi"),
        "arxiv": _arxiv(work), "venue": "" if is_preprint else text_at(source, "display_name"),
        "entry_type": _OF_SOURCE.get(text_at(source, "type"), kind_of(text_at(work, "type"))),
        "publisher": text_at(source, "host_organization_name") or text_at(source, "publisher"),
        "pages": _pages(at(work, "biblio")),
        "volume": text_at(work, "biblio", "volume"), "number": text_at(work, "biblio", "issue"),
        "url": text_at(place, "landing_page_url"), "pdf": _pdf(work), "keywords": _keywords(work),
        "authors": [*map(_author, list_at(work, "authorships")), *_others(work)],
    }  # fmt: skip
    standing = Standing(PaperStatus.RETRACTED, where) if work.get("is_retracted") is True else None
    return fields, {"standing": standing, "extra": tuple(_aside(work, fields))}


def abstract(places: object) -> str:
    """The text of an inverted index, `{"word": [0, 7], …}`."""
    if not isinstance(places, dict):
        return ""
    words: dict[int, str] = {}
    for word, found in places.items():
        for place in found if isinstance(found, list) else ():
            if type(place) is int and 0 <= place < MOST_WORDS:
                words[place] = word
    return " ".join(words[place] for place in sorted(words))


def _arxiv(work: Entry) -> str:
    """The arXiv id that its DOI or one of its places has."""
    said = [text_at(work, "doi"), text_at(work, "ids", "arxiv"), *texts_at(work, "locations", "landing_page_url")]
    return next(filter(None, map(arxiv, said)), "")


def _pages(biblio: object) -> str:
    first, last = text_at(biblio, "first_page"), text_at(biblio, "last_page")
    return "-".join(dict.fromkeys(filter(None, (first, last))))


def _pdf(work: Entry) -> str:
    places = (at(work, "primary_location"), at(work, "best_oa_location"))
    return next(filter(None, (text_at(place, "pdf_url") for place in places)), "")


def _author(authorship: object) -> dict[str, str]:
    name = text_at(authorship, "author", "display_name") or text_at(authorship, "raw_author_name")
    return {"name": name, "orcid": text_at(authorship, "author", "orcid")}


def _others(work: Entry) -> list[Name]:
    """A list of works names a hundred authors of each."""
    return [OTHERS] if work.get("is_authors_truncated") is True else []


def _keywords(work: Entry) -> list[str]:
    """Its keywords, or the concepts that were given to it where there are none."""
    said = texts_at(work, "keywords", "display_name") or texts_at(work, "keywords", "keyword")
    return said or texts_at(work, "concepts", "display_name")


def _aside(work: Entry, taken: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """What the catalog has no place for, and what is more than the fields have `taken`."""
    yield from ((name, clean(text)) for name in _IDS if (text := text_at(work, "ids", name)))
    place, kind = at(work, "primary_location"), text_at(work, "type")
    said = {
        "affiliation": _affiliations(work), "author names as written": _names_as_written(work),
        "license": [text_at(place, "license")], "version": [text_at(place, "version")],
        "locations (more)": map(", ".join, _locations(work, taken)),
        "type": [kind if kind != taken["entry_type"] else ""],
    }  # fmt: skip
    for name, texts in said.items():
        if text := "; ".join(dict.fromkeys(filter(None, map(clean, texts)))):
            yield name, as_text(text)


def _affiliations(work: Entry) -> Iterator[str]:
    for one in list_at(work, "authorships"):
        yield from texts_at(one, "institutions", "display_name") or texts_at(one, "raw_affiliation_strings")


def _names_as_written(work: Entry) -> Iterator[str]:
    """The names that the paper itself gives, where they are not those that are taken."""
    for one in list_at(work, "authorships"):
        if (name := text_at(one, "raw_author_name")) not in ("", _author(one)["name"]):
            yield name


def _locations(work: Entry, taken: Mapping[str, object]) -> Iterator[list[str]]:
    """What is said of each further place where the work lies; nothing of one that only repeats a field."""
    places = [*list_at(work, "locations")[:_MOST_LOCATIONS], at(work, "best_oa_location")]
    for place in places:
        if place != at(work, "primary_location"):
            address = text_at(place, "landing_page_url")
            number, pdf = arxiv(address) or doi(address).lower(), text_at(place, "pdf_url")
            is_told = address == taken["url"] or (number and number in (taken["arxiv"], doi(str(taken["doi"])).lower()))
            said = ["" if is_told else address, "" if pdf == taken["pdf"] else pdf]
            said += [text_at(place, "license"), text_at(place, "version"), text_at(place, "source", "display_name")]
            yield [text for text in said if text]
