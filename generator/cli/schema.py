"""`catalog schema`: what a rule file or a card may say, for editors."""

from __future__ import annotations

import click

from generator.readers import card_schema
from generator.rules import schema as rule_schema

_TEXTS = {"rules": rule_schema.text, "card": card_schema.text}


@click.command()
@click.argument("what", type=click.Choice(sorted(_TEXTS)), default="rules")
def schema(what: str) -> None:
    """Print the JSON Schema of a rule file or a card.

    Editors complete and check by it. Example: catalog schema card > card.schema.json
    """
    click.echo(_TEXTS[what](), nl=False)
