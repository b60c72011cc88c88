"""What the API takes, and shows of conversations."""

from __future__ import annotations

from typing import Any, get_args

from rest_framework import serializers

from agents.query import OPERATIONS, SERVICES, StepStatus
from agents.serializers import ActionSerializer
from conversations.models import Conversation, Feedback

QUERY_LENGTH = 4000
STEP_STATUSES = get_args(StepStatus)
TASK_STATUSES = ("queued", "running", "done", "failed")


class QuerySerializer(serializers.Serializer[dict[str, object]]):
    """A question: at most 4,000 characters of the person's own words."""

    query = serializers.CharField(
        max_length=QUERY_LENGTH,
        error_messages={
            "blank": "Ask a question: it is empty.",
            "required": "Ask a question: `query` is missing.",
            "max_length": f"The question is longer than {QUERY_LENGTH:,} characters. "
            "Ask it in fewer words.",
        },
    )
    conversation_id = serializers.UUIDField(required=False, allow_null=True)
    request_id = serializers.CharField(required=False, allow_null=True, max_length=100)
    services = serializers.ListField(
        child=serializers.ChoiceField(choices=SERVICES),
        required=False,
        max_length=len(SERVICES),
        help_text="Ask only these, where the question reads: what failed is tried again.",
    )


class ConversationSerializer(serializers.ModelSerializer[Conversation]):
    """A conversation; its title is the first question unless the person named it."""

    class Meta:
        model = Conversation
        fields = ("id", "title", "created_at", "updated_at")
        read_only_fields = ("id", "created_at", "updated_at")


class FeedbackSerializer(serializers.Serializer[Any]):
    """What the person thinks of an answer."""

    rating = serializers.ChoiceField(choices=Feedback.Rating.choices)
    comment = serializers.CharField(
        required=False, allow_blank=True, max_length=2000, default="", help_text="In their words."
    )


class TimeRangeSerializer(serializers.Serializer[Any]):
    """Half-open; null where it is open."""

    start = serializers.DateTimeField(allow_null=True)
    end = serializers.DateTimeField(allow_null=True)


class IntentSerializer(serializers.Serializer[Any]):
    """What was understood."""

    services = serializers.ListField(child=serializers.ChoiceField(choices=SERVICES))
    operation = serializers.ChoiceField(choices=OPERATIONS)
    entities = serializers.DictField()
    time_range = TimeRangeSerializer(allow_null=True)
    confidence = serializers.FloatField(min_value=0, max_value=1)
    took_ms = serializers.FloatField()


class PlannedStepSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    agent = serializers.ChoiceField(choices=SERVICES)
    operation = serializers.CharField()
    arguments = serializers.DictField()
    depends_on = serializers.ListField(child=serializers.CharField())


class PlanSerializer(serializers.Serializer[Any]):
    steps = PlannedStepSerializer(many=True)


class StepSerializer(serializers.Serializer[Any]):
    """How a step of the plan went."""

    id = serializers.CharField()
    status = serializers.ChoiceField(choices=STEP_STATUSES)
    ms = serializers.FloatField()
    count = serializers.IntegerField()
    error = serializers.DictField(allow_null=True)


class CitationSerializer(serializers.Serializer[Any]):
    """A numbered source. A mail has `rfc822_message_id`, an event `ical_uid`, a file `path`."""

    n = serializers.IntegerField()
    service = serializers.ChoiceField(choices=SERVICES)
    id = serializers.CharField()
    title = serializers.CharField()
    url = serializers.CharField()
    as_of = serializers.DateTimeField(allow_null=True)
    when = serializers.DateTimeField(
        required=False, allow_null=True, help_text="The item's own time: sent, begins, or changed."
    )
    rfc822_message_id = serializers.CharField(required=False)
    ical_uid = serializers.CharField(required=False)
    path = serializers.CharField(required=False)


class AnswerSerializer(serializers.Serializer[Any]):
    """An answer with its sources: the object of `ask --json`."""

    turn_id = serializers.UUIDField()
    conversation_id = serializers.UUIDField()
    message_id = serializers.UUIDField()
    request_id = serializers.CharField()
    answer = serializers.CharField(help_text="Markdown with [n] for citations.")
    answer_html = serializers.CharField(help_text="Sanitised.")
    clarification = serializers.CharField(allow_null=True, help_text="A question back.")
    mode = serializers.CharField(help_text="openai, anthropic or local.")
    intent = IntentSerializer()
    plan = PlanSerializer()
    steps = StepSerializer(many=True)
    citations = CitationSerializer(many=True)
    actions = ActionSerializer(many=True)
    as_of = serializers.DictField(child=serializers.DateTimeField(), help_text="By service.")
    partial = serializers.BooleanField(  # type: ignore[assignment]
        help_text="Some service failed."
    )
    services_failed = serializers.ListField(child=serializers.ChoiceField(choices=SERVICES))
    suggestions = serializers.ListField(child=serializers.CharField())
    timings_ms = serializers.DictField(child=serializers.FloatField())


class MessageSerializer(AnswerSerializer):
    """A question and its answer. Its actions are as they are now."""

    query = serializers.CharField()
    created_at = serializers.DateTimeField()
    feedback = FeedbackSerializer(allow_null=True, help_text="What the person thinks of it.")


class AcceptedSerializer(serializers.Serializer[Any]):
    """Where to ask for an answer that comes later."""

    task_id = serializers.UUIDField()
    status = serializers.ChoiceField(choices=TASK_STATUSES)
    poll_url = serializers.CharField()


class TaskSerializer(serializers.Serializer[Any]):
    """How a question stands; `result` when it is done, `error` when it failed."""

    task_id = serializers.UUIDField()
    status = serializers.ChoiceField(choices=TASK_STATUSES)
    result = AnswerSerializer(required=False)
    error = serializers.DictField(required=False)
