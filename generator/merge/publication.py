"""Where a paper came out: fields that are true only together, and so come from sources of one publication.

The pages of a journal are false beside the volume of another, and what a preprint says of itself (`misc`, its year)
is false beside the conference that took it later.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.model import Origin, Record
from generator.naming import series
from generator.text import identity_doi, text_key

TOGETHER = frozenset(
    ("entry_type", "year", "venue", "booktitle", "volume", "number", "pages", "publisher", "isbn", "editors"),
)
"""The fields of one publication."""

_PREPRINTS = re.compile(r"\s*(?:arxiv|corr\b|biorxiv|medrxiv|chemrxiv|eprint|ssrn|preprint|abs/)", re.IGNORECASE)
_UNPUBLISHED = ("", "misc", "unpublished", "online", "preprint", "electronic", "article")
_TOLD_APART = ("year", "volume", "number", "pages")
_DASHES = re.compile(r"\W+")


def is_published(record: Record) -> bool:
    """Whether a record is of more than a preprint: it names a volume, or is a book, a thesis or a report."""
    if record.venue or record.booktitle:
        return not _PREPRINTS.match(record.venue or record.booktitle)
    return bool(record.acl) or record.entry_type not in _UNPUBLISHED


def is_preprint(record: Record) -> bool:
    """Whether the volume or the publisher of a record is one of preprints: `abs/2401.00001` as a volume of CoRR."""
    return any(map(_PREPRINTS.match, (record.volume, record.publisher)))


def publication(ranked: Sequence[Record]) -> tuple[Record, ...]:
    """The records that tell of the publication which the paper is cited by, the best first; `ranked` are all.

    Those are the best of them that is published and what speaks of the same publication; and the cards, which may be
    there to correct any field. Where nothing is published it is the preprint.
    """
    others = [record for record in ranked if record.origin is not Origin.CARD]
    published = next(filter(is_published, others), None) or next(filter(is_published, ranked), None)
    if not others or published is None:
        return tuple(ranked)
    return tuple(one for one in ranked if one.origin is Origin.CARD or is_same(published, one))


def is_same(published: Record, other: Record) -> bool:
    """Whether a record speaks of a publication: by identifier, or by its venue where nothing else contradicts."""
    if other is published:
        return True
    if not is_published(other) or is_preprint(other):
        return False
    if published.acl == other.acl != "" or identity_doi(published.doi) == identity_doi(other.doi) != "":
        return True
    both = ((getattr(published, name), getattr(other, name)) for name in _TOLD_APART)
    return _venue(published) == _venue(other) and all(not one or not its or _same(one, its) for one, its in both)


def _venue(record: Record) -> str:
    return text_key(series(record.venue or record.booktitle))


def _same(one: object, other: object) -> bool:
    return _DASHES.sub("-", str(one)) == _DASHES.sub("-", str(other))
