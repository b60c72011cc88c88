"""What celery beat does, and when. An operator may change it in the database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Entry:
    """A periodic task: its crontab in UTC, and after how long a run that waits is not wanted."""

    name: str
    task: str
    minute: str
    hour: str
    expires_after: int


TIMETABLE = (
    Entry("Sync whoever is due", "sync.claim_due", "*", "*", expires_after=50),
    Entry("Months of the audit ahead", "accounts.audit_months", "17", "2", expires_after=43_200),
)


def register(crontabs: Any, tasks: Any) -> None:
    """Adds what is missing of the timetable; what is there stays as it is.

    `crontabs` and `tasks` are django-celery-beat's models, or a migration's.
    """
    for entry in TIMETABLE:
        crontab, _ = crontabs.objects.get_or_create(
            minute=entry.minute,
            hour=entry.hour,
            day_of_week="*",
            day_of_month="*",
            month_of_year="*",
            timezone="UTC",
        )
        tasks.objects.get_or_create(
            name=entry.name,
            defaults={
                "task": entry.task,
                "crontab": crontab,
                "expire_seconds": entry.expires_after,
            },
        )
