"""What a web process does when it starts, beside answering."""

from __future__ import annotations

import asyncio
import logging
import threading
import time

from psycopg import Error as DatabaseError

from accounts.tenancy import TenancyError, close_pool
from agents import intent
from conversations.draining import on_sigterm
from conversations.stored import LEASE_SECONDS, close_abandoned

log = logging.getLogger(__name__)


def begin() -> None:
    """In the background: warms the model, and ends the turns whose process is gone."""
    on_sigterm()
    threading.Thread(target=_begin, name="starting", daemon=True).start()


def _begin() -> None:
    asyncio.run(_close_abandoned())
    try:
        intent.warm()
    except Exception:  # it is only early: the first question says what is wrong
        log.exception("the model was not warmed")
    time.sleep(LEASE_SECONDS)
    asyncio.run(_close_abandoned())  # what ran until a moment ago has a lease until now


async def _close_abandoned() -> None:
    try:
        closed = await close_abandoned()
        if closed:
            log.warning("%d interrupted questions were closed", closed)
    except (DatabaseError, TenancyError) as error:
        log.warning("interrupted questions were not looked for: %s", error)
    finally:
        await close_pool()
