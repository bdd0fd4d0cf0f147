"""How the map is drawn: its points in the colours and shapes of their topics, the names of its neighbourhoods."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from generator.charts import words
from generator.model import Atlas, Catalog, Entry, Paper, Region
from generator.naming import year
from generator.rows import paper_path
from generator.text import numbered

LINKS_UP_TO = 1000
"""So many papers are links in the picture; of more it shows dots, and the script draws them with their titles."""
MOST_DOTS = 8000
COLOURS = 6
"""So many topics have a colour of their own; the last one is for all other papers."""
AUTHORS = 2
_SHAPES = (
    '<circle r="6"/>',
    '<path d="M-5.4-5.4H5.4V5.4H-5.4z"/>',
    '<path d="M0-6.8L6.6 5H-6.6z"/>',
    '<path d="M0-7.2L7.2 0 0 7.2-7.2 0z"/>',
    '<path d="M0 6.8L6.6-5H-6.6z"/>',
    '<path d="M-2-6.5H2V-2H6.5V2H2V6.5H-2V2H-6.5V-2H-2z"/>',
    '<path d="M0-6.4A6.4 6.4 0 1 0 0 6.4 6.4 6.4 0 1 0 0-6.4M0-3A3 3 0 1 1 0 3 3 3 0 1 1 0-3" fill-rule="evenodd"/>',
)
_LETTER = 60
_CLEAR = 40
_AROUND = 1000


@dataclass(frozen=True, slots=True)
class Colours:
    """What the colours mean: names and addresses of topics, and for each paper the number of its colour."""

    names: tuple[str, ...]
    slugs: tuple[str, ...]
    numbers: tuple[int, ...]

    def counts(self) -> list[int]:
        """How many papers have each colour."""
        counts = Counter(self.numbers)
        return [counts[number] for number in range(len(self.names))]


def colours(catalog: Catalog) -> Colours:
    """A colour for each of the topics that have the most papers; those that say what a paper gives have none.

    A paper of several topics has the colour of the one with most words in it.
    """
    topics = [topic for topic in catalog.topics if topic.tags and not set(topic.tags) & set(catalog.kinds)]
    place = {tag: number for number, topic in enumerate(topics) for tag in topic.tags}
    found = [_main_topic(entry, place) if entry.taggings else -1 for entry in catalog.papers]
    counts = Counter(found)
    largest = sorted(range(len(topics)), key=lambda number: (-counts[number], number))[:COLOURS]
    kept = sorted(number for number in largest if counts[number])
    colour = {number: at for at, number in enumerate(kept)}
    rest = "No topic" if len(kept) == sum(bool(counts[number]) for number in range(len(topics))) else "Other papers"
    return Colours(
        (*(topics[number].name for number in kept), rest),
        (*(topics[number].slug for number in kept), ""),
        tuple(colour.get(number, len(kept)) for number in found),
    )


def _main_topic(entry: Entry, place: dict[str, int]) -> int:
    said: Counter[int] = Counter()
    for tagging in entry.taggings:
        if tagging.tag in place and (tagging.evidence or tagging.decision):
            said[place[tagging.tag]] += max(1, len(tagging.evidence))
    return min(said, key=lambda topic: (-said[topic], topic), default=-1)


def shape(colour: int, colours: Colours) -> int:
    """The number of a colour's shape and hue: the last colour always has the last of both."""
    return len(_SHAPES) - 1 if colour == len(colours.names) - 1 else colour


def whereabouts(paper: Paper) -> str:
    """People, venue and year of a paper, as plain text."""
    others = " and others" if paper.et_al or len(paper.authors) > AUTHORS else ""
    names = ", ".join(paper.authors[:AUTHORS]) + others
    venue = paper.venue or ("arXiv" if paper.arxiv else "")
    dated = year(paper) if year(paper) not in venue else ""
    return " · ".join(part for part in (names, ", ".join(part for part in (venue, dated) if part)) if part)


def picture(catalog: Catalog, colours: Colours, root: str) -> str:
    """The map as one line of SVG. In it links lead to the files of pages, as everywhere in Markdown."""
    atlas = catalog.atlas
    points = _links if len(catalog.papers) <= LINKS_UP_TO else _dots
    label = f"Map of {numbered(len(catalog.papers), 'paper')}"
    parts = [*_words(atlas), *points(catalog, colours, root)]
    return (
        f'<svg class="map" viewBox="0 0 {atlas.width} {atlas.height}" role="group" '
        f'aria-label="{label}">{"".join(parts)}</svg>'
    )


