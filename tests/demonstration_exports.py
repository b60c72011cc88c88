"""The demonstration exports as tests read them."""

import email.policy
import json
import mailbox
from datetime import date
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from icalendar import Calendar

from accounts.google.simulator.demonstration.accounts import ACCOUNTS
from accounts.google.simulator.demonstration.mbox import NAME
from accounts.google.simulator.demonstration.takeout import export

TODAY = date(2026, 11, 22)
OTHER_DAYS = [date(2026, 7, 15), date(2027, 3, 29), date(2028, 2, 29), date(2027, 1, 1)]
DEMO, SECOND = "demo@example.com", "second@example.com"
ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def exports() -> dict[str, dict[str, bytes]]:
    return {name: export(account, TODAY) for name, account in ACCOUNTS.items()}


@pytest.fixture(scope="module")
def demo(exports: dict[str, dict[str, bytes]]) -> dict[str, bytes]:
    return exports[DEMO]


def messages(data: bytes, tmp_path: Path) -> list[EmailMessage]:
    path = tmp_path / "all.mbox"
    path.write_bytes(data)
    box = mailbox.mbox(path, factory=None)
    parsed: list[EmailMessage] = [
        email.message_from_bytes(m.as_bytes(), policy=email.policy.default) for m in box
    ]
    box.close()
    return parsed


@pytest.fixture(scope="module")
def mails(demo: dict[str, bytes], tmp_path_factory: Any) -> list[EmailMessage]:
    return messages(demo[f"Mail/{NAME}"], tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="module")
def by_id(mails: list[EmailMessage]) -> dict[str, EmailMessage]:
    return {str(m["Message-ID"]): m for m in mails}


def body(message: EmailMessage) -> str:
    part = message.get_body(("plain", "html"))
    assert part is not None
    text = str(part.get_content())
    if part.get_content_subtype() == "html":
        return BeautifulSoup(text, "html.parser").get_text(" ")
    return text


def components(data: dict[str, bytes]) -> list[Any]:
    return [
        event
        for name, content in data.items()
        if name.startswith("Calendar/")
        for event in Calendar.from_ical(content).walk("VEVENT")
    ]


def event(data: dict[str, bytes], key: str) -> Any:
    return next(
        e
        for e in components(data)
        if e["UID"] == f"{key}@calendar.example" and "RECURRENCE-ID" not in e
    )


def details(data: dict[str, bytes], path: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(data[f"Drive/{path}-info.json"])
    return found
