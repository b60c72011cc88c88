"""`/api/v1/`."""

from django.urls import URLPattern, path

from conversations import api

urlpatterns: list[URLPattern] = [
    path("query", api.query, name="query"),
    path("tasks/<uuid:turn_id>", api.task, name="task"),
    path("turns/<uuid:turn_id>/events", api.events, name="turn-events"),
]
