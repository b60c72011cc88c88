"""This app's part of `/api/v1/`."""

from django.urls import URLPattern, path

from agents import api, usage_api

urlpatterns: list[URLPattern] = [
    path("actions", api.Actions.as_view(), name="actions"),
    path("actions/<uuid:action_id>", api.action, name="action"),
    path("actions/<uuid:action_id>/approve", api.approval, name="approve"),
    path("actions/<uuid:action_id>/reject", api.rejection, name="reject"),
    path("actions/<uuid:action_id>/undo", api.undoing, name="undo"),
    path("me/usage", usage_api.Usage.as_view(), name="usage"),
]
