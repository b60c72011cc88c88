"""This app's part of `/api/v1/`."""

from django.urls import URLPattern, path

from search import api

urlpatterns: list[URLPattern] = [path("search", api.search_view, name="search")]
