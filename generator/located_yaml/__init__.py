"""YAML to values that know their line. Nothing is guessed: each scalar stays the text that was written."""

from __future__ import annotations

import yaml

from generator.located_yaml.composer import compose
from generator.located_yaml.diagnosis import unexplained
from generator.located_yaml.foreign import documents, softened
from generator.located_yaml.lines import lines_of
from generator.located_yaml.nodes import Mapping, Node, Scalar, Sequence, is_empty, kind, quoted
from generator.located_yaml.recovery import recover
from generator.located_yaml.types import other_type
from generator.located_yaml.writing import double_quoted, scalar
from generator.model import Problem, Source

__all__ = [
    "Mapping", "Node", "Scalar", "Sequence", "double_quoted", "is_empty", "kind", "other_type", "quoted",
    "read", "read_foreign", "scalar",
]  # fmt: skip


def read(source: Source) -> tuple[Node | None, tuple[Problem, ...]]:
    """Read a YAML file: its root, or None where it is empty or cannot be read, and everything that is wrong with it.

    Of a file that is no YAML as a whole, the parts that are well-formed are read.
    """
    lines, problems = lines_of(source)
    if lines is None:
        return None, tuple(problems)
    try:
        root, more = compose(lines, 0, len(lines.rows))
    except yaml.MarkedYAMLError as wrong:
        root, more = recover(lines)
        more = more or [unexplained(lines, 0, wrong)]
        if any(problem.code == "yaml-tab" for problem in problems):
            more = [problem for problem in more if problem.code not in ("yaml-indent", "yaml-syntax")]
    return root, (*problems, *more)


def read_foreign(source: Source) -> tuple[tuple[Node, ...], tuple[Problem, ...]]:
    """Read a YAML file that another program or catalog wrote: the roots of its documents, and what is wrong with it.

    A value that is no YAML is the text that stands there. What was read all the same is a warning.
    """
    lines, problems = lines_of(source)
    if lines is None:
        return (), tuple(problems)
    roots = []
    for first, last in documents(lines.rows):
        try:
            root, more = compose(lines, first, last)
        except yaml.MarkedYAMLError as wrong:
            root, more = recover(lines, first, last, keep=True)
            more = more or [unexplained(lines, first, wrong)]
        roots += [root] if root else []
        problems += more
    return tuple(roots), tuple(softened(problems, lines.rows))
