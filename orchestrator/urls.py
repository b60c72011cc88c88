"""Where every address leads. Apps are named, not imported."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path, re_path

from accounts.front_door import no_such_endpoint
from orchestrator import api_description, health, telemetry

API = ("accounts", "search", "agents", "sync", "conversations")

urlpatterns: list[URLPattern | URLResolver] = [
    path("health", health.health),
    path("ready", health.ready),
    path("metrics", telemetry.metrics),
    path("admin/", admin.site.urls),
    path("accounts/", include("accounts.page_urls")),
    path("accounts/", include("sync.page_urls")),
    path("accounts/", include("allauth.account.urls")),
    *(path("api/v1/", include(f"{app}.api_urls")) for app in API),
    path("api/v1/schema/", api_description.Description.as_view(), name="schema"),
    path("api/v1/docs/", api_description.docs, name="api-docs"),
    re_path(r"^api/v1/", no_such_endpoint, name="no-such-endpoint"),
    path("", include("conversations.page_urls")),
]
