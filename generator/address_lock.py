"""addresses.lock: every address that was ever published, one on each line, so that a person and git can read it.

    format 1
    papers/a-toy-model arxiv:2412.99999 title:atoymodel
    papers/toy-models -> papers/a-toy-model title:toymodels
    tags/survey

First the address, then behind `->` where it leads if it is no page of its own any more, then the names of what stands
there, the oldest first. In names, white space, `%` and what cannot be seen stand as `%20` and the like.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import quote, unquote

from generator.harmless import clipped
from generator.model import Address, Location, Lock, Problem, Severity, Source
from generator.problems import error

CODES = {
    "lock-conflict": "git could not join two versions of addresses.lock and left its marks in it.",
    "lock-double": "addresses.lock has an address twice.",
    "lock-format": "addresses.lock as a whole cannot be read.",
    "lock-line": "A line of addresses.lock is no address.",
}
NAME = "addresses.lock"
KINDS = ("papers", "tags", "topics", "authors", "venues", "listings")
LARGEST = 1 << 28
"""Bytes of the largest lock that is read: that of a million papers."""
_LONGEST_LINE = 100_000
SHORT = 300
"""A name of fewer signs stands in the lock as it is."""
_LONGEST_SLUG = 200
_LISTED = ("page", "a-z", "index")
_RESERVED = {"papers": _LISTED, "tags": ("terms", "index"), "authors": _LISTED, "venues": _LISTED, "listings": _LISTED}
_HEADER = """\
# All addresses that this catalog ever published. `catalog lock` writes this file, a build only reads it; it belongs
# into the repository. An address stays, also where the title of its paper changes: the paper is found by its names,
# which stand behind it, the oldest first. `->` says where an address leads that is no page of its own any more.
# To give an address up, delete its line. Lines of your own may begin with `#`; they stay.
format 1
"""
_OWN = frozenset(_HEADER.splitlines())
_SLUG = re.compile("[a-z0-9]+(?:-+[a-z0-9]+)*", re.ASCII)
_IDENTITY = re.compile(r"(?:arxiv|acl|doi|title|name|file):\S+")
_USUAL = re.compile(rf"({'|'.join(KINDS)})/({_SLUG.pattern})((?: {_IDENTITY.pattern})*)")
_MARKS = re.compile(r"<{7}|={7}$|>{7}|\|{7}")
_HIDDEN = re.compile(r"[\s%]")


def is_slug(text: str) -> bool:
    """Whether this can be the last part of an address."""
    return len(text) <= _LONGEST_SLUG and _SLUG.fullmatch(text) is not None


def is_lock(source: Source) -> bool:
    """Whether a file among the papers is the lock; one in a folder below them is none."""
    return source.name.rpartition("/")[2] == NAME


def name_in_lock(name: str) -> str:
    """A name as the lock keeps it: of a very long one the beginning, and a digest of all."""
    if len(name) < SHORT:
        return name
    return f"{name[:200]}~{hashlib.sha256(name.encode(errors='replace')).hexdigest()[:16]}"


def read(source: Source) -> tuple[Lock, tuple[Problem, ...]]:
    """The addresses of a lock, of each line that can be used, and what is wrong with the others."""
    if len(source.data) > LARGEST:
        message, hint = "this file is larger than 256 MiB", "restore it from git, or delete it and run `catalog lock`"
        return Lock(file=source.name, is_sound=False), (error(Location(source.name), "lock-format", message, hint),)
    reading = _Reading(source.name)
    for number, line in enumerate(reading.lines(source.data), 1):
        reading.take(number, line)
    return reading.lock(), tuple(reading.problems)


class _Reading:
    """A lock as far as it is read."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self._found: dict[tuple[str, str], Address] = {}
        self._comments: list[str] = []

    def lines(self, data: bytes) -> list[str]:
        """The lines; where they are no UTF-8, what cannot be read is U+FFFD."""
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as wrong:
            text = data.decode("utf-8-sig", "replace")
            at = data.count(b"\n", 0, wrong.start) + 1
            self._say(at, "lock-format", "this is not UTF-8", "save the file as UTF-8, or restore it from git")
        return text.split("\n")

    def lock(self) -> Lock:
        """All that was read."""
        is_sound = all(problem.severity is not Severity.ERROR for problem in self.problems)
        return Lock(tuple(self._found.values()), self.file, tuple(self._comments), is_sound)

    def take(self, number: int, written: str) -> None:
        """Read one line."""
        line = written.strip()
        if not line or line in _OWN:
            return
        if line.startswith("#"):
            self._comments.append(line)
        elif _MARKS.match(line):
            hint = "the lines of both sides are used; `catalog lock` writes the file without the marks"
            self._say(number, "lock-conflict", "git left this mark of a conflict", hint, Severity.WARNING)
        elif line.startswith("format "):
            hint = "install a newer version of the program; what is written here is read as far as it is understood"
            self._say(number, "lock-format", f"this lock is of another format, '{clipped(line[7:], 20)}'", hint)
        else:
            self._take_address(number, line)

    def _take_address(self, number: int, line: str) -> None:
        address = _usual(line) or _unusual(line)
        if not isinstance(address, Address):
            self._say(number, "lock-line", *address)
            return
        address = replace(address, where=Location(self.file, number), comments=tuple(self._comments))
        self._comments.clear()
        key = address.kind, address.slug
        if (other := self._found.get(key)) is not None:
            message = f"the address '{address.path}' is there twice, first on line {other.where.line}"
            hint = "both are used as one; `catalog lock` writes them as one line"
            self._say(number, "lock-double", message, hint, Severity.WARNING)
            address = _joined(other, address)
        self._found[key] = address

    def _say(self, line: int, code: str, message: str, hint: str, severity: Severity = Severity.ERROR) -> None:
        self.problems.append(Problem(Location(self.file, line), severity, code, message, hint))