def symbols() -> str:
    """The shapes, apart from the picture: a script that draws the map itself shows them beside it."""
    shapes = (
        f'<symbol id="shape-{number}" viewBox="-8 -8 16 16">{drawn}</symbol>' for number, drawn in enumerate(_SHAPES)
    )
    return f'<svg width="0" height="0" aria-hidden="true">{"".join(shapes)}</svg>'


def legend(colours: Colours, root: str) -> str:
    """The colours and shapes with their topics and numbers of papers, as one line of HTML."""
    lines = []
    for number, (name, slug, count) in enumerate(zip(colours.names, colours.slugs, colours.counts(), strict=True)):
        if count or slug:
            kind = shape(number, colours)
            key = (
                f'<svg class="t{kind}" viewBox="0 0 16 16" aria-hidden="true">'
                f'<use href="#shape-{kind}" width="16" height="16"/></svg>'
            )
            text = words(name)
            label = f'<a href="{root}topics/{slug}.md">{text}</a>' if slug else f"<span>{text}</span>"
            lines.append(f'<li data-colour="{number}">{key}{label}<b>{count:,}</b></li>')
    return f'{symbols()}<ul class="legend">{"".join(lines)}</ul>'


def _links(catalog: Catalog, colours: Colours, root: str) -> Iterator[str]:
    size = catalog.atlas.size
    for entry, colour in zip(catalog.papers, colours.numbers, strict=True):
        x, y = catalog.atlas.places[entry.paper.identity]
        kind = shape(colour, colours)
        yield (
            f'<a href="{root}{paper_path(entry)}" class="t{kind}" data-at="{words(whereabouts(entry.paper))}">'
            f"<title>{words(entry.paper.title)}</title>"
            f'<use href="#shape-{kind}" x="{x - size // 2}" y="{y - size // 2}" width="{size}" height="{size}"/></a>'
        )


def _dots(catalog: Catalog, colours: Colours, root: str) -> Iterator[str]:
    """Dots of each colour as one line without links; of very many papers only every second, third and so on."""
    every = -(-len(catalog.papers) // MOST_DOTS)
    paths: dict[int, list[str]] = {}
    for entry, colour in zip(catalog.papers[::every], colours.numbers[::every], strict=True):
        x, y = catalog.atlas.places[entry.paper.identity]
        paths.setdefault(shape(colour, colours), []).append(f"M{x} {y}h0")
    for kind, path in sorted(paths.items()):
        yield f'<path class="t{kind} dots" stroke-width="{catalog.atlas.size}" d="{"".join(path)}"/>'


def _words(atlas: Atlas) -> Iterator[str]:
    """The names of the largest neighbourhoods, near their middles, where they hide few points and no other name."""
    points = list(atlas.places.values()) if len(atlas.places) <= LINKS_UP_TO else []
    taken: list[_Line] = []
    named: set[tuple[str, ...]] = set()
    for region in (one for one in atlas.regions if one.level == 0 and one.words not in named):
        free = [line for line in _lines(region, atlas) if not any(map(line.meets, taken))]
        near = [(x, y) for x, y in points if abs(x - region.x) < _AROUND and abs(y - region.y) < _AROUND]
        if free:
            best = min(free, key=lambda line: (8 * line.hides(near, atlas.size) + line.away, line.y, line.x))
            taken.append(best)
            named.add(region.words)
            name = words(", ".join(region.words))
            yield f'<text class="word" x="{best.x}" y="{best.y}" text-anchor="middle" aria-hidden="true">{name}</text>'


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of text: its middle and foot, half its width, and how far it is from where it belongs."""

    x: int
    y: int
    half: int
    away: int

    def meets(self, other: _Line) -> bool:
        return abs(self.x - other.x) < self.half + other.half + _CLEAR and abs(self.y - other.y) < 2 * _LETTER

    def hides(self, points: Iterable[tuple[int, int]], size: int) -> int:
        wide, high = self.half + size // 2, (_LETTER + size) // 2
        return sum(abs(x - self.x) < wide and abs(y - self.y + _LETTER // 3) < high for x, y in points)


def _lines(region: Region, atlas: Atlas) -> Iterator[_Line]:
    """The places that a name could have."""
    half = len(", ".join(region.words)) * _LETTER // 4
    for down, across in product(range(-6, 7), range(-6, 7)):
        x = min(max(region.x + across * 80, half + _CLEAR), atlas.width - half - _CLEAR)
        y = min(max(region.y + down * _LETTER, 2 * _LETTER), atlas.height - _LETTER)
        yield _Line(x, y, half, abs(across) + abs(down))
