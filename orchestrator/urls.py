"""Where every address leads. Apps are named, not imported."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from orchestrator import health

API = ("accounts", "search", "agents", "sync", "conversations")

urlpatterns: list[URLPattern | URLResolver] = [
    path("health", health.health),
    path("ready", health.ready),
    path("admin/", admin.site.urls),
    path("accounts/", include("allauth.account.urls")),
    *(path("api/v1/", include(f"{app}.api_urls")) for app in API),
    path("", include("conversations.page_urls")),
]
