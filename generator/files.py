"""The disk: sources read from the project's folders, and outputs written."""

from __future__ import annotations

import errno
import gzip
import hashlib
import os
import re
import stat
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from unicodedata import normalize

from generator.model import Location, Output, Problem, Severity, Source

LARGEST = 1 << 29
"""Bytes of the largest source that is read into memory."""
_ANEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
_PLAIN_PATH = re.compile(r"\w[\w.-]*(?:/\w[\w.-]*)*", re.ASCII)
"""Where nearly all files are; such a path leaves no folder."""


def read_sources(project: Path, folder: str) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """All files below a folder of the project, by name, and a problem for each that cannot be read.

    Hidden files are passed over; a link that leads out of the folder is refused, and what is no file is never opened.
    """
    sources: list[Source] = []
    problems: list[Problem] = []
    top = (project / folder).resolve()
    if not top.is_dir():
        hint = "make it, or name the right one in the plugin's settings in mkdocs.yml"
        return (), (refused(folder, "there is no such folder", hint),)
    for path in sorted(_below(top, folder, problems)):
        found = _read(path, top, f"{folder}/{path.relative_to(top).as_posix()}")
        if isinstance(found, Source):
            sources.append(found)
        else:
            problems.append(found)
    problems += _alike(source.name for source in sources)
    return tuple(sources), tuple(problems)


def _below(top: Path, folder: str, problems: list[Problem]) -> Iterator[Path]:
    """All that is no folder and not hidden, below a folder; links to folders are not followed."""

    def closed(error: OSError) -> None:
        inside = Path(error.filename).relative_to(top).as_posix()
        hint = "check that it may be read"
        problems.append(refused(f"{folder}/{inside}", f"this folder cannot be read: {error.strerror}", hint))

    for place, folders, names in os.walk(top, onerror=closed):
        here = Path(place)
        links = [name for name in folders if (here / name).is_symlink()]
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (here / name for name in (*names, *links) if not name.startswith("."))


def _read(path: Path, top: Path, name: str) -> Source | Problem:
    try:
        if not name.isprintable() or not _is_utf8(name):
            return refused(ascii(name)[1:-1], "this name is not UTF-8 or has signs that cannot be shown", "rename it")
        if path.is_symlink() and not path.resolve(strict=True).is_relative_to(top):
            return refused(name, "this link leads out of its folder", "put the file itself here")
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return refused(name, f"this is {_kind(status.st_mode)} and no file", "put the files themselves here")
        if status.st_size > LARGEST:
            return refused(name, f"this file is larger than {LARGEST >> 20} MiB", "split it into smaller files")
        return Source(name, path.read_bytes())
    except RuntimeError:
        return refused(name, "this link leads in a circle", "put the file itself here")
    except OSError as error:
        return refused(name, f"this file cannot be read: {error.strerror}", "check that it exists and may be read")


