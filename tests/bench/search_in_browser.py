"""Measure the search of a built site in Chromium: how soon results come, and how many bytes they cost.

    catalog site --papers FILE --out SITE
    python tests/bench/search_in_browser.py SITE

Queries are pieces of the titles of the site's papers, always the same ones. Bytes are those of the bodies as `gzip -6`
would send them, the scripts of the search told apart. Times are from the question to the answer in the page, by the
clock: measure on a quiet machine. "Page blocked" is the longest task of the page's own thread, 0 where none took 50 ms.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
PAGE = "/search-bench.html"
QUERIES = 200
TYPED = 40
LIMITS = {"suggest": 5, "ask": 20}

SETUP = """async () => {
  const { connect } = await import("./assets/javascripts/search/client.mjs")
  window.blocked = 0
  new PerformanceObserver(tasks => {
    for (const { duration } of tasks.getEntries()) blocked = Math.max(blocked, duration)
  }).observe({ type: "longtask" })
  const client = connect(new URL(".", location.href).href)
  window.ask = async (kind, text, limit) => {
    const start = performance.now()
    await (kind === "suggest" ? client.suggest(text) : client.ask({ q: text, limit, facets: false }))
    return performance.now() - start
  }
  const start = performance.now()
  const { papers } = await client.ready()
  return [performance.now() - start, papers]
}"""


class Served:
    """The bytes that were asked for since the last look, as gzip sends them, those of scripts apart."""

    def __init__(self) -> None:
        self.sizes: dict[Path, int] = {}
        self.files: list[Path] = []

    def take(self) -> tuple[int, int]:
        """Bytes of the index and of scripts since the last look."""
        files, self.files = self.files, []
        data = sum(self.size(path) for path in files if path.suffix in {".json", ".bin"})
        return data, sum(self.size(path) for path in files if path.suffix == ".mjs")

    def size(self, path: Path) -> int:
        """A file's size after `gzip -6`."""
        if path not in self.sizes:
            self.sizes[path] = len(gzip.compress(path.read_bytes(), 6))
        return self.sizes[path]


@contextmanager
def serve(site: Path, served: Served) -> Iterator[str]:
    """Serve a folder, and an empty page."""

    class Handler(SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".mjs": "text/javascript"}  # noqa: RUF012

        def do_GET(self) -> None:
            if self.path == PAGE:
                body = b'<!doctype html><html lang="en"><title>Search</title><link rel="icon" href="data:,">'
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
                return
            path = Path(self.translate_path(self.path))
            if path.is_file():
                served.files.append(path)
            super().do_GET()

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{PAGE}"
    finally:
        server.shutdown()


def queries_of(site: Path) -> list[str]:
    """Pieces of titles, one to four words, always the same for one index."""
    manifest = json.loads((site / "search" / "manifest.json").read_bytes())
    chance = random.Random(1)
    found = []
    for _ in range(QUERIES):
        block = chance.randrange(manifest["parts"]["rows"]["count"])
        rows = json.loads((site / "search" / manifest["build"] / "rows" / f"{block}.json").read_bytes())
        words = re.findall(r"\w{2,}", chance.choice(rows)[0]) or ["model"]
        start = chance.randrange(len(words))
        found.append(" ".join(words[start : start + chance.randint(1, 4)]))
    return found


def on_disk(site: Path) -> float:
    """Bytes a paper of the whole index, as gzip sends them."""
    manifest = json.loads((site / "search" / "manifest.json").read_bytes())
    own = [
        path
        for path in (site / "search").rglob("*")
        if path.is_file() and path.parent.name not in ("abstracts", "cite")
    ]
    papers: int = manifest["papers"]
    return sum(len(gzip.compress(path.read_bytes(), 6)) for path in own) / max(1, papers)


def told(name: str, values: list[float], unit: str, asked: str) -> None:
    """Print a figure: the median, the 95th percentile, the most, and what is asked for."""
    ordered = sorted(values)
    late = ordered[int(len(ordered) * 0.95)] if len(ordered) > 1 else ordered[-1]
    print(f"{name:52} median {median(ordered):7.1f}  p95 {late:7.1f}  most {ordered[-1]:7.1f} {unit:3} asked: {asked}")


@contextmanager
def fresh(browser: Browser, address: str) -> Iterator[tuple[Page, float, int]]:
    """A page of a browser that knows nothing yet, with the search ready; after how long, and the number of papers."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(address)
    ready, papers = page.evaluate(SETUP)
    yield page, ready, papers
    context.close()


def ask(page: Page, *what: str | int) -> float:
    """Ask the search; how long the answer took."""
    took: float = page.evaluate("what => ask(...what)", list(what))
    return took


def first_keys(browser: Browser, address: str, served: Served, queries: list[str]) -> None:
    """Print what comes before the first result."""
    ready, first, data, scripts = [], [], [], []
    for query in queries[:10]:
        served.take()
        with fresh(browser, address) as (page, took, papers):
            ready.append(took)
            first.append(ask(page, "suggest", query[:1], 0))
        sizes = served.take()
        data.append(sizes[0] / 1000)
        scripts.append(sizes[1] / 1000)
    print(f"{papers:,} papers")
    told("box ready after", ready, "ms", "-")
    told("first result after the first key", first, "ms", "150")
    told("bytes before the first result", data, "kB", "150 at 10,000, 400 at 100,000")
    told("scripts before the first result", scripts, "kB", "-")


def typed_words(browser: Browser, address: str, served: Served, queries: list[str]) -> None:
    """Print what typing a word letter by letter takes, in the box and in the list."""
    for how, limit in LIMITS.items():
        later, sizes, blocked = [], [], []
        for query in queries[:TYPED]:
            with fresh(browser, address) as (page, _, _):
                served.take()
                word = query.split()[0]
                later += [ask(page, how, word[:end], limit) for end in range(1, len(word) + 1)][1:]
                sizes.append(served.take()[0] / 1000)
                blocked.append(page.evaluate("blocked"))
        told(f"{how}: later keys", later, "ms", "50 (median)")
        told(f"{how}: a word typed letter by letter", sizes, "kB", "100 at 10,000, 200 at 100,000")
        told(f"{how}: page blocked", blocked, "ms", "50")


def finished_queries(browser: Browser, address: str, served: Served, queries: list[str]) -> None:
    """Print what a further finished query takes, all in one page."""
    for limit in LIMITS.values():
        times, sizes = [], []
        with fresh(browser, address) as (page, _, _):
            for query in queries:
                served.take()
                times.append(ask(page, "ask", f"{query} ", limit))
                sizes.append(served.take()[0] / 1000)
        told(f"a further finished query, {limit} rows", sizes, "kB", "40 (median)")
        told(f"a further finished query, {limit} rows", times, "ms", "-")


def second_queries(browser: Browser, address: str, served: Served, queries: list[str]) -> None:
    """Print what the first finished query of a page takes once the search is ready."""
    sizes = []
    for query in queries[:TYPED]:
        with fresh(browser, address) as (page, _, _):
            served.take()
            ask(page, "ask", f"{query} ", 20)
            sizes.append(served.take()[0] / 1000)
    told("the first finished query after the start, 20 rows", sizes, "kB", "40 (median)")


def main() -> None:
    """Measure the site that the arguments name."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path)
    site = parser.parse_args().site.resolve()
    served = Served()
    with serve(site, served) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        for figures in (first_keys, typed_words, finished_queries, second_queries):
            figures(browser, address, served, queries_of(site))
        browser.close()
    print(f"index on disk, positions and rows, without abstracts: {on_disk(site):.0f} bytes a paper (asked: 400)")


if __name__ == "__main__":
    main()
