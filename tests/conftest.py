"""What several tests need: the folders, the test data, and a browser."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from browsers import SHIFTS, WIDE, watched
from sites import Site, build, make_project, served

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("CATALOG_DATA") or ROOT.parent / "shared" / "data")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
# A browser asks its maker's hosts for updates and lists at every start; the tests count on a page's requests alone.
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)

# A shell that starts the tests in the background lets them, and all that they start, ignore an interruption.
signal.signal(signal.SIGINT, signal.default_int_handler)

# The same examples every time, so that a change is judged by its own faults; how long one takes is no fault.
settings.register_profile("catalog", deadline=None, derandomize=True)
settings.load_profile("catalog")


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of the test data, `CATALOG_DATA`; a test that asks for it is skipped where it is missing."""
    if not DATA.is_dir():
        pytest.skip(f"no test data at {DATA}: set CATALOG_DATA to the folder that holds papers/ and captures/")
    return DATA


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of an installed Chromium or Chrome. Without one a test is skipped, and in CI it fails."""
    for name in BROWSERS:
        if found := shutil.which(name):
            return found
    message = f"no browser: none of {', '.join(BROWSERS)} is installed"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """A running browser without a window."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        yield running
        running.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """This project's own site, built once."""
    return build(make_project(tmp_path_factory.mktemp("site")), "--strict")


@pytest.fixture(scope="session")
def site_at_address(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The same as the workflow builds it: it knows its address, which has a path, and its repository."""
    project = make_project(tmp_path_factory.mktemp("site at address"))
    addresses = {"SITE_URL": "https://owner.example/repo/", "REPO_URL": "https://git.example/owner/repo"}
    return build(project, "--strict", variables=addresses)


@pytest.fixture(scope="session")
def address(site_at_address: Site) -> Iterator[str]:
    """Where this project's own site stands, below a path as a project's site on GitHub Pages does."""
    with served(site_at_address.folder, "/repo/") as url:
        yield url


@pytest.fixture
def window(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A window on a desk, watched, whose pages note each jump of their layout in `shifts`."""
    with watched(browser, address, **WIDE) as context:
        context.add_init_script(SHIFTS)
        yield context


@pytest.fixture
def page(window: BrowserContext) -> Page:
    """An empty page of the window."""
    return window.new_page()
