"""What the API takes."""

from __future__ import annotations

from rest_framework import serializers

QUERY_LENGTH = 4000


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
