"""Actions, as the API shows and takes them."""

from __future__ import annotations

import json
from typing import Any

from rest_framework import serializers

from agents.acting.records import as_json
from agents.models import Action
from agents.query import SERVICES

MAX_DEPTH = 8


class ProvenanceSerializer(serializers.Serializer[Any]):
    """Where an argument came from; `ref` is the id of a cited item."""

    source = serializers.ChoiceField(  # type: ignore[assignment]
        choices=("user", "content", "profile", "default")
    )
    ref = serializers.CharField(allow_null=True)


class ReceiptSerializer(serializers.Serializer[Any]):
    """What Google answered."""

    google_id = serializers.CharField()
    url = serializers.CharField(allow_null=True)
    at = serializers.DateTimeField()


class ActionSerializer(serializers.Serializer[Any]):
    """A proposed write and what became of it."""

    id = serializers.UUIDField()
    agent = serializers.ChoiceField(choices=SERVICES)
    operation = serializers.CharField()
    arguments = serializers.DictField()
    provenance = serializers.DictField(child=ProvenanceSerializer())
    status = serializers.ChoiceField(choices=Action.Status.choices)
    receipt = ReceiptSerializer(allow_null=True)
    error = serializers.DictField(required=False, help_text="Why it failed, if it did.")
    sends_at = serializers.DateTimeField(
        required=False, help_text="Until when an approved mail can be stopped, by undo or reject."
    )

    def to_representation(self, instance: Action) -> dict[str, Any]:
        """The shape of `agents.actions`, from a row."""
        return as_json(vars(instance))


class ApprovalSerializer(serializers.Serializer[Any]):
    """`arguments` are the person's changes to what was proposed."""

    arguments = serializers.DictField(required=False, allow_null=True)

    def validate_arguments(self, value: dict[str, Any] | None) -> dict[str, Any] | None:
        """No JSON column can hold a null character or half a surrogate pair."""
        if _depth(value) > MAX_DEPTH:
            raise serializers.ValidationError("This is nested too deeply.")
        text = json.dumps(value, ensure_ascii=False).replace(r"\\", "")
        if r"\u0000" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
            raise serializers.ValidationError("A character in here is not allowed.")
        return value


class ActionsQuerySerializer(serializers.Serializer[Any]):
    status = serializers.ChoiceField(choices=Action.Status.choices, required=False)


def _depth(value: Any) -> int:
    """How deeply lists and objects are nested; at most one more than is allowed."""
    depth, level = 0, [value]
    while level and depth <= MAX_DEPTH:
        nested = [item for item in level if isinstance(item, dict | list)]
        level = [inner for item in nested for inner in _inside(item)]
        depth += bool(nested)
    return depth


def _inside(item: dict[str, Any] | list[Any]) -> list[Any]:
    return list(item.values()) if isinstance(item, dict) else item
