"""The network, politely: one request at a time and host, with pauses, limits of time and size, and few tries.

Nothing here is part of a build. A service that asks to wait is obeyed, one that fails is asked again a few times, and
an address never leads to a machine of a private network (`hosts.py`).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import PackageNotFoundError, version
from ipaddress import ip_address
from urllib.parse import urljoin, urlsplit

import httpx

from generator import hosts

LARGEST = 50 << 20
"""Bytes of an answer that are read."""
LONGEST_WAIT = 120.0
_HOPS = 8
_PERMANENT, _REDIRECTS = (301, 308), (301, 302, 303, 307, 308)
_BUSY = (429, 500, 502, 503, 504)


class WebError(Exception):
    """Something on the way to an answer; the message is a sentence for the user."""


class NoNetworkError(WebError):
    """The host cannot be reached at all."""


class UnknownNameError(NoNetworkError):
    """No machine has the name of the host, as far as one can say here."""


class UnansweredError(WebError):
    """The host was reached and gives no proper answer: too slow, too large, out of order."""


class BusyError(UnansweredError):
    """The host wants to be left alone for longer than this program waits."""

    def __init__(self, sentence: str, status: int) -> None:
        super().__init__(sentence)
        self.status = status


@dataclass(frozen=True, slots=True)
class Manners:
    """How a host is treated: seconds between requests, by its name where one asks for more; tries, and time-outs."""

    pause: float = 1.0
    pauses: Mapping[str, float] = field(default_factory=lambda: {"export.arxiv.org": 3.0})
    tries: int = 4
    first_wait: float = 2.0
    connect: float = 5.0
    read: float = 30.0
    whole: float = 120.0
    agent: str = "paper-catalog"
    local: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said in the end: `moved` is where permanent redirects lead from the address, '' if none did."""

    status: int
    address: str
    kind: str
    data: bytes
    headers: Mapping[str, str]
    moved: str = ""


def agent(repository: str) -> str:
    """The name by which the program presents itself, with the repository of the catalog where that is known."""
    try:
        number = version("paper-catalog")
    except PackageNotFoundError:
        number = "0"
    return f"paper-catalog/{number} (+{repository})" if repository.startswith("http") else f"paper-catalog/{number}"


