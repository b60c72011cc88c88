"""What a source gives the runner: one page of a service at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from search.records import Record


@dataclass(frozen=True, slots=True)
class Skip:
    """An item, or what is in it, that could not be read, and why: for people, without content."""

    google_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Page:
    """Some items of a service.

    Attributes:
        records: those that are to be indexed.
        seen: the ids of all that exist at Google, whatever became of them here.
        skipped: what could not be read; such an item's id is in `seen` all the same.
        done, total: how far the service is; the total is None where it is not known yet.
        resource: the calendar, or "".
        cursor: where Google's changes go on after this pass; on a resource's last page only.
        is_last: whether the pass over this resource is complete.
    """

    records: tuple[Record, ...] = ()
    seen: tuple[str, ...] = ()
    skipped: tuple[Skip, ...] = ()
    done: int = 0
    total: int | None = None
    resource: str = ""
    cursor: str = ""
    is_last: bool = False


def by_reason(skipped: Iterable[Skip]) -> list[dict[str, str | int]]:
    """`[{"reason", "n"}]`, the commonest first."""
    counts = Counter(skip.reason for skip in skipped)
    return [{"reason": reason, "n": n} for reason, n in counts.most_common()]
