"""What the id of a tag may be: it is the last part of an address."""

from __future__ import annotations

import re

from generator.located_yaml import Scalar
from generator.rules.shapes import Report
from generator.slips import short
from generator.text import slug

RESERVED = ("terms", "index")
LONGEST_ID = 60
PATTERN = "[a-z0-9]+(?:-[a-z0-9]+)*"


def check_id(key: Scalar, report: Report) -> bool:
    """Can this be an id? Tells where it cannot."""
    name = key.value
    if re.fullmatch(PATTERN, name) and len(name) <= LONGEST_ID and name not in RESERVED:
        return True
    such = slug(name[:LONGEST_ID])[:LONGEST_ID].strip("-")
    such_as = f", such as '{such}'" if such and such not in RESERVED else f", and not {' or '.join(RESERVED)}"
    hint = f"write small letters, digits and single hyphens, {LONGEST_ID} at most{such_as}"
    report.say(key, "tag-id", f"'{short(name)}' cannot be a tag's id and address", hint)
    return False
