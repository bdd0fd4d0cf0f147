"""What the arguments of `catalog import` name: files, folders, the standard input, identifiers and addresses."""

from __future__ import annotations

import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import click

from generator import apis, files
from generator.apis import Wanted
from generator.model import Problem, Source

STDIN = "stdin"
PIECE = 1 << 16
_NOT_PAPERS = ("imports.yml", "addresses.lock")


@dataclass(frozen=True, slots=True)
class Gathered:
    """What is to be imported: sources that are at hand, identifiers to ask for, and what cannot be used.

    `name` is that of the first argument, by which the file of the import is called.
    """

    name: str
    sources: tuple[Source, ...]
    wanted: tuple[Wanted, ...]
    problems: tuple[Problem, ...]


def gather(names: Sequence[str]) -> Gathered:
    """Everything that these names stand for, each file once; a name that stands for nothing is a wrong usage."""
    sources: list[Source] = []
    wanted: list[Wanted] = []
    problems: list[Problem] = []
    seen: set[Path] = set()
    strange = [name for name in names if not _is_known(name)]
    if strange:
        raise click.UsageError(
            f"'{strange[0]}' is no file, no folder, no arXiv id, DOI or ACL Anthology id, and no web address of one"
        )
    for name in names:
        for item in _of(name, seen):
            if isinstance(item, Source):
                listed = apis.listed(item)
                wanted += listed.wanted if listed else ()
                problems += listed.problems if listed else ()
                sources += () if listed else (item,)
            elif isinstance(item, Problem):
                problems.append(item)
            else:
                wanted.append(item)
    return Gathered(_name_of(names[0]), tuple(sources), tuple(dict.fromkeys(wanted)), tuple(problems))


def _name_of(name: str) -> str:
    """How a file is called that comes from this argument, before it is made an address."""
    if name == "-":
        return STDIN
    path = Path(name)
    if _exists(path):
        return path.resolve().name if path.is_dir() else path.name
    found = apis.wanted(name, name)
    return apis.stem_of(found) if found else name


def _is_known(name: str) -> bool:
    """Whether a name stands for something. An empty one, such as an unset variable's, is not the current folder."""
    return name == "-" or (bool(name.strip()) and _exists(Path(name))) or apis.wanted(name, name) is not None


def _exists(path: Path) -> bool:
    try:
        return path.exists() or path.is_symlink()
    except (OSError, ValueError):
        return False


def _of(name: str, seen: set[Path]) -> Iterator[Source | Problem | Wanted]:
    path = Path(name)
    if name == "-":
        yield _standard_input()
    elif not _exists(path):
        found = apis.wanted(name, name)
        assert found
        yield found
    elif _is_new(path, seen):
        yield from _folder(path, seen) if path.is_dir() else [_file(path)]


def _is_new(path: Path, seen: set[Path]) -> bool:
    """Whether a file was not named before, by this or another name; one that is no file at all is told each time."""
    try:
        real = path.resolve()
    except (OSError, RuntimeError):  # a link that leads in a circle
        return True
    is_new = real not in seen
    seen.add(real)
    return is_new


def _standard_input() -> Source | Problem:
    if sys.stdin is None:
        return files.refused(STDIN, "the standard input is closed", "pipe a file into it, or name one")
    return _whole(sys.stdin.buffer, STDIN)


def _whole(opened: BinaryIO, name: str) -> Source | Problem:
    """All that can be read, or a problem where that is too much. By pieces, so that Ctrl-C is heard between them."""
    data = bytearray()
    while piece := opened.read(PIECE):
        data += piece
        if len(data) > files.LARGEST:
            return files.refused(name, "this is larger than 512 MiB", "split it into smaller files")
    return Source(name, bytes(data))


def _folder(path: Path, seen: set[Path]) -> Iterator[Source | Problem]:
    """The files below a folder, hidden ones and links that lead out of it left out."""
    top = path.resolve()
    sources, problems = files.read_sources(top.parent, top.name)
    yield from problems
    for source in sources:
        real = (top.parent / source.name).resolve()
        if source.name.rpartition("/")[2] not in _NOT_PAPERS and real not in seen:
            seen.add(real)
            yield source


def _file(path: Path) -> Source | Problem:
    """A file, or a pipe such as the shell makes of `<(command)`."""
    name = path.as_posix()
    shown = name if name.isprintable() else ascii(name)[1:-1]
    try:
        kind = path.stat().st_mode
        if not (stat.S_ISREG(kind) or stat.S_ISFIFO(kind)):
            return files.refused(shown, "this is a device", "name a file, a folder or `-`")
        with path.open("rb") as opened:
            return _whole(opened, shown)
    except OSError as error:
        return files.refused(shown, f"this file cannot be read: {error.strerror}", "check that it may be read")
