"""`/api/v1/me/usage`: what the plan allows, and what of it questions and models used."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, date, datetime, time
from typing import Any, Final
from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.endpoints import signed_in
from accounts.models import Plan
from accounts.plans import usage
from agents.llm.usage import DAY, budgets, usage_by_day

DAYS: Final = 30


class LimitsSerializer(serializers.Serializer[Any]):
    questions_per_hour = serializers.IntegerField()
    questions_per_minute = serializers.IntegerField(allow_null=True)


class UsedSerializer(serializers.Serializer[Any]):
    questions_this_hour = serializers.IntegerField()
    questions_this_minute = serializers.IntegerField(allow_null=True)


class ModelDaySerializer(serializers.Serializer[Any]):
    day = serializers.DateField(help_text="Of UTC.")
    calls = serializers.IntegerField()
    input_tokens = serializers.IntegerField()
    output_tokens = serializers.IntegerField()
    cost_usd = serializers.FloatField(help_text="0 on a server of the operator's own.")


class ModelsSerializer(serializers.Serializer[Any]):
    """What language models spent in the person's name."""

    usd_per_day = serializers.FloatField(allow_null=True, help_text="What the plan allows.")
    resets_at = serializers.DateTimeField(help_text="When the day ends.")
    days = ModelDaySerializer(
        many=True,
        help_text=f"Of the last {DAYS} days today, then those with a call, the latest first.",
    )


class UsageSerializer(serializers.Serializer[Any]):
    """The plan, what it allows and what of it is used. Null is without a limit."""

    plan = serializers.ChoiceField(choices=Plan.choices)
    limits = LimitsSerializer()
    used = UsedSerializer()
    resets_at = serializers.DateTimeField(help_text="When the hour ends.")
    models = ModelsSerializer()


class Usage(APIView):
    @extend_schema(responses=UsageSerializer)
    def get(self, request: Request) -> Response:
        """The plan, its limits and what of them is used."""
        user = signed_in(request)
        windows = usage(user, "questions")
        hour, minute = windows["hour"], windows.get("minute")
        shown = {
            "plan": user.plan,
            "limits": {
                "questions_per_hour": hour.limit,
                "questions_per_minute": minute.limit if minute else None,
            },
            "used": {
                "questions_this_hour": hour.used,
                "questions_this_minute": minute.used if minute else None,
            },
            "resets_at": hour.resets_at,
            "models": _models(user.id, user.plan, timezone.now().astimezone(UTC).date()),
        }
        return Response(UsageSerializer(shown).data)


def _models(user_id: UUID, plan: str, today: date) -> dict[str, Any]:
    nothing = {"calls": 0, "input_tokens": 0, "output_tokens": 0, "cost_usd": 0.0}
    used = {
        day: asdict(spent) for day, spent in usage_by_day(user_id, last=today, days=DAYS).items()
    }
    days = {today: nothing} | used if today not in used else used
    return {
        "usd_per_day": budgets().get(plan),
        "resets_at": datetime.combine(today + DAY, time.min, UTC),
        "days": [{"day": day, **spent} for day, spent in days.items()],
    }
