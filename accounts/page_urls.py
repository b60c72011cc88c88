"""Pages: the person's own audit, and those of allauth that stay closed, since nobody signs up with
a password or takes another address (see `accounts.adapters`)."""

from django.urls import URLPattern, path, re_path

from accounts.activity_views import page
from accounts.views import closed

urlpatterns: list[URLPattern] = [
    path("activity/", page, name="activity"),
    path("signup/", closed),
    path("email/", closed),
    re_path(r"^confirm-email/", closed),
    re_path(r"^(?:password|reauthenticate|login/code)/", closed),
]
