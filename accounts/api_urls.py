"""This app's part of `/api/v1/`."""

from django.urls import URLPattern, URLResolver, include, path

from accounts import api
from accounts.activity_views import Audit

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("accounts.auth_urls")),
    path("me", api.Me.as_view(), name="me"),
    path("me/audit", Audit.as_view(), name="my-audit"),
    path("connections", api.Connections.as_view(), name="connections"),
    path("connections/<uuid:connection_id>", api.OneConnection.as_view(), name="connection"),
]
