"""An mbox read as a stream, one mail in memory at a time (mboxrd, as Takeout writes it)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import IO

LARGEST = 64 * 2**20
SEPARATOR = re.compile(
    rb"From \S+(?: +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b.*\d\d:\d\d.*)?\s*\Z", re.DOTALL
)
WHEN = re.compile(r" (\w{3} +\d+ \d\d:\d\d:\d\d)(?: ([+-]\d{4}))? (\d{4})\s*\Z")
QUOTED = re.compile(rb">+From ")


@dataclass(frozen=True)
class Found:
    """One mail of an mbox: its bytes, or the reason why there are none."""

    raw: bytes
    reason: str = ""
    line: bytes = b""  # the "From " line before it

    def at(self) -> datetime | None:
        """When the mail arrived, as its "From " line says (UTC unless it says otherwise)."""
        match = WHEN.search(self.line.decode("latin-1"))
        if match is None:
            return None
        try:
            return datetime.strptime(
                f"{match[1]} {match[2] or '+0000'} {match[3]}", "%b %d %H:%M:%S %z %Y"
            )
        except ValueError:
            return None


def read(stream: IO[bytes]) -> Iterator[Found]:
    """All mails in order; what is no mail is told with its reason, never dropped silently."""
    lines: list[bytes] = []
    head = b""
    size, started, blank = 0, False, True
    for line in _lines(stream):
        if blank and SEPARATOR.match(line):
            if started or size:
                yield _found(lines, size, started, head)
            head, lines, size, started, blank = line, [], 0, True, False
            continue
        blank = not line.strip(b"\r\n")
        if blank and not started and not lines:
            continue
        size += len(line)
        if size <= LARGEST:
            lines.append(line[1:] if QUOTED.match(line) else line)
    if started or size:
        yield _found(lines, size, started, head)


def _lines(stream: IO[bytes]) -> Iterator[bytes]:
    while line := stream.readline(LARGEST):
        yield line


def _found(lines: list[bytes], size: int, started: bool, head: bytes) -> Found:
    if not started:
        return Found(b"", "not an mbox: text before the first 'From ' line")
    if size > LARGEST:
        return Found(b"", f"mail larger than {LARGEST >> 20} MB")
    raw = b"".join(lines)
    # the empty line before the next "From " belongs to the mbox, not to the mail
    for end in (b"\r\n\r\n", b"\n\n"):
        if raw.endswith(end):
            raw = raw[: -len(end) // 2]
            break
    return Found(raw, line=head) if raw.strip() else Found(b"", "empty mail")
