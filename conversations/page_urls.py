"""Pages."""

from django.urls import URLPattern, path

from conversations import views
from conversations.activity_page import activity

urlpatterns: list[URLPattern] = [
    path("", views.ask, name="ask"),
    path("c/<uuid:conversation_id>", views.conversation, name="conversation"),
    path("accounts/activity/", activity, name="activity"),
]
