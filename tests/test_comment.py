"""The comment on a pull request: posted once, renewed, and never steered by what the pull request's own run left."""

from __future__ import annotations

import json
import stat
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import artifact
import post_report
from artifact import RefusedError
from github_api import Api, ApiError
from github_server import BOT, COMMIT, FORK, HOME, GitHub, note, packed, running
from post_report import NothingDueError, Run, post, run_of
from report import MARKER

RUN = Run(5, COMMIT, FORK, "https://git.example/owner/papers/actions/runs/5")
GOOD = {"number.txt": "7\n", "check.json": "[]"}
COMMENTS = f"{HOME}/issues/7/comments"


@pytest.fixture
def github() -> GitHub:
    """A GitHub with the open pull request 7, whose run has left a report."""
    made = GitHub()
    made.pull(7)
    made.leave(packed(GOOD))
    return made


@pytest.fixture
def address(github: GitHub) -> Iterator[str]:
    with running(github) as found:
        yield found


@pytest.fixture
def slept() -> list[float]:
    return []


@pytest.fixture
def api(address: str, slept: list[float]) -> Api:
    return Api(address, "secret-token", slept.append)


def bodies(github: GitHub, number: int = 7) -> list[str]:
    return [one["body"] for one in github.comments.get(number, [])]


def posted(github: GitHub, api: Api) -> str:
    """Post, and return the one comment that is there then."""
    post(api, "owner/papers", RUN)
    [body] = bodies(github)
    return body


def writes(github: GitHub) -> list[str]:
    return [asked for asked in github.asked if not asked.startswith("GET")]


def test_a_pull_request_gets_a_comment(github: GitHub, api: Api) -> None:
    body = posted(github, api)
    assert body.startswith(MARKER)
    assert "The check found nothing wrong." in body
    assert f"For commit {COMMIT[:12]}, by [this run]({RUN.page})." in body


def test_the_token_goes_to_the_api_alone(github: GitHub, api: Api) -> None:
    """The file's host fails where it is sent one."""
    posted(github, api)
    assert github.tokens == {"Bearer secret-token"}


def test_the_next_report_takes_the_place_of_the_last(github: GitHub, api: Api) -> None:
    before = posted(github, api)
    github.leave(packed(GOOD | {"check.json": ""}))
    after = posted(github, api)
    assert before != after
    assert "The check could not run." in after


def test_the_same_report_is_not_written_again(github: GitHub, api: Api) -> None:
    posted(github, api)
    posted(github, api)
    assert writes(github) == ["POST /issues/7/comments"]


def test_ours_is_found_on_a_later_page(github: GitHub, api: Api) -> None:
    for count in range(230):
        github.say(7, note(f"remark {count}", {"login": "reader"}))
    github.say(7, note(f"{MARKER}\nold"))
    post(api, "owner/papers", RUN)
    assert len(bodies(github)) == 231
    assert "The check found nothing wrong." in bodies(github)[-1]


@pytest.mark.parametrize(
    "theirs",
    [
        note(f"{MARKER}\nmine", {"login": "somebody"}),
        note(f"{MARKER}\nmine", {"login": "github-actions"}),
        note(f"{MARKER}\nmine", None),
        note(f"the bot of another workflow\n{MARKER}"),
        {"body": None, "user": BOT},
    ],
)
def test_a_comment_that_is_not_ours_is_left_alone(github: GitHub, api: Api, theirs: dict[str, Any]) -> None:
    github.say(7, theirs)
    post(api, "owner/papers", RUN)
    assert bodies(github)[0] == theirs["body"]
    assert len(bodies(github)) == 2
    assert writes(github) == ["POST /issues/7/comments"]


def test_of_two_comments_of_ours_the_first_stays(github: GitHub, api: Api) -> None:
    first = github.say(7, note(f"{MARKER}\none"))
    github.say(7, note("a remark", {"login": "reader"}))
    github.say(7, note(f"{MARKER}\ntwo"))
    post(api, "owner/papers", RUN)
    assert [one["id"] for one in github.comments[7]] == [first["id"], 1001]


def test_a_run_started_again_counts_by_its_last_report(github: GitHub, api: Api) -> None:
    github.leave(packed(GOOD | {"check.json": ""}))
    posted(github, api)
    assert "GET /actions/artifacts/101/zip" in github.asked


