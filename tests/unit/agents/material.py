"""Invented questions, items and in-memory agents."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from agents.events import Event, StepFinished, Token
from agents.query import Intent, Item, Query, Service, Step, StepResult, StepStatus
from agents.workspace.base import Agent, Call, Capability, Context, Outcome, Run
from conversations.turns import start_turn

NOW = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)  # a Tuesday
ZONE = "Europe/Berlin"


def query(text: str = "a question", **fields: Any) -> Query:
    values: dict[str, Any] = {"text": text, "user_id": uuid4(), "now": NOW, "time_zone": ZONE}
    return Query(**(values | fields))


def intent(operation: Any = "search", *services: Service, **fields: Any) -> Intent:
    time_range = fields.pop("time_range", None)
    clarification = fields.pop("clarification", None)
    return Intent(services, operation, fields, time_range=time_range, clarification=clarification)


def mail(item_id: str, title: str = "", text: str = "", **details: Any) -> Item:
    when = details.pop("when", NOW - timedelta(days=1))
    score = details.pop("score", 0.03)
    defaults = {
        "sender_name": "Orla Brandt",
        "sender_email": "orla.brandt@northwind.example",
        "reply_to": "",
        "thread_id": f"thread-{item_id}",
        "labels": ["INBOX"],
        "to": [{"kind": "to", "name": "Ada", "email": "ada@example.org"}],
    }
    return Item(
        service="gmail",
        id=item_id,
        title=title,
        url=f"https://mail.google.com/mail/u/0/#all/{item_id}",
        text=text,
        when=when,
        as_of=NOW,
        key=("rfc822_message_id", f"<{item_id}@mail.example>"),
        score=score,
        details=defaults | details,
    )


def event(item_id: str, title: str, start: datetime, **details: Any) -> Item:
    end = details.pop("end", start + timedelta(hours=1))
    text = details.pop("text", "")
    defaults = {
        "start": start,
        "end": end,
        "time_zone": ZONE,
        "attendees": [],
        "status": "confirmed",
    }
    return Item(
        service="gcal",
        id=item_id,
        title=title,
        url=f"https://calendar.google.com/event?eid={item_id}",
        text=text,
        when=start,
        as_of=NOW,
        key=("ical_uid", f"{item_id}@calendar.example"),
        score=0.03,
        details=defaults | details,
    )


def file(item_id: str, title: str, text: str = "", **details: Any) -> Item:
    defaults = {
        "mime_type": "application/vnd.google-apps.presentation",
        "path": f"Plans/{title}",
        "owners": [{"name": "Ada", "email": "ada@example.org"}],
        "shared_with": [],
        "account": "ada@example.org",
    }
    return Item(
        service="gdrive",
        id=item_id,
        title=title,
        url=f"https://docs.google.com/presentation/d/{item_id}/edit",
        text=text,
        when=NOW - timedelta(days=3),
        as_of=NOW,
        key=("path", f"Plans/{title}"),
        score=0.03,
        details=defaults | details,
    )


def result(
    agent: Service,
    operation: str,
    *items: Item,
    status: StepStatus | None = None,
    arguments: Mapping[str, Any] | None = None,
    **parts: Any,
) -> StepResult:
    step_id = parts.pop("id", "s1")
    when_empty = parts.pop("when_empty", None)
    step = Step(step_id, agent, operation, arguments or {}, when_empty=when_empty)
    return StepResult(
        step,
        status or ("ok" if items or parts else "empty"),
        items=items,
        as_of=NOW if items else None,
        **parts,
    )


def answering(*items: Item) -> Run:
    """An operation that finds these."""

    async def run(call: Call, context: Context) -> Outcome:
        return Outcome(items=items, as_of=NOW if items else None)

    return run


def agent(service: Service, **operations: Run | Capability) -> Agent:
    return Agent(
        service,
        {
            name: run if isinstance(run, Capability) else Capability(run)
            for name, run in operations.items()
        },
    )


def context(asked: Query | None = None, wanted: Intent | None = None) -> Context:
    return Context(asked or query(), wanted or intent(), uuid4(), "Ada", "ada@example.org")


async def stored_turn(user_id: UUID) -> UUID:
    """A turn of a conversation, which every action belongs to."""
    turn = await start_turn(
        user_id=user_id, query="a question", conversation_id=None, request_id=None
    )
    return turn.id


class Heard(list[Event]):
    """Everything that was emitted."""

    def __call__(self, event: Event) -> None:
        self.append(event)

    @property
    def text(self) -> str:
        return "".join(event.text for event in self if isinstance(event, Token))

    @property
    def finished(self) -> list[str]:
        return [event.result.step.id for event in self if isinstance(event, StepFinished)]
