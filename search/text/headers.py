"""Header fields of a mail: encoded words, addresses, dates, message ids (RFC 5322, 2047)."""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

from search.text.charsets import decode
from search.text.folding import clean

_WORD: Final = r"=\?[^?\s]{1,80}\?[bBqQ]\?[^?]*\?="
_ENCODED_RUN: Final = re.compile(rf"{_WORD}(?:\s*{_WORD})*")
_ENCODED: Final = re.compile(r"=\?([^?\s]{1,80})\?([bBqQ])\?([^?]*)\?=")
_BLANKS: Final = re.compile(r"\s+")
_TOKEN: Final = re.compile(
    rf'({_WORD})|"((?:\\.|[^"\\])*)"|\(([^()]*)\)|<([^<>]*)>|([,;])|([^\s",;<>()]+)|.', re.DOTALL
)
_MESSAGE_ID: Final = re.compile(r"<[^<>\s]{1,900}>")
_MOST_ADDRESSES: Final = 2000


@dataclass(frozen=True, slots=True)
class Address:
    """One mailbox: the name shown ("" where there is none) and the e-mail address."""

    name: str
    email: str


def readable(raw: str) -> str:
    """A header's value as one line of text: unfolded, 8-bit bytes and encoded words decoded.

    `raw` may hold surrogates that stand for undecoded bytes, as Python's e-mail parser makes them.
    """
    line = " ".join(raw.split())
    if line.isascii() and line.isprintable() and "=?" not in line:
        return line
    text = raw if raw.isascii() else decode(raw.encode("utf-8", "surrogateescape"))
    if "=?" in text:
        text = _ENCODED_RUN.sub(lambda run: _decode_run(run.group()), text)
    return clean(_BLANKS.sub(" ", text))


def _decode_run(run: str) -> str:
    """Adjacent encoded words; a character may be split across two of them (against RFC 2047)."""
    pieces: list[tuple[str, bytes]] = []
    for charset, encoding, payload in _ENCODED.findall(run):
        label = charset.partition("*")[0].lower()  # RFC 2231: charset*language
        content = _decode_word(encoding.lower(), payload)
        if pieces and pieces[-1][0] == label:
            content = pieces.pop()[1] + content
        pieces.append((label, content))
    return "".join(decode(content, label) for label, content in pieces)


def _decode_word(encoding: str, payload: str) -> bytes:
    raw = payload.encode("utf-8", "replace")
    if encoding == "q":
        return binascii.a2b_qp(raw, header=True)
    return base64_bytes(raw)


def base64_bytes(raw: bytes) -> bytes:
    """What base64 can be read from `raw`; junk between is skipped, it ends at the first
    padding, and a torn end is dropped."""
    kept = re.sub(rb"[^A-Za-z0-9+/=]", b"", raw).partition(b"=")[0]
    if len(kept) % 4 == 1:
        kept = kept[:-1]
    return binascii.a2b_base64(kept + b"=" * (-len(kept) % 4))


def addresses(raw: str) -> tuple[Address, ...]:
    """The mailboxes of a From, To, Cc, Bcc or Reply-To field, in order; malformed ones left out.

    Names written with a bare comma ("Doe, Jane <jane@example.org>") stay whole.
    """
    found: list[Address] = []
    for address in _mailboxes(raw):
        found.append(address)
        if len(found) >= _MOST_ADDRESSES:
            break
    return tuple(found)


def _mailboxes(raw: str) -> Iterator[Address]:
    words: list[str] = []
    comment = email = ""
    for match in _TOKEN.finditer(raw + ","):
        encoded, quoted, remark, angle, separator, atom = match.groups()
        if separator:
            address = _address(words, comment, email)
            if address:
                yield address
            if address or separator == ";":
                words = []  # otherwise it is a name with a comma in it
            elif words:
                words[-1] += ","
            comment = email = ""
        elif angle is not None:
            email = angle.strip()
        elif remark is not None:
            comment = remark
        elif atom and atom.endswith(":") and "@" not in atom:
            words = []  # a group's name (RFC 5322, 3.4)
        elif encoded or quoted or atom:
            words.append(encoded or atom or re.sub(r"\\(.)", r"\1", quoted))


def _address(words: list[str], comment: str, email: str) -> Address | None:
    if "@" not in email:
        bare = [word for word in words if "@" in word and "=?" not in word]
        if not bare:
            return None
        email, words = bare[-1], []
    email = clean(_BLANKS.sub("", email.removeprefix("mailto:"))).strip("'\"<>")
    name = readable(" ".join(words)) or readable(comment)
    return Address(name.strip("'\" "), readable(email)) if email else None


def message_ids(raw: str) -> tuple[str, ...]:
    """The message ids, with their angle brackets, of a Message-ID, In-Reply-To or References."""
    return tuple(dict.fromkeys(clean(found) for found in _MESSAGE_ID.findall(raw)))


def moment(raw: str) -> datetime | None:
    """The time of a Date field, aware (UTC where the zone is unknown); None where it is none."""
    raw = readable(raw)
    for parse in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            parsed = parse(raw)
            aware = parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)
            return aware if 1970 <= aware.astimezone(UTC).year <= 9000 else None
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None