@pytest.mark.parametrize(
    ("files", "is_said"),
    [
        ([], False),
        ([{"filename": "site_src/rules/kind.yml"}, {"filename": "site_src/papers/a.jsonl"}], False),
        ([{"filename": "site_src/rules/kind.yml"}, {"filename": "generator/whatif.py"}], True),
        ([{"filename": "site_src/pages/x.md", "previous_filename": "generator/whatif.py"}], True),
        (
            [{"filename": f"site_src/papers/{number}.jsonl"} for number in range(130)] + [{"filename": "mkdocs.yml"}],
            True,
        ),
        ([{"filename": f"site_src/papers/{number}.jsonl"} for number in range(3000)], True),
    ],
)
def test_a_report_made_by_a_changed_program_says_so(
    github: GitHub, api: Api, files: list[dict[str, Any]], is_said: bool
) -> None:
    github.files[7] = files
    assert ("made by the program as it is in the pull request" in posted(github, api)) is is_said


# What the pull request's run claims


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"state": "closed"}, "closed"),
        ({"head": {"sha": "f" * 40, "repo": {"id": FORK}}}, "another commit"),
        ({"head": {"sha": COMMIT, "repo": None}}, "gone"),
    ],
)
def test_nothing_is_posted_where_nothing_is_due(github: GitHub, api: Api, change: dict[str, Any], why: str) -> None:
    """Closed; moved on, so that the comment may be newer than this run; the fork deleted."""
    github.pull(7, **change)
    with pytest.raises(NothingDueError, match=why):
        post(api, "owner/papers", RUN)
    assert writes(github) == []


@pytest.mark.parametrize("status", [404, 410])
def test_a_deleted_pull_request_gets_nothing(github: GitHub, api: Api, status: int) -> None:
    github.sick[("GET", f"{HOME}/pulls/7")] = [(status, {}, {})]
    with pytest.raises(NothingDueError, match="no pull request 7"):
        post(api, "owner/papers", RUN)


def test_a_run_cannot_speak_on_the_pull_request_of_another(github: GitHub, api: Api) -> None:
    """Not even where the commit is the same: a commit can be pushed to any fork."""
    github.pull(8, head={"sha": COMMIT, "repo": {"id": FORK + 1}})
    github.leave(packed(GOOD | {"number.txt": "8"}))
    with pytest.raises(RefusedError, match="not of the repository that pull request 8"):
        post(api, "owner/papers", RUN)
    assert writes(github) == []


@pytest.mark.parametrize("number", ["", "0", "-7", "7 8", "٧", "7\n8", "1e3", "9" * 10, "../7", "7/comments?x="])
def test_a_number_that_is_none_is_refused(github: GitHub, api: Api, number: str) -> None:
    github.leave(packed(GOOD | {"number.txt": number}))
    with pytest.raises(RefusedError, match="names no pull request"):
        post(api, "owner/papers", RUN)
    assert not any("pulls" in asked for asked in github.asked)


# The artifact


def test_a_run_without_a_report_gets_nothing(github: GitHub, api: Api) -> None:
    github.artifacts.clear()
    github.leave(packed(GOOD), expired=True)
    github.leave(packed(GOOD), name="report-of-another-kind")
    with pytest.raises(NothingDueError, match="left no report"):
        post(api, "owner/papers", RUN)


def test_an_artifact_that_says_it_is_large_is_not_fetched(github: GitHub, api: Api) -> None:
    github.leave(packed(GOOD), size_in_bytes=artifact.MOST_PACKED + 1)
    with pytest.raises(RefusedError, match="more than 2000000 bytes"):
        post(api, "owner/papers", RUN)
    assert not any("zip" in asked for asked in github.asked)


def test_an_artifact_that_lies_about_its_size_is_cut_off(github: GitHub, api: Api) -> None:
    github.leave(b"x" * (artifact.MOST_PACKED + 1), size_in_bytes=10)
    with pytest.raises(ApiError, match="larger than 2000000 bytes"):
        post(api, "owner/papers", RUN)


