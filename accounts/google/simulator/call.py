"""What travels between the door (HTTP, batch) and the methods of the three APIs."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from werkzeug.datastructures import Headers

from accounts.google.simulator.errors import invalid
from accounts.google.simulator.store import Json, Store

if TYPE_CHECKING:
    from accounts.google.simulator.world import World


@dataclass(frozen=True)
class Request:
    """One HTTP request, from a socket or from inside a batch."""

    method: str
    path: str
    query: dict[str, list[str]]
    headers: Headers
    body: bytes
    root: str  # scheme and host, without a trailing slash

    def one(self, name: str) -> str | None:
        values = self.query.get(name)
        return values[-1] if values else None


@dataclass(frozen=True)
class Reply:
    """One answer: ``json``, or ``body`` as it is."""

    status: int = 200
    json: Any = None
    body: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)
    lose: str = ""  # "reset" or "timeout": the answer never arrives

    def payload(self) -> bytes:
        if self.body is not None:
            return self.body
        if self.json is None:
            return b""
        return (json.dumps(self.json, ensure_ascii=False, indent=2) + "\n").encode()

    def content_type(self) -> str:
        return self.headers.get("Content-Type", "application/json; charset=UTF-8")


@dataclass(frozen=True)
class Media:
    """Bytes that were uploaded, and their type."""

    content_type: str
    data: bytes


@dataclass(frozen=True)
class Call:
    """One authorised call of one method; its account is locked for as long as it runs."""

    world: "World"
    account: Store
    email: str
    path: dict[str, str]
    params: dict[str, Any]
    headers: Headers
    body: Json
    media: Media | None
    now: datetime
    root: str
    alt: str = "json"
    fields: bool = False


Handler = Callable[[Call], Reply | Json | None]


def json_body(data: bytes) -> Json:
    """The JSON object in a request's body; an empty body is an empty object."""
    if not data.strip():
        return {}
    try:
        value = json.loads(data)
    except ValueError as error:
        raise invalid("Parse Error", reason="parseError") from error
    if not isinstance(value, dict):
        raise invalid("Invalid JSON payload received.", reason="parseError")
    return value
