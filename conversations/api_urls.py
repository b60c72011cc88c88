"""`/api/v1/`."""

from django.urls import URLPattern, path

from accounts.endpoints import described
from conversations import api, description, items, rest

urlpatterns: list[URLPattern] = [
    path("query", described(api.query, post=description.query), name="query"),
    path("tasks/<uuid:turn_id>", described(api.task, get=description.task), name="task"),
    path(
        "turns/<uuid:turn_id>/events",
        described(api.events, get=description.events),
        name="turn-events",
    ),
    path("turns/<uuid:turn_id>/cancel", api.cancelling, name="cancel"),
    path("conversations", rest.Conversations.as_view(), name="conversations"),
    path(
        "conversations/<uuid:conversation_id>",
        rest.OneConversation.as_view(),
        name="api-conversation",
    ),
    path(
        "conversations/<uuid:conversation_id>/messages",
        rest.Messages.as_view(),
        name="messages",
    ),
    path("items/<str:service>/<str:item_id>", items.item, name="item"),
    path("messages/<uuid:message_id>/feedback", rest.MessageFeedback.as_view(), name="feedback"),
]
