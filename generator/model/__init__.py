"""The nouns of the catalog: what a source says, what a paper is, what a rule asks, what a build gives.

Everything here is frozen and stands on the standard library alone, so that every other module can rely on it.
"""

from generator.model.addresses import Address, Addresses, Lock
from generator.model.catalog import (
    Atlas,
    Catalog,
    Change,
    Entry,
    Group,
    Output,
    Region,
    Related,
    Settings,
    Told,
    ToldPaper,
    ToldTag,
)
from generator.model.papers import (
    Appearance,
    Decision,
    Disagreement,
    Facts,
    Listing,
    Name,
    Origin,
    Paper,
    PaperStatus,
    Record,
    Standing,
)
from generator.model.rules import ROLES, Alias, Comma, Example, Field, Match, Rule, Status, Tagging, Term, Topic
from generator.model.sources import Location, Problem, Severity, Source

__all__ = [
    "ROLES", "Address", "Addresses", "Alias", "Appearance", "Atlas", "Catalog", "Change", "Comma", "Decision",
    "Disagreement", "Entry", "Example", "Facts", "Field", "Group", "Listing", "Location", "Lock", "Match", "Name",
    "Origin", "Output", "Paper", "PaperStatus", "Problem", "Record", "Region", "Related", "Rule", "Settings",
    "Severity", "Source", "Standing", "Status", "Tagging", "Term", "Told", "ToldPaper", "ToldTag", "Topic",
]  # fmt: skip
