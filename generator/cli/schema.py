"""`catalog schema`: what a rule file may say, for editors."""

from __future__ import annotations

import click

from generator.rules.schema import text


@click.command()
def schema() -> None:
    """Print the JSON Schema of a rule file, by which editors complete and check.

    Example: catalog schema > rules.schema.json
    """
    click.echo(text(), nl=False)
