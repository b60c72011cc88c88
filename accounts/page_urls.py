"""Pages of allauth that stay closed, since nobody signs up with a password or takes another
address (see `accounts.adapters`)."""

from django.urls import URLPattern, path, re_path

from accounts.views import closed

urlpatterns: list[URLPattern] = [
    path("signup/", closed),
    path("email/", closed),
    re_path(r"^confirm-email/", closed),
    re_path(r"^(?:password|reauthenticate|login/code)/", closed),
]
