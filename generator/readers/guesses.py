"""Which encoding bytes have that are not Unicode: what the letters would be in each of them tells.

Bytes above 0x7F that stand alone among letters are those of a language of Europe; its code page is the one in which
capitals begin words and signs stand between them. Two bytes to a sign are Chinese, Japanese or Korean, in the encoding
in which most signs are everyday ones. Other alphabets are left to charset-normalizer, which knows their languages.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_HIGH = re.compile(rb"[\x80-\xff]+")
_WIDE = re.compile("[^\0-\x7f\u3000-\u303f\uff00-\uffef]")
_EUROPEAN = ("cp1252", "cp1250", "mac_roman")
_ALPHABETS = ["cp1251", "koi8_r", "cp1253", "cp1254", "cp1255", "cp1256", "tis_620"]
_AMONG_WORDS = frozenset("“”„‘’‚«»‹›–—…§©®™•·°€£†‡¿¡\xa0")
_WITHIN = frozenset("’–—·…\xa0")


def guessed(sample: bytes) -> str:
    """The encoding of bytes that are not UTF-8, by Python's name; the same every time."""
    if _is_european(sample):
        return max(_EUROPEAN, key=lambda name: _sense(sample, name))
    best = max(_EVERYDAY, key=lambda name: _everyday(sample, name))
    if _everyday(sample, best) > 0.6:
        return best
    from charset_normalizer import from_bytes

    other = from_bytes(sample, cp_isolation=_ALPHABETS, threshold=0.5).best()
    return other.encoding if other else _EUROPEAN[0]


def _is_european(sample: bytes) -> bool:
    """Do letters with accents stand among letters without?"""
    runs = _HIGH.findall(sample)
    return sum(map(len, runs)) < 2.5 * len(runs) and max(_sense(sample, name) for name in _EUROPEAN) > 0.7


def _sense(sample: bytes, encoding: str) -> float:
    """The share of signs that are not ASCII and stand where such a sign does."""
    text = f" {sample.decode(encoding, 'replace')} "
    places = [at for at, sign in enumerate(text) if sign > "\x7f"]
    return sum(_fits(text[at - 1], text[at], text[at + 1]) for at in places) / max(len(places), 1)


def _fits(before: str, sign: str, after: str) -> bool:
    if sign.isalpha():
        return sign.islower() or not before.islower()
    return sign in _AMONG_WORDS and (sign in _WITHIN or not (before.isalpha() and after.isalpha()))


def _everyday(sample: bytes, encoding: str) -> float:
    """The share of signs that are not ASCII and are everyday ones; bytes that are no sign at all weigh more."""
    signs = _WIDE.findall(sample.decode(encoding, "replace"))
    return sum(-3 if sign == "\ufffd" else _EVERYDAY[encoding](sign) for sign in signs) / max(len(signs), 1)


def _leads(encoding: str, first: int, last: int) -> Callable[[str], bool]:
    """Does a sign stand among the common ones of a character set, which come first in it?"""
    return lambda sign: first <= sign.encode(encoding, "ignore")[:1].ljust(1, b"\0")[0] <= last


def _is_korean(sign: str) -> bool:
    return "\uac00" <= sign <= "\ud7a3"


def _is_kana(sign: str) -> bool:
    return "\u3040" <= sign <= "\u30ff"


_first_kanji = _leads("euc_jp", 0xB0, 0xCF)  # level 1 of JIS X 0208


def _is_japanese(sign: str) -> bool:
    return _is_kana(sign) or _first_kanji(sign)


_EVERYDAY: dict[str, Callable[[str], bool]] = {
    "euc_kr": _is_korean,
    "gb18030": _leads("gb2312", 0xB0, 0xD7),  # level 1 of GB 2312
    "euc_jp": _is_japanese,
    "shift_jis": _is_japanese,
    "big5": _leads("big5", 0xA4, 0xC6),  # the frequently used ones
}
"""For each encoding what its everyday signs are; the first of two that fit as well is the narrower one."""
