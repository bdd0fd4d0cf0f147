"""The command `catalog`: one module for each verb. The only rooms that print."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

import click

from generator import files
from generator.cli.changes import changes
from generator.cli.check import check
from generator.cli.diff import diff
from generator.cli.evaluate import evaluate
from generator.cli.explain import explain
from generator.cli.export import export
from generator.cli.imports import import_
from generator.cli.links import links
from generator.cli.lock import lock
from generator.cli.new import new
from generator.cli.related import related
from generator.cli.schema import schema
from generator.cli.search import search
from generator.cli.site import site
from generator.cli.suggest import suggest
from generator.cli.trial import try_
from generator.cli.write import write


class _Verbs(click.Group):
    """The verbs; where the disk refuses what one prints, that is a sentence and no traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except OSError as error:
            why = files.refusal(error)
            if not why:
                raise
            with suppress(OSError):  # so that nothing is said of the rest at the end
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise click.ClickException(f"the answer cannot be written to {why}") from error


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--project",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="The folder with mkdocs.yml and site_src/ (default: this one).",
)
@click.pass_context
def main(context: click.Context, project: Path) -> None:
    """Build and check a catalog of papers: records in, tagged pages out."""
    context.obj = project
    for stream in (sys.stdout, sys.stderr):  # a title may have signs that the terminal's encoding lacks
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="replace")


VERBS = (
    changes, check, diff, evaluate, explain, export, import_, links, lock, new, related, schema, search, site, suggest,
    try_, write,
)  # fmt: skip
for command in VERBS:
    main.add_command(command)
