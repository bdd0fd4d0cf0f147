"""Files are put in place together, or all stay as they were."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from generator import atomic


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a").write_bytes(b"old a")
    (tmp_path / "c").write_bytes(b"old c")
    return tmp_path


def test_all_files_are_written_and_nothing_else_is_left(folder: Path) -> None:
    atomic.replace({folder / "a": b"new a", folder / "below/b": b"new b"})
    assert contents(folder) == {"a": b"new a", "below/b": b"new b", "c": b"old c"}


@pytest.mark.parametrize("at", [0, 1, 2])
@pytest.mark.parametrize("error", [OSError(errno.EIO, "broken"), KeyboardInterrupt()], ids=["disk", "Ctrl-C"])
def test_an_interruption_between_two_files_leaves_all_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch, at: int, error: BaseException
) -> None:
    before = contents(folder)
    moves = 0
    rename = Path.replace

    def interrupted(self: Path, target: Path) -> Path:
        nonlocal moves
        if self.name.endswith(".new") and (moves := moves + 1) > at:
            raise error
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(type(error)):
        atomic.replace({folder / "a": b"new a", folder / "b": b"new b", folder / "c": b"new c"})
    assert contents(folder) == before


def test_a_full_disk_leaves_all_as_it_was(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(folder)
    full = OSError(errno.ENOSPC, "No space left on device")

    def no_space(handle: int) -> None:
        raise full

    monkeypatch.setattr("os.fsync", no_space)
    with pytest.raises(OSError, match="No space"):
        atomic.replace({folder / "a": b"new a"})
    assert contents(folder) == before


def test_a_link_stays_a_link_and_rights_stay(folder: Path) -> None:
    (folder / "a").chmod(0o640)
    (folder / "link").symlink_to("a")
    atomic.replace({folder / "link": b"new a"})
    assert (folder / "link").is_symlink()
    assert (folder / "a").read_bytes() == b"new a"
    assert (folder / "a").stat().st_mode & 0o777 == 0o640
