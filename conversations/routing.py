"""The addresses of sockets."""

from __future__ import annotations

from typing import Any

from channels.routing import URLRouter
from django.urls import path

from conversations.consumers import ChatConsumer


async def no_such_socket(scope: Any, receive: Any, send: Any) -> None:
    """Refuses the handshake (HTTP 403), where Channels would raise."""
    await receive()
    await send({"type": "websocket.close"})


# Applications, where Django's types know views only.
nothing: Any = no_such_socket
sockets = URLRouter(
    [path("ws/chat/", ChatConsumer.as_asgi()), path("<path:anything>", nothing), path("", nothing)]
)
