"""This app's part of `/api/v1/`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
