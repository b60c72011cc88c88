"""Bytes of a declared, wrong or unknown character set become text."""

import codecs
import re
from typing import Final

from charset_normalizer import from_bytes

from search.text.language import language

# What a label means in practice (https://encoding.spec.whatwg.org/#names-and-labels).
_MEANT: Final = {
    "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949", "shift_jis": "cp932",
    "big5": "big5hkscs", "tis-620": "cp874", "johab": "cp949",
}  # fmt: skip
_ALIASES: Final = {
    "ks_c_5601-1987": "cp949", "ks_c_5601": "cp949", "iso-8859-8-i": "iso8859-8",
    "iso-8859-8-e": "iso8859-8", "x-sjis": "cp932", "windows-31j": "cp932", "x-gbk": "gb18030",
    "x-mac-roman": "mac_roman", "macintosh": "mac_roman", "windows-874": "cp874",
    "iso-2022-jp": "iso2022_jp_ext", "cp-850": "cp850", "utf8mb4": "utf-8", "unicode-1-1-utf-7":
    "utf-7", "x-windows-949": "cp949", "x-cp1252": "cp1252", "ansi": "cp1252",
}  # fmt: skip
# Codecs of Python that are no character sets of mail, or slow on hostile input.
_REFUSED: Final = frozenset(
    {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined"}
)
_SEVEN_BIT: Final = re.compile(rb"\x1b[$(]|~\{|\+[A-Za-z0-9/]{2,60}-")
_GUESSES: Final = [
    "cp1252", "cp1254", "cp1250", "cp1251", "koi8_r", "cp1253", "cp1255", "cp1256",
    "cp932", "euc_jp", "gb18030", "big5", "cp949",
]  # fmt: skip
_LATIN: Final = {
    "cp1254": ("tr",),
    "cp1250": ("pl",),
    "cp1252": ("de", "fr", "es", "it", "nl", "pt", "sv", "da"),
}
_SAMPLE: Final = 4096


def decode(content: bytes, declared: str | None = None) -> str:
    """Text of `content`, whatever its label says; it never fails.

    UTF-8 that is valid wins over its label, because no other text looks like it by chance; then
    comes the label, then a guess, and at last Windows-1252 with replacements.
    """
    marked = _by_mark(content)
    if marked is not None:
        return marked
    label = _codec(declared)
    if label and content.isascii() and _is_stateful(label) and not _SEVEN_BIT.search(content):
        label = label if label.startswith(("utf-16", "utf-32")) else None
    for codec in ("utf-8", label) if not _is_stateful(label) else (label, "utf-8"):
        text = _strictly(content, codec)
        if text is not None:
            return text
    if label and label not in ("cp1252", "utf-8"):
        return content.decode(label, "replace")
    return _guess(content)


def _by_mark(content: bytes) -> str | None:
    """Text that begins with a byte order mark."""
    for mark, codec in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return content.decode(codec, "replace").lstrip("\ufeff")
    return None


def _codec(declared: str | None) -> str | None:
    """Python's name of the codec that a label means, or None where it means none."""
    label = (declared or "").strip(" \t\"'").lower()
    try:
        name = codecs.lookup(_ALIASES.get(label, label)).name
        b"".decode(name)  # binary transforms such as zlib are refused here
    except (LookupError, ValueError):
        return None
    if name in _REFUSED or name == "ascii":  # what is not ASCII needs a guess
        return None
    return _MEANT.get(name, name)


def _is_stateful(codec: str | None) -> bool:
    return codec is not None and codec.startswith(("iso2022", "hz", "utf-7", "utf-16", "utf-32"))


def _strictly(content: bytes, codec: str | None) -> str | None:
    if codec is None:
        return None
    try:
        return content.decode(codec)
    except (UnicodeError, ValueError):
        return None


def _guess(content: bytes) -> str:
    """The likeliest reading of unlabelled bytes that are not UTF-8."""
    damaged = content.decode("utf-8", "replace")
    if damaged.count("\ufffd") * 10 < sum(byte > 0x7F for byte in content[:100_000]):
        return damaged  # UTF-8 with a few broken characters
    sample = content[:_SAMPLE]
    best = from_bytes(sample, cp_isolation=_GUESSES).best()
    codec = best.encoding if best is not None else "cp1252"
    if codec in _LATIN:
        codec = _by_language(sample) or codec
    return content.decode(codec, "replace")


def _by_language(sample: bytes) -> str | None:
    """Which Latin code page gives words of a language that it is for."""
    for codec, languages in _LATIN.items():
        if language(sample.decode(codec, "replace")) in languages:
            return codec
    return None
