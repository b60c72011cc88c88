"""How good the first five sources of answers are, as far as people show it by using them.

Of the sources that an answer showed first, those are taken for relevant that the person opened
within a day; in an answer that they called good, all of them. An answer that was neither rated nor
used says nothing. So the figure leans: people open what stands first, and rate what pleases them.
It is for comparing weeks and releases, not with judged queries (`evaluate_search`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import connection

from accounts.tenancy import tenant

FIRST: Final = 5
# Of each answer: how many of its first sources are relevant, how many were shown, and by what.
_JUDGED: Final = """
    WITH shown AS (
        SELECT message.id, message.created_at, source.n,
               (source.cited ->> 'service') || ':' || (source.cited ->> 'id') AS subject
        FROM conversations_message AS message,
             jsonb_array_elements(message.citations) WITH ORDINALITY AS source (cited, n)
        WHERE message.user_id = %(user)s AND message.created_at >= %(since)s AND n <= %(first)s
    ), opened AS (
        SELECT DISTINCT shown.id, shown.n
        FROM shown
        JOIN accounts_auditentry AS entry
          ON entry.user_id = %(user)s AND entry.event = 'item_read' AND entry.at >= %(since)s
         AND entry.subject = shown.subject AND entry.after ->> 'from' IS NOT NULL
         AND entry.at BETWEEN shown.created_at AND shown.created_at + interval '1 day'
    ), answers AS (
        SELECT shown.id, count(*) AS shown, count(opened.n) AS opened,
               max(feedback.rating) AS rating
        FROM shown
        LEFT JOIN opened USING (id, n)
        LEFT JOIN conversations_feedback AS feedback
          ON feedback.user_id = %(user)s AND feedback.message_id = shown.id
        GROUP BY shown.id
    )
    SELECT count(*), count(rating), count(*) FILTER (WHERE opened > 0),
           coalesce(sum(CASE WHEN rating = 'up' THEN shown ELSE opened END), 0),
           coalesce(sum(shown), 0)
    FROM answers WHERE rating IS NOT NULL OR opened > 0
"""


@dataclass(frozen=True, slots=True)
class Estimate:
    """Of `answers` that were rated or used (`rated`, `used`): their first sources (`shown`), and
    those of them that are taken for relevant."""

    answers: int = 0
    rated: int = 0
    used: int = 0
    relevant: int = 0
    shown: int = 0

    @property
    def precision(self) -> float | None:
        """The share of the shown that is relevant; None where nobody showed anything."""
        return self.relevant / self.shown if self.shown else None

    def __add__(self, other: Estimate) -> Estimate:
        return Estimate(
            self.answers + other.answers,
            self.rated + other.rated,
            self.used + other.used,
            self.relevant + other.relevant,
            self.shown + other.shown,
        )


def estimate(*, user_id: UUID, since: datetime) -> Estimate:
    """What one person's clicks and ratings since then say. Counts alone leave the database."""
    with tenant(user_id), connection.cursor() as cursor:
        cursor.execute(_JUDGED, {"user": user_id, "since": since, "first": FIRST})
        return Estimate(*map(int, cursor.fetchone()))
