"""A new site comes into the place of the old one, of which nothing is left: at once, or soon where it is large."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from generator import exchange


def site(folder: Path, pages: int) -> Path:
    """Make a folder with so many pages, each in a folder of its own."""
    for number in range(pages):
        (folder / f"papers/{number}").mkdir(parents=True)
        (folder / f"papers/{number}/index.html").write_text(folder.name, "utf-8")
    return folder


def beside(folder: Path) -> list[str]:
    """Return what stands beside the site."""
    return sorted(path.name for path in folder.parent.iterdir())


def wait_until_alone(folder: Path) -> None:
    end = time.monotonic() + 60
    while beside(folder) != [folder.name] and time.monotonic() < end:
        time.sleep(0.05)


@pytest.mark.parametrize("pages", [3, exchange.AWAITED + 100], ids=["small", "large"])
def test_the_old_site_is_gone(tmp_path: Path, pages: int) -> None:
    old = site(tmp_path / "site", pages)
    exchange.exchange(site(exchange.beside(old), 2), old)
    assert sorted(path.name for path in (old / "papers").iterdir()) == ["0", "1"]
    if pages > exchange.AWAITED:
        wait_until_alone(old)
    assert beside(old) == ["site"]


def test_what_a_killed_removal_left_is_gone_after_the_next_build(tmp_path: Path) -> None:
    """It is not taken for the site either, where somebody has removed that one."""
    old = tmp_path / "site"
    for number in range(2):
        site(tmp_path / f".site.gone/{number}", 2)
    exchange.restore(old)
    assert not old.exists()
    site(old, 2)
    exchange.exchange(site(exchange.beside(old), 1), old)
    assert beside(old) == ["site"]


def test_a_site_that_was_set_aside_comes_back(tmp_path: Path) -> None:
    site(tmp_path / ".site.old", 2)
    exchange.restore(tmp_path / "site")
    assert beside(tmp_path / "site") == ["site"]


def test_a_file_in_the_place_of_the_site_gives_way(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("no folder", "utf-8")
    exchange.exchange(site(tmp_path / ".site.building", 1), tmp_path / "site")
    assert (tmp_path / "site/papers/0/index.html").is_file()
    assert beside(tmp_path / "site") == ["site"]


def test_what_begins_with_a_dot_stays(tmp_path: Path) -> None:
    old = site(tmp_path / "site", 1)
    (old / ".git").mkdir()
    exchange.exchange(site(exchange.beside(old), 1), old)
    assert (old / ".git").is_dir()
