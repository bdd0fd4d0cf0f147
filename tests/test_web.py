"""The network is asked politely and for a bounded time, and nobody is led to a private machine."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from generator import hosts, web
from generator.cache import Cache, Kept
from generator.web import Manners, NoNetworkError, UnansweredError, Web
from web_server import Reply, Server, serving

QUICK = Manners(pause=0, first_wait=0.01, read=0.3, connect=0.3, whole=0.5, local=True, agent="toys/1")


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture
def slept() -> list[float]:
    return []


@pytest.fixture
def net(slept: list[float]) -> Iterator[Web]:
    made = Web(QUICK, slept.append)
    yield made
    made.close()


def test_an_answer_comes_with_its_kind_and_the_program_says_who_it_is(server: Server, net: Web) -> None:
    server.say("/a?b=1", Reply(body=b"toys", kind="text/plain; charset=utf-8"))
    answer = net.ask(f"{server.address}/a?b=1", "application/json")
    assert (answer.status, answer.kind, answer.data, answer.moved) == (200, "text/plain", b"toys", "")
    [heard] = server.heard
    assert (heard["User-Agent"], heard["Accept"], heard["Host"]) == ("toys/1", "application/json", server.address[7:])


def test_the_agent_names_the_program_and_its_repository() -> None:
    assert web.agent("https://git.example/owner/toys").endswith(" (+https://git.example/owner/toys)")
    assert web.agent("").startswith("paper-catalog/")


def test_a_busy_service_is_asked_again_with_growing_pauses_and_then_no_more(
    server: Server, net: Web, slept: list[float]
) -> None:
    server.say("/a", Reply(503), Reply(500), Reply(200, b"x"))
    assert net.ask(f"{server.address}/a").data == b"x"
    assert slept == [0.01, 0.02]
    server.say("/a", Reply(502))
    assert net.ask(f"{server.address}/a").status == 502
    assert len(server.asked) == 3 + QUICK.tries


def test_retry_after_is_obeyed_up_to_a_bound(server: Server, net: Web, slept: list[float]) -> None:
    server.say("/a", Reply(429, headers={"Retry-After": "7"}), Reply(200))
    net.ask(f"{server.address}/a")
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    server.say("/b", Reply(503, headers={"Retry-After": soon}), Reply(200))
    net.ask(f"{server.address}/b")
    assert slept[0] == 7
    assert 20 < slept[1] <= 30
    server.say("/c", Reply(429, headers={"Retry-After": "86400"}))
    with pytest.raises(UnansweredError, match="asks to wait 86,400 seconds"):
        net.ask(f"{server.address}/c")
    for odd in ("soon", "-1", "٣", "Fri, 99 Foo"):
        server.say("/d", Reply(429, headers={"Retry-After": odd.encode().decode("latin-1")}), Reply(200))
        assert net.ask(f"{server.address}/d").status == 200


def test_there_is_a_pause_between_two_questions_to_a_host(server: Server, slept: list[float]) -> None:
    net = Web(Manners(pause=5, local=True), slept.append)
    for _ in range(3):
        net.ask(f"{server.address}/a")
    assert len(slept) == 2
    assert all(4.5 < seconds <= 5 for seconds in slept)
    net.close()


def test_a_permanent_redirect_is_told_and_one_behind_a_temporary_one_is_not(server: Server, net: Web) -> None:
    server.say("/old", Reply(301, headers={"Location": "/newer"}))
    server.say("/newer", Reply(308, headers={"Location": f"{server.address}/new"}))
    server.say("/new", Reply(302, headers={"Location": "/today"}))
    server.say("/today", Reply(301, headers={"Location": "/now"}))
    server.say("/now", Reply(200, b"x"))
    answer = net.ask(f"{server.address}/old")
    assert (answer.data, answer.moved) == (b"x", f"{server.address}/new")
    assert net.ask(f"{server.address}/old", follow=False).status == 301
    server.say("/ring", Reply(302, headers={"Location": "/ring"}))
    with pytest.raises(UnansweredError, match="redirected more than"):
        net.ask(f"{server.address}/ring")


@pytest.mark.parametrize("location", ["http://[", "mailto:toys", "http://toys.example/\x7f", "//:0/"])
def test_a_redirect_to_what_is_no_address_ends_there(server: Server, net: Web, location: str) -> None:
    server.say("/a", Reply(302, headers={"Location": location}))
    with pytest.raises((UnansweredError, hosts.ForbiddenError)):
        net.ask(f"{server.address}/a")


def test_a_name_with_letters_of_any_language_goes_out_as_the_network_writes_it(
    server: Server, net: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = server.address.rpartition(":")[2]
    monkeypatch.setattr("generator.hosts._numbers", lambda host: ("127.0.0.1",))
    server.say("/a", Reply(200, b"x"))
    assert net.ask(f"http://spielzüge.example:{port}/a").data == b"x"
    assert server.heard[0]["Host"] == f"xn--spielzge-c6a.example:{port}"


def test_slow_broken_and_huge_answers_end_in_a_bounded_time(
    server: Server, net: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "LARGEST", 1 << 20)
    server.say("/slow", Reply(delay=1.0))
    server.say("/drip", Reply(body=b"x" * (1 << 20), drip=0.2))
    server.say("/cut", Reply(body=b"x", cut=True))
    server.say("/huge", Reply(body=b"x" * (3 << 20)))
    began = time.monotonic()
    for path, why in (("slow", "takes too long"), ("cut", "does not answer"), ("huge", "gives more than 1 MB")):
        with pytest.raises(UnansweredError, match=why):
            net.ask(f"{server.address}/{path}")
    assert time.monotonic() - began < 6


def test_a_machine_that_is_not_there_is_told_at_once(net: Web, slept: list[float]) -> None:
    began = time.monotonic()
    for address in ("https://no-such-machine.invalid/x", "http://127.0.0.1:9/"):
        with pytest.raises(NoNetworkError, match="no network: "):
            net.ask(address)
    assert time.monotonic() - began < hosts.RESOLVING + 1
    assert slept == []


def test_a_name_that_nobody_answers_for_costs_few_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.hosts._numbers", lambda host: time.sleep(2))
    with pytest.raises(hosts.UnknownHostError):
        hosts.resolved("toys.example", 0.05)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://10.1.2.3/", "http://192.168.0.1:8080/",
        "http://169.254.169.254/latest/meta-data", "http://0.0.0.0/", "http://[::ffff:10.0.0.1]/", "http://2130706433/",
        "http://[64:ff9b::a00:1]/", "http://[fe80::1]/", "http://0x7f.1/", "file:///etc/passwd", "ftp://host.example/",
        "http://user:word@host.example/", "https:///x", "http://host.example:99999/", "http://[::1", "gopher://x",
        "http://224.0.0.1/", "http://100.64.0.1/",
    ],
)  # fmt: skip
def test_no_address_leads_to_a_private_machine(address: str) -> None:
    with pytest.raises(hosts.ForbiddenError):
        hosts.target(address)


def test_a_name_that_leads_to_a_private_machine_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.hosts._numbers", lambda host: ("93.184.216.34", "10.0.0.1"))
    with pytest.raises(hosts.ForbiddenError, match="private network"):
        hosts.target("https://toys.example/")
    monkeypatch.setattr("generator.hosts._numbers", lambda host: ("93.184.216.34", "2606:2800:220:1::1"))
    assert hosts.target("https://toys.example/") == ("93.184.216.34", "2606:2800:220:1::1")


def test_a_redirect_to_a_private_machine_is_refused(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first machine is allowed here by name alone."""
    public = hosts.is_public
    monkeypatch.setattr("generator.hosts._numbers", lambda host: (host,))
    monkeypatch.setattr("generator.hosts.is_public", lambda number: number == "127.0.0.1" or public(number))
    server.say("/a", Reply(302, headers={"Location": "http://169.254.169.254/latest"}))
    net = Web(Manners(pause=0, tries=1))
    with pytest.raises(hosts.ForbiddenError):
        net.ask(f"{server.address}/a")
    net.close()


