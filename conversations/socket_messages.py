"""What a client may say on the socket."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

from accounts.problems import Problem
from conversations.serializers import QuerySerializer

MAX_CHARACTERS = 32_000


class TurnSerializer(serializers.Serializer[dict[str, object]]):
    """`after` is the last `seq` that the client has seen."""

    turn_id = serializers.UUIDField()
    after = serializers.IntegerField(required=False, default=0, min_value=0, max_value=10**9)


class AcknowledgedSerializer(serializers.Serializer[dict[str, object]]):
    """`seq` is the last event of the turn that the client has read."""

    turn_id = serializers.UUIDField()
    seq = serializers.IntegerField(min_value=0, max_value=10**9)


class ActionSerializer(serializers.Serializer[dict[str, object]]):
    """`arguments` are the person's own changes."""

    action_id = serializers.UUIDField()
    arguments = serializers.DictField(required=False, allow_null=True)


SHAPES: Mapping[str, type[serializers.Serializer[dict[str, object]]] | None] = {
    "ask": QuerySerializer,
    "cancel": TurnSerializer,
    "resume": TurnSerializer,
    "ack": AcknowledgedSerializer,
    "approve": ActionSerializer,
    "reject": ActionSerializer,
    "undo": ActionSerializer,
    "ping": None,
}
NAMES = ("request_id", "turn_id", "action_id")


def parse(text: str | None) -> dict[str, Any]:
    """A message as an object with a `type`. Raises Problem."""
    if text is None:
        raise _invalid("Send text: binary messages are not understood.")
    if len(text) > MAX_CHARACTERS:
        raise _invalid(f"The message is longer than {MAX_CHARACTERS:,} characters.")
    try:
        message = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _invalid("The message is not JSON.") from error
    if not isinstance(message, dict):
        raise _invalid("The message is not a JSON object.")
    kind = message.get("type")
    if not isinstance(kind, str) or kind not in SHAPES:
        raise _invalid(f"The type must be one of: {', '.join(SHAPES)}.")
    return message


def valid(message: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a parsed message. Raises DRF's ValidationError."""
    shape = SHAPES[message["type"]]
    if shape is None:
        return {}
    serializer = shape(data=dict(message))
    serializer.is_valid(raise_exception=True)
    return dict(serializer.validated_data)


def names_of(message: Mapping[str, Any]) -> dict[str, str]:
    """What the client called its request, so that it knows what an error is about."""
    return {n: message[n] for n in NAMES if isinstance(message.get(n), str)}


def _invalid(words: str) -> Problem:
    return Problem(code="invalid_request", title="Invalid Request", message=words, status=400)
