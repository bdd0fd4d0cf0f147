"""A server on this machine that gives the answers it is told to, also broken and slow ones, and notes who asked."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


@dataclass(frozen=True)
class Reply:
    """An answer: after `delay` seconds, in pieces with `drip` seconds between them; `cut` ends it too early."""

    status: int = 200
    body: bytes = b""
    kind: str = "text/plain"
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    drip: float = 0.0
    cut: bool = False


@dataclass
class Server:
    """What it answers, by path with query: its replies in turn, the last again and again; 404 for all others."""

    replies: dict[str, list[Reply]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    heard: list[Mapping[str, str]] = field(default_factory=list)
    ports: list[int] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    address: str = ""

    def say(self, path: str, *replies: Reply) -> None:
        """Give these answers at a path."""
        self.replies[path] = list(replies)

    def reply(self, method: str, path: str, headers: Mapping[str, str]) -> Reply:
        """Note a question and give its answer."""
        self.asked.append(f"{method} {path}")
        self.heard.append(headers)
        self.times.append(time.monotonic())
        waiting = self.replies.get(f"{method} {path}") or self.replies.get(path) or [Reply(404)]
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, *arguments: object, server_: Server) -> None:
        self.answers = server_
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        reply = self.answers.reply(self.command, self.path, dict(self.headers))
        self.answers.ports.append(self.client_address[1])
        time.sleep(reply.delay)
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.kind)
        self.send_header("Content-Length", str(len(reply.body) + 10 * reply.cut))
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "HEAD":
            return
        for start in range(0, len(reply.body), 1 << 20):
            self.wfile.write(reply.body[start : start + (1 << 20)])
            time.sleep(reply.drip)

    def do_HEAD(self) -> None:
        self.do_GET()

    def handle(self) -> None:
        """Answer until the other side is gone."""
        try:
            super().handle()
        except (BrokenPipeError, ConnectionResetError, ssl.SSLError):
            self.close_connection = True

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@contextmanager
def serving(secret: tuple[Path, Path] | None = None) -> Iterator[Server]:
    """Run such a server, with a certificate and its key by TLS."""
    answers = Server()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, server_=answers)) as server:
        server.daemon_threads = True
        answers.address = f"http://127.0.0.1:{server.server_port}"
        if secret:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*secret)
            server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield answers
        server.shutdown()
        thread.join()