def test_the_machine_that_was_looked_at_is_asked_by_its_name(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name cannot lead elsewhere between the look and the question; a machine that is away is passed over."""
    port = server.address.rpartition(":")[2]
    monkeypatch.setattr("generator.hosts._numbers", lambda host: ("127.0.0.2", "::1", "127.0.0.1"))
    server.say("/a", Reply(200, b"x"))
    net = Web(Manners(pause=0, local=True, connect=0.5))
    assert net.ask(f"http://toys.example:{port}/a").data == b"x"
    assert server.heard[0]["Host"] == f"toys.example:{port}"
    net.close()


def test_two_hosts_of_one_machine_share_no_connection(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A certificate is looked at for each name."""
    port = server.address.rpartition(":")[2]
    monkeypatch.setattr("generator.hosts._numbers", lambda host: ("127.0.0.1",))
    net = Web(QUICK)
    for host in ("one.example", "two.example"):
        net.ask(f"http://{host}:{port}/a")
    assert len(set(server.ports)) == 2
    net.close()


def test_a_certificate_is_that_of_the_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not shutil.which("openssl"):
        pytest.skip("no openssl to make a certificate")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    names = ["-subj", "/CN=toys.example", "-addext", "subjectAltName=DNS:toys.example"]
    make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*make, "-days", "2", *names], check=True, capture_output=True)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    monkeypatch.setattr("generator.hosts._numbers", lambda host: ("127.0.0.1",))
    with serving((certificate, key)) as running:
        running.say("/a", Reply(200, b"x"))
        net, port = Web(QUICK), running.address.rpartition(":")[2]
        assert net.ask(f"https://toys.example:{port}/a").data == b"x"
        with pytest.raises(UnansweredError, match="cannot be trusted"):
            net.ask(f"https://other.example:{port}/a")
        net.close()


def test_a_proxy_is_asked_where_there_is_one(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", server.address)
    server.say("http://toys.example/a", Reply(200, b"by proxy"))
    net = Web(QUICK)
    assert net.ask("http://toys.example/a").data == b"by proxy"
    net.close()
    for address in ("http://10.0.0.1/", "http://intranet/", "http://toys.internal/"):
        with pytest.raises(hosts.ForbiddenError):
            hosts.target(address)


def test_a_kept_answer_is_used_until_it_is_old_and_a_broken_one_never(tmp_path: Path) -> None:
    kept = Cache(tmp_path / ".cache/catalog")
    kept.keep("https://toys.example/a", "x", Kept("text/plain", b"toys\n\0"))
    assert kept.answer("https://toys.example/a", "x") == Kept("text/plain", b"toys\n\0")
    assert kept.answer("https://toys.example/a", "y") is None
    assert kept.answer("https://toys.example/a", "x", age=-1) is None
    [path] = (tmp_path / ".cache/catalog").glob("*.answer")
    for broken in (path.read_bytes()[:-1], b"", b"{}\n", b"\xff", b"[]\nx"):
        path.write_bytes(broken)
        assert kept.answer("https://toys.example/a", "x") is None
    assert (tmp_path / ".cache/catalog/.gitignore").read_text().endswith("*\n")
    (tmp_path / ".cache/catalog/links.json").write_text("[" * 100_000)
    assert kept.read("links.json") == {}
