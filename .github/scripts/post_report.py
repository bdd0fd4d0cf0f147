"""Posts what a pull request changes as its one comment, after the run that worked it out.

It runs on the main branch's code with a token that can write comments. The run before it ran the code of the pull
request, so all that it left is a stranger's word: the number is compared with what GitHub says, and no text of the
artifact is Markdown here. The artifact has data; the main branch's own code makes the Markdown.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import artifact
from artifact import RefusedError
from github_api import Api, ApiError
from report import MARKER, comment

AUTHOR = "github-actions[bot]"
ARTIFACT = "report"
CATALOG = "site_src/"
MOST_FILES = 3000  # GitHub lists no more
OWN_PROGRAM = (
    "> [!NOTE]\n> This pull request changes more than papers, rules and pages. "
    "The report was made by the program as it is in the pull request."
)
_GONE = (404, 410)


class NothingDueError(Exception):
    """No comment is due, and nothing is wrong with that."""


@dataclass(frozen=True, slots=True)
class Run:
    """The run that worked the report out, as GitHub's event tells it. `source` is the repository of its commit."""

    id: int
    commit: str
    source: int
    page: str


def run_of(event: Mapping[str, Any], web: str) -> Run:
    """Read the event of a finished run; `web` is the address of this repository for people."""
    run = event["workflow_run"]
    if run["event"] != "pull_request":
        raise NothingDueError("the run was not for a pull request")
    if not run["head_repository"]:
        raise NothingDueError("the repository of the pull request is gone")
    if not re.fullmatch(r"[0-9a-f]{40,64}", run["head_sha"]):
        raise RefusedError("the run names no commit")
    return Run(int(run["id"]), run["head_sha"], run["head_repository"]["id"], f"{web}/actions/runs/{int(run['id'])}")


def post(api: Api, repository: str, run: Run) -> str:
    """Post or renew the comment for a run, and say what was done."""
    home = f"/repos/{repository}"
    files = artifact.unpack(_download(api, home, run))
    number = artifact.number(files)
    _check_pull(api, home, number, run)
    foot = _foot(run, changes_the_program=_changes_the_program(api, home, number))
    body = comment(artifact.data(files, "check.json"), artifact.data(files, "diff.json"), foot)
    return _write(api, f"{home}/issues", number, body)


def _download(api: Api, home: str, run: Run) -> bytes:
    listed = api.pages(f"{home}/actions/runs/{run.id}/artifacts", "artifacts", name=ARTIFACT)
    found = [one for one in listed if one["name"] == ARTIFACT and not one["expired"]]
    if not found:
        raise NothingDueError("the run has left no report")
    newest = max(found, key=lambda one: int(one["id"]))  # a run that is started again leaves one more
    if newest["size_in_bytes"] > artifact.MOST_PACKED:
        raise RefusedError(f"the artifact has more than {artifact.MOST_PACKED} bytes")
    return api.download(f"{home}/actions/artifacts/{int(newest['id'])}/zip", artifact.MOST_PACKED)


def _check_pull(api: Api, home: str, number: int, run: Run) -> None:
    """Make sure that the claimed pull request is open and stands where the run's commit stands.

    The event itself names no pull request where it comes from a fork.
    """
    try:
        pull = api.get(f"{home}/pulls/{number}")
    except ApiError as error:
        if error.status in _GONE:
            raise NothingDueError(f"there is no pull request {number}") from None
        raise
    head = pull["head"]
    if not head["repo"]:
        raise NothingDueError("the repository of the pull request is gone")
    if head["repo"]["id"] != run.source:
        raise RefusedError(f"the run is not of the repository that pull request {number} comes from")
    if pull["state"] != "open":
        raise NothingDueError(f"pull request {number} is closed")
    if head["sha"] != run.commit:
        raise NothingDueError(f"pull request {number} has moved on to another commit")


def _changes_the_program(api: Api, home: str, number: int) -> bool:
    """Whether a pull request changes more than the catalog's own files, or too much to tell."""
    files = list(api.pages(f"{home}/pulls/{number}/files"))
    names = {str(file.get(key) or CATALOG) for file in files for key in ("filename", "previous_filename")}
    return len(files) >= MOST_FILES or not all(name.startswith(CATALOG) for name in names)


def _foot(run: Run, *, changes_the_program: bool) -> str:
    preview = "If the site could be built, it is the artifact `preview` of that run."
    foot = f"<sub>For commit {run.commit[:12]}, by [this run]({run.page}). {preview}</sub>"
    return f"{OWN_PROGRAM}\n\n{foot}" if changes_the_program else foot


def _write(api: Api, issues: str, number: int, body: str) -> str:
    ours = list(_ours(api, issues, number))
    if not ours:
        api.send("POST", f"{issues}/{number}/comments", {"body": body})
        return f"pull request {number} has its comment"
    first, *others = ours
    if first["body"] != body:
        api.send("PATCH", f"{issues}/comments/{int(first['id'])}", {"body": body})
    for other in others:
        api.send("DELETE", f"{issues}/comments/{int(other['id'])}")
    return f"the comment of pull request {number} is up to date"


def _ours(api: Api, issues: str, number: int) -> Iterator[dict[str, Any]]:
    """Yield our comments, the oldest first; the marker alone proves nothing, for anybody can write it."""
    for one in api.pages(f"{issues}/{number}/comments"):
        if (one.get("user") or {}).get("login") == AUTHOR and (one["body"] or "").startswith(MARKER):
            yield one


def main(environment: Mapping[str, str] = os.environ) -> int:
    """Do it for the event that started this workflow, and return the exit code."""
    repository = environment["GITHUB_REPOSITORY"]
    api = Api(environment["GITHUB_API_URL"], environment["GITHUB_TOKEN"])
    event = json.loads(Path(environment["GITHUB_EVENT_PATH"]).read_text(encoding="utf-8"))
    try:
        done = post(api, repository, run_of(event, f"{environment['GITHUB_SERVER_URL']}/{repository}"))
    except NothingDueError as why:
        done = f"no comment: {why}"
    except (RefusedError, ApiError) as why:
        print(f"::error::no comment: {why}")
        return 1
    print(done)
    return 0


if __name__ == "__main__":
    sys.exit(main())
