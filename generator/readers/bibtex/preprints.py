"""The arXiv number of an entry, which every tool puts somewhere else, and what only repeats it."""

from __future__ import annotations

import re

from generator.text import arxiv

_NUMBER = r"(?P<id>\d{4}\.\d{4,5}|[a-z]{2,9}(?:-[a-z]{2,5})?(?:\.[A-Za-z]{2})?/\d{7})(?P<version>v\d{1,3})?(?![\d.]\d)"
_ID = re.compile(rf"(?<![\w.]){_NUMBER}", re.IGNORECASE)
_SAID = re.compile(
    r"(?:arxiv(?:\.org)?(?:/(?:abs|pdf|html)/|[\s:,.]*(?:e-?prints?|preprint)?[\s:,.]*(?:arxiv)?[\s:.]*)|\babs/)"
    + _NUMBER,
    re.IGNORECASE,
)
_ABOUT_ANOTHER = re.compile(
    r"\b(?:comments? on|reply|replies|response|erratum|see also|cites?|based on)\b", re.IGNORECASE
)
_ARCHIVE = re.compile(r"\barxiv\b|^\s*corr\b|computing research repository|\bacs/|\babs/\d", re.IGNORECASE)
_REST = re.compile(
    r"arxiv(?:\.org|:)?|corr|computing research repository|e-?prints?|preprints?|\(?cornell university\)?|abs/"
    r"|\[[\w.-]*\]|\b(?:19|20)\d\d\b|[\W_]+",
    re.IGNORECASE,
)
_CLASS = re.compile(r"[a-z-]{2,9}(?:\.[A-Za-z-]{2,20})?")
_PREFIX = re.compile(r"^arxiv +", re.IGNORECASE)
_WITH_CLASS = re.compile(r"(?P<text>.*?) ?\[(?P<class>[\w.-]+)\]")
_WRITTEN = re.compile(r"(?<![\d.])\d{4}\.\d{4,6}(?:v\d+)?(?![\d.])")
_EPRINTS = ("eprint", "arxivid", "arxiv", "arxiv_id", "preprint")
_LONGEST = 300


def taken(left: dict[str, str]) -> dict[str, object]:
    """The arXiv number, its version and its classes, out of the fields of an entry that are there for them alone."""
    wrong = _impossible(left)
    said = (_of_eprint(left), _of_journal(left))
    found = next(filter(None, said), "") or _of_words(left)
    if wrong and not found:
        return {"impossible": wrong}
    number, _, version = found.partition("v") if "/" not in found else _apart(found)
    return {"arxiv": number, "version": int(version or 0), "categories": _classes(left) if number else []}


def _impossible(left: dict[str, str]) -> str:
    """What is written as a number of arXiv's and can be none, such as one of a 99th month."""
    archive = left.get("eprinttype", "") or left.get("archiveprefix", "") or left.get("archive", "")
    texts = [left.get(name, "") for name in _EPRINTS if name != "eprint" or "arxiv" in archive.lower()]
    texts += [text for name in ("journal", "journaltitle") if _ARCHIVE.search(text := left.get(name, "")[:_LONGEST])]
    texts += [text for text in (left.get("volume", ""),) if text[:4] == "abs/"]
    found = (_WRITTEN.search(text[:_LONGEST]) for text in texts)
    return next((number[0] for number in found if number and not arxiv(number[0])), "")


def _apart(found: str) -> tuple[str, str, str]:
    number = found.rstrip("0123456789")
    return (number[:-1], "v", found[len(number) :]) if number.endswith("v") else (found, "", "")


def _of_eprint(left: dict[str, str]) -> str:
    """The number in `eprint` and its like; these fields are taken if they are arXiv's."""
    archive = left.get("eprinttype", "") or left.get("archiveprefix", "") or left.get("archive", "")
    for name in _EPRINTS:
        text = " ".join(left.get(name, "").split())[:_LONGEST]
        if not text or ("arxiv" not in archive.lower() and name == "eprint" and archive and "/" in text):
            continue
        subject = left.get("primaryclass", "") or left.get("eprintclass", "")
        if written := _WITH_CLASS.fullmatch(text):
            text = written["text"]
        if found := _whole(text, archive, subject):
            if written and not subject:
                left["primaryclass"] = written["class"]
            for one in ("eprinttype", "archiveprefix", *_EPRINTS):
                if one not in _EPRINTS or arxiv(left.get(one, "")) in ("", arxiv(found)):
                    left.pop(one, None)
            return found
    return ""


def _whole(text: str, archive: str, subject: str) -> str:
    """The number of `2412.13746v2`, `arXiv:…`, an address, or the old `0309136` with its archive beside it."""
    text = _PREFIX.sub("", text.strip("{} "))
    if re.fullmatch(r"\d{7}(?:v\d+)?", text):
        text = f"{(archive if 'arxiv' not in archive.lower() else subject).partition('.')[0].lower()}/{text}"
    elif archive and "arxiv" not in archive.lower():
        return ""
    if not arxiv(text):
        return ""
    version = re.search(r"v(\d{1,3})(?:\.pdf)?$", text)
    return arxiv(text) + (f"v{version[1]}" if version else "")


def _of_journal(left: dict[str, str]) -> str:
    """The number of `arXiv preprint arXiv:…` and `CoRR abs/…`, which is no journal; nor is `arXiv` alone."""
    found = ""
    for name in ("journal", "journaltitle", "booktitle", "publisher", "institution", "howpublished", "eid", "pages"):
        text = left.get(name, "")[:_LONGEST]
        if not text or not _ARCHIVE.search(text):
            continue
        number = _ID.search(text)
        if not number and name in ("journal", "journaltitle"):
            number = next(
                filter(None, (_ID.search(left.get(one, "")[:50]) for one in ("volume", "number", "pages"))), None
            )
        found = found or (_written(number) if number else "")
        if not _REST.sub("", _ID.sub("", text)):
            del left[name]
            _forget(left, number)
    return found


def _forget(left: dict[str, str], number: re.Match[str] | None) -> None:
    """Take out what only repeats the number, such as the volume `abs/2412.13746`."""
    for name in ("volume", "number", "pages", "eid"):
        if number and number["id"] in left.get(name, "")[:100]:
            del left[name]


def _of_words(left: dict[str, str]) -> str:
    """The number in an address or in a note that is about this paper; the field stays."""
    for name in ("url", "ee", "link", "doi", "volume", "note", "annotation", "pages", "number", "pdf"):
        text = left.get(name, "")[:_LONGEST]
        if text and not _ABOUT_ANOTHER.search(text) and (found := _SAID.search(text)):
            return _written(found)
    return ""


def _written(found: re.Match[str]) -> str:
    number = arxiv(found["id"])
    return number + (found["version"] or "").lower() if number else ""


def _classes(left: dict[str, str]) -> list[str]:
    for name in ("primaryclass", "eprintclass"):
        if _CLASS.fullmatch(left.get(name, "").strip()):
            return [left.pop(name).strip()]
    return []
