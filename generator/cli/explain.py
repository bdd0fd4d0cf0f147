"""`catalog explain`: why has a paper its tags, or why not that one?"""

from __future__ import annotations

from pathlib import Path

import click

from generator.build import Tagged
from generator.cli.project import answer, form_option, tagged_catalog
from generator.family import children
from generator.lookup import find_papers, find_tag, nearest_tags, nearest_titles
from generator.model import Catalog, Entry, Rule
from generator.reports import why as report
from generator.why import nearly, reason, refusal


@click.command()
@click.argument("paper")
@click.argument("tag", required=False)
@form_option()
@click.pass_obj
def explain(project: Path, paper: str, tag: str | None, form: str) -> None:
    """Show why a paper has its tags, or why not one.

    With TAG: why it has this one, or what it lacks, the nearest miss first.
    PAPER is the last part of its address, an identifier (arXiv, DOI, ACL Anthology), its citation key, or the
    beginning of its title. Example: catalog explain 2412.13746 rag
    """
    found = tagged_catalog(project, with_trial=True)
    entry = one_paper(found.catalog, paper)
    if tag is None:
        _explain_all(found, entry, form)
    else:
        _explain_one(found.catalog, entry, one_tag(found.catalog, tag), form)


def _explain_all(found: Tagged, entry: Entry, form: str) -> None:
    reasons = [reason(found.catalog.rules[one.tag], entry, one) for one in entry.taggings]
    near = nearly(found.matcher, entry)
    answer(form, report.has_blocks(entry, reasons, near), report.has_data(entry, reasons, near))


def _explain_one(catalog: Catalog, entry: Entry, rule: Rule, form: str) -> None:
    tagging = next((one for one in entry.taggings if one.tag == rule.id), None)
    if tagging:
        why = reason(rule, entry, tagging)
        answer(form, report.has_blocks(entry, [why], ()), report.has_data(entry, [why], ()))
    else:
        why_not = refusal(rule, entry, children(catalog.rules, rule.id))
        answer(form, report.refusal_blocks(entry, why_not), report.refusal_data(entry, why_not))


def one_paper(catalog: Catalog, words: str) -> Entry:
    """The paper that the words name; where there is none or several, the command ends and names those it could be."""
    found = find_papers(catalog, words)
    if len(found) == 1:
        return found[0]
    if found:
        raise click.UsageError(f"{len(found)} papers fit “{words}”; name one of them by its slug:\n{_listed(found)}")
    near = nearest_titles(catalog, words)
    hint = f"; near it are:\n{_listed(near)}" if near else f"; the catalog has {len(catalog.papers)} papers"
    raise click.UsageError(f"no paper has the slug, the identifier or a title that begins “{words}”{hint}")


def _listed(entries: tuple[Entry, ...]) -> str:
    shown = [f"  {entry.slug}  {entry.paper.title}" for entry in entries[:10]]
    return "\n".join(shown + [f"  … and {len(entries) - 10} more"] * (len(entries) > 10))


def one_tag(catalog: Catalog, words: str) -> Rule:
    """The tag that the words name by id, alias or label."""
    if rule := find_tag(catalog, words):
        return rule
    near = nearest_tags(catalog.rules, words)
    hint = f"did you mean {' or '.join(near)}?" if near else f"there are {len(catalog.rules)} tags"
    raise click.UsageError(f"no tag is called “{words}”; {hint}")
