"""Two small mailboxes, made up for the browser tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.takeout_exports import Mail, write_export

ADA = "ada@example.org"
GRACE = "grace@example.org"
NOBODY = "nobody@example.org"
PASSWORD = "a long enough pass phrase"

LONG_SUBJECT = "Survey of the jetty"
END = "The last plank is rotten."

_MAILS = (
    Mail(
        1,
        "Lighthouse opening",
        "The lighthouse on the north shore opens to visitors on 4 May at ten o'clock. "
        "Tickets are at the harbour office.",
    ),
    Mail(2, "Ferry timetable", "The ferry to the island leaves at eight and comes back at six."),
    Mail(3, "Lamp repair", "The lamp of the lighthouse was repaired, it shines again."),
    Mail(4, LONG_SUBJECT, "\n".join(f"Plank {n} is sound." for n in range(150)) + f"\n{END}"),
    Mail(5, "Paint order", "Two buckets of paint <img src=x onerror=alert(1)> are on order."),
)


def write_ada(folder: Path) -> Path:
    files = {"Shore/Lighthouse plan.txt": b"Plan of the lighthouse: two floors and a lamp."}
    return write_export(folder, mails=_MAILS, calendars={"Ada": _events()}, files=files)


def write_grace(folder: Path) -> Path:
    mail = Mail(
        9,
        "Orchard harvest",
        "The orchard gives forty boxes of apples this autumn.",
        headers="To: Grace <grace@example.org>\n",
    )
    return write_export(folder, mails=(mail,))


def _events() -> str:
    """One event a day around now, so that some week always has some."""
    today = datetime.now(UTC).replace(hour=10, minute=0, second=0, microsecond=0)
    days = [today + timedelta(days=n) for n in range(-7, 8)]
    return "".join(_event(n, day) for n, day in enumerate(days))


def _event(number: int, start: datetime) -> str:
    stamp = "%Y%m%dT%H%M%SZ"
    return (
        f"BEGIN:VEVENT\nUID:event-{number}@example.org\nSUMMARY:Harbour walk {number}\n"
        f"DTSTAMP:20260301T100000Z\nDTSTART:{start:{stamp}}\n"
        f"DTEND:{start + timedelta(minutes=30):{stamp}}\nSTATUS:CONFIRMED\nEND:VEVENT\n"
    )
