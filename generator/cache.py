"""Answers that are kept for a while, so that a run that broke goes on where it stopped and nobody is asked twice."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from generator import atomic

FOLDER = Path(".cache/catalog")
DAY = 86_400.0
_IGNORED = b"# What was asked of the network; it can be deleted.\n*\n"


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept answer: its content type and its bytes."""

    kind: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of kept things in a project, which git does not see. What is broken in it counts as not there."""

    folder: Path

    def answer(self, address: str, accept: str, age: float = DAY) -> Kept | None:
        """The answer to a question, if it is not older than so many seconds."""
        path = self._path(address, accept)
        try:
            if time.time() - path.stat().st_mtime > age:
                return None
            head, _, body = path.read_bytes().partition(b"\n")
            known = json.loads(head)
            is_whole = known["size"] == len(body) and known["address"] == address
            return Kept(str(known["kind"]), body) if is_whole else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(self, address: str, accept: str, answer: Kept) -> None:
        """Keep an answer."""
        head = json.dumps({"address": address, "kind": answer.kind, "size": len(answer.data)}).encode()
        self.write(self._path(address, accept).name, head + b"\n" + answer.data)

    def read(self, name: str) -> Mapping[str, Any]:
        """A kept JSON object; an empty one where there is none."""
        try:
            found = json.loads((self.folder / name).read_bytes())
        except (OSError, ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    def write(self, name: str, data: bytes) -> None:
        """Keep a file. Raises OSError where the disk refuses."""
        ignored = self.folder / ".gitignore"
        files = {self.folder / name: data} | ({} if ignored.exists() else {ignored: _IGNORED})
        atomic.replace(files)

    def _path(self, address: str, accept: str) -> Path:
        name = hashlib.sha256(f"{accept}\n{address}".encode()).hexdigest()[:32]
        return self.folder / f"{name}.answer"


def of_project(project: Path) -> Cache:
    """The cache of a project."""
    return Cache(project / FOLDER)


def today() -> str:
    """The day, as `2025-03-12`, in UTC."""
    return datetime.now(UTC).date().isoformat()
