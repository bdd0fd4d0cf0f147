"""The phrases of a paper: one to three words of a sentence, folded, that neither begin nor end with a common word."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from generator.model import Field, Match, Paper
from generator.text import find_urls
from generator.tokens import stem, tokens
from generator.words import fold, plurals, sentence_ends, word_pattern

LONGEST = 3
_HYPHENS = ("-", "\u2010", "\u2011")
_ABSTRACTS = (
    "ability able abstract academic accompany accomplish accordingly account accurately achieve across act actual "
    "adapt add additional address adopt advance advantage affect aim allow alongside already also although amount "
    "analysis analyze another applicable application apply approach appropriate area arise article aspect assess "
    "assist associate assume attain attempt attention author available average aware base basis become begin "
    "benefit best better beyond big bring broad build call capability capable capture carefully case category "
    "central certain challenge change character choice choose clear close code collect com combine common compare "
    "complete complex component comprehensive compute concern conclude conduct consider considerable consist "
    "consistent constitute construct contain content context contribute control conventional core corresponding "
    "cost cover create critical crucial current deal decade decrease deep deficiency define degree deliver demand "
    "demonstrate depend derive describe design desire despite detail detect determine develop differ different "
    "difficult direct discover discuss distinct diverse domain drawback drive due early ease effect effective "
    "effectively efficiency efficient effort either emerge emphasize empirical employ enable encounter end "
    "enhance ensure entire especially essential establish estimate evaluate even evidence examine example exceed "
    "excellent execute exhibit exist existing expand expect experience experiment experimental explain explicit "
    "exploit explore extend extensive external extra extract face facilitate fact factor fail favor feature field "
    "final find finding first five fix flexible focus follow form formulate foundation four framework frequently "
    "full fully function fundamental furthermore future gain gap general generalize generate github give given "
    "goal good great grow guide handle help high highlight however http https huge hundred idea ideal identify "
    "illustrate impact implement implication imply important improve improvement include incorporate increase "
    "indeed independent indicate individual influence inform information inherent initial innovative input "
    "insight inspire instance instead integrate intend interest interesting internal interpret introduce "
    "investigate involve issue joint key kind know knowledge known lack large last late latest lead leading learn "
    "least less level leverage light like limit limitation limited line literature little long low main maintain "
    "major make manner many mark marked match mean meaningful means measure mechanism meet method methodology "
    "million minimal mitigate model modern moreover motivate multiple namely natural nature necessary need "
    "nevertheless new next notable note novel number numerous objective observe obtain occur offer often one open "
    "operate optimal order org original outcome outline outperform output overall overcome own paper paradigm "
    "part particular particularly pass people per perform performance perspective phase phenomenon pipeline play "
    "point poor popular pose positive possible potential power powerful practical practice precise predominantly "
    "prefer prepare presence present prevalent previous previously primary principle prior problem procedure "
    "process produce project prominent promise promising promote prompt propose proposed prove provide public "
    "publicly purpose pursue quality quantity question quick range rapid rate reach real realize reason receive "
    "recent recently recognize recommend reduce refer reflect regard relate relation relative release relevant "
    "reliable rely remain remarkable remove report represent require requirement research researcher resolve "
    "resource respect result resulting retain reveal rich rise robust role run sample scale scenario scheme scope "
    "second section see seek select separate series serve set setting several shape share short show shown "
    "significance significant significantly similar simple simultaneous single six size small solution solve "
    "source special specialize specific specifically stage standard start state step still strategy strength "
    "strong structure study sub subject submit substantial substantially succeed success successful suffer "
    "sufficient suggest suitable summarize superior support surpass survey tackle take target task technique tend "
    "term test text theory therefore thing third thorough thousand three through throughout thus time together "
    "tool top total toward towards trade traditional train transfer treat trend try turn two type typical "
    "typically ultimately uncover undergo underlie underlying underscore understand unexplored unified unique "
    "unlike use used useful user using utilize valid valuable value variant variety various vary vast verify "
    "version via view way well whether whole wide widely within without word work world worth www yet yield"
)
"""Words of abstracts of every kind; a phrase of these alone marks nothing."""
_ORDINARY = frozenset(map(stem, _ABSTRACTS.split()))


class Place(NamedTuple):
    """Where a phrase stands first."""

    field: Field
    start: int
    end: int


def phrases_of(paper: Paper, taken: Iterable[Match] = ()) -> dict[str, Place]:
    """Each phrase of title and abstract with its first place, the last word in the singular.

    None overlaps a match of `taken` or an address.
    """
    found: dict[str, Place] = {}
    covered = {(match.field, at) for match in taken for at in range(match.start, match.end)}
    for field, text in ((Field.TITLE, paper.title), (Field.ABSTRACT, paper.abstract)):
        closed = {at for start, end, _ in find_urls(text) for at in range(start, end)}
        closed |= {at for name, at in covered if name is field}
        for phrase, start, end in _phrases(text, closed):
            found.setdefault(phrase, Place(field, start, end))
    return found


def _phrases(text: str, closed: set[int]) -> Iterator[tuple[str, int, int]]:
    ends = sentence_ends(text)
    places = [word.span() for word in word_pattern(text).finditer(text)]
    words = [fold(text[start:end])[1] for start, end in places]
    sentences = [bisect_left(ends, start) for start, _ in places]
    for first, word in enumerate(words):
        if not _tells(word):
            continue
        for last in range(first, min(first + LONGEST, len(words))):
            if sentences[last] != sentences[first] or places[last][0] in closed:
                break
            chosen = words[first : last + 1]
            if (
                _is_whole(text, places[first][0], places[last][1])
                and _tells(words[last])
                and not all(map(_is_ordinary, chosen))
            ):
                phrase = " ".join([*chosen[:-1], singular(chosen[-1])])
                yield phrase, places[first][0], places[last][1]


def _is_whole(text: str, start: int, end: int) -> bool:
    """Does no hyphen tie the phrase to the word before it or behind it?"""
    return text[start - 1 : start] not in _HYPHENS and text[end : end + 1] not in _HYPHENS


@lru_cache(maxsize=1 << 16)
def _tells(word: str) -> bool:
    """Can a phrase begin or end with this word? Not with a common one, a number or a single letter."""
    return bool(tokens(word)) and not word.isdecimal()


def _is_ordinary(word: str) -> bool:
    return stem(word) in _ORDINARY


@lru_cache(maxsize=1 << 16)
def singular(word: str) -> str:
    """The word of which this is a plain plural, by the rules' own endings."""
    for bare, is_one in (
        (word[:-3] + "y", len(word) > 4),
        (word[:-2], word[:-2].endswith(("x", "z", "ch", "sh", "ss"))),
        (word[:-1], len(word) > 4),
    ):
        if is_one and any(bare[: len(bare) - gone] + suffix == word for gone, suffix in plurals(bare)):
            return bare
    return word
