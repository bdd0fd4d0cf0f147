"""What other programs make of a text without quotes. Ours keeps it as written; an editor or a script may not."""

from __future__ import annotations

import re

import yaml
from yaml.resolver import Resolver

from generator.located_yaml.nodes import Scalar

_KINDS = {
    "bool": "true or false",
    "float": "a number",
    "int": "a number",
    "merge": "a sign of YAML",
    "null": "nothing",
    "timestamp": "a date",
    "value": "a sign of YAML",
}
_NUMBER = re.compile(r"[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?|0o[0-7]+")
_RESOLVER = Resolver()


def other_type(node: Scalar) -> str:
    """What the text is to others, such as `a number` for 1.0; '' where it is a text to everybody."""
    if not node.plain or not node.value:
        return ""
    tag = _RESOLVER.resolve(yaml.ScalarNode, node.value, (True, False)).rpartition(":")[2]  # type: ignore[no-untyped-call]
    return _KINDS.get(tag, "a number" if _NUMBER.fullmatch(node.value) else "")
