"""A small GitHub on this machine: pull requests, a run's artifacts, comments, and answers as GitHub gives them."""

from __future__ import annotations

import json
import re
import threading
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

HOME = "/repos/owner/papers"
COMMIT = "0123456789abcdef0123456789abcdef01234567"
FORK = 77
BOT = {"login": "github-actions[bot]", "type": "Bot"}
Answer = tuple[int, Mapping[str, str], Any]


def packed(files: Mapping[str, bytes | str]) -> bytes:
    """Return files as a zip, as `upload-artifact` makes it."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target.getvalue()


def note(text: str, user: Mapping[str, str] | None = BOT) -> dict[str, Any]:
    """Return a comment, which gets its id when it is posted."""
    return {"body": text, "user": user}


@dataclass
class GitHub:
    """What GitHub knows. `sick` holds answers that are given once, before anything else, by method and path."""

    artifact: bytes = b""
    artifacts: list[dict[str, Any]] = field(default_factory=list)
    pulls: dict[int, dict[str, Any]] = field(default_factory=dict)
    files: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    comments: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    sick: dict[tuple[str, str], list[Answer]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    tokens: set[str] = field(default_factory=set)
    files_address: str = ""

    def pull(self, number: int, **other: Any) -> None:
        """Open a pull request that comes from the fork."""
        head = {"sha": COMMIT, "repo": {"id": FORK}}
        self.pulls[number] = {"number": number, "state": "open", "head": head, **other}

    def leave(self, data: bytes, **other: Any) -> None:
        """Leave an artifact of the run; the last one left is what can be fetched."""
        self.artifact = data
        listed = {"id": 100 + len(self.artifacts), "name": "report", "expired": False, "size_in_bytes": len(data)}
        self.artifacts.append(listed | other)

    def say(self, number: int, comment: dict[str, Any]) -> dict[str, Any]:
        """Write a comment below a pull request."""
        taken = sum(map(len, self.comments.values()))
        self.comments.setdefault(number, []).append(comment | {"id": 1000 + taken})
        return self.comments[number][-1]

    def answer(self, method: str, address: str, body: Any) -> Answer:
        """Answer one question."""
        path, query = urlsplit(address).path, parse_qs(urlsplit(address).query)
        self.asked.append(f"{method} {path.removeprefix(HOME)}")
        if waiting := self.sick.get((method, path)):
            return waiting.pop(0)
        for pattern, reply in self._routes(method):
            if found := re.fullmatch(re.escape(HOME) + pattern, path):
                return reply(*found.groups(), body if method in ("POST", "PATCH") else query)
        return 404, {}, {"message": "Not Found"}

    def _routes(self, method: str) -> list[tuple[str, Callable[..., Answer]]]:
        routes: dict[str, list[tuple[str, Callable[..., Answer]]]] = {
            "GET": [
                (r"/actions/runs/(\d+)/artifacts", self._listed_artifacts),
                (r"/actions/artifacts/(\d+)/zip", lambda *_: (302, {"Location": f"{self.files_address}/file"}, None)),
                (r"/pulls/(\d+)", self._pull),
                (r"/pulls/(\d+)/files", lambda number, query: self._page(self.files.get(int(number)), query)),
                (
                    r"/issues/(\d+)/comments",
                    lambda number, query: self._page(self.comments.get(int(number)), query),
                ),
            ],
            "POST": [(r"/issues/(\d+)/comments", self._post)],
            "PATCH": [(r"/issues/comments/(\d+)", self._patch)],
            "DELETE": [(r"/issues/comments/(\d+)", self._delete)],
        }
        return routes[method]

    def _pull(self, number: str, _query: object) -> Answer:
        found = self.pulls.get(int(number))
        return (200, {}, found) if found else (404, {}, {"message": "Not Found"})

    def _listed_artifacts(self, _run: str, query: Mapping[str, list[str]]) -> Answer:
        status, headers, entries = self._page(self.artifacts, query)
        return status, headers, {"total_count": len(self.artifacts), "artifacts": entries}

    def _page(self, entries: list[dict[str, Any]] | None, query: Mapping[str, list[str]]) -> Answer:
        size, number = int(query["per_page"][0]), int(query["page"][0])
        return 200, {}, (entries or [])[(number - 1) * size : number * size]

    def _post(self, number: str, body: Any) -> Answer:
        if len(body["body"]) > 65_536:
            return 422, {}, {"message": "Body is too long (maximum is 65536 characters)"}
        return 201, {}, self.say(int(number), note(body["body"]))

    def _patch(self, which: str, body: Any) -> Answer:
        [found] = [one for all_ in self.comments.values() for one in all_ if one["id"] == int(which)]
        found["body"] = body["body"]
        return 200, {}, found

    def _delete(self, which: str, _query: object) -> Answer:
        for number, all_ in self.comments.items():
            self.comments[number] = [one for one in all_ if one["id"] != int(which)]
        return 204, {}, None


class _Handler(BaseHTTPRequestHandler):
    """Speaks HTTP for a `GitHub`."""

    def __init__(self, *arguments: Any, github: GitHub) -> None:
        self.github = github
        super().__init__(*arguments)

    def _speak(self) -> None:
        self.github.tokens.add(self.headers.get("Authorization", ""))
        data = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        status, headers, body = self.github.answer(self.command, self.path, json.loads(data) if data else None)
        sent = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        self.send_response(status)
        for name, value in {"Content-Length": str(len(sent)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(sent)

    do_GET = do_POST = do_PATCH = do_DELETE = _speak  # noqa: N815 (the names that the library calls)

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


class _Files(_Handler):
    """The other host, where the artifacts' bytes are: it must never see the token."""

    def _speak(self) -> None:
        assert "Authorization" not in self.headers
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.github.artifact)

    do_GET = _speak  # noqa: N815


@contextmanager
def running(github: GitHub) -> Iterator[str]:
    """Run a `GitHub` on this machine and give the address of its API."""
    servers = [ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, github=github)) for handler in (_Handler, _Files)]
    threads = [threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True) for server in servers]
    for thread in threads:
        thread.start()
    api, github.files_address = (f"http://127.0.0.1:{server.server_port}" for server in servers)
    try:
        yield api
    finally:
        for server, thread in zip(servers, threads, strict=True):
            server.shutdown()
            server.server_close()
            thread.join()
