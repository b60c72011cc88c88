"""This app's part of `/api/v1/`."""

from django.urls import URLPattern, path

from accounts import api

urlpatterns: list[URLPattern] = [
    path("me", api.Me.as_view(), name="me"),
    path("me/usage", api.Usage.as_view(), name="usage"),
    path("connections", api.Connections.as_view(), name="connections"),
    path("connections/<uuid:connection_id>", api.OneConnection.as_view(), name="connection"),
]
