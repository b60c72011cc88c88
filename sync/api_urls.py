"""This app's part of `/api/v1/`."""

from django.urls import URLPattern, path

from sync import api

urlpatterns: list[URLPattern] = [path("sync", api.Sync.as_view(), name="sync")]
