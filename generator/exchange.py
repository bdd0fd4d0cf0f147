"""A built site in the place of the old one: built beside it, exchanged at the end, and the old one removed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from itertools import count
from pathlib import Path

AWAITED = 500
"""A site with more than so many entries in its folders is removed by a process for which nobody waits."""
_REMOVE = "import os, shutil, sys; getattr(os, 'nice', int)(9); shutil.rmtree(sys.argv[1], ignore_errors=True)"


def beside(folder: Path) -> Path:
    """Where a new version of a folder is built, on the same disk, until `exchange` puts it in place."""
    real = folder.resolve()
    return real.parent / f".{real.name}.building"


def exchange(new: Path, folder: Path) -> None:
    """Put a finished folder in the place of the old one, which is there in whole until the new one is."""
    folder = folder.resolve()
    old = _set_aside(folder)
    _discard_old(folder)
    _keep_hidden(folder, new)
    try:
        if folder.exists():
            folder.rename(old)
        new.rename(folder)
    except OSError:
        restore(folder)
        _copy_into(new, folder)
    _discard_old(folder)
    _empty(_gone(folder))


def restore(folder: Path) -> None:
    """Put the old folder back where a build was killed in the middle of `exchange`."""
    folder = folder.resolve()
    if _set_aside(folder).exists() and not folder.exists():
        _set_aside(folder).rename(folder)


def discard(folder: Path) -> None:
    """Remove what an unfinished build left."""
    if folder.name.startswith(".") and folder.name.endswith(".building"):
        _remove(folder)


def _set_aside(folder: Path) -> Path:
    return folder.parent / f".{folder.name}.old"


def _gone(folder: Path) -> Path:
    """Where old sites wait for their end: what is there is never restored. A build empties it, whoever left it so."""
    return folder.parent / f".{folder.name}.gone"


def _discard_old(folder: Path) -> None:
    old = _set_aside(folder)
    if not _is_folder(old):
        _remove(old)
        return
    gone = _gone(folder)
    gone.mkdir(exist_ok=True)
    old.rename(next(place for number in count() if not (place := gone / str(number)).exists()))


def _empty(gone: Path) -> None:
    """Remove old sites; of a large one the person who builds need not wait for the end."""
    if not _is_folder(gone):
        return
    entries = sum(len(os.listdir(path)) for path in gone.glob("*/*") if path.is_dir())  # noqa: PTH208  # names alone
    if entries <= AWAITED or not sys.executable:
        shutil.rmtree(gone, ignore_errors=True)
        return
    nowhere = subprocess.DEVNULL
    command = [sys.executable, "-I", "-S", "-c", _REMOVE, str(gone)]
    process = subprocess.Popen(command, stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True)
    process.returncode = 0  # nobody asks how it ended


def _keep_hidden(folder: Path, new: Path) -> None:
    """What begins with a dot is no part of a site and stays, such as the `.git` of a checked out branch."""
    for path in folder.glob(".*"):
        if not (new / path.name).exists():
            path.rename(new / path.name)


def _copy_into(new: Path, folder: Path) -> None:
    """For a folder that cannot be renamed, such as a mounted one: its contents are replaced instead."""
    folder.mkdir(parents=True, exist_ok=True)
    for child in folder.iterdir():
        _remove(child)
    shutil.copytree(new, folder, dirs_exist_ok=True)
    _remove(new)


def _remove(path: Path) -> None:
    if _is_folder(path):
        shutil.rmtree(path)
    elif path.exists() or path.is_symlink():
        path.unlink()


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()
