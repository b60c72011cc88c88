"""Who is told when an action changes its state.

The rooms above cannot be imported from here: each registers what it needs in `AppConfig.ready`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from uuid import UUID

Listener = Callable[[UUID, UUID, Mapping[str, Any]], Awaitable[None]]

_listeners: list[Listener] = []


def on_change(listener: Listener) -> None:
    """`listener(user_id, connection_id, action)` is called after each change is committed. It must
    not raise, and not take long: the action waits for it."""
    if listener not in _listeners:
        _listeners.append(listener)


async def tell(user_id: UUID, connection_id: UUID, action: Mapping[str, Any]) -> None:
    for listener in _listeners:
        await listener(user_id, connection_id, action)
