"""How fresh a person's cache is, as the API shows it."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from search.tables import SERVICES

STATUSES = ("not_connected", "idle", "queued", "running", "failed")


class ProgressSerializer(serializers.Serializer[Any]):
    done = serializers.IntegerField()
    total = serializers.IntegerField(allow_null=True, help_text="Null while it is not known.")


class ServiceSyncSerializer(serializers.Serializer[Any]):
    """One service of all of the person's Google accounts."""

    status = serializers.ChoiceField(choices=STATUSES)
    last_synced_at = serializers.DateTimeField(allow_null=True)
    items = serializers.IntegerField(help_text="In the cache.")
    progress = ProgressSerializer(allow_null=True, help_text="Of a running sync.")
    error = serializers.CharField(allow_null=True)


class SyncStateSerializer(serializers.Serializer[Any]):
    gmail = ServiceSyncSerializer()
    gcal = ServiceSyncSerializer()
    gdrive = ServiceSyncSerializer()


class SyncRequestSerializer(serializers.Serializer[Any]):
    """Which services to sync; all of them where none is named."""

    services = serializers.ListField(
        child=serializers.ChoiceField(choices=SERVICES),
        required=False,
        allow_empty=False,
        max_length=len(SERVICES),
    )
