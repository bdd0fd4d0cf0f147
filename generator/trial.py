"""Try a term: which papers would it find, and which tags do they have already?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from generator.excerpts import excerpts
from generator.findings import Trial, Tried
from generator.matcher import Matcher
from generator.model import Catalog, Entry, Field, Rule, Term
from generator.verdict import judge, times

MOST = 3
"""How many sentences of a paper are shown."""


def try_term(term: Term, catalog: Catalog, each: Callable[[Sequence[Entry]], Iterable[Entry]] = iter) -> Trial:
    """All papers with the term: those that have it in the title first, each group as the catalog has it."""
    matcher = Matcher([Rule("term", "", "", term.where, any=(term,))])
    found = [tried for entry in each(catalog.papers) if (tried := _tried(matcher, entry))]
    found.sort(key=lambda one: one.excerpts[0].field is not Field.TITLE)
    tags = Counter(tagging.tag for one in found for tagging in one.entry.taggings)
    order = {tag: place for place, tag in enumerate(catalog.rules)}
    ranked = sorted(tags.items(), key=lambda pair: (-pair[1], order[pair[0]]))
    return Trial(term, tuple(found), len(catalog.papers), tuple(ranked))


def _tried(matcher: Matcher, entry: Entry) -> Tried | None:
    [rule] = matcher.rules
    matches = judge(rule, matcher.find(entry.paper.title, entry.paper.abstract)).any
    if not matches:
        return None
    return Tried(entry, times(matches), excerpts(entry.paper, matches, MOST))