def zip_of(name: str, data: bytes = b"7", mode: int = 0, claimed: int | None = None) -> bytes:
    """Return a zip with one entry that claims what it likes."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        entry = zipfile.ZipInfo(name)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = mode << 16
        archive.writestr(entry, data)
    made = target.getvalue()
    if claimed is not None:
        made = made.replace(len(data).to_bytes(4, "little"), claimed.to_bytes(4, "little"))
    return made


@pytest.mark.parametrize(
    "name",
    [
        "../number.txt",
        "/number.txt",
        "C:\\number.txt",
        "a/number.txt",
        "number.txt/",
        "NUMBER.txt",
        "report.py",
        "check.json\\",
    ],
)
def test_a_name_that_is_not_expected_is_refused(name: str) -> None:
    with pytest.raises(RefusedError, match="other files"):
        artifact.unpack(zip_of(name))


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFDIR, stat.S_IFIFO, stat.S_IFCHR])
def test_a_link_or_another_special_file_is_refused(kind: int) -> None:
    with pytest.raises(RefusedError, match="no plain file"):
        artifact.unpack(zip_of("number.txt", b"/etc/passwd", kind | 0o644))


def test_one_name_twice_is_refused() -> None:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("number.txt", "7")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("number.txt", "8")
    with pytest.raises(RefusedError, match="other files"):
        artifact.unpack(target.getvalue())


def test_a_bomb_is_read_up_to_the_limit() -> None:
    bomb = zip_of("check.json", b" " * 30_000_000)
    assert len(bomb) < artifact.MOST_PACKED
    with pytest.raises(RefusedError, match="more than 10000000 bytes"):
        artifact.unpack(bomb)


def test_a_bomb_that_claims_to_be_small_is_none() -> None:
    size = 30_000_000
    with pytest.raises(RefusedError):
        artifact.unpack(zip_of("check.json", b" " * size, claimed=10))


def test_the_limit_is_for_all_files_together() -> None:
    half = b" " * (artifact.MOST_BYTES // 2 + 1)
    with pytest.raises(RefusedError, match="more than"):
        artifact.unpack(packed({"check.json": half, "diff.json": half}))


@pytest.mark.parametrize("data", [b"", b"PK", b"no zip", b"PK\x05\x06" + b"\xff" * 18, packed(GOOD)[:-30]])
def test_what_is_no_zip_is_refused(data: bytes) -> None:
    with pytest.raises(RefusedError, match="no zip"):
        artifact.unpack(data)


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), min_size=1, max_size=6))
def test_a_damaged_zip_is_read_or_refused(damage: list[tuple[int, int]]) -> None:
    whole = bytearray(packed(GOOD))
    for place, value in damage:
        whole[place % len(whole)] = value
    try:
        found = artifact.unpack(bytes(whole))
    except RefusedError:
        return
    assert artifact.NAMES.issuperset(found)


@pytest.mark.parametrize(
    "text",
    [b"\xff[]", b"[", b"[NaN]", b"[Infinity]", b"[" * 100_000, b"[" + b"9" * 5000 + b"]", "[]".encode("utf-16")],
)
def test_what_is_no_json_is_refused(text: bytes) -> None:
    with pytest.raises(RefusedError, match="no JSON"):
        artifact.data({"check.json": text}, "check.json")


# GitHub itself


def sick(github: GitHub, method: str, path: str, *answers: tuple[int, dict[str, str], Any]) -> None:
    github.sick[(method, path)] = list(answers)


def test_a_passing_fault_is_waited_out(github: GitHub, api: Api, slept: list[float]) -> None:
    sick(github, "GET", f"{HOME}/pulls/7", (502, {}, b"<html>"), (503, {}, b""))
    posted(github, api)
    assert slept == [2, 4]


def test_a_fault_that_stays_is_said(github: GitHub, api: Api, slept: list[float]) -> None:
    sick(github, "GET", f"{HOME}/pulls/7", *[(500, {}, {})] * 3)
    with pytest.raises(ApiError, match=r"GET /repos/owner/papers/pulls/7 was refused \(HTTP 500\)"):
        post(api, "owner/papers", RUN)
    assert slept == [2, 4]


def test_a_comment_that_may_be_there_is_not_posted_again(github: GitHub, api: Api, slept: list[float]) -> None:
    """An answer of 502 does not tell whether GitHub wrote it; the next run renews what it finds."""
    sick(github, "POST", COMMENTS, (502, {}, b""))
    with pytest.raises(ApiError, match="502"):
        post(api, "owner/papers", RUN)
    assert slept == []


@pytest.mark.parametrize("status", [403, 429])
def test_a_limit_is_kept(github: GitHub, api: Api, slept: list[float], status: int) -> None:
    sick(
        github,
        "POST",
        COMMENTS,
        (status, {"Retry-After": "7"}, {"message": "Too many at once"}),
    )
    posted(github, api)
    assert slept == [7]


@pytest.mark.parametrize(
    "headers", [{"Retry-After": "3600"}, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "99999999999"}]
)
def test_a_long_limit_is_not_waited_for(github: GitHub, api: Api, slept: list[float], headers: dict[str, str]) -> None:
    sick(github, "GET", f"{HOME}/pulls/7", (403, headers, {}))
    with pytest.raises(ApiError, match="403"):
        post(api, "owner/papers", RUN)
    assert slept == []


def test_a_refusal_is_final(github: GitHub, api: Api, slept: list[float]) -> None:
    """As where a conversation is locked."""
    sick(github, "POST", COMMENTS, (403, {}, {"message": "Unable to create comment because issue is locked"}))
    with pytest.raises(ApiError, match="403"):
        post(api, "owner/papers", RUN)
    assert slept == []


@pytest.mark.parametrize("answer", [b"<html>", b"[" * 100_000, {"message": "odd"}, b"\xff"])
def test_an_answer_of_another_kind_is_said(github: GitHub, api: Api, answer: Any) -> None:
    sick(github, "GET", COMMENTS, (200, {}, answer))
    with pytest.raises(ApiError, match=r"no JSON|no list"):
        post(api, "owner/papers", RUN)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ((200, {}, b"data"), "does not lead to a file"),
        ((410, {}, {}), "does not lead to a file"),
        ((302, {"Location": "file:///etc/passwd"}, None), "of another kind"),
        ((302, {"Location": "https://files.example/x"}, None), "of another kind"),
        ((302, {"Location": "/nowhere"}, None), "cannot be fetched"),
    ],
)
def test_a_file_that_cannot_be_had_is_said(github: GitHub, api: Api, answer: Any, why: str) -> None:
    sick(github, "GET", f"{HOME}/actions/artifacts/100/zip", answer)
    with pytest.raises(ApiError, match=why):
        post(api, "owner/papers", RUN)


def test_no_answer_at_all_is_said(slept: list[float]) -> None:
    with pytest.raises(ApiError, match="GET /x was refused"):
        Api("http://127.0.0.1:9", "token", slept.append).get("/x")
    assert slept == [2, 4]


# From the event to the exit code


def event(**other: Any) -> dict[str, Any]:
    run = {"id": 5, "event": "pull_request", "head_sha": COMMIT, "head_repository": {"id": FORK}, "pull_requests": []}
    return {"workflow_run": run | other}


def test_the_event_names_the_run() -> None:
    assert run_of(event(), "https://git.example/owner/papers") == RUN


@pytest.mark.parametrize("other", [{"event": "push"}, {"head_repository": None}])
def test_an_event_of_another_kind_asks_for_nothing(other: dict[str, Any]) -> None:
    with pytest.raises(NothingDueError):
        run_of(event(**other), "")


def test_an_event_without_a_commit_is_refused() -> None:
    with pytest.raises(RefusedError):
        run_of(event(head_sha="main\n::error::x"), "")


@pytest.mark.parametrize(
    ("number", "code", "said"),
    [
        ("7", 0, "pull request 7 has its comment\n"),
        ("9", 0, "no comment: there is no pull request 9\n"),
        ("nine", 1, "::error::no comment: the artifact names no pull request\n"),
    ],
)
def test_the_script_says_what_it_did(
    github: GitHub, address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], number: str, code: int, said: str
) -> None:
    github.leave(packed(GOOD | {"number.txt": number}))
    (tmp_path / "event.json").write_text(json.dumps(event()))
    environment = {
        "GITHUB_REPOSITORY": "owner/papers",
        "GITHUB_API_URL": address,
        "GITHUB_SERVER_URL": "https://git.example",
        "GITHUB_TOKEN": "secret-token",
        "GITHUB_EVENT_PATH": str(tmp_path / "event.json"),
    }
    assert post_report.main(environment) == code
    assert capsys.readouterr().out == said
