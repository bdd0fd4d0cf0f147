"""What becomes of cards: which are papers themselves, which fit none, and which change nothing any more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.merge.clusters import Cluster, preference
from generator.merge.joins import KINDS
from generator.merge.papers import FIELDS, chosen, differs
from generator.merge.people import said
from generator.model import Origin, Problem, Record, Severity
from generator.problems import error

_NAMES_A_PAPER = ("title", *KINDS)


def is_paper(cluster: Cluster) -> bool:
    """Whether records are a paper: cards alone only with a title and what tells it, and not for decisions alone."""
    if not cluster.of_cards:
        return True
    cards = cluster.records
    tells = cluster.ids or any(card.url or card.pdf or card.authors or card.abstract for card in cards)
    decides_only = any(card.decisions for card in cards) and not any(_added(card) for card in cards)
    return bool(cluster.titles and tells) and not decides_only


def about_cards(clusters: Iterable[Cluster]) -> Iterator[Problem]:
    """Which cards fit no paper, which change nothing of theirs, and which do not agree; records are the best first."""
    for cluster in clusters:
        cards = [record for record in cluster.records if record.origin is Origin.CARD]
        if cards and not is_paper(cluster):
            yield from map(_alone, cards)
        elif cards:
            yield from _at_odds(cards)
            yield from (problem for card in cards if (problem := _unused(card, cluster.records)))


def _at_odds(cards: Iterable[Record]) -> Iterator[Problem]:
    """Cards that do not agree on what became of their paper. What other sources say may be corrected by a card."""
    saying = [card for card in cards if card.standing]
    for card in saying[1:]:
        if card.standing != saying[0].standing:
            message = f"this card and {saying[0].where} do not agree on what became of the paper"
            hint = "take it out of one of the two, or write the same in both"
            yield error(card.where, "paper-status", message, hint)


def _added(card: Record) -> list[str]:
    """The fields that a person wrote in a card, without those that say which paper it is about."""
    added = [name for name in FIELDS if name not in _NAMES_A_PAPER and said(card, name)]
    return [name for name in added if name != "year" or str(card.year) not in card.venue]


def _changed(card: Record, ranked: Sequence[Record]) -> set[str]:
    """The fields that the paper would not have, or have otherwise, without this card; `ranked` is the best first.

    Of two cards that say the same, the second changes nothing.
    """
    place = ranked.index(card)
    others = [one for at, one in enumerate(ranked) if at < place or one.origin is not Origin.CARD]
    before = chosen(others) if others else {}
    after = chosen(sorted((*others, card), key=preference))
    return {name for name, source in after.items() if _differ(name, before.get(name), source)}


def _differ(name: str, before: Record | None, after: Record) -> bool:
    return before is None or differs(name, getattr(before, name), getattr(after, name))


def _unused(card: Record, ranked: Sequence[Record]) -> Problem | None:
    """A card that changes nothing is a warning; where only a part does not, a note: it may be whole on purpose."""
    changed = _changed(card, ranked)
    idle = [name for name in _added(card) if name not in changed]
    if not changed and not (card.decisions or card.former or card.different_from):
        message = "this card changes nothing: the other sources say the same, or a card before it does"
        return Problem(card.where, Severity.WARNING, "card-unused", message, "delete the file")
    if idle:
        message = f"a part of this card changes nothing: {' and '.join(f'`{name}`' for name in idle)}"
        hint = "other sources say the same; it can go, or stay if the card shall be whole"
        return Problem(card.where, Severity.NOTE, "card-unused", message, hint)
    return None


def _alone(card: Record) -> Problem:
    hint = (
        "correct its title or identifier, or delete it; to add a paper, write its `title:`, its `authors:` or "
        "`abstract:`, and where it is: `arxiv:`, `acl:`, `doi:`, `url:` or `pdf:`"
    )
    return Problem(card.where, Severity.WARNING, "card-alone", "this card fits no paper", hint)
