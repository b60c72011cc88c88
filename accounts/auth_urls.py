"""The Google flow's part of `/api/v1/`."""

from django.urls import URLPattern, path

from accounts import views

urlpatterns: list[URLPattern] = [
    path("auth/login", views.Login.as_view(), name="auth-login"),
    path("auth/callback", views.Callback.as_view(), name="auth-callback"),
]
