"""Opening one item: everything the cache knows of it, and its whole text.

The cache keeps the beginning of a long text only; the rest is read from Google there and then.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from accounts import audit
from accounts.google import calendar
from accounts.google.client import GoogleAccount
from accounts.google.errors import GoogleError
from accounts.tenancy import tenant_connection
from agents.errors import Code, StepError
from agents.google_door import at_google, step_error
from agents.query import Item, Service
from agents.workspace.live import READERS
from agents.workspace.looking import item_of
from search import hybrid
from search.previews import Kept, kept_text
from search.text import TextError, clean, html_text

log = logging.getLogger(__name__)

OPEN_SECONDS = 6.0
MAX_CHARACTERS = 200_000


@dataclass(frozen=True, slots=True)
class Opened:
    """An item with its text. `is_live`: read from Google now. `is_whole`: no text is missing;
    `trouble` says why it is, where Google would not give it."""

    item: Item
    text: str
    is_whole: bool
    is_live: bool
    trouble: Code | None = None


async def open_item(*, user_id: UUID, service: Service, google_id: str) -> Opened:
    """The person's own item, opened, which the audit records.

    Raises StepError: "not_found" where the cache has no such item, "unavailable" where the cache
    cannot be reached. What is wrong with Google is no error but the result's `trouble`.
    """
    try:
        found = await hybrid.fetch(user_id=user_id, service=service, google_ids=[google_id])
        if not found.results:
            raise StepError("not_found")
        hit = found.results[0]
        kept = await kept_text(user_id=user_id, service=service, item_id=hit.item_id)
    except hybrid.SearchUnavailable as error:
        raise StepError("unavailable", retry_after=error.retry_after) from error
    if kept is None:
        raise StepError("not_found")
    opened = await _opened(user_id, item_of(hit), kept)
    await _record(user_id, opened)
    return opened


async def _opened(user_id: UUID, item: Item, kept: Kept) -> Opened:
    if kept.is_whole:
        return _cut(item, kept.text, is_live=False)
    try:
        text = clean(await _live_text(user_id, item))
    except StepError as error:
        log.info("no live text of a %s item: %s", item.service, error.code)
        return Opened(item, kept.text, is_whole=False, is_live=False, trouble=error.code)
    if len(text) < len(kept.text):  # the file has changed, or holds no words any more
        return Opened(item, text or kept.text, is_whole=bool(text), is_live=bool(text))
    return _cut(item, text, is_live=True)


def _cut(item: Item, text: str, *, is_live: bool) -> Opened:
    is_whole = len(text) <= MAX_CHARACTERS
    return Opened(item, text[:MAX_CHARACTERS], is_whole=is_whole, is_live=is_live)


async def _live_text(user_id: UUID, item: Item) -> str:
    """Its text as Google has it now. Raises StepError."""
    read = _READERS[item.service]
    try:
        async with asyncio.timeout(OPEN_SECONDS):
            return await at_google(
                lambda account: read(account, item),
                user_id=user_id,
                connection_id=UUID(str(item.details["connection_id"])),
                timeout=OPEN_SECONDS,
            )
    except GoogleError as error:
        raise step_error(error) from error
    except TimeoutError as error:
        raise StepError("timed_out") from error
    except TextError as error:
        raise StepError("unknown_error", str(error)) from error


def _event_text(account: GoogleAccount, item: Item) -> str:
    event = calendar.get_event(account, str(item.details["calendar_id"]), item.id)
    description = str(event.get("description", ""))
    return html_text(description) if "</" in description or "<br" in description else description


_READERS: Mapping[Service, Callable[[GoogleAccount, Item], str]] = {**READERS, "gcal": _event_text}


async def _record(user_id: UUID, opened: Opened) -> None:
    async with tenant_connection(user_id) as conn:
        await audit.record_on(
            conn,
            user_id=user_id,
            actor=audit.PERSON,
            event=audit.Event.ITEM_READ,
            subject=f"{opened.item.service}:{opened.item.id}",
            after={"from": "google" if opened.is_live else "cache"},
        )
