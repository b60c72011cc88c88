"""Pages."""

from django.urls import URLPattern, path

from conversations import views

urlpatterns: list[URLPattern] = [
    path("", views.ask, name="ask"),
    path("c/<uuid:conversation_id>", views.conversation, name="conversation"),
]
