"""`imports.yml`: the imports in order, the newest last, with what the files themselves do not say.

imports:
  - file: hugging-face-trending-mar-12.txt
    label: Hugging Face trending papers, Mar 12
    address: https://huggingface.co/papers/trending
    gathered_by: AK and the research community
    day: 2025-03-12          # if known; else `dated: Mar 12`, as the listing writes it
"""

from __future__ import annotations

from generator import located_yaml
from generator.located_yaml import Mapping, Node, Scalar, Sequence, kind
from generator.model import Listing, Location, Problem, Severity, Source
from generator.readers.capture import listing_name
from generator.text import iso_date, plain, safe_url

CODES = {
    "bad-import": "An entry of imports.yml is not what it has to be.",
    "import-unlisted": "A listing is not named in imports.yml; it counts as imported last.",
    "import-missing": "imports.yml names a file that is not among the papers.",
}
_KEYS = ("file", "label", "address", "gathered_by", "day", "dated")
_EXAMPLE = "write `imports:` and below it `- file: name.txt` with label, address, gathered_by, day or dated"


def accepts(source: Source) -> bool:
    """Whether this is the file that names the imports."""
    return source.name.rpartition("/")[2] == "imports.yml"


def read(source: Source) -> tuple[tuple[Listing, ...], tuple[Problem, ...]]:
    """The imports in their order as listings, and what is wrong.

    `where` of a listing is the file that it names, with the line and column at which it does.
    """
    root, problems = located_yaml.read(source)
    found = list(problems)
    if root is None:
        return (), tuple(found)
    entries = root.get("imports") if isinstance(root, Mapping) else None
    if not isinstance(entries, Sequence):
        return (), (*found, _bad(entries or root, "there is no list `imports`", _EXAMPLE))
    folder = source.name[: len(source.name) - len("imports.yml")]
    listings: dict[str, Listing] = {}
    for node in entries.items:
        listing = _listing(node, folder, found)
        if listing and listings.setdefault(listing.where.file, listing) is not listing:
            found.append(_bad(node, "this file is named twice", "delete one of the two; the first one counts"))
    return tuple(listings.values()), tuple(found)


def _listing(node: Node, folder: str, problems: list[Problem]) -> Listing | None:
    if not isinstance(node, Mapping) or not node.text("file"):
        problems.append(_bad(node, "an import without `file`", _EXAMPLE))
        return None
    known = [(key, value) for key, value in node.pairs if _is_known(key, value, problems)]
    texts = {key.value: plain(value.value) for key, value in known if isinstance(value, Scalar)}
    address, day = safe_url(texts.get("address", "")), iso_date(texts.get("day", ""))
    if texts.get("address") and not address:
        problems.append(_bad(node.get("address") or node, "this is no address", "write one that starts with https://"))
    if texts.get("day") and not day:
        problems.append(_bad(node.get("day") or node, "this day cannot be", "write 2025-03-12, or `dated: Mar 12`"))
    return Listing(
        name=listing_name(texts["file"]),
        where=_named_at(folder + texts["file"], node.get("file") or node),
        label=texts.get("label", ""),
        date_line=texts.get("dated", ""),
        day=day,
        address=address,
        gathered_by=texts.get("gathered_by", ""),
    )


def _named_at(file: str, node: Node) -> Location:
    return Location(file, node.where.line, node.where.column)


def _is_known(key: Scalar, value: Node, problems: list[Problem]) -> bool:
    if key.value not in _KEYS:
        problems.append(_bad(key, f"an import has no `{key.value}`", f"the keys are: {', '.join(_KEYS)}"))
        return False
    if not isinstance(value, Scalar):
        problems.append(
            _bad(value, f"`{key.value}` is {kind(value)}, not a text", f"write `{key.value}: …` in one line")
        )
        return False
    return True


def _bad(node: Node, message: str, hint: str) -> Problem:
    return Problem(node.where, Severity.ERROR, "bad-import", message, hint, node.width)


def unlisted(listing: Listing) -> Problem:
    """A listing that imports.yml does not name."""
    hint = f"add `- file: {listing.where.file.rpartition('/')[2]}` to imports.yml, at its place in the order"
    message = "this listing is not named in imports.yml; it counts as imported last"
    return Problem(listing.where, Severity.NOTE, "import-unlisted", message, hint)


def missing(listing: Listing, place: str) -> Problem:
    """An import whose file is not there; `place` is the file that names it."""
    where = Location(place, listing.where.line, listing.where.column)
    message = f"imports.yml names {listing.where.file}, which is not there"
    hint = "correct the name of the file, or delete the entry"
    return Problem(where, Severity.WARNING, "import-missing", message, hint)
