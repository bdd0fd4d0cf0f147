"""Text: clean Unicode, folded forms, slugs, addresses, dates, names. LaTeX and identifiers have their own modules.

`plain` is what readers send every title, name and abstract through.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date as calendar_date
from functools import lru_cache
from html import unescape
from itertools import chain
from unicodedata import category, is_normalized, normalize
from urllib.parse import quote, urlsplit

from slugify import slugify

from generator.identifiers import acl, arxiv, doi, identity_doi
from generator.latex import decode_latex, math_spans
from generator.words import words

__all__ = [
    "acl", "arxiv", "clean", "clip", "code_urls", "decode_latex", "display_date", "doi", "family_name", "find_urls",
    "fold", "identity_doi", "iso_date", "math_spans", "plain", "safe_url", "slug", "text_key", "title_key",
]  # fmt: skip

_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ufdd0-\ufdef"
    + "".join(chr((plane << 16) + end) for plane in range(17) for end in (0xFFFE, 0xFFFF))
    + "]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_PARAGRAPH_END = re.compile(r"(?:\r\n?|\n|\u2029)[^\S\r\n]*(?:\r\n?|\n|\u2029)\s*|\u2029\s*")
_MARKS = (*"\\${}^~&`", "--", "  ")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")


def clean(text: str, *, paragraphs: bool = False) -> str:
    """The text without control characters, direction overrides and invisible signs, its white space single spaces.

    A lone surrogate becomes U+FFFD. With `paragraphs`, blank lines stay as one blank line each.
    """
    if paragraphs and ("\n" in text or "\r" in text or "\u2029" in text):
        parts = (clean(part) for part in _PARAGRAPH_END.split(text.strip()))
        return "\n\n".join(part for part in parts if part)
    if not text.isascii():
        text = _SURROGATE.sub("\ufffd", text)
        text = text if is_normalized("NFC", text) else normalize("NFC", text)
    if not text.isprintable():
        text = _UNWANTED.sub("", text)
    elif "  " not in text:
        return text.strip()  # what is printable has no other white space
    return " ".join(text.split())


def is_plain(text: str) -> bool:
    """Whether `plain` has nothing to do but at the ends."""
    return text.isascii() and text.isprintable() and not any(map(text.__contains__, _MARKS))


def plain(text: str, *, paragraphs: bool = False) -> str:
    """Clean Unicode of what a source wrote: HTML's character names and LaTeX decoded, math kept as `$…$`."""
    if is_plain(text):
        return text.strip()
    if "&" in text:
        text = _ENTITY.sub(lambda entity: unescape(entity[0]), text)
    decoded = decode_latex(clean(text, paragraphs=paragraphs))
    return clean(decoded, paragraphs=paragraphs)