def _kind(mode: int) -> str:
    """What stands where a file should: opening a pipe would wait without end."""
    kinds = {stat.S_IFDIR: "a link to a folder", stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket"}
    return kinds.get(stat.S_IFMT(mode), "a device")


def _is_utf8(name: str) -> bool:
    return not any("\ud800" <= sign <= "\udfff" for sign in name)


def _alike(names: Iterable[str]) -> Iterator[Problem]:
    """The problem of two names that some disks take for one, so that one of the files would be lost there."""
    first: dict[str, str] = {}
    for name in names:
        if (other := first.setdefault(normalize("NFC", name).casefold(), name)) != name:
            message = f"on some computers this name is the same as that of {other}, and only one of the two is there"
            yield Problem(Location(name), Severity.WARNING, "names-alike", message, "rename one of them")


def refused(name: str, message: str, hint: str) -> Problem:
    """The problem of a source that is not read."""
    return Problem(Location(name), Severity.ERROR, "unreadable-file", message, hint)


def read_file(path: Path) -> bytes:
    """The bytes of one file, a packed one (gzip) unpacked. Raises OSError where it cannot be read or is too large."""
    with path.open("rb") as plain:
        is_packed = plain.read(2) == b"\x1f\x8b"
    with gzip.open(path) if is_packed else path.open("rb") as opened:
        try:
            data = opened.read(LARGEST + 1)
        except (EOFError, zlib.error) as error:
            raise OSError(errno.EIO, "it is packed and damaged") from error
    if len(data) > LARGEST:
        raise OSError(errno.EFBIG, "it is larger than 512 MiB")
    return data


def read_if_there(project: Path, name: str) -> Source:
    """A file of the project; one that is not there or cannot be read is empty."""
    try:
        return Source(name, read_file(project / name))
    except OSError:
        return Source(name, b"")


def write_if_other(path: Path, data: bytes) -> bool:
    """Write a file unless it says just that already, and tell whether it was written."""
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return True


def write_in_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file that need not stand in memory as a whole; until it is whole, what was there stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    is_special = path.exists() and not path.is_file()
    part = path if is_special else path.resolve().with_name(f".{path.name[:100]}.part")
    try:
        with part.open("wb") as file:
            file.writelines(pieces)
        if not is_special:
            part.replace(path.resolve())
    finally:
        if not is_special:
            part.unlink(missing_ok=True)


def digest(paths: Iterable[Path], said: str = "") -> str:
    """A short name of what files and folders have in them and of what is said; other bytes have another one."""
    found = hashlib.blake2b(said.encode(errors="replace"), digest_size=8)
    for top in paths:
        inside = sorted(path for path in (top.rglob("*") if top.is_dir() else [top]) if path.is_file())
        for path in inside:
            if path.suffix != ".pyc":
                found.update(f"{path.relative_to(top).as_posix()}\0{path.stat().st_size}\0".encode(errors="replace"))
                found.update(path.read_bytes())
    return found.hexdigest()


def write_outputs(folder: Path, outputs: Iterable[Output]) -> int:
    """Write files below a folder and give their number; a path that would leave the folder raises ValueError."""
    count, top = 0, os.fspath(folder)
    made: set[str] = set()
    for count, output in enumerate(outputs, 1):  # noqa: B007
        path = f"{top}/{output.path}" if _PLAIN_PATH.fullmatch(output.path) else _inside(folder, output.path)
        above = os.path.dirname(path)  # noqa: PTH120  # pathlib takes three times as long as all else here
        if above not in made:
            os.makedirs(above, exist_ok=True)  # noqa: PTH103
            made.add(above)
        _write(path, output.data)
    return count


def _inside(folder: Path, path: str) -> str:
    found = folder / path
    if ".." in PurePath(path).parts or not found.is_relative_to(folder):
        raise ValueError(f"{path} is outside the folder")
    return str(found)


def refusal(error: Exception) -> str:
    """What the disk refused and why, where that is the error; '' for any other."""
    if not isinstance(error, OSError):
        return ""
    path = error.filename2 or error.filename
    is_full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)  # Python names no file while it writes to one
    return f"{path or 'the disk'}: {error.strerror}" if path or is_full else ""


WRITTEN = ".catalog-files"


def rewrite(folder: Path, outputs: Iterable[Output]) -> int:
    """Write files below a folder as `write_outputs` does, and remove what the last call wrote and this one does not."""
    listed = folder / WRITTEN
    before = set(listed.read_text("utf-8").split("\n")) if listed.is_file() else set()
    paths: list[str] = []

    def noted() -> Iterable[Output]:
        for output in outputs:
            paths.append(output.path)
            yield output

    count = write_outputs(folder, noted())
    for path in before - set(paths) - {""}:
        if ".." not in Path(path).parts:
            (folder / path).unlink(missing_ok=True)
    listed.write_text("\n".join(sorted(paths)), "utf-8")
    return count


def write_page(path: str, data: bytes) -> None:
    """Write one of many files, most of which have a folder of their own that is not there yet."""
    try:
        os.mkdir(os.path.dirname(path))  # noqa: PTH102, PTH120  # pathlib takes as long as the disk
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120
    _write(path, data)


def _write(path: str, data: bytes) -> None:
    file = os.open(path, _ANEW, 0o666)
    try:
        while data:  # a disk that is nearly full takes a part, and refuses the next
            data = data[os.write(file, data) :]
    finally:
        os.close(file)


def is_site(folder: Path) -> bool:
    """Whether a folder holds a site that a build of a catalog has made."""
    return (folder / "search" / "manifest.json").is_file()


def is_github_action() -> bool:
    """Whether this runs on GitHub Actions, where problems can be shown beside the changed lines."""
    return os.environ.get("GITHUB_ACTIONS") == "true"
