"""Compare a catalog's tags with people's judgements: precision, recall and F1 for each tag and together."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from generator.family import ancestors
from generator.findings import Evaluation, Score, TagScore
from generator.model import Catalog, Entry, Rule
from generator.text import title_key

_FORM = '{"papers": {"A title": {"yes": ["a-tag"], "maybe": []}}}'


@dataclass(frozen=True, slots=True)
class Judgement:
    """What people say of one paper: the tags that it should have, and those that it may have."""

    title: str
    yes: frozenset[str]
    maybe: frozenset[str]


def read_gold(data: bytes) -> tuple[Judgement, ...] | str:
    """The judgements of a gold file, or a sentence that says why it is none."""
    try:
        root = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once)
    except UnicodeDecodeError:
        return "it is not encoded in UTF-8"
    except json.JSONDecodeError as error:
        return f"it is not JSON from line {error.lineno}, column {error.colno} on: {error.msg}"
    except _TwiceError as error:
        return f"it has “{str(error)[:80]}” twice, and only one of them would count"
    except (ValueError, RecursionError):
        return "it has a number too long or brackets too deep"
    papers = root.get("papers") if isinstance(root, dict) else None
    if not isinstance(papers, dict):
        return f"it has not the form {_FORM}"
    wrong = next((title for title, said in papers.items() if not _is_judgement(said)), None)
    if wrong is not None:
        return f"what it says of “{wrong[:80]}” has not the form {{“yes”: [tags], “maybe”: [tags]}}"
    return tuple(_joined(papers))


class _TwiceError(ValueError):
    """A key that an object has twice; JSON keeps the last in silence."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _TwiceError(key)
        found[key] = value
    return found


def _is_judgement(said: Any) -> bool:
    if isinstance(said, dict) and said and not {"yes", "maybe"} & said.keys():
        return False  # a misspelt key, which would say that the paper should have no tag
    lists = [said.get(name) or [] for name in ("yes", "maybe")] if isinstance(said, dict) else [None]
    return all(isinstance(tags, list) and all(isinstance(tag, str) for tag in tags) for tags in lists)


def _joined(papers: Mapping[str, Mapping[str, Sequence[str] | None]]) -> Iterator[Judgement]:
    """One judgement for each title; of a title that is there twice all that is said, a yes before a maybe."""
    found: dict[str, Judgement] = {}
    for title, said in papers.items():
        yes, maybe = (frozenset(said.get(name) or ()) for name in ("yes", "maybe"))
        old = found.get(title_key(title), Judgement(title, frozenset(), frozenset()))
        found[title_key(title)] = Judgement(old.title, old.yes | yes, old.maybe | maybe)
    yield from found.values()


def evaluate(catalog: Catalog, gold: Sequence[Judgement]) -> Evaluation:
    """Compare the papers that are in both; judgements on others, and on tags that no rule has, count nowhere."""
    by_title = _by_title(catalog.papers)
    found = [(one, entry) for one in gold if (entry := by_title.get(title_key(one.title)))]
    names = {**catalog.redirects, **{tag: tag for tag in catalog.rules}}
    scores = _scores(catalog.rules, [(one, *_sets(one, entry, catalog.rules, names)) for one, entry in found])
    judged = [one for one in scores if one.score != Score()]
    return Evaluation(
        len(found),
        tuple(judged),
        _sum(one.score for one in judged),
        (
            _mean(one.score.precision for one in judged),
            _mean(one.score.recall for one in judged),
            _mean(one.score.f1 for one in judged),
        ),
        tuple(one.title for one in gold if title_key(one.title) not in by_title),
        tuple(sorted({tag for one in gold for tag in one.yes | one.maybe if tag not in names})),
    )


def _by_title(entries: Iterable[Entry]) -> dict[str, Entry]:
    """Papers by every title that a source gives them; their own comes before another's earlier or later one."""
    found: dict[str, Entry] = {}
    for entry in entries:
        found.setdefault(title_key(entry.paper.title), entry)
    for entry in entries:
        for title in entry.paper.titles:
            found.setdefault(title_key(title), entry)
    return found


Sets = tuple[frozenset[str], frozenset[str], frozenset[str]]


def _sets(one: Judgement, entry: Entry, rules: Mapping[str, Rule], names: Mapping[str, str]) -> Sets:
    """The tags that the paper has, those that it should and those that it may have, each with all parents."""
    has = _with_parents((tagging.tag for tagging in entry.taggings), rules)
    yes = _with_parents((names[tag] for tag in one.yes if tag in names), rules)
    maybe = _with_parents((names[tag] for tag in one.maybe if tag in names), rules)
    return has, yes, maybe - yes


def _with_parents(tags: Iterable[str], rules: Mapping[str, Rule]) -> frozenset[str]:
    return frozenset(one for tag in tags if tag in rules for one in (tag, *ancestors(rules, tag)))


def _scores(
    rules: Iterable[str], judged: Sequence[tuple[Judgement, frozenset[str], frozenset[str], frozenset[str]]]
) -> Iterator[TagScore]:
    for tag in rules:
        right = sum(tag in has and tag in yes for _, has, yes, _ in judged)
        wrong = tuple(one.title for one, has, yes, maybe in judged if tag in has and tag not in yes | maybe)
        missing = tuple(one.title for one, has, yes, _ in judged if tag in yes and tag not in has)
        yield TagScore(tag, Score(right, len(wrong), len(missing)), wrong, missing)


def _sum(scores: Iterable[Score]) -> Score:
    listed = list(scores)
    return Score(*(sum(getattr(one, name) for one in listed) for name in ("right", "wrong", "missed")))


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return fmean(known) if known else None
