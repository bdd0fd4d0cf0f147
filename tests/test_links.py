"""`catalog links`: what is broken, moved, out of reach and refused is kept apart, and nobody is asked twice."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator import cache, linking, visits
from generator.model import Location, Paper
from generator.plans import Asked, Verdict
from generator.web import Manners, NoNetworkError
from small import project, run
from test_import import files_of, lines
from web_server import Reply, Server, serving

QUICK = Manners(pause=0, first_wait=0.01, read=0.5, connect=0.5, local=True, tries=2)
PAGES = ("fine", "gone", "moved", "wall", "busy", "sick", "no-head", "puzzle", "slash")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """All hosts but `gone.example` are this machine."""
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.delenv(name, raising=False)
    numbers = {"gone.example": ()}
    monkeypatch.setattr("generator.hosts._numbers", lambda host: numbers.get(host, ("127.0.0.1",)))
    monkeypatch.setattr(visits, "manners", lambda repository: QUICK)
    monkeypatch.setattr(cache, "today", lambda: "2025-03-12")
    with serving() as running:
        running.say("/fine", Reply())
        running.say("/gone", Reply(404))
        running.say("/moved", Reply(301, headers={"Location": "/new/place"}))
        running.say("/new/place", Reply())
        running.say("/wall", Reply(403))
        running.say("/busy", Reply(429, headers={"Retry-After": "99999"}))
        running.say("/sick", Reply(500))
        running.say("HEAD /no-head", Reply(404))
        running.say("/no-head", Reply(body=b"here"))
        running.say("/puzzle", Reply(503, headers={"cf-mitigated": "challenge"}))
        running.say("/slash", Reply(301, headers={"Location": "/slash/"}))
        running.say("/slash/", Reply())
        yield running


@pytest.fixture
def toys(tmp_path: Path, server: Server) -> Path:
    port = server.address.rpartition(":")[2]
    papers = [
        {"title": f"Toy {name}", "url": f"http://toys.example:{port}/{name}", "arxiv": f"2401.0000{at}"}
        for at, name in enumerate(PAGES)
    ]
    papers.append(
        {"title": "Toy nowhere", "pdf": "http://gone.example/x.pdf", "abstract": f"See toys.example:{port}/fine."}
    )
    return project(tmp_path / "toys", {"papers/toys.jsonl": lines(*papers)})


def told(folder: Path, *words: str) -> dict[str, Any]:
    done = run(folder, "links", *words, "--format", "json")
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def verdicts(found: dict[str, Any]) -> dict[str, str]:
    return {one["address"].rpartition("/")[2]: one["verdict"] for one in found["links"]}


def test_four_kinds_of_trouble_are_kept_apart(toys: Path, server: Server) -> None:
    found = told(toys, "--only", "url", "--only", "pdf")
    assert verdicts(found) == {
        "fine": "fine", "gone": "broken", "moved": "moved", "wall": "refused", "busy": "refused", "sick": "unreachable",
        "no-head": "fine", "puzzle": "refused", "slash": "fine", "x.pdf": "broken",
    }  # fmt: skip
    order = [one["verdict"] for one in found["links"]]
    assert order == sorted(order, key=[one.value for one in Verdict].index)
    [moved] = [one for one in found["links"] if one["verdict"] == "moved"]
    assert moved["moved"] == f"http://toys.example:{server.address.rpartition(':')[2]}/new/place"
    assert moved["stands"] == [{"kind": "url", "title": "Toy moved", "file": "site_src/papers/toys.jsonl", "line": 3}]


def test_people_get_a_report_with_papers_and_places(toys: Path) -> None:
    done = run(toys, "links", "--only", "url", "--only", "pdf")
    assert done.exit_code == 0
    assert "- 2 broken\n- 1 moved\n- 1 out of reach\n- 3 refused\n- 3 fine\n" in done.stdout
    assert "Broken: nothing is there any more\n---" in done.stdout
    assert "- http://gone.example/x.pdf · gone.example cannot be found\n" in done.stdout
    assert "pdf of “Toy nowhere” · site_src/papers/toys.jsonl:10" in done.stdout
    assert "### Moved for good" in run(toys, "links", "--only", "url", "--format", "markdown").stdout


def test_what_was_found_out_is_kept_for_some_days(toys: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    first = told(toys, "--only", "url")
    asked = len(server.asked)
    assert told(toys, "--only", "url") == first
    assert len(server.asked) == asked
    monkeypatch.setattr(cache, "today", lambda: "2025-03-22")
    assert told(toys, "--only", "url", "--older-than", "11") == first
    assert len(server.asked) == asked
    told(toys, "--only", "url", "--older-than", "10")
    assert len(server.asked) > asked
    assert told(toys, "--only", "url", "--limit", "0")["counts"]["unasked"] == 0


def test_a_limit_leaves_the_rest_for_the_next_run(toys: Path) -> None:
    assert told(toys, "--only", "url", "--limit", "4")["counts"]["unasked"] == 5
    assert told(toys, "--only", "url", "--limit", "4")["counts"]["unasked"] == 1
    assert told(toys, "--only", "url", "--limit", "4")["counts"]["unasked"] == 0


def test_a_doi_is_known_or_not_and_where_it_leads_is_not_asked(
    toys: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visits, "_ONLY_KNOWN_OR_NOT", ("toys.example",))
    server.say("/fine", Reply(302, headers={"Location": "/wall"}))
    found = verdicts(told(toys, "--only", "url"))
    assert (found["fine"], found["gone"], found["moved"]) == ("fine", "broken", "fine")
    assert "HEAD /new/place" not in server.asked


def test_the_links_of_a_paper_are_those_of_its_page() -> None:
    paper = Paper(
        "arxiv:2401.00001", title="Kites", arxiv="2401.00001", doi="10.1000/a<b>", acl="2024.toy-long.3",
        url="https://toys.example/", pdf="https://toys.example/k.pdf",
        abstract="Code: https://github.com/toys/kites. See also tiny.one/kites.",
        provenance={"title": Location("a.jsonl", 3), "abstract": Location("b.txt", 7)},
    )  # fmt: skip
    found = linking.links([paper, paper])
    assert [one.address for one in found] == [
        "https://aclanthology.org/2024.toy-long.3/", "https://arxiv.org/abs/2401.00001",
        "https://doi.org/10.1000/a%3Cb%3E", "https://github.com/toys/kites", "https://tiny.one/kites",
        "https://toys.example/", "https://toys.example/k.pdf",
    ]  # fmt: skip
    assert {one.stands for one in found if "github" in one.address} == {(("text", "Kites", Location("b.txt", 7)),)}
    assert [one.address for one in linking.links([paper], ["pdf"])] == ["https://toys.example/k.pdf"]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (Asked("d", 200), Verdict.FINE), (Asked("d", 302), Verdict.FINE), (Asked("d", 200, "https://x"), Verdict.MOVED),
        (Asked("d", 404), Verdict.BROKEN), (Asked("d", 410, "https://x"), Verdict.BROKEN),
        (Asked("d", fault="x", is_unknown=True), Verdict.BROKEN), (Asked("d", fault="slow"), Verdict.UNREACHABLE),
        (Asked("d", 403), Verdict.REFUSED), (Asked("d", 999), Verdict.REFUSED), (Asked("d", 503), Verdict.UNREACHABLE),
        (Asked("d", 503, is_walled=True), Verdict.REFUSED), (Asked("d", 400), Verdict.UNREACHABLE),
    ],
)  # fmt: skip
def test_what_an_answer_says_of_a_link(asked: Asked, expected: Verdict) -> None:
    assert linking.verdict(asked) is expected


def test_offline_it_says_so_at_once_and_keeps_what_it_knew(toys: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told(toys, "--only", "url", "--limit", "2")
    before = {path.name: path.read_bytes() for path in (toys / ".cache/catalog").iterdir()}
    monkeypatch.setattr("generator.hosts._numbers", lambda host: ())
    began = time.monotonic()
    done = run(toys, "links")
    assert time.monotonic() - began < 20
    assert done.exit_code == 1
    assert done.output.strip() == "Error: no network: no host can be found; nothing was asked"
    assert before == {path.name: path.read_bytes() for path in (toys / ".cache/catalog").iterdir()}


def test_a_network_that_leads_nowhere_is_no_catalog_of_broken_links(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names are found and nothing answers, as behind a wall."""
    monkeypatch.setattr("generator.hosts._numbers", lambda host: ("127.0.0.1",))
    addresses = [f"http://toy-{number}.example:9/" for number in range(50)]
    with pytest.raises(NoNetworkError):
        list(visits.visited(addresses, QUICK, "2025-03-12"))


