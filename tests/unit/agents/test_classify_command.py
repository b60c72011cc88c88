"""`manage.py classify`, as the contract has it."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests import factories


def classify(monkeypatch: pytest.MonkeyPatch, text: str, **options: str) -> list[dict[str, Any]]:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode()), "utf-8"))
    out = io.StringIO()
    call_command("classify", stdout=out, **options)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_each_line_gives_one_object(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = classify(
        monkeypatch,
        "what's on my calendar next Tuesday\n\nplay some jazz\n",
        now="2026-11-22T12:00:00+01:00",
        timezone="Europe/Berlin",
    )
    assert len(rows) == 3
    assert set(rows[0]) == {
        "services", "operation", "entities", "time_range", "confidence", "took_ms",
    }  # fmt: skip
    assert rows[0]["time_range"] == {
        "start": "2026-11-24T00:00:00+01:00",
        "end": "2026-11-25T00:00:00+01:00",
    }
    assert (rows[1]["services"], rows[1]["operation"]) == ([], "unsupported")
    assert (rows[2]["services"], rows[2]["operation"]) == ([], "unsupported")


def test_a_clock_without_offset_is_in_the_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    (row,) = classify(
        monkeypatch, "what do i have today", now="2026-11-22T23:30", timezone="America/New_York"
    )
    assert row["time_range"]["start"] == "2026-11-22T00:00:00-05:00"


@pytest.mark.parametrize("options", [{"timezone": "Mars/Base"}, {"now": "soon"}])
def test_bad_options_are_bad_usage(
    monkeypatch: pytest.MonkeyPatch, options: dict[str, str]
) -> None:
    with pytest.raises(CommandError) as caught:
        classify(monkeypatch, "hello\n", **options)
    assert caught.value.returncode == 2


def test_the_zone_of_a_person_is_taken(
    monkeypatch: pytest.MonkeyPatch, person: factories.Person
) -> None:
    user = person.user
    user.time_zone = "Asia/Tokyo"
    user.save()
    (row,) = classify(
        monkeypatch, "what do i have today", now="2026-11-22T20:00:00+00:00", email=user.email
    )
    assert row["time_range"]["start"] == "2026-11-23T00:00:00+09:00"


@pytest.mark.django_db
def test_an_unknown_person_is_bad_usage(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CommandError, match=r"nobody@example\.org") as caught:
        classify(monkeypatch, "hello\n", email="nobody@example.org")
    assert caught.value.returncode == 2
