"""One approved action, carried out at most once: prepare, remember, perform, and prove if need be.

Only Google's own answer makes a receipt. Before `perform` nothing has happened that anybody sees,
so what goes wrong there is a failure; after it, no answer and no proof is `unknown`, never a blind
retry.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from accounts.google.client import GoogleAccount
from accounts.google.errors import GoogleError, Unavailable
from agents.acting import records
from agents.acting.registry import writer
from agents.acting.writer import Before, Deed, Receipt, Writer, nothing
from agents.errors import StepError
from agents.google_door import at_google, is_draft_only, step_error

log = logging.getLogger(__name__)
T = TypeVar("T")

SECONDS = 8.0  # for each answer of Google's
PREPARING_SECONDS = 20.0
PERFORMING_SECONDS = 20.0
PROVING_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class Ending:
    """What became of it: `done` with a receipt, `failed` or `unknown` with an error's code."""

    status: str
    receipt: dict[str, Any] | None = None
    code: str = ""


async def carry_out(user_id: UUID, row: Mapping[str, Any], now: datetime) -> Ending:
    """Does what an action that was claimed says. Raises nothing but cancellation."""
    deed = _deed(row, now)
    door = _Door(user_id, row["connection_id"])
    chosen = writer(row["agent"], row["operation"])
    try:
        await check_may_send(user_id, row["operation"])
        before = await door.enter(lambda a: chosen.prepare(a, deed), PREPARING_SECONDS)
        if before and not await records.remember(user_id, row["id"], before):
            return Ending("failed", code="timed_out")  # somebody recorded that already
    except (GoogleError, StepError, TimeoutError) as error:
        return Ending("failed", code=code_of(error))
    except Exception:  # nothing has happened yet, and a row must not stay "executing"
        log.exception("action %s could not be prepared", row["id"])
        return Ending("failed", code="unknown_error")
    return await _perform(chosen, deed, before, door)


async def check_may_send(user_id: UUID, operation: str) -> None:
    """Raises StepError("drafts_only") for what sends a mail where none may be sent (any more)."""
    if operation in records.SENDS and await is_draft_only(user_id):
        raise StepError("drafts_only")


def _deed(row: Mapping[str, Any], now: datetime) -> Deed:
    return Deed(row["id"], row["arguments"], now, row["provenance"])


async def look_up(user_id: UUID, row: Mapping[str, Any], since: datetime) -> Ending:
    """What became of an action whose process was lost after it had claimed it at `since`: without
    what `prepare` gives, Google was not asked for anything yet; else it is proved, or unknown."""
    chosen = writer(row["agent"], row["operation"])
    if row["before"] is None and chosen.prepare is not nothing:
        return Ending("failed", code="unavailable")
    deed = _deed(row, since)
    door = _Door(user_id, row["connection_id"])
    return await _proved(chosen, deed, row["before"] or {}, door)


async def _perform(chosen: Writer, deed: Deed, before: Before, door: _Door) -> Ending:
    try:
        receipt = await door.enter(lambda a: chosen.perform(a, deed, before), PERFORMING_SECONDS)
    except (Unavailable, TimeoutError):
        return await _proved(chosen, deed, before, door)
    except (GoogleError, StepError) as error:
        return Ending("failed", code=code_of(error))
    except Exception:  # a row must not stay "executing"; what happened at Google is not known
        log.exception("action %s broke off", deed.action_id)
        return Ending("unknown", code="unknown_error")
    return _done(receipt, deed)


async def _proved(chosen: Writer, deed: Deed, before: Before, door: _Door) -> Ending:
    """No answer came: whether it happened is looked up, once."""
    receipt: Receipt | None = None
    try:
        receipt = await door.enter(lambda a: chosen.prove(a, deed, before), PROVING_SECONDS)
    except (GoogleError, StepError, TimeoutError) as error:
        log.info("action %s: no proof (%s)", deed.action_id, type(error).__name__)
    except Exception:  # a proof that breaks is none
        log.exception("action %s: no proof", deed.action_id)
    if receipt is not None:
        return _done(receipt, deed)
    log.warning("action %s: nobody knows whether it was carried out", deed.action_id)
    return Ending("unknown", code="unavailable")


def _done(receipt: Receipt, deed: Deed) -> Ending:
    return Ending("done", receipt={**receipt, "at": deed.now.isoformat()})


async def take_back(user_id: UUID, row: Mapping[str, Any]) -> None:
    """Restores what was before. Raises StepError where Google refuses, or does not answer;
    WrongState where there is no way back."""
    undo = writer(row["agent"], row["operation"]).undo
    if undo is None:
        raise records.WrongState(row["status"])
    door = _Door(user_id, row["connection_id"])
    try:
        await door.enter(
            lambda account: undo(account, row["receipt"], row["before"] or {}), PERFORMING_SECONDS
        )
    except GoogleError as error:
        raise step_error(error) from error
    except TimeoutError as error:
        raise StepError("unavailable") from error


@dataclass(frozen=True, slots=True)
class _Door:
    """The way to one Google account."""

    user_id: UUID
    connection_id: UUID

    async def enter(self, call: Callable[[GoogleAccount], T], seconds: float) -> T:
        async with asyncio.timeout(seconds):
            return await at_google(
                call, user_id=self.user_id, connection_id=self.connection_id, timeout=SECONDS
            )


def code_of(error: Exception) -> str:
    if isinstance(error, GoogleError):
        return step_error(error).code
    return error.code if isinstance(error, StepError) else "unavailable"
