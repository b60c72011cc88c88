"""What a search over HTTP takes and gives."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from search.hybrid import MODES
from search.tables import SERVICES

MAX_RESULTS = 100


@extend_schema_field(OpenApiTypes.STR)
class MomentField(serializers.Field[datetime, str, datetime, Any]):
    """A date or moment, ISO 8601. A date is its first moment; what has no offset is in the
    person's zone (`time_zone` of the context)."""

    def to_internal_value(self, data: Any) -> Any:
        text = str(data)[:100]
        moment = None
        with suppress(ValueError):
            moment = datetime.fromisoformat(text)
        if moment is None or not 1 < moment.year < 9999:  # offsets must not leave the calendar
            raise serializers.ValidationError(
                f"{text!r} is no ISO 8601 date, as in 2026-03-01 or 2026-03-01T09:00:00+01:00."
            )
        zone = ZoneInfo(self.context["time_zone"])
        return moment if moment.tzinfo else moment.replace(tzinfo=zone)


class SearchQuerySerializer(serializers.Serializer[Any]):
    q = serializers.CharField(
        required=False, allow_blank=True, default="", max_length=2000, help_text="What to find."
    )
    service = serializers.ChoiceField(choices=SERVICES)
    sender = serializers.CharField(
        required=False, max_length=200, help_text="Part of a name or address."
    )
    after = MomentField(required=False, help_text="ISO 8601; included.")
    before = MomentField(required=False, help_text="ISO 8601; not included.")
    limit = serializers.IntegerField(required=False, default=10, min_value=1, max_value=MAX_RESULTS)
    mode = serializers.ChoiceField(required=False, choices=MODES, default="hybrid")
    group = serializers.ChoiceField(
        required=False, choices=["thread"], help_text="One result a thread of mails."
    )


class HitSerializer(serializers.Serializer[Any]):
    """One item found. A mail has `rfc822_message_id`, an event `ical_uid`, a file `path` and
    `stem`; `details` are the fields of its service."""

    service = serializers.ChoiceField(choices=SERVICES)
    id = serializers.CharField()
    score = serializers.FloatField()
    title = serializers.CharField()
    url = serializers.CharField()
    snippet = serializers.CharField()
    highlights = serializers.ListField(
        child=serializers.ListField(child=serializers.IntegerField(), min_length=2, max_length=2),
        help_text="[start, end) of the asked words in the snippet, in characters (code points).",
    )
    when = serializers.DateTimeField()
    synced_at = serializers.DateTimeField()
    rfc822_message_id = serializers.CharField(required=False)
    ical_uid = serializers.CharField(required=False)
    path = serializers.CharField(required=False)
    stem = serializers.CharField(required=False)
    ranks = serializers.DictField(child=serializers.IntegerField())
    matched = serializers.ListField(
        child=serializers.CharField(), help_text="The asked words that its shown text holds."
    )
    taken_for = serializers.DictField(
        child=serializers.CharField(), help_text="Asked words, and what each was repaired to."
    )
    details = serializers.DictField()
    thread = serializers.ListField(
        child=serializers.DictField(),
        required=False,
        help_text="With group=thread: the other results of its thread, best first.",
    )


class SearchResultsSerializer(serializers.Serializer[Any]):
    """Hits, best first. `as_of` is when the newest of them was read from Google."""

    results = HitSerializer(many=True)
    next = serializers.CharField(allow_null=True, help_text="Always null: ask for more by limit.")
    took_ms = serializers.FloatField()
    embedding_ms = serializers.FloatField()
    mode = serializers.ChoiceField(choices=MODES)
    as_of = serializers.DateTimeField(allow_null=True)
