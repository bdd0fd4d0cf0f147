"""Projects in temporary folders, made of this one's settings, frame, pages and rules, and built by `mkdocs build`."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
Files = Mapping[str, bytes | str]

IS_PAPER = '<article class="cat cat--paper"'
UNSET = ("SITE_URL", "REPO_URL", "SOURCE_DATE_EPOCH", "GITHUB_ACTIONS", "NO_MKDOCS_2_WARNING", "CI")


def make_project(
    folder: Path,
    *,
    papers: Files | None = None,
    rules: Files | None = None,
    pages: Files | None = None,
    own: Mapping[str, object] | None = None,
) -> Path:
    """Make a project in a folder; papers and rules by name of file, and without them this project's own.

    `pages` come beside the hand-written ones. `own` is what its owner says otherwise in mkdocs.yml; a list takes the
    place of the list there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(ROOT / "theme_overrides", folder / "theme_overrides")
    shutil.copytree(ROOT / "site_src/pages", folder / "site_src/pages")
    write_files(folder / "site_src/pages", pages or {})
    for name, files in (("papers", papers), ("rules", rules)):
        if files is None:
            shutil.copytree(ROOT / "site_src" / name, folder / "site_src" / name)
        else:
            write_files(folder / "site_src" / name, files)
    shutil.copy(ROOT / "mkdocs.yml", folder / ("base.yml" if own else "mkdocs.yml"))
    if own:
        (folder / "mkdocs.yml").write_text(yaml.safe_dump({"INHERIT": "base.yml", **own}), encoding="utf-8")
    return folder


def write_files(folder: Path, files: Files) -> None:
    """Write files, by name, into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)


def environment(**more: str) -> dict[str, str]:
    """The environment of a build: none of the variables that change it but those given, and no network.

    The addresses of a proxy that does not answer stand for a machine without a network.
    """
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
    kept = {name: value for name, value in os.environ.items() if name not in UNSET}
    return kept | proxies | {"PYTHONPATH": str(ROOT)} | more


def mkdocs(
    project: Path, *arguments: str, timeout: float = 300, variables: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run `mkdocs` in a project, and return how it ended with all that it printed in `stderr` and `stdout`."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", *arguments],
        cwd=project, env=environment(**variables or {}), capture_output=True, text=True, check=False, timeout=timeout,
    )  # fmt: skip


@dataclass(frozen=True)
class Site:
    """A built site: its folder, and what `mkdocs build` printed."""

    folder: Path
    said: str

    def read(self, path: str) -> str:
        """Return the text of one file of the site."""
        return (self.folder / path).read_text(encoding="utf-8")

    def papers(self) -> list[str]:
        """Return the addresses of the paper pages: `papers/a-title/`."""
        pages = (self.folder / "papers").glob("*/index.html")
        return sorted(f"papers/{page.parent.name}/" for page in pages if IS_PAPER in page.read_text(encoding="utf-8"))


def build(project: Path, *arguments: str, variables: Mapping[str, str] | None = None) -> Site:
    """Build a project, and fail with the last that MkDocs printed where it ends with an error."""
    done = mkdocs(project, "build", *arguments, variables=variables)
    assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]
    return Site(project / "site", done.stdout + done.stderr)


def contents(folder: Path) -> dict[str, bytes]:
    """Return all files below a folder by their paths from it."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def sample(data: Path, size: str, count: int | None = None) -> bytes:
    """Return the first `count` of the `1k`, `10k` or `100k` real papers of the test data, as JSON Lines."""
    with gzip.open(data / f"papers/papers_{size}.jsonl.gz") as lines:
        return b"".join(islice(lines, count))


class _Handler(SimpleHTTPRequestHandler):
    """Serves a folder below a path, as GitHub Pages does: with the site's own page for what is not there."""

    def __init__(self, *arguments: object, below: str, **named: object) -> None:
        self.below = below
        super().__init__(*arguments, **named)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        """Return the file for an address; none for one outside the path below which the site stands."""
        inside = path.startswith(self.below)
        return super().translate_path("/" + path.removeprefix(self.below) if inside else "/no/such/file")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with 404.html."""
        page = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path, below: str = "/") -> Iterator[str]:
    """Serve a folder on this machine, and give its address, such as `http://127.0.0.1:1234/repo/`."""
    handler = partial(_Handler, below=below, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}{below}"
        server.shutdown()
        thread.join()
