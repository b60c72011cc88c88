"""What the OpenAPI description says of the async views: it cannot read them itself."""

from __future__ import annotations

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema

from conversations.serializers import (
    AcceptedSerializer,
    AnswerSerializer,
    QuerySerializer,
    TaskSerializer,
)

EVENTS = OpenApiResponse(
    OpenApiTypes.STR,
    description="Server-sent events: `event` is the type, `id` the seq, `data` the JSON of "
    "turn.started, intent, plan, step.started, step.finished, token, citations, action.proposed, "
    "turn.finished or error.",
)


@extend_schema(
    tags=["query"],
    request=QuerySerializer,
    parameters=[
        OpenApiParameter(
            "Prefer",
            OpenApiTypes.STR,
            OpenApiParameter.HEADER,
            description="`respond-async` (RFC 7240): 202 at once, and the answer by poll_url.",
        )
    ],
    responses={
        (200, "application/json"): AnswerSerializer,
        (200, "text/event-stream"): EVENTS,
        (202, "application/json"): AcceptedSerializer,
    },
    extensions={"x-problems": ["409", "410", "504"]},
)
def query() -> None:
    """Asks a question: answered as JSON, as server-sent events (`Accept: text/event-stream`), or
    later (`Prefer: respond-async`). The same `request_id` gives the same turn and never acts
    twice."""


@extend_schema(tags=["query"], responses=TaskSerializer)
def task() -> None:
    """How a question stands, and its answer when it is there."""


@extend_schema(
    tags=["query"],
    parameters=[
        OpenApiParameter(
            "Last-Event-ID",
            OpenApiTypes.STR,
            OpenApiParameter.HEADER,
            description="Resumes after this seq.",
        )
    ],
    responses={
        (200, "text/event-stream"): EVENTS,
        204: OpenApiResponse(description="The client has seen the last event."),
    },
    extensions={"x-problems": ["410"]},
)
def events() -> None:
    """Joins the events of a question, from the first or after `Last-Event-ID`; they are kept for
    an hour."""
