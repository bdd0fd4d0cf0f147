"""Papers that their authors took back: on arXiv, the abstract or the comment is nothing but that statement then."""

from __future__ import annotations

import re

from generator.model import Location, PaperStatus, Standing

_PAPER = r"(?:paper|article|manuscript|submission|preprint|work|draft)"
_STATEMENT = re.compile(
    rf"""[^\w(]*(?:arxiv\s+admin\s+note:\s*)?(?:
      (?:(?:this|the)\s+)?{_PAPER}
          (?:\s*\([^()]{{0,150}}\)|\s+in\s+its\s+present\s+form|\s+referred\s+to\s+in\s+the\s+title)?
          \s+(?:(?:has|have)\s+(?:now\s+)?been|is|was)\s+(?:temporarily\s+)?withdrawn\b(?!\s+from)
    | (?:(?:this|the)\s+)?(?:{_PAPER}\s+)?withdrawn\b(?=\s*(?:$|[.,;:!-]|by\b|due\b|because\b|since\b|as\b|for\b|in\b))
    | (?:the\s+)?authors?\s+(?:has|have)\s+withdrawn\s+(?:this|the|their)\s+{_PAPER}
    )""",
    re.IGNORECASE | re.VERBOSE,
)


def standing(where: Location, *statements: str) -> Standing | None:
    """Withdrawn, where one of these texts begins by saying so of the paper; what only mentions it says nothing."""
    said = any(_STATEMENT.match(text) for text in statements)
    return Standing(PaperStatus.WITHDRAWN, where) if said else None
