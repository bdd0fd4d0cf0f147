"""A term by itself, as a person types it: read as in a rule file, with the same faults; and written as one."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from generator import located_yaml
from generator.located_yaml import double_quoted
from generator.model import Problem, Source, Term
from generator.rules.commas import are_clear
from generator.rules.shapes import Report
from generator.rules.terms import Terms

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[ -][A-Za-z0-9]+)*\*?")

Value = str | list[str] | Mapping[str, object]


def read_term(value: Value) -> tuple[Term | None, tuple[Problem, ...]]:
    """The term that a rule file would have with this value in `any`, and what is wrong with it."""
    data = json.dumps({"any": [value]}, ensure_ascii=False).encode("utf-8", "replace")
    root, problems = located_yaml.read(Source("the term", data))
    if not isinstance(root, located_yaml.Mapping):
        return None, problems
    report = Report(problems)
    terms = Terms(report).listed(root.get("any"), "any")
    return (terms[0] if terms and not report.problems else None), tuple(report.problems)


def written(value: object) -> str:
    """A value as it can stand in a rule file, on one line; in quotes where a comma could seem to part one text."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {written(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        texts = [one for one in value if isinstance(one, str)]
        write = written if are_clear(texts) else double_quoted
        return f"[{', '.join(write(one) if isinstance(one, str) else written(one) for one in value)}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else located_yaml.scalar(str(value), _PLAIN)
