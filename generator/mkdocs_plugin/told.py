"""What a build says in MkDocs' log."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from mkdocs.utils import CountHandler

from generator.model import Problem, Severity, Source
from generator.problems import formatted

log = logging.getLogger("mkdocs.plugins.catalog")


def report(problems: Iterable[Problem], sources: Iterable[Source]) -> int:
    """Print every problem in full and give the number of errors; notes are for `catalog check`."""
    errors = 0
    for problem, text in formatted(problems, sources):
        if problem.severity is Severity.ERROR:
            log.error(text)
            errors += 1
        elif problem.severity is Severity.WARNING:
            log.warning(text)
    return errors


def has_warnings() -> bool:
    """Whether anything was logged at level WARNING or above in this strict build."""
    handlers = logging.getLogger("mkdocs").handlers
    return any(handler.get_counts() for handler in handlers if isinstance(handler, CountHandler))
