"""The answer of a model, from numbered sources."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache

from agents.llm.base import ChatModel, Message, ModelError, Request, prompt
from agents.synthesis import wording
from agents.synthesis.checks import StreamGuard
from agents.synthesis.material import Material
from agents.synthesis.prompted_deeds import deeds_done, instead
from agents.synthesis.prompted_figures import Figures, figures_given
from agents.synthesis.prompted_packing import Packed, data

MAX_TOKENS = 700


def guard_for(material: Material, packed: Packed) -> StreamGuard:
    """The checks of an answer from these sources."""

    @cache
    def given() -> Figures:
        """Worked out when the first figure comes: the model is asked without waiting for it."""
        query, items = material.query, packed.numbered.values()
        return figures_given(_asked(material, packed), items, wording.zone_of(query), query.now)

    return StreamGuard(
        packed.numbered,
        material.sources,
        given,
        instead(material.results),
        deeds_done(material.results),
    )


async def prompted_answer(
    material: Material, llm: ChatModel, packed: Packed, guard: StreamGuard
) -> AsyncGenerator[str, None]:
    """The pieces of a model's answer that passed the checks.

    A model that is cut leaves whole sentences; another one, if there is one, goes on after them
    and does not say them again. Raises ModelError: `cut` when nobody could go on, `malformed` when
    nothing is left of what was said.
    """
    request = _request(material, packed)
    try:
        async with aclosing(_passed(llm, request, guard)) as pieces:
            async for piece in pieces:
                yield piece
    except ModelError as error:
        if error.kind != "cut":
            raise
        guard.break_off()
        following = _continued(request, "".join(guard.said), error.provider)
        async with aclosing(_passed(llm, following, guard)) as pieces:
            async for piece in _or_cut(pieces, error):
                yield piece
    if not guard.has_said:
        raise ModelError("malformed", "the model said nothing that a source or a record holds")


async def _passed(
    llm: ChatModel, request: Request, guard: StreamGuard
) -> AsyncGenerator[str, None]:
    stream = llm.stream(request)
    async for piece in stream:
        text = guard.feed(piece)
        if text:
            yield text
    text = guard.rest()
    if text:
        yield text


async def _or_cut(pieces: AsyncIterator[str], cut: ModelError) -> AsyncIterator[str]:
    """The pieces; where nobody goes on, the first model's cut stays what went wrong."""
    try:
        async for piece in pieces:
            yield piece
    except ModelError as error:
        raise cut from error


def _continued(request: Request, shown: str, cut_off: str) -> Request:
    """The request for another model to go on after what was shown, or to begin where that is
    nothing."""
    avoid = request.avoid | {cut_off}
    if not shown.strip():
        return replace(request, avoid=avoid)
    more = (Message("assistant", shown.strip()), Message("user", prompt("continue")))
    return replace(request, messages=(*request.messages, *more), avoid=avoid)


def _request(material: Material, packed: Packed) -> Request:
    query = material.query
    return Request(
        (Message("system", prompt("synthesize")), Message("user", _asked(material, packed))),
        MAX_TOKENS,
        user_id=query.user_id if query.turn_id else None,
        turn_id=query.turn_id,
    )


def _asked(material: Material, packed: Packed) -> str:
    """The question with its sources as data."""
    query = material.query
    now = _in_steps(query.now.astimezone(wording.zone_of(query)))
    left_out = f" {packed.left_out} more were found." if packed.left_out else ""
    parts = [
        f"Question: {query.text}",
        f"Now: {now.isoformat(timespec='minutes')} ({query.time_zone})",
        *_earlier(material),
        f"Searched: {', '.join(material.searched()) or 'nothing'}.{left_out}",
        *_actions(material),
        packed.text or "<source>nothing was found</source>",
    ]
    return "\n\n".join(parts)


def _in_steps(moment: datetime) -> datetime:
    """To five minutes, so that a question that is asked again is the same prompt."""
    over = timedelta(minutes=moment.minute % 5, seconds=moment.second)
    return (moment - over).replace(microsecond=0)


def _earlier(material: Material) -> list[str]:
    turns = material.query.earlier[-2:]
    return [f"Earlier question: {turn.query}" for turn in turns]


def _actions(material: Material) -> list[str]:
    said = []
    for result in material.results:
        if result.action is not None:
            kept = {k: result.action["arguments"].get(k) for k in ("to", "subject", "title")}
            state = "done" if result.action.get("status") == "done" else "proposed, not done"
            waits = "" if state == "done" else ", waits for approval"
            details = json.dumps({k: v for k, v in kept.items() if v}, ensure_ascii=False)
            said.append(
                f"Action {state}{waits}: {result.step.operation}\n"
                f"<action>\n{data(details)}\n</action>"
            )
        elif result.error and result.error["code"] == "action_unavailable":
            said.append(f"Action that is not available yet, not done: {result.step.operation}")
    return said
