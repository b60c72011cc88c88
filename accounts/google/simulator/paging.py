"""Pages of a list, with opaque tokens that survive a restart and small changes of the list."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from accounts.google.simulator.errors import invalid

T = TypeVar("T")


def encode_token(value: Any) -> str:
    """An opaque token that carries ``value`` (JSON)."""
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def decode_token(token: str) -> Any:
    """What ``encode_token`` was given; raises ValueError for anything else."""
    try:
        padded = token + "=" * (-len(token) % 4)
        return json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (binascii.Error, UnicodeDecodeError) as error:
        raise ValueError("not a token") from error


def paginate(
    items: Sequence[T], *, token: str | None, size: int, identity: Callable[[T], str]
) -> tuple[Sequence[T], str | None]:
    """One page of ``items`` and the token of the next one, or None on the last page."""
    start = _start(items, token, identity) if token else 0
    page = items[start : start + size]
    end = start + len(page)
    if end >= len(items) or not page:
        return page, None
    return page, encode_token({"o": end, "l": identity(page[-1])})


def _start(items: Sequence[T], token: str, identity: Callable[[T], str]) -> int:
    try:
        value = decode_token(token)
        offset, last = int(value["o"]), str(value["l"])
    except (ValueError, KeyError, TypeError) as error:
        raise invalid("Invalid pageToken", parameter="pageToken") from error
    if 0 < offset <= len(items) and identity(items[offset - 1]) == last:
        return offset
    for index, item in enumerate(items):
        if identity(item) == last:
            return index + 1
    return max(0, min(offset - 1, len(items)))
