"""A whole export, and where it is written."""

from datetime import date
from pathlib import Path

from .accounts import ACCOUNTS
from .drive import files
from .ics import calendars
from .mbox import NAME, mbox
from .model import Account


def export(account: Account, today: date) -> dict[str, bytes]:
    """Path below ``Takeout/`` to content."""
    found = {f"Mail/{NAME}": mbox(account, today)}
    found |= {f"Calendar/{name}": data for name, data in calendars(account, today).items()}
    found |= {f"Drive/{path}": data for path, data in files(account, today).items()}
    return found


def write(out: Path, today: date, person: str = "all") -> list[Path]:
    """Writes ``out/<email>/Takeout/...`` and gives the export directories.

    Raises KeyError for a person who is not there, OSError when a file cannot be written.
    """
    wanted = list(ACCOUNTS) if person == "all" else [person]
    roots = []
    for email in wanted:
        root = out / email / "Takeout"
        for path, data in export(ACCOUNTS[email], today).items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        roots.append(root)
    return roots
