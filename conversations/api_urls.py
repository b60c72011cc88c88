"""`/api/v1/`."""

from django.urls import URLPattern, path

from conversations import api

urlpatterns: list[URLPattern] = [path("query", api.query, name="query")]
