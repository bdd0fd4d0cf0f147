"""Every key of a rule file, once: the reader, the JSON Schema and the documentation's tests take it from here."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from generator.model import Field, Status


class Shape(Enum):
    """What stands behind a key."""

    TEXT = auto()
    CHOICE = auto()
    COUNT = auto()
    DISTANCE = auto()
    TRUTH = auto()
    ID = auto()
    IDS = auto()
    TAGS = auto()
    TERMS = auto()
    SPELLINGS = auto()
    PAIR = auto()
    EXCEPTIONS = auto()
    EXAMPLES = auto()
    TEXTS = auto()


@dataclass(frozen=True, slots=True)
class Key:
    """A key: its name, what stands behind it, what it says in one sentence, and the values that it may have."""

    name: str
    shape: Shape
    about: str
    required: bool = False
    values: tuple[str, ...] = ()


FILE = (
    Key("topic", Shape.TEXT, "The heading over the tags of this file.", required=True),
    Key("tags", Shape.TAGS, "The tags, each below its id: small letters, digits and single hyphens.", required=True),
)
TAG = (
    Key("label", Shape.TEXT, "The tag's name as readers see it.", required=True),
    Key("about", Shape.TEXT, "The scope note: what a paper must be about."),
    Key("parent", Shape.ID, "The id of the tag above this one. A paper with this tag has its parent too."),
    Key("aliases", Shape.IDS, "Other ids of this tag. Their addresses lead here."),
    Key(
        "status",
        Shape.CHOICE,
        "A candidate is reported and not shown to readers; a deprecated tag leads to `replaced_by`.",
        values=tuple(Status),
    ),
    Key("replaced_by", Shape.ID, "The id of the tag that a deprecated one leads to."),
    Key("any", Shape.TERMS, "Terms of which one is enough."),
    Key("hints", Shape.TERMS, "Terms that are not enough alone: it takes `hints_needed` different ones."),
    Key("hints_needed", Shape.COUNT, "How many different hints it takes; 2 if left out."),
    Key("all", Shape.TERMS, "Terms that must all be found besides."),
    Key("none", Shape.TERMS, "Terms of which none may be found anywhere in the paper."),
    Key("examples", Shape.EXAMPLES, "The rule's own tests: at least one that matches and one to skip."),
)
EXAMPLES = (
    Key("match", Shape.TEXTS, "Examples that must get the tag.", required=True),
    Key("skip", Shape.TEXTS, "Examples that must not get the tag, best such as come close.", required=True),
)
EXAMPLE = (
    Key("title", Shape.TEXT, "The title of the example."),
    Key("abstract", Shape.TEXT, "The abstract of the example."),
)

_EXCEPT = Key("except", Shape.EXCEPTIONS, "Terms that make a hit void where they overlap it.")
TERM = (
    (Key("term", Shape.SPELLINGS, "A text or a list of spellings.", required=True), _EXCEPT),
    (Key("title", Shape.SPELLINGS, "Spellings that count in the title only.", required=True), _EXCEPT),
    (Key("abstract", Shape.SPELLINGS, "Spellings that count in the abstract only.", required=True), _EXCEPT),
    (
        Key("near", Shape.PAIR, "Two terms, without a common word, that stand in one sentence.", required=True),
        Key("within", Shape.DISTANCE, "How many words at most stand between the two; the whole sentence if left out."),
        Key("ordered", Shape.TRUTH, "`true`: the first of the two stands before the second."),
        _EXCEPT,
    ),
    (
        Key("regex", Shape.SPELLINGS, "A regular expression in the small syntax of the reference.", required=True),
        Key(
            "field", Shape.CHOICE, "Where the expression is looked for; the abstract if left out.", values=tuple(Field)
        ),
        _EXCEPT,
    ),
)
"""The kinds of terms that are mappings; the first key of each names the kind."""
EXCEPTION = (
    (Key("title", Shape.SPELLINGS, "Counts in the title only.", required=True),),
    (Key("abstract", Shape.SPELLINGS, "Counts in the abstract only.", required=True),),
)


def names(keys: tuple[Key, ...]) -> tuple[str, ...]:
    """The names of keys."""
    return tuple(key.name for key in keys)


_WORDS = {
    "any": ("terms", "term", "keywords", "keyword", "words", "match_any", "or", "one_of", "include"),
    "all": ("and", "must", "required", "every"),
    "none": ("not", "exclude", "excluded", "without", "never"),
    "label": ("name", "title", "heading"),
    "about": ("description", "definition", "scope", "note"),
    "aliases": ("alias", "synonyms", "also"),
    "match": ("matches", "yes", "positive", "should_match"),
    "skip": ("skips", "no", "negative", "should_skip", "not_match"),
    "topic": ("name", "title", "heading"),
    "examples": ("tests",),
    "except": ("unless", "but_not"),
    "replaced_by": ("replacement", "successor"),
    "within": ("distance", "window", "max_distance", "words_between"),
}
"""What people write for a key."""


def meant(word: str, keys: Sequence[str], least: float = 0.65) -> str:
    """The key that was meant by a word that is none; '' where nobody can know. `least` is how alike at least."""
    small = word[:60].lower().replace("-", "_")
    named = {name: key for key in reversed(keys) for name in (*_WORDS.get(key, ()), key)}
    if small in named:
        return named[small]
    if ":" in word:
        return ""
    alike = ((keys, least), (tuple(named), 0.85))
    near = next(filter(None, (difflib.get_close_matches(small, known, 1, cutoff) for known, cutoff in alike)), [])
    return named[near[0]] if near else ""


def home(word: str) -> str:
    """Where a key belongs that stands at a wrong place, as a hint; '' where it is no key at all."""
    return next((hint for keys, hint in _HOMES if word in keys), "").replace("{}", word)


_HOMES = (
    (names(FILE), "`{}` stands at the beginning of the file, with no space before it"),
    (names(TAG), "`{}` is a key of a tag: write it below the tag's id, beside `label`"),
    (names(EXAMPLES), "`{}` stands below `examples`"),
    (names(EXAMPLE), "`{}` begins a term or an example, as in `- {}: …`"),
    (("within", "ordered"), "`{}` stands beside `near`, in the same term"),
    (("field",), "`{}` stands beside `regex`, in the same term"),
    (("except",), "`{}` stands in a term, as in `- term: alignment` with `except: [word alignment]` below `term`"),
    (("child", "children", "subtags"), "a tag names the one above it: write `parent:` in each of the tags below"),
    (("term", "near", "regex"), "`{}` begins a term, as in `- {}: …` below `any`"),
)
