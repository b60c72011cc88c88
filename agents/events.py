"""What a running turn tells the world.

The conversation layer numbers these (`seq`) and adds the turn's id; `as_json` gives the rest of
the WebSocket's and SSE's shapes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from agents.query import Citation, Intent, Plan, StepResult


@dataclass(frozen=True, slots=True)
class TurnStarted:
    type: ClassVar[str] = "turn.started"
    conversation_id: str | None
    request_id: str | None

    def as_json(self) -> dict[str, Any]:
        return {
            "type": self.type,
            "conversation_id": self.conversation_id,
            "request_id": self.request_id,
        }


@dataclass(frozen=True, slots=True)
class IntentKnown:
    type: ClassVar[str] = "intent"
    intent: Intent

    def as_json(self) -> dict[str, Any]:
        return {"type": self.type, "intent": self.intent.as_json()}


@dataclass(frozen=True, slots=True)
class PlanMade:
    type: ClassVar[str] = "plan"
    plan: Plan

    def as_json(self) -> dict[str, Any]:
        return {"type": self.type, "plan": self.plan.as_json()}


@dataclass(frozen=True, slots=True)
class StepStarted:
    type: ClassVar[str] = "step.started"
    step_id: str

    def as_json(self) -> dict[str, Any]:
        return {"type": self.type, "step_id": self.step_id}


@dataclass(frozen=True, slots=True)
class StepFinished:
    type: ClassVar[str] = "step.finished"
    result: StepResult

    def as_json(self) -> dict[str, Any]:
        return {"type": self.type, "step": self.result.as_json()}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the answer: plain text (Markdown), never HTML."""

    type: ClassVar[str] = "token"
    text: str

    def as_json(self) -> dict[str, Any]:
        return {"type": self.type, "text": self.text}


@dataclass(frozen=True, slots=True)
class CitationsKnown:
    type: ClassVar[str] = "citations"
    citations: tuple[Citation, ...]

    def as_json(self) -> dict[str, Any]:
        return {"type": self.type, "citations": [c.as_json() for c in self.citations]}


@dataclass(frozen=True, slots=True)
class ActionProposed:
    type: ClassVar[str] = "action.proposed"
    action: Mapping[str, Any]

    def as_json(self) -> dict[str, Any]:
        return {"type": self.type, "action": dict(self.action)}


@dataclass(frozen=True, slots=True)
class ActionUpdated:
    type: ClassVar[str] = "action.updated"
    action: Mapping[str, Any]

    def as_json(self) -> dict[str, Any]:
        return {"type": self.type, "action": dict(self.action)}


@dataclass(frozen=True, slots=True)
class TurnFinished:
    """`message` is the object of `ask --json` without the ids that the conversation gives."""

    type: ClassVar[str] = "turn.finished"
    message: Mapping[str, Any]

    def as_json(self) -> dict[str, Any]:
        return {"type": self.type, "message": dict(self.message)}


Event = (
    TurnStarted
    | IntentKnown
    | PlanMade
    | StepStarted
    | StepFinished
    | Token
    | CitationsKnown
    | ActionProposed
    | ActionUpdated
    | TurnFinished
)
Emit = Callable[[Event], None]
