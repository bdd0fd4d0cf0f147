"""`catalog try`: what would a term find?"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from generator.cli.project import answer, form_option, progress, tagged_catalog
from generator.reports import trial as report
from generator.rules.lone import Value, read_term, written
from generator.trial import try_term


@click.command("try")
@click.argument("terms", metavar="TERM...", nargs=-1, required=True)
@click.option(
    "--near",
    multiple=True,
    metavar="TERM",
    help="Only where this stands in the same sentence; again for more spellings.",
)
@click.option("--within", type=click.IntRange(0), metavar="N", help="With --near: at most N words between the two.")
@click.option("--ordered", is_flag=True, help="With --near: TERM first.")
@click.option("--except", "exceptions", multiple=True, metavar="TERM", help="A hit that overlaps this does not count.")
@click.option(
    "--regex", is_flag=True, help="TERM is a regular expression (RE2); it looks at the abstract, or the --title."
)
@click.option("--title", is_flag=True, help="Only in the title.")
@click.option("--abstract", is_flag=True, help="Only in the abstract.")
@click.option("--limit", type=click.IntRange(0), default=20, show_default=True, metavar="N", help="Papers to show.")
@form_option()
@click.pass_obj
def try_(
    project: Path,
    terms: tuple[str, ...],
    near: tuple[str, ...],
    within: int | None,
    ordered: bool,
    exceptions: tuple[str, ...],
    regex: bool,
    title: bool,
    abstract: bool,
    limit: int,
    form: str,
) -> None:
    """Show which papers a term would find.

    Each with the words around, and the tags that it has already.
    Several TERMs are spellings of one. Example: catalog try 'reward model*' --except 'reward modeling toolkit'
    """
    if title and abstract:
        raise click.UsageError("--title and --abstract exclude each other; without them both are looked at")
    if near and (title or abstract or regex):
        raise click.UsageError("--near goes without --title, --abstract and --regex: a rule has no such term")
    if not near and (ordered or within is not None):
        raise click.UsageError("--within and --ordered say how far a --near may be; name that, too")
    field = "title" if title else "abstract" if abstract else None
    options = {
        "field": field if regex else None,
        "within": within,
        "ordered": ordered or None,
        "except": list(exceptions) or None,
    }
    value = _value(list(terms), list(near), "regex" if regex else field or "term", options)
    term, problems = read_term(value)
    if not term:
        raise click.UsageError(
            "; ".join(f"{one.message} ({one.hint})" if one.hint else one.message for one in problems)
        )
    found = try_term(term, tagged_catalog(project).catalog, lambda entries: progress(entries, "Trying"))
    in_a_rule = written(value)
    if not found.papers and any("," in one for one in terms) and not regex:
        click.echo("a comma is no end of a term here; write several spellings as several TERMs", err=True)
    answer(form, report.blocks(found, in_a_rule, limit), report.data(found, in_a_rule))


def _value(terms: list[str], near: list[str], kind: str, options: Mapping[str, object]) -> Value:
    """The term as a rule file would have it, as short as it can be."""
    given = {name: value for name, value in options.items() if value is not None}
    if near:
        return {"near": [terms, near], **given}
    spellings = terms[0] if len(terms) == 1 else terms
    return spellings if kind == "term" and not given else {kind: spellings, **given}
