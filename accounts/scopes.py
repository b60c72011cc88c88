"""Which of Google's scopes each service needs
(developers.google.com/identity/protocols/oauth2/scopes)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

_BASE: Final = "https://www.googleapis.com/auth/"
_MAIL: Final = "https://mail.google.com/"

# Each needed scope, and the wider ones that hold it.
NEEDED: Final[Mapping[str, Mapping[str, frozenset[str]]]] = MappingProxyType(
    {
        "gmail": {
            f"{_BASE}gmail.modify": frozenset({_MAIL}),
            f"{_BASE}gmail.compose": frozenset({_MAIL, f"{_BASE}gmail.modify"}),
        },
        "gcal": {
            f"{_BASE}calendar": frozenset(),
        },
        "gdrive": {
            f"{_BASE}drive": frozenset(),
        },
    }
)


@dataclass(frozen=True, slots=True)
class Granted:
    """Of the scopes that a service needs, those that an account gave and those that it did not."""

    granted: tuple[str, ...]
    missing: tuple[str, ...]


def by_service(scopes: Iterable[str]) -> dict[str, Granted]:
    """What an account with these scopes allows for each service."""
    held = frozenset(scopes)
    found = {}
    for service, needed in NEEDED.items():
        granted = tuple(scope for scope, wider in needed.items() if held & (wider | {scope}))
        missing = tuple(scope for scope in needed if scope not in granted)
        found[service] = Granted(granted, missing)
    return found