_LETTERS = str.maketrans(
    {"ß": "ss", "ẞ": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d"}
    | {"Đ": "d", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ı": "i", "ħ": "h", "Ħ": "h", "ŋ": "n", "Ŋ": "n", "ȷ": "j"}
)
_ACCENT = re.compile("[\u0300-\u036f]")


def fold(text: str) -> str:
    """Small letters without accents, in compatibility form: what two spellings of one word share."""
    if text.isascii():
        return text.lower()
    bare = _ACCENT.sub("", normalize("NFKD", _SURROGATE.sub("\ufffd", text)))
    return normalize("NFKC", bare.translate(_LETTERS).casefold())


def text_key(text: str) -> str:
    """The letters and digits of a text, folded; marks that are part of a letter in their script stay."""
    folded = fold(text)
    if folded.isascii():
        return "".join(words(folded))
    return "".join(sign for sign in folded if sign.isalnum() or category(sign)[0] == "M")


def title_key(title: str) -> str:
    """What makes two titles the same: LaTeX decoded, folded, letters and digits only; signs alone stay as they are."""
    decoded = decode_latex(title)
    return text_key(decoded) or fold("".join(decoded.split()))


_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")


def slug(text: str) -> str:
    """The text as a piece of an address: at most 79 of a-z, 0-9 and single hyphens, cut at a word; may be ''."""
    start = clean(text[:1000])
    if start.isascii() and "&" not in start:
        return _plain_slug(start)
    bare = _APOSTROPHE.sub("", start.translate(_SUPERSCRIPTS))
    return slugify(bare, max_length=_LONGEST_SLUG, word_boundary=True, save_order=True)


def _plain_slug(text: str) -> str:
    """What `slugify` makes of a text without accents and names of characters, as most titles are."""
    bare = _APOSTROPHE.sub("", text) if "'" in text else text
    made = "-".join(words((_COMMA_IN_NUMBER.sub("", bare) if "," in bare else bare).lower()))
    if len(made) <= _LONGEST_SLUG:
        return made
    return made[: _LONGEST_SLUG + 1].rpartition("-")[0] or made[:_LONGEST_SLUG]


_LONGEST_SLUG = 79
_COMMA_IN_NUMBER = re.compile(r"(?<=\d),(?=\d)")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "01234567890123456789")

_LONGEST_ADDRESS = 2048
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9](?::\d{1,5})?", re.IGNORECASE)
_SIMPLE_ADDRESS = re.compile(r"https?://(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?:/[A-Za-z0-9_./~-]*)?")
_GAP = re.compile(r"[\s\x00-\x1f\x7f-\x9f]")
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def safe_url(text: str) -> str:
    """The address if it is one of http or https with a host name, safe in HTML and Markdown as it stands, else ''."""
    address = text.strip()
    if len(address) <= _LONGEST_ADDRESS and _SIMPLE_ADDRESS.fullmatch(address):
        return address
    if address[:4].lower() != "http" or len(address) > _LONGEST_ADDRESS or _GAP.search(address):
        return ""
    try:
        parts = urlsplit(_SURROGATE.sub("\ufffd", address))
        host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(host):
        return ""
    rest = address[address.index("//") + 2 + len(parts.netloc) :]
    safe = quote(_BARE_PERCENT.sub("%25", _SURROGATE.sub("\ufffd", rest)), safe="%/:=&?~#+!$,;@*._-")
    whole = f"{parts.scheme}://{host}{safe}"
    return whole if len(whole) <= 3 * _LONGEST_ADDRESS else ""


_ENDINGS = "com|org|net|io|ai|edu|gov|co|one|ly|me|gl|dev|app|info|eu|uk|de|fr|ch|nl|cn|jp|kr|ca|au|it|es|se|be|xyz"
_ADDRESS = re.compile(
    rf"(?:https?://|www\.(?=\w))[^\s<>\"“”{{}}|\\^`$]{{3,{_LONGEST_ADDRESS}}}"
    rf"|(?<![\w.@/:-])(?:[a-z0-9][a-z0-9-]{{0,62}}\.){{1,5}}(?:{_ENDINGS})/[^\s<>\"“”{{}}|\\^`$]{{1,{_LONGEST_ADDRESS}}}"
    r"|(?<![\w.@/:-])[a-z0-9][a-z0-9-]{0,62}\.(?:github|gitlab)\.io(?![\w-])",
    re.IGNORECASE,
)
_HINT = re.compile(r"\.(?:[A-Za-z]{2,4}/|(?i:git(?:hub|lab)\.io)|(?<=[Ww]{3}\.))")
"""What every address without `://` has somewhere. It begins with one sign, which is found much faster than the address:
most abstracts have none."""
_INSIDE = re.compile(r"[./](?=\S)")
_AFTER_ADDRESS = ".,;:!?'*_~’”»…-–—"
_BRACKETS = {")": "(", "]": "[", "}": "{", "）": "（"}


