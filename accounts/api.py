"""`/api/v1/me` and `/api/v1/connections`: the person, their settings and their Google accounts."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.credentials import disconnect_account
from accounts.endpoints import OwnList, checked, signed_in
from accounts.models import Connection, User
from accounts.paging import OldestFirst
from accounts.serializers import ConnectionSerializer, MeSerializer
from accounts.signals import full_bodies_unwanted


class Me(APIView):
    @extend_schema(responses=MeSerializer)
    def get(self, request: Request) -> Response:
        """The person and their settings."""
        return Response(MeSerializer(signed_in(request)).data)

    @extend_schema(request=MeSerializer(partial=True), responses=MeSerializer)
    def patch(self, request: Request) -> Response:
        """Changes the name, time zone, mode or whether full bodies are kept: when that ends, those
        that are there are removed."""
        user = signed_in(request)
        serializer = MeSerializer(user, data=request.data, partial=True)
        changed = checked(serializer)
        with transaction.atomic():
            if changed:
                serializer.save()
            if changed.get("keeps_full_bodies") is False:
                full_bodies_unwanted.send(sender=User, user_id=user.id)
        return Response(serializer.data)


class Connections(OwnList):
    """The connected Google accounts, with granted and missing scopes of each service."""

    serializer_class = ConnectionSerializer
    pagination_class = OldestFirst
    queryset = Connection.objects.all()


class OneConnection(APIView):
    @extend_schema(responses={204: None})
    def delete(self, request: Request, connection_id: UUID) -> Response:
        """Disconnects the account: what is cached of it goes, and Google is told to end the
        access (if Google does not answer, it ends where the person ends it there)."""
        if not disconnect_account(user_id=signed_in(request).id, connection_id=connection_id):
            raise Http404
        return Response(status=204)
