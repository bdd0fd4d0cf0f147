"""The formats in which papers can be taken away, and where the site has files of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from generator.model import Catalog, Settings


@dataclass(frozen=True, slots=True)
class Form:
    """A format in which papers can be taken away: its id in the settings, its name, how the names of files end."""

    id: str
    label: str
    ending: str


FORMS: Final = (
    Form("bibtex", "BibTeX", "bib"),
    Form("biblatex", "BibLaTeX", "biblatex.bib"),
    Form("ris", "RIS", "ris"),
    Form("csl-json", "CSL-JSON", "json"),
    Form("csv", "CSV", "csv"),
    Form("jsonl", "JSON Lines", "jsonl"),
    Form("text", "Plain text", "txt"),
)


def form_of(name: str) -> Form | None:
    """The format that the end of a file's name tells; the longest ending that fits."""
    fitting = [form for form in FORMS if name.lower().endswith(f".{form.ending}")]
    return max(fitting, key=lambda form: len(form.ending), default=None)


def paths(folder: str, settings: Settings) -> list[tuple[Form, str]]:
    """The formats that the site has as files, and where those of the papers that belong to `folder` are."""
    return [(form, path_of(folder, form)) for form in FORMS if form.id in settings.exports]


def path_of(folder: str, form: Form) -> str:
    """Where the file of a format is."""
    return f"{folder}/papers.{form.ending}"


def has_files_of_tags(catalog: Catalog, settings: Settings) -> bool:
    """Whether each tag has files of its own: not in a catalog so large that they would be most of the site."""
    return len(catalog.papers) <= settings.export_tags_up_to
