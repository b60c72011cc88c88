"""The few passages that the cache does not hold: read from Google, if it answers in time."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from accounts import audit
from accounts.google import drive, gmail
from accounts.google.client import GoogleAccount
from accounts.google.errors import GoogleError
from accounts.tenancy import tenant_connection
from agents.google_door import at_google, default_connection
from agents.query import Item, Service
from agents.workspace.base import Context
from search.text import TextError, file_text, mail_text

log = logging.getLogger(__name__)

# A hit's text that is shorter than this is the whole text: a cut one ends with a word.
CUT_TEXT = 900
SIGNED = 800  # characters at the end of a mail
QUOTED = 200  # by which the beginning of what it quotes is found


async def with_full_text(item: Item, context: Context) -> Item:
    """The item with its whole text where the cache holds only its beginning and the question has
    live reads left; otherwise, and when Google does not answer in time, the item as it is.
    `details["is_cut"]` says that text is missing."""
    if len(item.text) < CUT_TEXT or item.service not in READERS:
        return item
    text = await read_live(item, context, READERS[item.service])
    if text is None:
        return replace(item, details={**item.details, "is_cut": True})
    return replace(item, text=text) if len(text) > len(item.text) else item


async def read_live(
    item: Item, context: Context, reader: Callable[[GoogleAccount, Item], str]
) -> str | None:
    """What `reader` reads of an item at Google; None where the question has no live reads left or
    Google does not answer in time."""
    seconds = context.live.take()
    connection_id = item.details.get("connection_id") or await default_connection(
        context.query.user_id
    )
    if not seconds or connection_id is None:
        return None
    try:
        async with asyncio.timeout(seconds):
            text = await at_google(
                lambda account: reader(account, item),
                user_id=context.query.user_id,
                connection_id=UUID(str(connection_id)),
                timeout=seconds,
            )
    except (GoogleError, TextError, TimeoutError) as error:
        log.info("no live text of a %s item: %s", item.service, type(error).__name__)
        return None
    async with tenant_connection(context.query.user_id) as conn:
        await audit.record_on(
            conn,
            user_id=context.query.user_id,
            actor=audit.PERSON,
            event=audit.Event.ITEM_READ,
            subject=f"{item.service}:{item.id}",
        )
    return text


def with_signature(account: GoogleAccount, item: Item) -> str:
    """The end of what a mail says itself, with its signature, which the cache does not keep."""
    mail = mail_text(gmail.get_message(account, item.id).raw)
    end = mail.body.rfind(mail.quoted.strip()[:QUOTED]) if mail.quoted.strip() else -1
    return (mail.body[:end] if end > 0 else mail.body).rstrip()[-SIGNED:]


def _mail_text(account: GoogleAccount, item: Item) -> str:
    return mail_text(gmail.get_message(account, item.id).raw).reply


def _file_text(account: GoogleAccount, item: Item) -> str:
    file = drive.get_file(account, item.id)
    if file.mime_type in drive.EXPORTS:
        content, mime_type = drive.export(account, file)
    else:
        content, mime_type = drive.download(account, file), file.mime_type
    return file_text(content, mime_type=mime_type, filename=file.name).text


READERS: dict[Service, Callable[[GoogleAccount, Item], str]] = {
    "gmail": _mail_text,
    "gdrive": _file_text,
}
