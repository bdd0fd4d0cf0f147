"""Files that are put in place together or not at all, whatever interrupts: a full disk, a signal, a lost right."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

_PLAIN_FILE = 0o666


def replace(files: Mapping[Path, bytes]) -> None:
    """Write all of these files, or leave all as they were; raises OSError where the disk refuses.

    The new bytes are on the disk before the first file is touched. A link stays one: the file that it leads to changes.
    """
    wanted = {path.resolve(): data for path, data in files.items()}
    with _beside(wanted, "new") as fresh, _beside(wanted, "old") as former:
        for path, data in wanted.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(fresh[path], data, path)
            if path.exists():
                _write(former[path], path.read_bytes(), path)
        _exchange(fresh, former)


def _exchange(fresh: Mapping[Path, Path], former: Mapping[Path, Path]) -> None:
    try:
        for path, new in fresh.items():
            new.replace(path)
    except BaseException:
        for path, old in former.items():
            if old.exists():
                old.replace(path)
            elif not fresh[path].exists():
                path.unlink(missing_ok=True)
        raise


@contextmanager
def _beside(files: Mapping[Path, bytes], word: str) -> Iterator[dict[Path, Path]]:
    """A hidden name in the folder of each file, which no reader of papers looks at; what is left there is removed."""
    names = {path: path.with_name(f".{path.name[:100]}.{os.getpid()}.{word}") for path in files}
    try:
        yield names
    finally:
        for name in names.values():
            with suppress(OSError):
                name.unlink(missing_ok=True)


def _write(path: Path, data: bytes, like: Path) -> None:
    """Write a file through to the disk, with the rights of another where that is there."""
    mode = like.stat().st_mode & 0o777 if like.exists() else _PLAIN_FILE & ~_umask()
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as opened:
        opened.write(data)
        opened.flush()
        os.fsync(handle)
    path.chmod(mode)


def _umask() -> int:
    before = os.umask(0)
    os.umask(before)
    return before
