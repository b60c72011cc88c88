"""What the API shows of a person, and what it takes."""

from __future__ import annotations

from functools import cache
from typing import Any
from zoneinfo import available_timezones

from rest_framework import serializers

from accounts import activity, audit, scopes
from accounts.models import Connection, Mode, Plan, User


@cache
def time_zones() -> frozenset[str]:
    return frozenset(available_timezones())


class MeSerializer(serializers.ModelSerializer[User]):
    """The person and their settings; `PATCH` changes name, time_zone, mode, keeps_full_bodies."""

    mode = serializers.ChoiceField(
        choices=Mode.choices, required=False, help_text="How much may happen without a tap."
    )
    plan = serializers.ChoiceField(choices=Plan.choices, read_only=True)
    time_zone = serializers.CharField(
        max_length=64, required=False, help_text="A name of the IANA database: Europe/Berlin."
    )

    class Meta:
        model = User
        fields = (
            "id", "email", "name", "time_zone", "plan", "mode", "keeps_full_bodies", "created_at",
        )  # fmt: skip
        read_only_fields = ("id", "email", "plan", "created_at")

    def validate_time_zone(self, value: str) -> str:
        if value not in time_zones():
            raise serializers.ValidationError(
                f"{value!r} is no time zone of the IANA database, as Europe/Berlin is."
            )
        return value


class AuditQuerySerializer(serializers.Serializer[Any]):
    """`cursor` comes with the `next` of a page."""

    show = serializers.ChoiceField(choices=list(activity.GROUPS), required=False)
    limit = serializers.IntegerField(min_value=1, max_value=200, default=50)
    cursor = serializers.IntegerField(min_value=1, max_value=2**53, required=False)


class AuditEntrySerializer(serializers.Serializer[Any]):
    """One entry of what was done in the person's name, or with what is kept of them."""

    seq = serializers.IntegerField(help_text="Counts without gaps: a missing number would show.")
    at = serializers.DateTimeField()
    by = serializers.ChoiceField(choices=activity.ACTORS)
    event = serializers.ChoiceField(choices=audit.Event.choices)
    text = serializers.CharField(help_text="What was done, in words.")
    subject = serializers.CharField(help_text="Type and id of what it was done to.")
    before = serializers.DictField(allow_null=True, help_text="States and counts, no content.")
    after = serializers.DictField(allow_null=True)


class AuditPageSerializer(serializers.Serializer[Any]):
    results = AuditEntrySerializer(many=True)
    next = serializers.URLField(allow_null=True)


class GrantedSerializer(serializers.Serializer[Any]):
    granted = serializers.ListField(child=serializers.CharField())
    missing = serializers.ListField(child=serializers.CharField())


class GrantedByServiceSerializer(serializers.Serializer[Any]):
    gmail = GrantedSerializer()
    gcal = GrantedSerializer()
    gdrive = GrantedSerializer()


class ConnectionSerializer(serializers.ModelSerializer[Connection]):
    """A connected Google account, with the scopes that each service needs."""

    status = serializers.ChoiceField(choices=Connection.Status.choices)
    services = serializers.SerializerMethodField()

    class Meta:
        model = Connection
        fields = ("id", "email", "status", "services", "created_at")

    def get_services(self, connection: Connection) -> GrantedByServiceSerializer:
        return GrantedByServiceSerializer(scopes.by_service(connection.scopes)).data  # type: ignore[return-value]
