"""Pages that nobody looks at on their way: made, framed and written in one go, past the loop of MkDocs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mkdocs.structure.files import InclusionLevel

from generator import files as disk
from generator.mkdocs_plugin.pages import QuickPage
from generator.workers import in_order

Frame = Callable[[QuickPage], str]
"""Puts a page that has its content into the theme's frame."""


def leave_out(pages: Sequence[QuickPage]) -> None:
    """Have MkDocs read or build none of these pages."""
    for page in pages:
        page.file.inclusion = InclusionLevel.EXCLUDED


def let_in(pages: Sequence[QuickPage]) -> None:
    """Have MkDocs take these pages for pages of the site: it warns of links to others."""
    for page in pages:
        page.file.inclusion = InclusionLevel.NOT_IN_NAV


def write(pages: Sequence[QuickPage], frame: Frame, make_slowly: Callable[[QuickPage], None]) -> None:
    """Make and write pages. One that the quick way cannot make is made in this process, where its warnings count."""
    for page, is_written in zip(pages, in_order(lambda at: _write_quickly(pages[at], frame), len(pages)), strict=True):
        if not is_written:
            make_slowly(page)
            _write(page, frame)


def _write_quickly(page: QuickPage, frame: Frame) -> bool:
    is_made = page.make()
    if is_made:
        _write(page, frame)
    return is_made


def _write(page: QuickPage, frame: Frame) -> None:
    disk.write_page(page.file.abs_dest_path, frame(page).encode(errors="xmlcharrefreplace"))
    page.forget()
