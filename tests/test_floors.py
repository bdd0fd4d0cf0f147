"""The house of `generator/`: imports only go down, and the rooms below the doors are pure."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = "generator"
FLOORS = {  # from the top; a stage that is a folder stands here under the folder's name
    "doors": {"__main__", "cli", "mkdocs_plugin"},
    "outside": {
        "atomic", "cache", "exchange", "files", "git", "hosts", "projects", "settings", "visits", "web", "workers",
    },
    "sentence": {"build"},
    "stages": {
        "atlas", "audit", "changes", "evaluation", "exporters", "feeds", "importing", "index", "linking", "merge",
        "playground", "readers", "related", "render", "rules", "search", "search_index", "suggest", "tagging", "trial",
        "whatif", "why",
    },
    # What the templates of the stage `render` show, and what the verbs answer.
    "views": {
        "changes_view", "evidence", "lists", "map_view", "paper_view", "reports", "rows", "stats_view", "tag_view",
        "ways",
    },
    "tools": {
        "address_lock", "apis", "as_latex", "as_markdown", "as_text", "beside", "charts", "citation", "corpus", "dates",
        "decisions", "document", "doubts", "excerpts", "family", "forms", "frame", "harmless", "html_templates",
        "identifiers", "imprint", "inline_html", "latex", "located_yaml", "lookup", "macros", "markup", "matcher",
        "mathml", "names", "naming", "nearness", "paper_head", "patterns", "people", "phrases", "problems",
        "quick_html", "recording", "regex_subset", "regexes", "searchable", "slips", "standings", "text", "tokens",
        "untagged", "verdict", "words", "works",
    },
    "ground": {"__init__", "findings", "model", "plans"},
}  # fmt: skip
HEIGHT = {room: -floor for floor, rooms in enumerate(FLOORS.values()) for room in rooms}
STAGES = FLOORS["stages"]
OPEN_TO_THE_WORLD = FLOORS["doors"] | FLOORS["outside"] | {"__init__"}  # that one silences a notice of the theme
THE_WORLD = {
    "asyncio", "getpass", "glob", "http", "httpx", "multiprocessing", "os", "platform", "random", "requests", "secrets",
    "shutil", "signal", "socket", "subprocess", "tempfile", "threading", "time", "urllib.request", "uuid",
}  # fmt: skip


def imports_of(source: str, module: str, *, is_package: bool = False) -> Iterator[str]:
    """Yield the full name of everything that the code of `module` imports, wherever in it the import stands."""
    home = module.split(".") if is_package else module.split(".")[:-1]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = home[: len(home) - node.level + 1] if node.level else []
            start = ".".join([*above, *filter(None, [node.module])])
            yield from (f"{start}.{alias.name}" for alias in node.names)


def room(name: str) -> str:
    """Return the part of the house that a dotted name below `generator` belongs to."""
    return [*name.split("."), "__init__"][1]


def is_within(name: str, package: str) -> bool:
    return f"{name}.".startswith(f"{package}.")


def faults(source: str, module: str, *, is_package: bool = False) -> list[str]:
    """Return what is wrong with the imports of one module, as sentences."""
    here = room(module)
    if here not in HEIGHT:
        return [f"{module} stands on no floor"]
    found = []
    for name in sorted(set(imports_of(source, module, is_package=is_package))):
        there = room(name)
        if is_within(name, PACKAGE):
            if there in HEIGHT and HEIGHT[there] > HEIGHT[here]:
                found.append(f"{module} looks up to {there}")
            if {here, there} <= STAGES and here != there:
                found.append(f"{module} is a stage and imports the stage {there}")
        elif is_within(name, "mkdocs") and here != "mkdocs_plugin":
            found.append(f"{module} imports mkdocs; only mkdocs_plugin.py may")
        elif here == "model" and name.split(".")[0] not in sys.stdlib_module_names:
            found.append(f"{module} imports {name}; it stands on the standard library alone")
        elif here not in OPEN_TO_THE_WORLD and any(is_within(name, part) for part in THE_WORLD):
            found.append(f"{module} imports {name}; only doors and the outside meet the world")
    return found


def modules(root: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted((root / PACKAGE).rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


def test_imports_only_go_down(root: Path) -> None:
    found = list(modules(root))
    assert len(found) > 5, "the walk found no modules"
    wrong = [
        fault
        for name, path in found
        for fault in faults(path.read_text(encoding="utf-8"), name, is_package=path.stem == "__init__")
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("module", "source", "expected"),
    [
        ("generator.merge", "from generator.model import Paper", []),
        ("generator.merge", "from .text import fold", []),
        ("generator.readers.capture", "from ..problems import problem", []),
        ("generator.readers.capture", "from generator.readers.lines import split", []),
        ("generator.cli", "import time\nfrom generator import build", []),
        ("generator.text", "import unicodedata, re", []),
        ("generator.text", "from generator import merge", ["generator.text looks up to merge"]),
        ("generator.readers.capture", "from ..build import run", ["generator.readers.capture looks up to build"]),
        ("generator.build", "def f():\n    import generator.files", ["generator.build looks up to files"]),
        ("generator.index", "from .merge import f", ["generator.index is a stage and imports the stage merge"]),
        ("generator.cli", "from mkdocs import config", ["generator.cli imports mkdocs; only mkdocs_plugin.py may"]),
        ("generator.helpers", "", ["generator.helpers stands on no floor"]),
        ("generator.model", "import yaml", ["generator.model imports yaml; it stands on the standard library alone"]),
        (
            "generator.render",
            "from os import path",
            ["generator.render imports os.path; only doors and the outside meet the world"],
        ),
    ],
)
def test_a_wrong_arrow_is_found(module: str, source: str, expected: list[str]) -> None:
    assert faults(source, module) == expected


def test_pure_rooms_open_no_file_and_ask_no_clock(root: Path) -> None:
    banned = {"open", "print", "input", ".today", ".now", ".read_text", ".read_bytes", ".write_text", ".write_bytes"}
    calls = [
        f"{name}:{node.lineno} calls {called}"
        for name, path in modules(root)
        if room(name) not in OPEN_TO_THE_WORLD
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and (called := getattr(node.func, "id", "") or f".{getattr(node.func, 'attr', '')}") in banned | {".open"}
    ]
    assert calls == []