class Web:
    """A connection to the network that remembers when it last asked whom."""

    def __init__(self, manners: Manners, sleep: Callable[[float], object] = time.sleep) -> None:
        self._manners = manners
        self._sleep = sleep
        self._last: dict[str, float] = {}
        limits = httpx.Timeout(manners.read, connect=manners.connect)
        headers = {"User-Agent": manners.agent}
        # A connection is known by its number, and two hosts may have one: each question makes its own.
        alone = httpx.Limits(max_keepalive_connections=0)
        secure = httpx.create_ssl_context()
        self._direct = httpx.Client(timeout=limits, headers=headers, trust_env=False, verify=secure, limits=alone)
        self._by_proxy = httpx.Client(timeout=limits, headers=headers)

    def close(self) -> None:
        """Let go of all connections."""
        self._direct.close()
        self._by_proxy.close()

    def ask(
        self, address: str, accept: str = "*/*", method: str = "GET", *, follow: bool = True, whole: bool = True
    ) -> Answer:
        """The answer at an address, of whatever status, after redirects and after waiting where the server is busy.

        It is not read where `whole` is false.

        Raises NoNetworkError, UnansweredError, and ForbiddenError of `hosts`.
        """
        wait = self._manners.first_wait
        for left in range(self._manners.tries - 1, -1, -1):
            try:
                answer = self._followed(address, accept, method, follow=follow, whole=whole)
            except _SlowError as slow:
                if not left:
                    raise UnansweredError(str(slow)) from slow
            else:
                if answer.status not in _BUSY or not left:
                    return answer
                wait = max(wait, self._asked_to_wait(answer))
            self._sleep(wait)
            wait *= 2
        raise AssertionError("the last try returns or raises")

    def _asked_to_wait(self, answer: Answer) -> float:
        """The seconds of `Retry-After`, a number or a date. Raises BusyError where they are too many."""
        text = answer.headers.get("retry-after", "").strip()
        seconds = float(text) if text.isascii() and text.isdigit() else _until(text)
        if seconds > LONGEST_WAIT:
            host = hosts.host_of(answer.address)
            raise BusyError(f"{host} asks to wait {seconds:,.0f} seconds; try again after that", answer.status)
        return seconds

    def _followed(self, address: str, accept: str, method: str, *, follow: bool, whole: bool) -> Answer:
        """The answer after redirects; a permanent one counts only as long as all before it were permanent."""
        at, moved, is_permanent = address, "", True
        for _ in range(_HOPS):
            answer = self._once(at, accept, method, whole=whole)
            onward = answer.headers.get("location", "")
            if answer.status not in _REDIRECTS or not onward or not follow:
                return replace(answer, moved=moved)
            at = _onward(at, onward)
            is_permanent = is_permanent and answer.status in _PERMANENT
            moved = at if is_permanent else moved
        raise UnansweredError(f"{address} is redirected more than {_HOPS} times")

    def _once(self, address: str, accept: str, method: str, *, whole: bool) -> Answer:
        host = hosts.host_of(address)
        try:
            numbers = hosts.target(address, local=self._manners.local)
        except hosts.UnknownHostError as unknown:
            raise UnknownNameError(f"no network: {host} cannot be found") from unknown
        self._take_turn(host)
        try:
            with self._opened(address, numbers, accept, method) as response:
                return self._read(address, response, whole=whole)
        except (httpx.TimeoutException, httpx.RemoteProtocolError, httpx.ReadError) as error:
            raise _SlowError(f"{host} does not answer: {_reason(error)}") from error
        except (httpx.InvalidURL, UnicodeError) as error:
            raise UnansweredError(f"{host} cannot be asked: {_reason(error)}") from error
        except httpx.HTTPError as error:
            if "SSL" in str(error):
                raise UnansweredError(f"{host} cannot be trusted: {_reason(error)}") from error
            raise NoNetworkError(f"no network: {host} cannot be reached ({_reason(error)})") from error
        finally:
            self._last[host] = time.monotonic()

    def _take_turn(self, host: str) -> None:
        pause = self._manners.pauses.get(host, self._manners.pause)
        since = time.monotonic() - self._last.get(host, -pause)
        if since < pause:
            self._sleep(pause - since)

    @contextmanager
    def _opened(self, address: str, numbers: tuple[str, ...], accept: str, method: str) -> Iterator[httpx.Response]:
        """The response of the first of the machines that answers; they are asked by number, in the host's name."""
        headers = {"Accept": accept}
        if not numbers:
            with self._by_proxy.stream(method, address, headers=headers) as response:
                yield response
            return
        named = httpx.URL(address)  # a name with other letters than those of ASCII goes out in the form that DNS has
        for left, number in zip(range(len(numbers) - 1, -1, -1), numbers, strict=True):
            request = self._direct.build_request(
                method,
                _with_number(address, number),
                headers={**headers, "Host": named.netloc.decode("ascii")},
                extensions={"sni_hostname": named.raw_host.decode("ascii")},
            )
            try:
                response = self._direct.send(request, stream=True)
            except (httpx.ConnectError, httpx.ConnectTimeout):
                if left:
                    continue
                raise
            try:
                yield response
            finally:
                response.close()
            return

    def _read(self, address: str, response: httpx.Response, *, whole: bool) -> Answer:
        """The answer with as much as it may have, in the time that it may take."""
        parts, size, until = [], 0, time.monotonic() + self._manners.whole
        for part in response.iter_bytes() if whole else ():
            parts.append(part)
            size += len(part)
            if size > LARGEST:
                raise UnansweredError(f"{address} gives more than {LARGEST >> 20} MB")
            if time.monotonic() > until:
                raise _SlowError(f"{address} takes more than {self._manners.whole:.0f} seconds")
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        return Answer(response.status_code, address, kind, b"".join(parts), dict(response.headers))


class _SlowError(Exception):
    """Worth another try."""


def _until(text: str) -> float:
    """The seconds from now until a date as HTTP writes it; 0 for anything else."""
    try:
        then = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return 0.0
    return max(0.0, (then.replace(tzinfo=then.tzinfo or UTC) - datetime.now(UTC)).total_seconds())


def _onward(at: str, location: str) -> str:
    """Where a redirect leads. Raises UnansweredError where that is no address."""
    try:
        return urljoin(at, location)
    except ValueError as error:
        raise UnansweredError(f"{at} is redirected to what is no address") from error


def _with_number(address: str, number: str) -> str:
    parts = urlsplit(address)
    host = f"[{number}]" if ip_address(number.partition("%")[0]).version == 6 else number
    return parts._replace(netloc=f"{host}:{parts.port}" if parts.port else host).geturl()


def _reason(error: Exception) -> str:
    if isinstance(error, httpx.TimeoutException):
        return "it takes too long"
    return str(error) or type(error).__name__
