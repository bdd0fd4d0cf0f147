"""The few questions that the scripts ask GitHub's API, with bounds on what comes back. Standard library alone."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from email.message import Message
from http.client import HTTPException
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

PER_PAGE = 100
MOST_PAGES = 100
MOST_BYTES = 20_000_000
TRIES = 3
LONGEST_WAIT = 60
TIMEOUT = 30
Headers = Mapping[str, str] | Message  # both are asked by name; those of an answer in any case of letters


class ApiError(Exception):
    """A question without a usable answer; `status` is that of HTTP, and 0 where there was no answer at all."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(f"{message} (HTTP {status})" if status else message)
        self.status = status


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Follows no redirect by itself: it would send the token along to the other host."""

    def redirect_request(self, *_arguments: object) -> None:
        """Leave the redirect as it is, an answer like another."""


_OPENER = urllib.request.build_opener(_NoRedirect)


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: Headers = field(default_factory=dict)
    data: bytes = b""

    @property
    def is_redirect(self) -> bool:
        return 300 <= self.status < 400 and "Location" in self.headers

    @property
    def is_over_the_limit(self) -> bool:
        """Whether GitHub asks for patience: the limit of an hour, or the one against many writes at once."""
        spent = "Retry-After" in self.headers or self.headers.get("X-RateLimit-Remaining") == "0"
        return self.status == 429 or (self.status == 403 and spent)


@dataclass(frozen=True, slots=True)
class Api:
    """GitHub's API at an address, asked with a token. `sleep` is how it waits before it asks again."""

    address: str
    token: str
    sleep: Callable[[float], None] = time.sleep

    def get(self, path: str, **query: str | int) -> Any:
        """Return what stands at a path, read from JSON."""
        asked = f"{path}?{urlencode(query)}" if query else path
        try:
            return json.loads(self._good("GET", asked).data)
        except (ValueError, RecursionError):
            raise ApiError(0, f"the answer to GET {path} is no JSON") from None

    def pages(self, path: str, key: str = "", **query: str | int) -> Iterator[dict[str, Any]]:
        """Yield the entries of a list of several pages; it stands below `key` where the answer is not the list."""
        for page in range(1, MOST_PAGES + 1):
            answer = self.get(path, **query, per_page=PER_PAGE, page=page)
            entries = answer.get(key) if key and isinstance(answer, dict) else answer
            if not isinstance(entries, list):
                raise ApiError(0, f"the answer to GET {path} is no list")
            yield from (entry for entry in entries if isinstance(entry, dict))
            if len(entries) < PER_PAGE:
                return
        raise ApiError(0, f"{path} has more than {MOST_PAGES} pages")

    def send(self, method: str, path: str, body: Mapping[str, object] | None = None) -> None:
        """Write: POST, PATCH or DELETE."""
        self._good(method, path, None if body is None else json.dumps(body).encode())

    def download(self, path: str, limit: int) -> bytes:
        """Return the file that a path redirects to, which is fetched without the token; `limit` is in bytes."""
        redirect = self._ask("GET", path)
        if not redirect.is_redirect:
            raise ApiError(redirect.status, f"GET {path} does not lead to a file")
        place = urljoin(self.address, redirect.headers["Location"])
        if urlsplit(place).scheme != urlsplit(self.address).scheme:
            raise ApiError(redirect.status, f"GET {path} leads to an address of another kind")
        found = _fetch(urllib.request.Request(place), limit)
        if found.status != 200:
            raise ApiError(found.status, f"the file of {path} cannot be fetched")
        return found.data

    def _good(self, method: str, path: str, data: bytes | None = None) -> _Answer:
        answer = self._ask(method, path, data)
        if not 200 <= answer.status < 300:
            raise ApiError(answer.status, f"{method} {path} was refused")
        return answer

    def _ask(self, method: str, path: str, data: bytes | None = None) -> _Answer:
        headers = {
            "Accept": "application/vnd.github+json",
            "Authorization": f"Bearer {self.token}",
            "User-Agent": "paper-catalog",
            "X-GitHub-Api-Version": "2022-11-28",
        }
        request = urllib.request.Request(f"{self.address}{path}", data, headers, method=method)
        answer = _fetch(request, MOST_BYTES)
        for attempt in range(1, TRIES):
            pause = _pause(answer, attempt, is_repeatable=method != "POST")
            if pause is None:
                break
            self.sleep(pause)
            answer = _fetch(request, MOST_BYTES)
        return answer


def _fetch(request: urllib.request.Request, limit: int) -> _Answer:
    try:
        with _OPENER.open(request, timeout=TIMEOUT) as reply:
            answer = _Answer(reply.status, reply.headers, reply.read(limit + 1))
    except urllib.error.HTTPError as error:
        with error:
            answer = _Answer(error.code, error.headers, error.read(limit + 1))
    except (OSError, HTTPException):
        return _Answer(0)
    if len(answer.data) > limit:
        raise ApiError(answer.status, f"an answer is larger than {limit} bytes")
    return answer


def _pause(answer: _Answer, attempt: int, *, is_repeatable: bool) -> float | None:
    """How many seconds to wait before asking again; None where another try is no use, or could write twice."""
    if answer.is_over_the_limit:
        seconds = _seconds(answer.headers)
        return seconds if seconds <= LONGEST_WAIT else None
    is_passing = answer.status == 0 or answer.status >= 500
    return float(2**attempt) if is_passing and is_repeatable else None


def _seconds(headers: Headers) -> float:
    try:
        if "Retry-After" in headers:
            return max(0.0, float(headers["Retry-After"]))
        return max(0.0, float(headers["X-RateLimit-Reset"]) - time.time())
    except (KeyError, ValueError):
        return LONGEST_WAIT
