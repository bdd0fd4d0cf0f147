"""What tests in a real browser share: windows that fail on any message or foreign request, sizes of screens, axe."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Route, expect

PAPER = "papers/rag-rewardbench-benchmarking-reward-models-in-retrieval-augmented-generation/"
NARROW = [360, 320]
PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}
WIDE: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
# How long a page may take over what a test expects of it, in milliseconds. Two browsers and two builds may share two
# slow cores: what is slow is measured elsewhere, here it only has to come.
PATIENCE = 45_000
TOO_WIDE = """
[...document.querySelectorAll("body *")].filter(one => one.getBoundingClientRect().right > innerWidth + 1
    && one.checkVisibility()).map(one => one.outerHTML.slice(0, 90))
"""
SHIFTS = """
window.shifts = []
new PerformanceObserver(list => {
    for (const one of list.getEntries()) if (!one.hadRecentInput) shifts.push(one.value)
}).observe({type: "layout-shift", buffered: true})
"""

expect.set_options(timeout=PATIENCE)


@contextmanager
def watched(browser: Browser, address: str, **options: Any) -> Iterator[BrowserContext]:
    """Open a window that lets no request out, and fail on each one, on each error and each message of a page."""
    found: list[str] = []
    context = browser.new_context(**options)
    context.set_default_timeout(PATIENCE)

    def let(route: Route) -> None:
        url = route.request.url
        if url.startswith((address, "data:", "blob:")):
            route.continue_()
        elif not url.endswith("/favicon.ico"):
            found.append(f"request: {url}")
            route.abort()

    def refuse(dialog: Dialog) -> None:
        found.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    context.route("**/*", let)
    context.on("console", lambda message: found.append(f"{message.type}: {message.text}"))
    context.on("weberror", lambda error: found.append(f"error: {error.error}"))
    context.on("dialog", refuse)
    context.on(
        "response", lambda answer: found.append(f"{answer.status}: {answer.url}") if answer.status >= 400 else None
    )
    yield context
    context.close()
    assert found == []


def faults(page: Page) -> set[tuple[str, str, str]]:
    """Return what axe finds wrong with a page, but for trifles: the rule, the element, the reason."""
    result = Axe().run(page)
    assert result["passes"]
    return {
        (one["id"], node["html"][:120], node["failureSummary"][:200])
        for one in result["violations"]
        for node in one["nodes"]
        if one["impact"] in {"moderate", "serious", "critical"}
    }
