"""What the simulator holds of the person asked as, so that expectations can name things by keys
that stay: `m:KEY` a mail (the part of its Message-ID before the @), `e:KEY` an event (of its UID),
`f:PATH` a file (its path, with or without the extension that a Google document loses)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/London")
# A mail of no working person, so that no weekend moves it: two days before the data's day.
PROBE, PROBE_DAYS = "m:rcp-bank-5", 2
EXTENSIONS = frozenset([".docx", ".xlsx", ".pptx", ".pdf", ".md", ".txt", ".csv"])


@dataclass(frozen=True)
class Account:
    """Google's ids by key; a mail has its own and that of its thread, a file one."""

    ids: Mapping[str, frozenset[str]]
    threads: Mapping[str, str]
    today: date

    @property
    def now(self) -> datetime:
        """The clock of every question: ten in the morning of the day the data was made for."""
        return datetime.combine(self.today, time(10), ZONE)


def load(google_root: str, email: str) -> Account:
    """Raises KeyError when the account does not hold the demonstration data."""
    url = f"{google_root}/_control/state?{urlencode({'email': email})}"
    with urlopen(url, timeout=30) as answer:  # noqa: S310 - the simulator, on loopback
        return account_of(json.load(answer))


def account_of(state: Mapping[str, Any]) -> Account:
    ids: dict[str, set[str]] = {}
    threads: dict[str, str] = {}
    sent: dict[str, datetime] = {}
    for mail in state["messages"]:
        key = "m:" + mail["headers"]["message-id"].strip("<>").partition("@")[0]
        ids[key] = {mail["id"], mail["threadId"]}
        threads[key] = mail["threadId"]
        sent[key] = datetime.fromtimestamp(mail["internalDate"] / 1000, UTC)
    for event in state["events"]:
        key = "e:" + event["iCalUID"].partition("@")[0]
        ids.setdefault(key, set()).add(event["id"])
    for file_id, path in _paths(state["files"]).items():
        ids.setdefault(key_of("path", path), set()).add(file_id)
    today = sent[PROBE].astimezone(ZONE).date() + timedelta(days=PROBE_DAYS)
    return Account({key: frozenset(value) for key, value in ids.items()}, threads, today)


def key_of(kind: str, value: str) -> str:
    """The key of a citation's `rfc822_message_id`, `ical_uid` or `path`."""
    if kind == "path":
        path = PurePosixPath(value.strip("/"))
        return "f:" + str(path.with_suffix("") if path.suffix in EXTENSIONS else path)
    letter = "m:" if kind == "rfc822_message_id" else "e:"
    return letter + value.strip("<>").partition("@")[0]


def same_key(key: str) -> str:
    """The key as `key_of` writes it."""
    return key_of("path", key[2:]) if key.startswith("f:") else key


def _paths(files: list[dict[str, Any]]) -> dict[str, str]:
    by_id = {file["id"]: file for file in files}

    def path(file: Mapping[str, Any]) -> str:
        above = [by_id[parent] for parent in file.get("parents", ()) if parent in by_id]
        return f"{path(above[0])}/{file['name']}" if above else str(file["name"])

    return {file["id"]: path(file) for file in files}
