"""Which files an import writes: what each is called, and which of them change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.importing import lines, manifest
from generator.importing.lines import Line
from generator.model import Location, Output, Problem, Severity, Source
from generator.text import slug

CODES = {
    "import-taken": "A file that an import would copy has the name of another one.",
    "import-by-hand": "imports.yml is written so that the program cannot add to it.",
}
_OWN = ("imports.yml", "addresses.lock")
"""Files among the papers that hold none."""


def _unpacked(name: str) -> str:
    return name[:-3] if name.lower().endswith(".gz") else name


def stem(name: str) -> str:
    """A plain name for the file of a source: without its folder and endings, small letters, digits and hyphens."""
    bare = _unpacked(lines.base(name))
    head, dot, ending = bare.rpartition(".")
    is_ending = bool(dot and head) and ending.isalpha() and len(ending) <= 8
    return slug(head if is_ending else bare) or "import"


def free_name(wanted: str, folder: str, sources: Mapping[str, Source]) -> str:
    """The path of the file for the records: with a number where a person keeps a file of that name."""
    number = 1
    while True:
        path = f"{folder}/{wanted}{f'-{number}' * (number > 1)}.jsonl"
        if path not in sources or lines.is_imported(sources[path]):
            return path
        number += 1


def outputs(
    target: str, file: Sequence[Line], copies: Iterable[Output], here: Mapping[str, Source]
) -> Iterator[Output]:
    """The files that differ from what is there: copies, and the file of records."""
    yield from copies
    data = lines.written(file)
    if file and (target not in here or here[target].data != data):
        yield Output(target, data)


def copy_name(name: str) -> str:
    """What a file is called that is taken over as it is: as before, but for a name that no build would read."""
    bare = lines.base(name)
    if bare in _OWN:
        return f"the-{bare}"
    return bare.lstrip(".~") or "import"


def copies(
    sources: Sequence[Source], folder: str, here: Mapping[str, Source], *, overwrite: bool
) -> tuple[tuple[Output, ...], tuple[Problem, ...]]:
    """The files that are taken over as they are, and a problem for each whose name another file has."""
    there = {source.data for source in here.values()}
    made: dict[str, Output] = {}
    problems = []
    for source in sources:
        path = f"{folder}/{copy_name(source.name)}"
        taken = path in made or (path in here and not overwrite)
        if source.data in there:
            continue
        if taken:
            problems.append(_taken(source, path))
        else:
            made[path] = Output(path, source.data)
            there.add(source.data)
    return tuple(made.values()), tuple(problems)


def _taken(source: Source, path: str) -> Problem:
    message = f"{path} is there and says something else"
    hint = "give one of the two another name, or import with --overwrite"
    return Problem(Location(source.name), Severity.ERROR, "import-taken", message, hint)


def named(
    changed: Sequence[Output], labels: Mapping[str, str], source: Source
) -> tuple[tuple[Output, ...], tuple[Problem, ...]]:
    """imports.yml with the new files at its end, in their order; `labels` are what they are called, by path."""
    folder = source.name.removesuffix("imports.yml")
    data = source.data
    problems = []
    for one in changed:
        file = one.path.removeprefix(folder)
        if one.path not in labels:
            continue
        more = manifest.with_entry(Source(source.name, data), file, labels[one.path])
        if more is None:
            problems.append(_by_hand(source, file))
        data = data if more is None else more
    return ((Output(source.name, data),) if data != source.data else ()), tuple(problems)


def _by_hand(source: Source, file: str) -> Problem:
    message = f"{source.name} is written so that nothing could be added to it"
    hint = f"add `- file: {file}` to its list `imports`, so that New shows what came"
    return Problem(Location(source.name), Severity.WARNING, "import-by-hand", message, hint)
