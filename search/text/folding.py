"""Text made safe for the database, and folded for the index."""

import re
import unicodedata
from typing import Final

PREVIEW_LIMIT: Final = 2000

# Letters that Unicode does not decompose, but that people type without their stroke.
_STROKES: Final = str.maketrans(
    {
        "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe",
        "ħ": "h", "ŧ": "t", "ŋ": "n", "ĸ": "k", "ƒ": "f", "ɨ": "i", "ƀ": "b", "ƶ": "z", "’": "'",
    }
)  # fmt: skip
_ODD: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_CONTROLS: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]+")
_INVISIBLE: Final = re.compile("[\u00ad\u034f\u200b\u2060\ufeff]+")
_JOINERS: Final = re.compile("[\u061c\u180e\u200c-\u200f\u202a-\u202e\u2061-\u2069]+")
_NEWLINE: Final = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SPACES: Final = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_LINE_END: Final = re.compile("[ \t]+\n")
_BLANK_LINES: Final = re.compile("\n{3,}")

# Canonical combining classes that are accents in the sense of a reader: overlays, Hebrew and
# Arabic points, and marks above, below or attached. Kana voicing marks (8), nuktas (7) and
# viramas (9) make other letters and stay.
_ACCENTS: Final = frozenset({1, *range(10, 36), *range(200, 256)})


def clean(text: str) -> str:
    """The same text, safe to store in PostgreSQL's UTF-8 and pleasant to read.

    Controls, NULs and lone surrogates go (https://www.postgresql.org/docs/18/datatype-character.html
    refuses them), every kind of line end becomes one newline, odd spaces become spaces, line ends
    are trimmed, and more than one blank line becomes one. Outer blank lines go too.
    """
    if _ODD.search(text):
        text = _CONTROLS.sub("", _NEWLINE.sub("\n", text))
    if not text.isascii():
        text = _SPACES.sub(" ", _INVISIBLE.sub("", text))
    if " \n" in text or "\t\n" in text:
        text = _LINE_END.sub("\n", text)
    return _BLANK_LINES.sub("\n\n", text).strip("\n \t")


def fold(text: str) -> str:
    """Text for comparing: no accents, no case, no invisible characters; whitespace stays.

    Used alike when indexing and when asking, so that "Zürich", "ZURICH" and "zurich" are one
    word. NFKD (https://unicode.org/reports/tr15/) without the accents, casefolded, recomposed.
    """
    text = _CONTROLS.sub("", text)
    if text.isascii():
        return text.lower()
    text = _JOINERS.sub("", _INVISIBLE.sub("", text))
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(c for c in decomposed if unicodedata.combining(c) not in _ACCENTS)
    return unicodedata.normalize("NFC", bare.translate(_STROKES))


def preview(text: str, limit: int = PREVIEW_LIMIT) -> str:
    """The longest beginning of `text` of at most `limit` characters that ends with a word.

    It is a true prefix, so offsets into the text are offsets into the preview as well. Text
    without spaces in its last fifth is cut at the limit itself.
    """
    if len(text) <= limit:
        return text
    cut = limit
    while cut > limit * 4 // 5 and not text[cut].isspace():
        cut -= 1
    if not text[cut].isspace():
        cut = limit
    return text[:cut].rstrip()
