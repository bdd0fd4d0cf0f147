"""History: what a revision has in a folder, read by plumbing alone. Nothing is checked out, run, fetched or written."""

from __future__ import annotations

import os
import posixpath
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from generator.files import LARGEST, refused
from generator.model import Problem, Source

MAIN = ("origin/HEAD", "origin/main", "origin/master", "main", "master")
"""Where the main branch is looked for, in this order."""
_SAFE = ("--no-pager", "--no-replace-objects", "-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false")
# A hook's own variables would lead to another repository, and a missing object must not be fetched.
_FOREIGN = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_PREFIX", "GIT_NAMESPACE",
            "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_GRAFT_FILE", "GIT_SHALLOW_FILE",
            "GIT_TRACE", "GIT_EXTERNAL_DIFF")  # fmt: skip
_OFFLINE = {"GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0",
            "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}  # fmt: skip
_FILE, _LINK = b"100", b"120"
FETCH = "run `git fetch --unshallow`, or write `fetch-depth: 0` below actions/checkout"


class HistoryError(Exception):
    """Git cannot say; the message is a sentence for the user. `is_usage` where another argument would help."""

    def __init__(self, sentence: str, *, is_usage: bool = False) -> None:
        super().__init__(sentence)
        self.is_usage = is_usage


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository that a project lies in; `inside` leads from its top to the project: '' or with a final `/`."""

    folder: Path
    inside: str
    is_shallow: bool


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit, and what the user calls it."""

    commit: str
    name: str


@dataclass(frozen=True, slots=True)
class _Blob:
    mode: bytes
    object: str
    size: int


def repository(project: Path) -> Repository:
    """The repository of a project."""
    done = _git(project, "rev-parse", "--show-prefix", "--is-shallow-repository")
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace")
        if "safe.directory" in said:
            raise HistoryError(
                "git does not trust this repository, because another user owns it: "
                f"run `git config --global --add safe.directory {project.resolve()}` if you do"
            )
        raise HistoryError(f"{project.resolve()} is in no git repository, so there is no history to compare with")
    *inside, shallow = done.stdout.removesuffix(b"\n").split(b"\n")
    return Repository(project, os.fsdecode(b"\n".join(inside)), shallow == b"true")


def revision(here: Repository, name: str) -> Revision:
    """The commit that a revision names."""
    if name.startswith("-") or not name.isprintable():
        raise HistoryError(f"{name!a} cannot be a revision", is_usage=True)
    done = _git(here.folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if done.returncode:
        if name == "HEAD":
            raise HistoryError("this repository has no commit yet")
        hint = f"this clone is shallow: {FETCH}" if here.is_shallow else "`git branch -a` and `git log` name some"
        if ".." in name:
            hint = "of two sides name one here, and the other by --head"
        raise HistoryError(f"git knows no revision '{name}'; {hint}", is_usage=True)
    return Revision(done.stdout.split()[-1].decode("ascii"), name)


def main_base(here: Repository, head: Revision) -> Revision:
    """Where the history of a commit left the main branch."""
    known = [name for name in MAIN if not _git(here.folder, "rev-parse", "--verify", "--quiet", _ref(name)).returncode]
    for name in known:
        done = _git(here.folder, "merge-base", _ref(name), head.commit)
        if not done.returncode:
            return Revision(done.stdout.split()[0].decode("ascii"), name)
    if here.is_shallow:
        raise HistoryError(f"this clone is shallow and lacks the commit to compare with: {FETCH}")
    if known:
        raise HistoryError(f"{head.name} and {known[0]} have no common history; name the revision to compare with")
    raise HistoryError(f"there is no main branch ({', '.join(MAIN)}); name the revision to compare with")


@dataclass(frozen=True, slots=True)
class Step:
    """A commit of the main line, its day (UTC), and the commit before it in that line: '' for the first."""

    commit: str
    day: str
    before: str


def steps(here: Repository, folders: Iterable[str], limit: int) -> tuple[Step, ...]:
    """The last commits that changed something in these folders of the project, the newest first.

    Of a merge that is one step, from what was there before it. Raises HistoryError where a clone lacks the history.
    """
    if here.is_shallow:
        raise HistoryError(f"this clone is shallow and lacks the history: {FETCH}")
    paths = [f":(top,literal){_inside(here, folder)}" for folder in folders]
    head = revision(here, "HEAD").commit
    form = ("--first-parent", f"--max-count={limit}", "--format=%H %ct %P", head, "--", *paths)
    done = _git(here.folder, "log", *form)
    if done.returncode:
        raise HistoryError(f"git cannot say the history: {done.stderr.decode('utf-8', 'replace').strip()[:200]}")
    return tuple(_step(line) for line in done.stdout.decode("ascii").splitlines())


def _step(line: str) -> Step:
    commit, seconds, *parents = line.split()
    day = datetime.fromtimestamp(int(seconds), UTC).date().isoformat()
    return Step(commit, day, parents[0] if parents else "")


def _ref(name: str) -> str:
    """The branch's full name, which no tag of that name can take."""
    return f"refs/remotes/{name}" if name.startswith("origin/") else f"refs/heads/{name}"


def sources(here: Repository, commit: str, folder: str) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """All files that a commit has below a folder of the project, as `files.read_sources` gives those on the disk.

    No folder, no files. Hidden files are passed over; a link is followed inside the folder only.
    """
    blobs = _blobs(here, commit, folder)
    found: list[Source] = []
    problems: list[Problem] = []
    wanted: list[tuple[str, str]] = []
    for path in blobs:
        if not any(part.startswith(".") for part in path.split("/")):
            target = _followed(here, blobs, path)
            name = f"{folder}/{path}"
            if isinstance(target, _Blob):
                wanted.append((name, target.object))
            elif target:
                problems.append(refused(ascii(name)[1:-1], *target))
    for (name, object_), data in zip(wanted, _contents(here, [one for _, one in wanted]), strict=True):
        if data is None:
            problems.append(refused(name, f"this clone lacks the file's object {object_[:12]}", "run `git fetch`"))
        else:
            found.append(Source(name, data))
    return tuple(sorted(found, key=lambda one: one.name)), tuple(problems)


def text(here: Repository, commit: str, path: str) -> str | None:
    """A text file of the project as a commit has it."""
    done = _git(here.folder, "cat-file", "blob", f"{commit}:{_inside(here, path)}")
    return None if done.returncode else done.stdout.decode("utf-8", "replace")


def _git(folder: Path, *arguments: str, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    kept = {name: value for name, value in os.environ.items() if name not in _FOREIGN}
    try:
        return subprocess.run(
            ["git", *_SAFE, *arguments],
            cwd=folder, env=kept | _OFFLINE, input=data, capture_output=True, check=False,
        )  # fmt: skip
    except FileNotFoundError:
        raise HistoryError("git is not installed, or not on the PATH; without it there is no history") from None
    except (OSError, ValueError) as error:
        raise HistoryError(f"git cannot be run: {error}") from error


def _inside(here: Repository, path: str) -> str:
    whole = posixpath.normpath(posixpath.join(here.inside, path))
    if whole.startswith(("../", "/")) or whole == "..":
        raise HistoryError(f"{path} is outside the repository, so its history is not known")
    return "" if whole == "." else whole


def _blobs(here: Repository, commit: str, folder: str) -> dict[str, _Blob]:
    """The files and links below a folder, by their path from it."""
    done = _git(here.folder, "ls-tree", "-r", "-z", "--long", "--full-tree", f"{commit}:{_inside(here, folder)}")
    found = {}
    for entry in done.stdout.split(b"\0") if not done.returncode else ():
        head, _, path = entry.partition(b"\t")
        if len(parts := head.split()) == 4 and parts[1] == b"blob":
            size = int(parts[3]) if parts[3].isdigit() else 0
            found[os.fsdecode(path)] = _Blob(parts[0][:3], parts[2].decode("ascii"), size)
    return found


def _followed(here: Repository, blobs: dict[str, _Blob], path: str) -> _Blob | tuple[str, str]:
    """The file behind a path, or why there is none to read and what to do."""
    blob = blobs[path]
    if not path.isprintable():
        return "this name is not UTF-8 or has signs that cannot be shown", "rename it"
    if blob.mode == _LINK:
        target = next(_contents(here, [blob.object])) or b""
        led = posixpath.normpath(posixpath.join(posixpath.dirname(path), os.fsdecode(target)))
        if led not in blobs or blobs[led].mode != _FILE:
            return "this link leads out of its folder", "put the file itself here"
        blob = blobs[led]
    if blob.size > LARGEST:
        return "this file is larger than 512 MiB", "split it into smaller files"
    return blob


def _contents(here: Repository, objects: list[str]) -> Iterator[bytes | None]:
    """The bytes of each object, None for one that this clone lacks."""
    if not objects:
        return
    said = _git(here.folder, "cat-file", "--batch", data="".join(f"{one}\n" for one in objects).encode()).stdout
    at = 0
    for _ in objects:
        end = said.find(b"\n", at)
        head = said[at:end].split() if end >= 0 else []
        if len(head) == 3 and head[2].isdigit():
            size = int(head[2])
            yield said[end + 1 : end + 1 + size]
            at = end + size + 2
        else:  # `<object> missing`, or nothing at all
            yield None
            at = end + 1 if end >= 0 else at
