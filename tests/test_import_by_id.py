"""`catalog import` of identifiers: services are asked as they wish, and without a network nothing happens."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator import apis, web
from generator.apis import Bases, Kind
from generator.cli import asking
from generator.model import Source
from generator.web import Manners
from small import project, run
from test_import import files_of, lines, read
from web_server import Reply, Server, serving

CSL = "application/vnd.citationstyles.csl+json"
ATOM = "application/atom+xml"
BOATS = {
    "type": "article-journal", "title": "Boats of Folded Paper", "DOI": "10.1000/boats",
    "author": [{"family": "Example", "given": "Bo"}], "issued": {"date-parts": [[2023, 5, 1]]},
}  # fmt: skip


def feed(*numbers: str) -> bytes:
    """Answer as arXiv does, one entry for each number."""
    entries = "".join(
        f"<entry><id>http://arxiv.org/abs/{number}v2</id><published>2024-01-02T00:00:00Z</published>"
        f"<title>Kites of {number}</title><summary>We fly.</summary><author><name>Ada Example</name></author></entry>"
        for number in numbers
    )
    return f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">{entries}</feed>'.encode()


@pytest.fixture
def toys(tmp_path: Path) -> Path:
    return project(tmp_path / "toys", {"papers/old.jsonl": lines({"title": "Old Toys"})})


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """The services on this machine."""
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.delenv(name, raising=False)
    quick = Manners(pause=0, first_wait=0.01, read=0.5, local=True, tries=2)
    monkeypatch.setattr(asking, "connection", lambda repository: web.Web(quick))
    with serving() as running:
        bases = Bases(f"{running.address}/api/query", f"{running.address}/doi/", f"{running.address}/acl/")
        monkeypatch.setattr(asking, "BASES", bases)
        yield running


def query(*numbers: str) -> str:
    return f"/api/query?id_list={','.join(numbers)}&start=0&max_results={len(numbers)}"


def taken(folder: Path, *words: str) -> dict[str, Any]:
    done = run(folder, "import", *words, "--format", "json")
    assert done.exit_code == 0, done.output
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_papers_come_by_their_identifiers(toys: Path, server: Server) -> None:
    server.say(query("2401.00001", "math/0309136"), Reply(body=feed("2401.00001", "math/0309136"), kind=ATOM))
    server.say("/doi/10.1000/boats", Reply(302, headers={"Location": "/crossref"}))
    server.say("/crossref", Reply(body=json.dumps(BOATS).encode(), kind=CSL))
    told = taken(
        toys, "https://arxiv.org/abs/2401.00001v3", "math/0309136", "https://doi.org/10.1000/boats", "2401.00001"
    )
    assert told["into"] == "site_src/papers/arxiv-2401-00001.jsonl"
    assert [one["fate"] for one in told["entries"]] == ["new"] * 3
    assert sorted(server.asked) == sorted(
        [f"GET {query('2401.00001', 'math/0309136')}", "GET /doi/10.1000/boats", "GET /crossref"]
    )
    assert [heard["Accept"] for heard in server.heard] == [ATOM, CSL, CSL]
    papers, problems = read(toys)
    assert papers["Kites of 2401.00001"].arxiv == "2401.00001"
    assert papers["Boats of Folded Paper"].doi == "10.1000/boats"
    assert problems == []


def test_an_acl_paper_comes_as_its_bibtex(toys: Path, server: Server) -> None:
    bib = b"@inproceedings{toy-2024,\n  title = {Lamps {LED}},\n  author = {Toy, Nora},\n" \
          b"  url = {https://aclanthology.org/2024.toy-long.3/},\n  year = {2024}\n}\n"  # fmt: skip
    server.say("/acl/2024.toy-long.3.bib", Reply(body=bib))
    taken(toys, "https://aclanthology.org/2024.toy-long.3/")
    [paper] = [one for one in read(toys)[0].values() if one.acl]
    assert (paper.title, paper.acl, paper.authors) == ("Lamps LED", "2024.toy-long.3", ("Nora Toy",))


def test_an_answer_that_cannot_be_kept_is_used_all_the_same(toys: Path, server: Server) -> None:
    (toys / ".cache").write_text("in the way")
    server.say("/doi/10.1000/boats", Reply(body=json.dumps(BOATS).encode(), kind=CSL))
    done = run(toys, "import", "10.1000/boats")
    assert done.exit_code == 0
    assert "an answer could not be kept: " in done.stderr
    assert "Boats of Folded Paper" in read(toys)[0]


def test_a_list_may_name_all_kinds_and_its_wrong_lines_are_told(toys: Path, server: Server, tmp_path: Path) -> None:
    server.say(query("2401.00001"), Reply(body=feed("2401.00001"), kind=ATOM))
    server.say("/doi/10.1000/boats", Reply(body=json.dumps(BOATS).encode(), kind=CSL))
    listed = tmp_path / "to-read.txt"
    listed.write_text(
        "# to read\r\n2401.00001\r\n\r\ndoi: 10.1000/boats\r\n10.1000/nobody\nnot this\nhttp://10.0.0.1/x\n"
    )
    told = taken(toys, str(listed))
    assert told["into"] == "site_src/papers/to-read.jsonl"
    assert told["counts"]["new"] == 2
    assert {(one["line"], one["code"]) for one in told["problems"]} == {
        (5, "identifier-unknown"), (6, "list-line"), (7, "list-line"),
    }  # fmt: skip


def test_what_a_service_lacks_is_told_where_it_was_named(toys: Path, server: Server) -> None:
    server.say(query("2401.00001", "2401.99999"), Reply(body=feed("2401.00001"), kind=ATOM))
    done = run(toys, "import", "2401.00001", "2401.99999", "10.1000/gone")
    assert done.exit_code == 0
    assert "2401.99999:1:1: error: arXiv has no paper '2401.99999' [identifier-unknown]" in done.stderr
    assert "doi.org has no paper '10.1000/gone'" in done.stderr
    assert "Kites of 2401.00001" in read(toys)[0]


def test_one_number_that_spoils_an_answer_harms_no_other(toys: Path, server: Server) -> None:
    server.say(query("2401.00001", "2401.00002", "2401.00003"), Reply(400))
    server.say(query("2401.00001"), Reply(body=feed("2401.00001"), kind=ATOM))
    server.say(query("2401.00002", "2401.00003"), Reply(400))
    server.say(query("2401.00002"), Reply(400))
    server.say(query("2401.00003"), Reply(body=feed("2401.00003"), kind=ATOM))
    told = taken(toys, "2401.00001", "2401.00002", "2401.00003")
    assert told["counts"]["new"] == 2
    assert [one["message"] for one in told["problems"]] == ["arXiv has no paper '2401.00002'"]


def test_a_run_that_broke_goes_on_where_it_stopped(toys: Path, server: Server) -> None:
    server.say(query("2401.00001"), Reply(body=feed("2401.00001"), kind=ATOM))
    server.say("/doi/10.1000/boats", Reply(503))
    before = files_of(toys)
    done = run(toys, "import", "2401.00001", "10.1000/boats")
    assert done.exit_code == 1
    assert "answers 503" in done.stderr
    assert "The answer that came is kept for a day: run it again to go on" in done.stderr
    assert files_of(toys) == before
    server.say("/doi/10.1000/boats", Reply(body=json.dumps(BOATS).encode(), kind=CSL))
    server.asked.clear()
    assert taken(toys, "2401.00001", "10.1000/boats")["counts"]["new"] == 2
    assert server.asked == ["GET /doi/10.1000/boats"]
    taken(toys, "2401.00001", "--fresh")
    assert len(server.asked) == 2


@pytest.mark.parametrize("at", [0, 1, 3])
def test_one_identifier_whose_server_fails_stops_no_list(toys: Path, server: Server, tmp_path: Path, at: int) -> None:
    """It would stop the list again and again; a service of which nothing comes at all stops it."""
    for number in range(4):
        answer = json.dumps({**BOATS, "DOI": f"10.1000/{number}", "title": f"Boats of Size {number}"}).encode()
        server.say(f"/doi/10.1000/{number}", Reply(500) if number == at else Reply(body=answer, kind=CSL))
    listed = tmp_path / "to-read.txt"
    listed.write_text("".join(f"10.1000/{number}\n" for number in range(4)))
    done = run(toys, "import", str(listed))
    assert f"{listed}:{at + 1}:1: error: 127.0.0.1 answers 500 and not as it should [answer-unusable]" in done.stderr
    assert "- 3 make new papers\n- 1 cannot be used\n" in done.stdout
    server.say(f"/doi/10.1000/{at}", Reply(503))
    assert "nothing was changed" in run(toys, "import", str(listed)).stderr


def test_an_answer_that_cannot_be_read_is_not_kept(toys: Path, server: Server) -> None:
    server.say(query("2401.00001"), Reply(body=b"Rate exceeded."), Reply(body=feed("2401.00001"), kind=ATOM))
    assert run(toys, "import", "2401.00001").exit_code == 1
    assert taken(toys, "2401.00001")["counts"]["new"] == 1


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (
            Reply(body=b"<!doctype html><title>Sign in</title>", kind="text/html"),
            "gives text/html, and no bibliography",
        ),
        (Reply(403), "refuses to give it (403)"),
        (Reply(body=b"\0\1\2broken", kind=CSL), "unknown-format"),
        (Reply(302, headers={"Location": "file:///etc/passwd"}), "is no plain address of http or https"),
        (Reply(404), "has no paper"),
    ],
)
def test_an_answer_that_is_none_is_refused_with_its_reason(toys: Path, server: Server, reply: Reply, said: str) -> None:
    server.say("/doi/10.1000/odd", reply)
    before = files_of(toys)
    done = run(toys, "import", "10.1000/odd")
    assert done.exit_code == 1, done.output
    assert said in done.stderr
    assert files_of(toys) == before


@pytest.mark.parametrize("reply", [Reply(delay=3.0), Reply(429), Reply(500), Reply(body=b"x", cut=True)])
def test_a_service_out_of_order_ends_the_import_and_changes_nothing(toys: Path, server: Server, reply: Reply) -> None:
    server.say("/doi/10.1000/odd", reply)
    before = files_of(toys)
    done = run(toys, "import", "10.1000/odd")
    assert done.exit_code == 1
    assert "nothing was changed" in done.stderr
    assert files_of(toys) == before


def test_a_new_card_can_be_filled_in_by_a_service(toys: Path, server: Server) -> None:
    server.say(query("2401.00001"), Reply(body=feed("2401.00001"), kind=ATOM))
    done = run(toys, "new", "paper", "2401.00001v1", "--fetch", "--pdf", "https://toys.example/k.pdf")
    assert (done.exit_code, done.stdout) == (0, "site_src/papers/kites-of-2401-00001.yml\n")
    paper = read(toys)[0]["Kites of 2401.00001"]
    assert (paper.authors, paper.abstract, paper.date, paper.pdf) == (
        ("Ada Example",), "We fly.", "2024-01-02", "https://toys.example/k.pdf",
    )  # fmt: skip
    missing = run(toys, "new", "paper", "2401.00002", "--fetch")
    assert missing.exit_code == 1
    assert len(list((toys / "site_src/papers").glob("*.yml"))) == 1


def test_a_file_on_the_web_is_a_source(toys: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.hosts._numbers", lambda host: ("127.0.0.1",))
    address = f"http://toys.example:{server.address.rpartition(':')[2]}/lists/toys.jsonl"
    server.say("/lists/toys.jsonl", Reply(body=lines({"title": "Toys of the Web"}).encode()))
    assert taken(toys, address)["into"] == "site_src/papers/toys.jsonl"
    [line] = (toys / "site_src/papers/toys.jsonl").read_text("utf-8").splitlines()
    assert json.loads(line)["imported"]["from"] == address


def test_a_list_on_the_web_is_a_list(toys: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.hosts._numbers", lambda host: ("127.0.0.1",))
    address = f"http://toys.example:{server.address.rpartition(':')[2]}/to-read.txt"
    server.say("/to-read.txt", Reply(body=f"# mine\n10.1000/boats\n2401.00001\nnone\n{address}\n".encode()))
    server.say("/doi/10.1000/boats", Reply(body=json.dumps(BOATS).encode(), kind=CSL))
    server.say(query("2401.00001"), Reply(body=feed("2401.00001"), kind=ATOM))
    told = taken(toys, address)
    assert (told["into"], told["counts"]["new"]) == ("site_src/papers/to-read.jsonl", 2)
    assert [(one["file"], one["line"]) for one in told["problems"] if one["severity"] == "error"] == [
        (address, 4), (address, 5),
    ]  # fmt: skip
    assert len(server.asked) == 3
    server.asked.clear()
    assert (taken(toys, address)["written"], server.asked) == (False, [])


def test_offline_it_says_so_at_once_and_changes_nothing(toys: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.hosts._numbers", lambda host: ())
    before = files_of(toys)
    began = time.monotonic()
    done = run(toys, "import", "2401.00001", *(f"10.1000/{number}" for number in range(50)))
    assert time.monotonic() - began < 20
    assert done.exit_code == 1
    assert done.output.count("no network: export.arxiv.org cannot be found; nothing was changed") == 1
    assert files_of(toys) == before
    assert not (toys / ".cache").exists()


def test_a_hundred_numbers_are_one_question_and_each_is_asked_once() -> None:
    some = [apis.wanted(f"2401.{number:05}v{number % 3 + 1}", "toys") for number in range(1, 231)] * 2
    asked = list(apis.asks([one for one in some if one], Bases()))
    assert [len(one.wanted) for one in asked] == [100, 100, 30]
    assert asked[0].address.startswith("https://export.arxiv.org/api/query?id_list=2401.00001,2401.00002,")
    assert asked[0].address.endswith("&start=0&max_results=100")
    assert Manners().pauses["export.arxiv.org"] == 3.0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2412.13746", (Kind.ARXIV, "2412.13746")),
        ("arXiv:math/0309136v2", (Kind.ARXIV, "math/0309136")),
        ("https://huggingface.co/papers/2412.13746", (Kind.ARXIV, "2412.13746")),
        ("https://arxiv.org/pdf/2412.13746v2.pdf", (Kind.ARXIV, "2412.13746")),
        ("https://doi.org/10.48550/arXiv.2412.13746", (Kind.ARXIV, "2412.13746")),
        ("10.18653/v1/P19-1001", (Kind.ACL, "P19-1001")),
        ("https://aclanthology.org/2023.acl-long.908.pdf", (Kind.ACL, "2023.acl-long.908")),
        ("doi:10.1000/Toy(1)", (Kind.DOI, "10.1000/Toy(1)")),
        ("https://toys.example/refs.bib", (Kind.FILE, "https://toys.example/refs.bib")),
        ("refs.bib", None), ("10.1000", None), ("", None), ("javascript:alert(1)", None),
    ],
)  # fmt: skip
def test_what_a_word_asks_for(text: str, expected: tuple[Kind, str] | None) -> None:
    found = apis.wanted(text, "toys")
    assert (found and (found.kind, found.name)) == expected


@pytest.mark.parametrize(
    "data",
    [
        b"", b"Kites fly\n2401.00001\n", b"{}\n", b"@article{a,\n", b"\0\0", b"new\n\nSubscribe\n",
        b"a\nb\n2401.00001\n", b"title,doi\nToy,10.1000/x\n",
    ],
)  # fmt: skip
def test_another_text_is_no_list(data: bytes) -> None:
    assert apis.listed(Source("x.txt", data)) is None


def test_a_list_may_have_remarks_behind_and_several_on_a_line() -> None:
    text = b"\xef\xbb\xbf# to read\n2401.00001 # nice\r\n10.1000/a;b, 2401.00002  2401.00003,\ndoi: 10.1000/c\n"
    listed = apis.listed(Source("x.txt", text))
    assert listed
    assert [(one.name, one.where.line) for one in listed.wanted] == [
        ("2401.00001", 2), ("10.1000/a;b", 3), ("2401.00002", 3), ("2401.00003", 3), ("10.1000/c", 4),
    ]  # fmt: skip
    assert not listed.problems