def test_one_host_is_asked_for_one_link_at_a_time(server: Server) -> None:
    port = server.address.rpartition(":")[2]
    for number in range(5):
        server.say(f"/{number}", Reply())
    paused = Manners(pause=0.1, local=True)
    found = list(visits.visited([f"http://toys.example:{port}/{number}" for number in range(5)], paused, "2025-03-12"))
    assert len(found) == 5
    gaps = [later - earlier for earlier, later in zip(server.times, server.times[1:], strict=False)]
    assert min(gaps) > 0.09


def test_whoever_waits_hears_of_a_worker_that_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> Asked:
        raise RuntimeError("a fault in the program")

    monkeypatch.setattr(visits, "_asked", fail)
    with pytest.raises(RuntimeError, match="a fault in the program"):
        list(visits.visited(["http://toys.example/"], QUICK, "2025-03-12"))


@pytest.mark.parametrize(
    "broken", [b"", b"[]", b'{"http://x": 1, "http://y": {"day": 3}, "http://z": {"no": 1}}', b"\xff"]
)
def test_a_broken_store_is_an_empty_one(toys: Path, broken: bytes) -> None:
    (toys / ".cache/catalog").mkdir(parents=True)
    (toys / ".cache/catalog/links.json").write_bytes(broken)
    assert told(toys, "--only", "url", "--limit", "1")["counts"]["unasked"] == 8


def test_it_changes_no_file_of_the_catalog(toys: Path) -> None:
    before = files_of(toys)
    run(toys, "links")
    assert files_of(toys) == before
