"""A paper that is taken away: all that any format may say of it."""

from __future__ import annotations

from dataclasses import dataclass

from generator.citation import Citation
from generator.model import Entry


@dataclass(frozen=True, slots=True)
class Taken:
    """A paper with its citation. `address` is that of its page from the top of the site, `site` the site's own.

    `abstract` is '' where it is not wanted. `own_key` is the name by which its sources know it, or its identity where
    another has the same.
    """

    entry: Entry
    cited: Citation
    address: str = ""
    site: str = ""
    abstract: str = ""
    own_key: str = ""
