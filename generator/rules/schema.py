"""The JSON Schema of a rule file, made of the table of its keys, so that an editor knows what the reader knows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from generator.rules.ids import LONGEST_ID, PATTERN, RESERVED
from generator.rules.keys import EXAMPLE, EXAMPLES, EXCEPTION, FILE, TAG, TERM, Key, Shape

ADDRESS = "rules/schema.json"
"""Where it is published, from the site's own address."""

Schema = dict[str, Any]


def text() -> str:
    """The schema as it is printed and published."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def schema() -> Schema:
    """The schema, in the draft that editors know best."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A rule file of the paper catalog",
        "description": "One topic with its tags, and for each tag the terms that give it to a paper.",
        **_table(FILE),
        "definitions": {
            "id": {"type": "string", "pattern": f"^{PATTERN}$", "maxLength": LONGEST_ID, "not": {"enum": [*RESERVED]}},
            "text": {"type": "string", "minLength": 1, "pattern": r"\S"},
            "spellings": {"anyOf": [_ref("text"), _list(_ref("text"), least=1)]},
            "tag": {**_table(TAG), **_OF_STATUS},
            "term": {"anyOf": [_ref("text"), _list(_ref("text"), least=1), *map(_table, TERM)]},
            "exception": {"anyOf": [_ref("text"), _list(_ref("text"), least=1), *map(_table, EXCEPTION)]},
            "examples": _table(EXAMPLES),
            "example": {"anyOf": [_ref("text"), {**_table(EXAMPLE), "minProperties": 1}]},
        },
    }


_OF_STATUS: Schema = {
    "if": {"properties": {"status": {"const": "deprecated"}}, "required": ["status"]},
    "then": {"required": ["replaced_by"]},
    "else": {
        "not": {"required": ["replaced_by"]},
        "if": {"anyOf": [{"required": ["any"]}, {"required": ["hints"]}]},
        "then": {"required": ["examples"]},
    },
}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}


def _list(items: Schema, least: int = 0) -> Schema:
    return {"type": "array", "items": items} | ({"minItems": least} if least else {})


def _table(keys: Iterable[Key]) -> Schema:
    """A mapping that has these keys and no others."""
    keys = tuple(keys)
    required = [key.name for key in keys if key.required]
    return {
        "type": "object",
        "properties": {key.name: {"description": key.about, **_value(key)} for key in keys},
        "additionalProperties": False,
    } | ({"required": required} if required else {})


def _value(key: Key) -> Schema:
    return {"enum": [*map(str, key.values)]} if key.values else _SHAPES[key.shape]


def _of(name: str) -> Schema:
    """A reference that may stand beside a description; older readers of schemas take nothing beside a bare one."""
    return {"allOf": [_ref(name)]}


_SHAPES: dict[Shape, Schema] = {
    Shape.TEXT: {"type": "string", "pattern": r"\S"},
    Shape.COUNT: {"type": "integer", "minimum": 1},
    Shape.DISTANCE: {"type": "integer", "minimum": 0},
    Shape.TRUTH: {"type": "boolean"},
    Shape.ID: _of("id"),
    Shape.IDS: {**_list(_ref("id")), "uniqueItems": True},
    Shape.TAGS: {
        "type": "object",
        "propertyNames": _ref("id"),
        "additionalProperties": _ref("tag"),
        "minProperties": 1,
    },
    Shape.TERMS: _list(_ref("term")),
    Shape.SPELLINGS: _of("spellings"),
    Shape.PAIR: {**_list(_ref("spellings")), "minItems": 2, "maxItems": 2},
    Shape.EXCEPTIONS: {"anyOf": [_ref("exception"), _list(_ref("exception"), least=1)]},
    Shape.EXAMPLES: _of("examples"),
    Shape.TEXTS: _list(_ref("example"), least=1),
}
