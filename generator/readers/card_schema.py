"""The JSON Schema of a card, made of the table of its keys, so that an editor knows what the reader knows."""

from __future__ import annotations

import json
from typing import Any

from generator.model import PaperStatus
from generator.readers.card_keys import KEYS, LONGEST_REASON, WHICH, Shape

ADDRESS = "papers/card.schema.json"
"""Where it is published, from the site's own address."""

Schema = dict[str, Any]
_TEXT: Schema = {"type": "string", "pattern": r"\S"}
_TEXTS: Schema = {"type": "array", "items": _TEXT, "minItems": 1}
_NAME: Schema = {
    "type": "object",
    "properties": dict.fromkeys(("given", "particle", "family", "suffix", "literal", "orcid", "name"), _TEXT),
    "minProperties": 1,
}
_SHAPES: dict[Shape, Schema] = {
    Shape.TEXT: {"type": ["string", "number"], "pattern": r"\S"},  # without quotes, 2412.99999 is a number to editors
    Shape.COUNT: {"type": ["string", "number"], "pattern": r"\S"},
    Shape.YEAR: {"type": ["integer", "string"], "minimum": 1000, "maximum": 2999, "pattern": "^[0-9]{4}$"},
    Shape.DATE: {"type": ["string", "integer"], "pattern": "[0-9]{4}"},
    Shape.ADDRESS: {"type": "string", "pattern": r"^\s*(?:[Hh][Tt][Tt][Pp][Ss]?://|www\.)"},
    Shape.TEXTS: {"type": "array", "items": {"type": ["string", "number"]}, "minItems": 1},
    Shape.PEOPLE: {"type": "array", "items": {"anyOf": [_TEXT, _NAME]}, "minItems": 1},
    Shape.SLUGS: {"anyOf": [_TEXT, _TEXTS]},
    Shape.NAMES: {"anyOf": [_TEXT, _TEXTS]},
    Shape.STATUS: {"enum": [*map(str, PaperStatus)]},
    Shape.REASONS: {
        "type": "object",
        "additionalProperties": {"type": "string", "pattern": r"\S", "maxLength": LONGEST_REASON},
    },
}


def text() -> str:
    """The schema as it is printed and published."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def schema() -> Schema:
    """The schema, in the draft that editors know best."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A card of the paper catalog",
        "description": "What a person adds to one paper, corrects, or decides about its tags.",
        "type": "object",
        "properties": {key.name: {"description": key.about, **_SHAPES[key.shape]} for key in KEYS},
        "anyOf": [{"required": [key.name]} for key in WHICH],
    }