@lru_cache(maxsize=8)  # a page asks for those of its abstract more than once
def find_urls(text: str) -> tuple[tuple[int, int, str], ...]:
    """Start, end and full address of each address in a running text, also bare ones such as `github.com/x/y`."""
    if "://" not in text and (("/" not in text and ".io" not in text) or not _HINT.search(text)):
        return ()
    found = []
    for match in chain.from_iterable(_ADDRESS.finditer(text, start, end) for start, end in _stretches(text)):
        written = _without_tail(match[0])
        address = safe_url(written if "://" in written[:8] else f"https://{written}")
        if address:
            found.append((match.start(), match.start() + len(written), address))
    return tuple(found)


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """From where to where a text has no space but a sign that every address has: most words need no closer look."""
    end = 0
    for sign in _INSIDE.finditer(text):
        if sign.start() >= end:
            start = max(end, text.rfind(" ", end, sign.start()) + 1)
            end = text.find(" ", sign.end())
            end = len(text) if end < 0 else end
            yield start, end


_CODE_HOSTS = (
    "github.com/", "gitlab.com/", "bitbucket.org/", "codeberg.org/", "sourceforge.net/", "huggingface.co/", "hf.co/",
)  # fmt: skip


def code_urls(text: str) -> list[str]:
    """The addresses in a text at which code, models or data are kept, each once, in order."""
    if not (urls := find_urls(text)):
        return []
    places = ((address, address.partition("://")[2].removeprefix("www.").lower()) for _, _, address in urls)
    found = (
        address for address, place in places if place.startswith(_CODE_HOSTS) and not place.startswith(_PAPER_PAGES)
    )
    return list(dict.fromkeys(found))


_PAPER_PAGES = ("huggingface.co/papers", "hf.co/papers")


def clip(text: str, length: int) -> str:
    """The beginning of a text, at most `length` characters, cut at a word and ended with an ellipsis."""
    joined = " ".join(text[: 2 * length + 20].split())
    if len(joined) <= length:
        return joined
    return f"{joined[:length].rpartition(' ')[0].rstrip(' ,;:') or joined[: length - 1]}…"[:length]


def _without_tail(written: str) -> str:
    """An address without the signs of the sentence that it stands in."""
    surplus = {closing: written.count(closing) - written.count(opening) for closing, opening in _BRACKETS.items()}
    end = len(written)
    while end:
        last = written[end - 1]
        if surplus.get(last, 0) > 0:
            surplus[last] -= 1
        elif last not in _AFTER_ADDRESS:
            break
        end -= 1
    return written[:end]


_DATE = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2})(?:[T ].{0,40})?)?)?", re.ASCII)
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def iso_date(text: str) -> str:
    """`2024-12-18`, `2024-12` or `2024` of a date written in that order; '' where it is none or cannot be."""
    found = _DATE.fullmatch(text.strip()[:60])
    if not found:
        return ""
    year, month, day = (int(part) if part else 0 for part in found.groups())
    try:
        calendar_date(year, month or 1, day or 1)
    except ValueError:
        return ""
    if (found[2] and not month) or (found[3] and not day) or year < 1000:
        return ""
    return "-".join([f"{year:04}", *(f"{part:02}" for part in (month, day) if part)])


@lru_cache(maxsize=8192)
def display_date(date: str) -> str:
    """An ISO date for people: `18 Dec 2024`, `Dec 2024`, `2024`; '' for ''."""
    year, _, rest = iso_date(date).partition("-")
    month, _, day = rest.partition("-")
    parts = (str(int(day)) if day else "", _MONTHS[int(month) - 1] if month else "", year)
    return " ".join(filter(None, parts))


_SUFFIX = re.compile(r"(?:,?\s+(?:jr|sr|ii|iii|iv)\.?)+$", re.IGNORECASE)
_ENDS_OF_SUFFIXES = tuple("rRiIıİvV.")


@lru_cache(maxsize=65536)
def family_name(author: str) -> str:
    """The last word of a name without `Jr.` and the like; what stands before a comma where there is one."""
    name = author.strip()
    if name.endswith(_ENDS_OF_SUFFIXES):
        name = _SUFFIX.sub("", name)
    family = name.partition(",")[0] if "," in name else name
    words = family.split()
    return words[-1] if words else ""


def numbered(number: int, noun: str, many: str = "") -> str:
    """A number with its noun: `1 paper`, `1,200 papers`; `many` where the plural is not the noun and an s."""
    return f"{number:,} {noun if number == 1 else many or noun + 's'}"
