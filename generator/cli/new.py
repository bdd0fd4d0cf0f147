"""`catalog new paper`: a card to fill in."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import click

from generator import apis, atomic
from generator.apis import Kind
from generator.build import collect
from generator.cli.asking import asked
from generator.cli.project import Opened, opened, print_problems
from generator.harmless import in_terminal
from generator.importing import draft
from generator.model import Paper, Record, Severity
from generator.readers import card_schema, read_source
from generator.text import acl, arxiv, clean, doi, identity_doi, safe_url, slug, title_key

Known = dict[str, str | tuple[str, ...]]
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_FORMS: Mapping[str, Callable[[str], str]] = {"arxiv": arxiv, "acl": acl, "doi": doi, "url": safe_url, "pdf": safe_url}


@click.group()
def new() -> None:
    """Begin a new file: a card of a paper.

    Example: catalog new paper --arxiv 2412.13746 --fetch
    """


@new.command()
@click.argument("title", required=False)
@click.option("--arxiv", metavar="ID", help="Its arXiv number, or the address.")
@click.option("--acl", metavar="ID", help="Its ACL Anthology number, or the address.")
@click.option("--doi", metavar="DOI", help="Its DOI, or the address.")
@click.option("--url", metavar="ADDRESS", help="The address of its page.")
@click.option("--pdf", metavar="ADDRESS", help="The address of its PDF.")
@click.option("--name", metavar="NAME", help="The name of the file (default: from the title).")
@click.option("--fetch", is_flag=True, help="Fill in what arXiv, the ACL Anthology or doi.org say; needs a network.")
@click.pass_obj
def paper(project: Path, /, title: str | None, name: str | None, fetch: bool, **given: str | None) -> None:
    """Make a card, a small file about one paper, with the keys that it may have.

    Example: catalog new paper 'A Toy Model of Small Catalogs' --doi 10.1000/toy.1
    """
    here = opened(project)
    known = _known(title, given)
    if not known and sys.stdin and sys.stdin.isatty():
        known = _known(click.prompt("Title, or an arXiv id, a DOI or an ACL Anthology id", err=True), {})
    if not known:
        raise click.UsageError("say which paper: a title, --arxiv, --acl, --doi, --url or --pdf")
    if fetch:
        known = {**_fetched(project, here, known), **known}
    path = _path(here, known, name)
    if (project / path).exists():
        raise click.ClickException(f"{path} is there already and was not touched; name another by --name")
    _write(project, path, draft.card(known), here)
    for one in _there(here, known):
        places = ", ".join(one.files)
        click.echo(in_terminal(f"“{one.title}” is in the catalog already, from {places}: the card amends it"), err=True)
    if not any(known.get(key) for key in ("title", "arxiv", "acl", "doi")):
        click.echo("write its title into it: an address alone does not say which paper it is about", err=True)
    click.echo(path)


def _known(title: str | None, given: Mapping[str, str | None]) -> Known:
    """What was said of the paper, each in its normal form; an identifier in the place of the title is one."""
    known: Known = {}
    for kind, text in given.items():
        if text is not None:
            known[kind] = _FORMS[kind](text.strip())
            if not known[kind]:
                raise click.UsageError(f"--{kind} '{text}' is none")
    words = clean(title or "")
    if words and (found := apis.wanted(words, "title")):
        known.setdefault("url" if found.kind is Kind.FILE else found.kind.value, found.name)
    elif words:
        known["title"] = words
    return known


def _fetched(project: Path, here: Opened, known: Known) -> Known:
    """What the services say of the paper."""
    named = [found for kind in ("arxiv", "acl", "doi") if (found := apis.wanted(str(known.get(kind, "")), f"--{kind}"))]
    if not named:
        raise click.UsageError("--fetch needs an arXiv id, a DOI or an ACL Anthology id")
    sources, problems = asked(project, named[:1], here.settings.repository, fresh=False)
    items = [item for source in sources for item in read_source(source)]
    if print_problems(problems, sources, "text", least=Severity.WARNING):
        raise click.exceptions.Exit(1)
    return next((draft.known_of(item) for item in items if isinstance(item, Record)), {})


def _path(here: Opened, known: Known, name: str | None) -> str:
    if name is not None and not _NAME.fullmatch(name):
        raise click.UsageError(f"--name '{name}' is no plain name: write letters, digits, hyphens and full stops only")
    first = next(str(known[key]) for key in (*draft.KEYS, "pdf") if known.get(key))
    stem = (name or slug(first) or "card").removesuffix(".yml").removesuffix(".yaml")
    return f"{here.folders[0]}/{'the-imports' if stem == 'imports' else stem}.yml"


def _write(project: Path, path: str, text: str, here: Opened) -> None:
    schema = project / here.folders[0] / draft.SCHEMA
    try:
        atomic.replace({project / path: text.encode(), schema: card_schema.text().encode()})
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written: {error.strerror}") from error


def _there(here: Opened, known: Known) -> Iterator[Paper]:
    """The papers of the catalog that the card is about."""
    wanted = {
        f"arxiv:{known.get('arxiv')}", f"acl:{known.get('acl')}", f"doi:{identity_doi(str(known.get('doi', '')))}",
        f"title:{title_key(str(known.get('title', '')))}",
    }  # fmt: skip
    for one in collect(here.papers).papers:
        ids = {f"arxiv:{one.arxiv}", f"acl:{one.acl}", f"doi:{identity_doi(one.doi)}"}
        ids = {name for name in ids if not name.endswith(":")}
        if wanted & (ids | {f"title:{title_key(title)}" for title in one.titles}):
            yield one
