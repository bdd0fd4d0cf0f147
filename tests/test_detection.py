"""What a file is, its content tells, whatever its name; and what lists no papers gives none."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.model import Problem, Record, Severity, Source
from generator.readers import KNOWN, READERS, read_source

GOLDEN = Path(__file__).parent / "golden" / "readers"
EXAMPLES = {
    "arXiv Atom": "arxiv-answer.xml",
    "ACL Anthology XML": "anthology.xml",
    "arXiv metadata": "arxiv-metadata.json",
    "OpenAlex": "openalex.json",
    "Semantic Scholar": "semantic-scholar.json",
    "Hugging Face daily papers": "daily-papers.json",
    "RIS": "several-programs.ris",
    "BibTeX": "bibtex-tools.bib",
    "CSL-JSON": "csl-broken.json",
    "JSON Lines": "json-lines-misnamed.txt",
    "listing capture": "header-with-votes.txt",
    "YAML": "csl-and-documents.yml",
    "Markdown with front matter": "page-with-math.md",
    "CSV": "sheet.tsv",
}
NAMES = ("papers.bib", "papers.txt", "papers.json", "papers.jsonl", "papers.xml", "papers.csv", "papers", "papers.md")


def reader_of(source: Source) -> str:
    return next((name for name, accepts, _ in READERS if accepts(source)), "")


@pytest.mark.parametrize(
    ("name", "label"),
    # What stands between `---` in a Markdown file is the front matter of a page.
    [(name, label) for name in NAMES for label in EXAMPLES if (name, label) != ("papers.md", "YAML")],
)
def test_a_misleading_name_does_no_harm(label: str, name: str) -> None:
    data = (GOLDEN / EXAMPLES[label]).read_bytes()
    assert label in KNOWN
    assert reader_of(Source(f"site_src/papers/{name}", data)) == label


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("BibTeX", "Title: Toys\nAuthor: Ada Example\nDate: 2024\n\n@article{a, title = {Kites}}\n"),
        ("CSV", "Title,Year\nKites,2024\n"),
        ("YAML", "# toys\n2024:\n  - title: Kites\n    venue: Toys\n"),
        ("YAML", "---\ntitle: Kites\nyear: 2024\n---\ntitle: Boats\nyear: 2023\n"),
        ("Markdown with front matter", "---\ntitle: Kites\n---\n\nKites: they fly.\nHigh.\n"),
        ("Markdown with front matter", "+++\r\ntitle = 'Kites'\r\n+++\r\nThey fly.\r\n"),
        ("", "From: Ada\nSubject: Toys\nDate: 2024\n\nTitle: none\n"),
        ("", "Title, and year\nof a toy\n"),
    ],
)
def test_content_without_a_name_is_told(label: str, text: str) -> None:
    assert reader_of(Source("stdin", text.encode())) == label


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("README.md", "# Toys\n\nPut papers here.\n\n@article{example, title = {An example}}\n"),
        ("readme.txt", "Toys\n\n" + "These are the toys of the folder, and nothing else is here. " * 8),
        ("LICENSE", "MIT License\n\n" + "Permission is hereby granted to everybody who has a toy. " * 9),
        ("papers.bib~", "@article{example, title = {A toy}}\n"),
        ("papers.bib.bak", "@article{example, title = {A toy}}\n"),
        ("notes.md", "# Toys\n\nA paper about toys.\n\nAnother one.\n"),
        ("page.html", "<!DOCTYPE html>\n<title>Toys</title>"),
        ("toys.py", "import toys\n\ntitle = 'Toys'\n"),
        ("toys.unknown", "Some text that nobody knows.\n"),
        ("numbers.json", "[1, 2, 3]"),
        ("toys.css", "body { color: red }\n"),
    ],
)
def test_what_lists_no_papers_gives_none(name: str, text: str) -> None:
    """One problem, which says what it is and what to do."""
    found = list(read_source(Source(f"site_src/papers/{name}", text.encode())))
    assert not [one for one in found if isinstance(one, Record)]
    (problem,) = (one for one in found if isinstance(one, Problem))
    assert problem.message
    assert problem.hint


@pytest.mark.parametrize(
    ("name", "data", "severity", "says"),
    [
        ("a.zip", b"PK\x03\x04\x14", Severity.ERROR, "zip"),
        ("a.bib", b"PK\x03\x04" + b"\0" * 26 + b"word/document.xml", Severity.ERROR, "docx"),
        ("a.ods", b"PK\x03\x04" + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", Severity.ERROR, "ods"),
        ("a.bz2", b"BZh91AY&SY", Severity.ERROR, "bzip2"),
        ("a.xz", b"\xfd7zXZ\0", Severity.ERROR, "xz"),
        ("a.zst", b"\x28\xb5\x2f\xfd", Severity.ERROR, "zstd"),
        ("a.7z", b"7z\xbc\xaf\x27\x1c", Severity.ERROR, "7z"),
        ("a.rar", b"Rar!\x1a\x07\0", Severity.ERROR, "rar"),
        ("a.tar", b"papers.bib".ljust(257, b"\0") + b"ustar", Severity.ERROR, "tar"),
        ("a.sqlite", b"SQLite format 3\0", Severity.ERROR, "Zotero"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1", Severity.ERROR, "doc"),
        ("a.bib", b"%PDF-1.5", Severity.WARNING, "PDF"),
        ("a.jpg", b"\xff\xd8\xff\xe0", Severity.WARNING, "JPEG"),
        ("a.webp", b"RIFF\0\0\0\0WEBP", Severity.WARNING, "WebP"),
    ],
)
def test_what_is_no_text_is_refused_with_a_word(name: str, data: bytes, severity: Severity, says: str) -> None:
    """Papers that would be left out are an error; a picture or a PDF beside them loses nothing."""
    (problem,) = read_source(Source(f"site_src/papers/{name}", data))
    assert isinstance(problem, Problem)
    assert problem.severity is severity
    assert says in problem.message
    assert problem.hint
