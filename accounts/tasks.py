"""What beat asks of this app."""

from __future__ import annotations

from celery import shared_task
from django.db import connection


@shared_task(name="accounts.audit_months")
def audit_months() -> int:
    """Makes the months that the audit lacks, a year ahead; how many it made."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT accounts_audit_months()")
        return int(cursor.fetchone()[0])
