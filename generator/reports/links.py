"""`catalog links`: which links of papers are broken, moved, out of reach or behind a wall."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from generator.document import Block, Code, Heading, Item, Items, Line, Paragraph, Strong, listed
from generator.harmless import clipped
from generator.plans import Checked, Verdict
from generator.reports import LONGEST_TITLE, Data, where_data
from generator.text import numbered

_HEADINGS = {
    Verdict.BROKEN: "Broken: nothing is there any more",
    Verdict.MOVED: "Moved for good",
    Verdict.UNREACHABLE: "Out of reach: the server gives no proper answer",
    Verdict.REFUSED: "Refused: the server lets no program in, so look yourself",
}
_WORDS = {
    Verdict.BROKEN: "broken",
    Verdict.MOVED: "moved",
    Verdict.UNREACHABLE: "out of reach",
    Verdict.REFUSED: "refused",
    Verdict.FINE: "fine",
    Verdict.UNASKED: "not asked yet",
}
_LONGEST_ADDRESS = 300
_MOST_PLACES = 5


def blocks(links: Sequence[Checked]) -> tuple[Block, ...]:
    """The numbers, then each link that needs a look, with the papers and places that have it."""
    counts = Counter(one.verdict for one in links)
    rows = (Item((Strong(f"{counts[kind]:,}"), f" {word}")) for kind, word in _WORDS.items() if counts[kind])
    parts: list[Block] = [Paragraph((f"{numbered(len(links), 'link')} of papers",)), Items(tuple(rows))]
    for verdict, heading in _HEADINGS.items():
        if found := [one for one in links if one.verdict is verdict]:
            parts += [Heading(heading), *listed(map(_item, found), None)]
    return tuple(parts)


def _item(one: Checked) -> Item:
    assert one.asked
    why = one.asked.fault or (f"{one.asked.status}" if one.verdict is not Verdict.MOVED else "")
    head: Line = (Code(clipped(one.link.address, _LONGEST_ADDRESS)), f" · {clipped(why, 200)}" if why else "")
    to: tuple[Line, ...] = (("now ", Code(clipped(one.asked.moved, _LONGEST_ADDRESS))),) if one.asked.moved else ()
    places = [
        (f"{kind} of “{clipped(title, LONGEST_TITLE)}” · ", Code(f"{where.file}:{where.line}"))
        for kind, title, where in one.link.stands[:_MOST_PLACES]
    ]
    more = len(one.link.stands) - len(places)
    rest: tuple[Line, ...] = ((f"and {numbered(more, 'place')} more",),) if more else ()
    return Item(head, (*to, *places, *rest))


def data(links: Sequence[Checked]) -> Data:
    """The same for a program, with the links that are fine."""
    counts = Counter(one.verdict for one in links)
    return {"counts": {kind.value: counts[kind] for kind in Verdict}, "links": [_link(one) for one in links]}


def _link(one: Checked) -> Data:
    asked = one.asked
    known = {"day": asked.day, "status": asked.status, "moved": asked.moved, "fault": asked.fault} if asked else {}
    stands = [{"kind": kind, "title": title, **where_data(where)} for kind, title, where in one.link.stands]
    return {"address": one.link.address, "verdict": one.verdict.value, **known, "stands": stands}
