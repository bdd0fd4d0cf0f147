"""Broken and enormous input: reported with its place, and never the end of the old site or of patience."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.build import collect
from generator.model import Source
from hostile import RULE
from sites import build, contents, make_project, mkdocs

BROKEN = {
    "papers/bad-line.jsonl": (b'{"title": "A good toy"}\n{"title": "A toy", \n', ":2:", "[bad-json]"),
    "papers/no-title.jsonl": (b'{"abstract": "No title"}\n', ":1:", "[no-title]"),
    "papers/not-utf-8.jsonl": ('{"title": "Ein schönes Spielzeug"}\n'.encode("latin-1"), ":1:", "UTF-8"),
    "papers/not-utf-8.txt": ("new\n\nMar 12\n\nÜber Spielzeug\n\n".encode("latin-1"), ":5:", "UTF-8"),
    "papers/truncated.txt": (
        b"new\n\nMar 12\n\nThe First Toy\n\n" + b"A long sentence about a toy. " * 20 + b"\n\nThe Second Toy\n",
        ":9:", "[missing-abstract]",
    ),
    "papers/header.txt": (
        b"new\n\nBuy our toys!\n\nMar 12\n\nThe Third Toy\n\n" + b"A long sentence about a toy. " * 20 + b"\n",
        ":3:", "[unknown-header]",
    ),
    "papers/doubled.txt": (
        b"new\n\nMar 12\n" + (b"\nThe Fourth Toy\n\n" + b"A long sentence about a toy. " * 20 + b"\n") * 2,
        ":9:", "[doubled-title]",
    ),
    "papers/empty.jsonl": (b"", ":1:", "[empty-file]"),
    "papers/picture.png": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", ":1:", "["),
    "rules/not-yaml.yml": (b"topic: Toys\ntags: [unclosed\n", ":", "[yaml-bracket]"),
    "rules/list.yml": (b"- a\n- b\n", ":1:", "["),
    "rules/no-any.yml": (b"topic: Toys\ntags:\n  toys:\n    label: Toys\n", ":3:", "["),
    "rules/not-utf-8.yml": ("topic: Spielzüge\n".encode("latin-1"), ":1:", "UTF-8"),
    "rules/bomb.yml": (
        b"a: &a [x,x,x,x,x,x,x,x,x]\n" + b"".join(
            b"%c: &%c [%s]\n" % (98 + n, 98 + n, b",".join([b"*%c" % (97 + n)] * 9)) for n in range(9)
        ), ":", "[",
    ),
    "rules/deep.yml": (b"topic: " + b"[" * 5000, ":1:", "["),
    "papers/deep.jsonl": (b'{"title": ' + b"[" * 100_000 + b"\n", ":1:", "[bad-json]"),
}  # fmt: skip


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> tuple[int, str]:
    """The exit code, and what is said, of a build in which everything is broken at once."""
    project = make_project(tmp_path_factory.mktemp("broken"), papers={"good.jsonl": '{"title": "A toy"}'})
    before = contents(build(project).folder)
    for name, (data, _, _) in BROKEN.items():
        (project / "site_src" / name).write_bytes(data)
    done = mkdocs(project, "build")
    assert contents(project / "site") == before
    return done.returncode, done.stdout + done.stderr


def test_broken_input_ends_the_build_without_a_traceback(broken: tuple[int, str]) -> None:
    code, said = broken
    assert code == 1
    assert "Traceback" not in said
    assert "the old site stays" in said


@pytest.mark.parametrize("name", BROKEN)
def test_broken_input_is_reported_at_its_place(broken: tuple[int, str], name: str) -> None:
    """Each file has at least one problem of its own, and one at the line that is meant."""
    _, place, says = BROKEN[name]
    lines = [line for line in broken[1].splitlines() if f"site_src/{name}:" in line]
    assert lines
    assert any(f"site_src/{name}{place}" in line and says in line for line in lines), lines


def bounded(project: Path) -> tuple[int, str]:
    """Build within five minutes, and return the exit code and what was said."""
    done = mkdocs(project, "build", timeout=300)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(
    "abstract",
    ["A toy survey of retrieval with $x$ & more. " * 60_000, "<*[`$_{" * 150_000],
    ids=["three megabytes of sentences", "a megabyte of signs"],
)
def test_an_enormous_abstract_is_no_hang(tmp_path: Path, abstract: str) -> None:
    line = json.dumps({"title": "A large toy", "abstract": abstract})
    project = make_project(tmp_path, papers={"papers.jsonl": line})
    code, said = bounded(project)
    assert code in {0, 1}
    assert "Traceback" not in said
    assert code == 0 or "site_src/papers/papers.jsonl:1:" in said


def test_five_thousand_authors_are_no_hang(tmp_path: Path) -> None:
    authors = [f"Ada{number} Example{number}" for number in range(5000)]
    lines = [json.dumps({"title": f"A large toy {one}", "authors": authors}) for one in range(2)]
    project = make_project(tmp_path, papers={"papers.jsonl": "\n".join(lines)})
    code, said = bounded(project)
    assert code in {0, 1}
    assert "Traceback" not in said


def test_a_rule_of_forty_thousand_terms_is_no_hang(tmp_path: Path) -> None:
    terms = "\n".join(f"      - toy{number} of wood*" for number in range(40_000))
    examples = "    examples:\n      match: [toy7 of wood]\n      skip: [toy of wood]\n"
    rule = f"topic: Toys\ntags:\n  toys:\n    label: Toys\n    any:\n{terms}\n{examples}"
    project = make_project(tmp_path, papers={"papers.jsonl": '{"title": "toy99 of wood"}'}, rules={"toys.yml": rule})
    code, said = bounded(project)
    assert code in {0, 1}
    assert "Traceback" not in said


def test_the_address_of_a_listing_is_no_script(tmp_path: Path) -> None:
    listing = "imports:\n  - file: listing.txt\n    address: javascript:ran()\n"
    text = f"new\n\nMar 12\n\nA Toy\n\n{'A long toy abstract. ' * 20}\n"
    project = make_project(tmp_path, papers={"listing.txt": text, "imports.yml": listing})
    done = mkdocs(project, "build")
    assert done.returncode == 1
    assert "site_src/papers/imports.yml:3:" in done.stderr


def test_no_path_leaves_the_site(tmp_path: Path) -> None:
    """Whatever an id, a name or a file says."""
    up = "../../../../outside"
    lines = [
        {"id": up, "title": up, "authors": [up, "/outside"], "venue": up},
        {"id": f"arxiv:{up}", "title": "/outside", "arxiv": up, "doi": f"10.1/{up}", "acl": up, "date": up},
        {"id": "x", "title": "..", "doi": "10.1000/../../outside", "acl": "../2023.acl-long.1", "venue": "."},
        {"id": "C:\\outside", "title": "C:\\outside\\..\\x", "arxiv": "2401.00001/../../x", "year": 2020},
        {"id": "nul\0", "title": "nul \0 outside", "venue": "%2e%2e%2foutside"},
    ]
    papers = {
        "papers.jsonl": "\n".join(map(json.dumps, lines)),
        "imports.yml": f"imports:\n  - file: {up}\n    label: outside\n",
    }
    project = make_project(tmp_path / "a/b/c/project", papers=papers)
    mkdocs(project, "build")
    (project / "site_src/papers/imports.yml").unlink()
    site = build(project)
    everything = [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()]
    assert [path for path in everything if not path.startswith("a/b/c/project/")] == []
    assert len(site.papers()) == 5
    assert {path.name for path in project.iterdir()} == {"mkdocs.yml", "site", "site_src", "theme_overrides"}


def test_a_tag_whose_id_is_a_path_is_an_error(tmp_path: Path) -> None:
    rule = RULE.replace("survey:", "../../outside:").format(topic="Toys", label="Toys", about="Toys", term="toy")
    project = make_project(tmp_path, papers={"papers.jsonl": '{"title": "A toy"}'}, rules={"toys.yml": rule})
    done = mkdocs(project, "build")
    assert done.returncode == 1
    assert "site_src/rules/toys.yml:4:3: error: " in done.stderr
    assert "Traceback" not in done.stderr


def test_a_card_with_an_error_is_not_said_to_change_nothing() -> None:
    """What it would change was perhaps left out, and its file must not be deleted for that."""
    paper = Source("papers/a.jsonl", b'{"title": "A toy", "arxiv": "2401.00001"}')
    for text in ("yaer: 2024", "pin: {toys: }", "pin:\n  toys: It says: a toy"):
        found = collect([paper, Source("papers/card.yml", f"arxiv: 2401.00001\n{text}\n".encode())]).problems
        assert [one.severity.value for one in found] == ["error"], found
    (idle,) = collect([paper, Source("papers/card.yml", b"arxiv: 2401.00001\n")]).problems
    assert idle.code == "card-unused"
