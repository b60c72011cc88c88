"""Google Takeout exports: read whole, then applied in one transaction."""

from collections import Counter
from pathlib import Path

from accounts.google.simulator import takeout_calendar, takeout_drive, takeout_mail
from accounts.google.simulator.archive import open_export
from accounts.google.simulator.store import Json
from accounts.google.simulator.world import World


def load(world: World, *, email: str, path: Path) -> Json:
    """Load the export at ``path`` into the account of ``email``.

    Returns per service ``{"read", "new", "changed", "skipped": [{"reason", "n"}]}``, where
    ``read`` counts everything that was found, the skipped too. Loading the same export again
    changes nothing; what it no longer has is kept. Raises TakeoutError, and then nothing changed.
    """
    account, blobs, now = world.account(email), world.blobs, world.now()
    with open_export(path) as export:
        mail = takeout_mail.read(export.mail, email=email, account=account, blobs=blobs)
        calendar = takeout_calendar.read(export.calendar, email=email, account=account)
        drive = takeout_drive.read(export.drive, email=email, account=account, blobs=blobs)
    world.flush_disk()
    with account.transaction():
        counts = {
            "gmail": takeout_mail.apply(mail, account),
            "gcal": takeout_calendar.apply(calendar, account, now=now),
            "gdrive": takeout_drive.apply(drive, account, now=now),
        }
    return {
        "gmail": _told(mail.read, counts["gmail"], mail.skipped),
        "gcal": _told(calendar.read, counts["gcal"], calendar.skipped),
        "gdrive": _told(drive.read, counts["gdrive"], drive.skipped),
    }


def _told(read: int, counts: tuple[int, int], skipped: Counter[str]) -> Json:
    reasons = [{"reason": reason, "n": n} for reason, n in sorted(skipped.items())]
    return {"read": read, "new": counts[0], "changed": counts[1], "skipped": reasons}
