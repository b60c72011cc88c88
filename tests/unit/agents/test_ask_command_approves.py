"""`ask --approve` says what became of each action, and by its exit code whether all were done."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import call_command

from accounts.command_line import ExitCode
from tests.factories import Person
from tests.simulated_google import faults


def test_an_action_that_google_refuses_is_told_and_ends_with_a_failure(
    connected: Person, google: str
) -> None:
    faults(google, {"match": "POST .*/drafts", "status": 400})
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command(
            "ask",
            "Draft an email to ines@example.net saying that I am late",
            email=connected.user.email,
            json=True,
            approve=True,
            stdout=out,
        )
    assert ended.value.code == ExitCode.FAILED
    (action,) = json.loads(out.getvalue())["actions"]
    assert action["status"] == "failed"
    assert action["error"]["message"]