def _usual(line: str) -> Address | None:
    """A good line that says a page and its names, as nearly all do; None for another."""
    found = _USUAL.fullmatch(line) if line.isprintable() and len(line) < _LONGEST_LINE else None
    if not found or len(found[2]) > _LONGEST_SLUG or found[2] in _RESERVED.get(found[1], ()) or "\ufffd" in line:
        return None
    return Address(found[1], found[2], tuple(map(_read_name, found[3].split())))


def _unusual(line: str) -> Address | tuple[str, str]:
    """Any other line, or what is wrong with it and what to write instead."""
    if fault := _fault(line):
        return fault
    path, *rest = line.split()
    kind, _, slug = path.partition("/")
    leads_to = _once(one.partition("/")[2] for one in rest if one != "->" and ":" not in one)
    return Address(kind, slug, tuple(_read_name(one) for one in rest if ":" in one), leads_to)


def _joined(one: Address, other: Address) -> Address:
    """Two lines of one address as one; where either says that it is a page, it is."""
    leads_to = _once(one.leads_to + other.leads_to) if one.leads_to and other.leads_to else ()
    names, comments = _once(one.names + other.names), _once(one.comments + other.comments)
    return replace(one, names=names, leads_to=leads_to, comments=comments)


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


_EXAMPLE = "write 'papers/a-toy arxiv:2412.99999', or 'papers/old -> papers/new' for one that leads on"


def _fault(line: str) -> tuple[str, str] | None:
    """What is wrong with a line, and what to write instead."""
    if len(line) > _LONGEST_LINE:
        return "this line is too long for an address", "restore it from git, or delete it"
    if not line.isprintable() or "\ufffd" in line:
        return "this line has a sign that cannot be shown", "take the sign out, or restore the line from git"
    path, *rest = line.split()
    kind = path.partition("/")[0]
    if fault := _fault_of_path(path):
        return fault
    places = [at for at, one in enumerate(rest) if ":" not in one]
    targets = [rest[at] for at in places]
    if not targets:
        return _fault_of_names(rest)
    if targets[0] != "->" or len(targets) < 2 or places != list(range(len(places))):
        return f"'{clipped(targets[0], 60)}' is not understood here", _EXAMPLE
    strange = next((one for one in targets[1:] if _fault_of_path(one) or one.partition("/")[0] != kind), None)
    if strange:
        return f"'{clipped(strange, 60)}' cannot be where {path} leads", f"write an address that begins with {kind}/"
    if path in targets[1:]:
        return f"{path} leads to itself", "write where it leads, or only its names"
    return _fault_of_names(rest[len(places) :])


def _fault_of_path(path: str) -> tuple[str, str] | None:
    kind, _, slug = path.partition("/")
    if kind not in KINDS or not slug:
        hint = f"{_EXAMPLE}; an address begins with {', '.join(f'{one}/' for one in KINDS)}"
        return f"'{clipped(path, 60)}' is no address of a catalog", hint
    if not is_slug(slug):
        hint = "write small letters, digits and single hyphens, without a '/' at the end"
        return f"'{clipped(slug, 60)}' cannot be the last part of an address", hint
    if slug in _RESERVED.get(kind, ()):
        return f"'{path}' is a page of the site's own", "delete the line"
    return None


def _fault_of_names(names: Iterable[str]) -> tuple[str, str] | None:
    strange = next((one for one in names if not _IDENTITY.fullmatch(one)), None)
    if strange is None:
        return None
    hint = "a name begins with arxiv:, acl:, doi: or title:, for authors and venues with name:, for topics with file:"
    return f"'{clipped(strange, 60)}' is no name of a paper", hint


def _read_name(written: str) -> str:
    return unquote(written) if "%" in written else written


def _written_name(name: str) -> str:
    plain = _HIDDEN.sub(lambda found: quote(found[0]), name_in_lock(name))
    return (
        plain
        if plain.isprintable()
        else "".join(sign if sign.isprintable() else quote(sign, errors="replace") for sign in plain)
    )


def written(lock: Lock) -> bytes:
    """The file of a lock, its lines sorted: the same addresses give the same bytes."""
    lines = [line for one in sorted(lock.addresses, key=lambda one: (one.kind, one.slug)) for line in _lines(one)]
    return "".join((_HEADER, *(f"{line}\n" for line in (*lines, *lock.comments)))).encode(errors="replace")


def _lines(address: Address) -> Iterator[str]:
    yield from address.comments
    arrow = ("->", *(f"{address.kind}/{one}" for one in address.leads_to)) if address.leads_to else ()
    yield " ".join((address.path, *arrow, *filter(_IDENTITY.fullmatch, map(_written_name, address.names))))
