"""What the script of the map reads: the points by place, and what papers are called in pieces of the map.

Points stand in the order of a curve that fills the frame (Morton: A computer oriented geodetic data base, 1966), so
that the titles of near points are in one piece.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from generator.map_view import LINKS_UP_TO, Colours, colours, shape, whereabouts
from generator.model import Catalog, Entry, Output
from generator.naming import year

FOLDER = "map"
BLOCK = 256


def files(catalog: Catalog) -> tuple[Output, ...]:
    """The points, which are the first, and the names in blocks where the page itself does not have them.

    All are in a folder named by what is in them, so that files of two builds never mix.
    """
    places = catalog.atlas.places
    order = sorted(
        range(len(catalog.papers)), key=lambda doc: (_morton(*places[catalog.papers[doc].paper.identity]), doc)
    )
    blocks = _names([catalog.papers[doc] for doc in order]) if len(order) > LINKS_UP_TO else []
    points = _json(_points(catalog, colours(catalog), order))
    name = hashlib.sha256(b"\n".join([points, *blocks])).hexdigest()[:12]
    return (
        Output(f"{FOLDER}/{name}/points.json", points),
        *(Output(f"{FOLDER}/{name}/{number}.json", block) for number, block in enumerate(blocks)),
    )


def _points(catalog: Catalog, colours: Colours, order: Sequence[int]) -> dict[str, object]:
    atlas = catalog.atlas
    entries = [catalog.papers[doc] for doc in order]
    places = [atlas.places[entry.paper.identity] for entry in entries]
    return {
        "width": atlas.width,
        "height": atlas.height,
        "size": atlas.size,
        "block": BLOCK,
        "topics": [[name, shape(number, colours)] for number, name in enumerate(colours.names)],
        "regions": [[one.x, one.y, ", ".join(one.words), one.papers, one.level] for one in atlas.regions],
        "tags": [[rule.id, rule.label] for rule in catalog.rules.values()],
        "doc": list(order),
        "x": [x for x, _ in places],
        "y": [y for _, y in places],
        "topic": [colours.numbers[doc] for doc in order],
        "year": [int(name) if (name := year(entry.paper)).isdecimal() else 0 for entry in entries],
    }


def _names(entries: Sequence[Entry]) -> list[bytes]:
    rows = [[entry.slug, entry.paper.title, whereabouts(entry.paper)] for entry in entries]
    return [_json(rows[at : at + BLOCK]) for at in range(0, len(rows), BLOCK)]


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _morton(x: int, y: int) -> int:
    """The bits of two numbers below 65,536 in turn."""
    return _apart(x) | _apart(y) << 1


def _apart(number: int) -> int:
    for shift, mask in ((8, 0x00FF00FF), (4, 0x0F0F0F0F), (2, 0x33333333), (1, 0x55555555)):
        number = (number | number << shift) & mask
    return number
