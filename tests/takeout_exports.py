"""Small Google Takeout exports, made up for one test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

POSTMARK = b"From 1@xxx Mon Mar  2 10:00:00 +0000 2026\r\n"


@dataclass(frozen=True)
class Mail:
    """A mail; `raw` replaces all of it."""

    number: int
    subject: str = "Hello"
    body: str = "This is what it says."
    labels: str = "Inbox,Opened"
    headers: str = ""
    raw: bytes | None = None

    @property
    def message_id(self) -> str:
        return f"<mail-{self.number}@example.org>"

    def as_bytes(self) -> bytes:
        if self.raw is not None:
            return self.raw
        head = (
            f"X-GM-THRID: {1_000_000_000_000_000_000 + self.number}\n"
            f"X-Gmail-Labels: {self.labels}\n"
            f"Message-ID: {self.message_id}\n"
            f"Date: Mon, 02 Mar 2026 10:{self.number % 60:02}:00 +0000\n"
            "From: Ines Okafor <ines@example.net>\nTo: Ada <ada@example.org>\n"
            f"Subject: {self.subject}\n{self.headers}"
            "Content-Type: text/plain; charset=utf-8\n"
        )
        return f"{head}\n{self.body}\n".replace("\n", "\r\n").encode()


def write_export(
    folder: Path,
    *,
    mails: Sequence[Mail] = (),
    calendars: Mapping[str, str] | None = None,
    time_zone: str = "Europe/Berlin",
    files: Mapping[str, bytes] | None = None,
) -> Path:
    """`folder/Takeout` with these mails, `{calendar name: events as in an ics file}` and
    `{path: content}`; returns `folder`."""
    root = folder / "Takeout"
    if mails:
        (root / "Mail").mkdir(parents=True)
        box = b"".join(POSTMARK + mail.as_bytes() + b"\r\n" for mail in mails)
        (root / "Mail" / "All mail Including Spam and Trash.mbox").write_bytes(box)
    for name, events in (calendars or {}).items():
        (root / "Calendar").mkdir(parents=True, exist_ok=True)
        (root / "Calendar" / f"{name}.ics").write_bytes(_calendar(name, events, time_zone))
    for path, content in (files or {}).items():
        target = root / "Drive" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return folder


def _calendar(name: str, events: str, time_zone: str) -> bytes:
    text = (
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//test//test//EN\n"
        f"X-WR-CALNAME:{name}\nX-WR-TIMEZONE:{time_zone}\n{events}END:VCALENDAR\n"
    )
    return text.replace("\n", "\r\n").encode()
