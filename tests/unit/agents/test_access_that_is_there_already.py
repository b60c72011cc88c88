"""What somebody may do with a file already is not given again; what they may not is not ended."""

from __future__ import annotations

from typing import Any

import pytest

from agents.planner import plan
from agents.query import Query, Step
from agents.synthesis.material import Material
from agents.synthesis.written import written
from agents.workspace import sharing
from agents.workspace.base import Call, Outcome
from tests.factories_search import run
from tests.unit.agents.asking import NOBODY, NOW, ZONE, ask
from tests.unit.agents.material import context, file, intent, query, result

BO = "bo@port.example"
KILN = file("f1", "Kiln log", shared_with=[{"name": "Bo", "email": BO, "role": "commenter"}])


def proposed(operation: Any, email: str, role: str | None = None) -> Outcome:
    asked = query(f"share it with {email}")
    arguments = {"file_id": "f1", "email": [email], **({"role": role} if role else {})}
    call = Call(Step("s2", "gdrive", operation), arguments, {"file_id": KILN})
    write = sharing.share_file if operation == "share_file" else sharing.unshare_file
    return run(write(call, context(asked)))


@pytest.mark.parametrize(
    ("operation", "email", "role", "has"),
    [
        ("share_file", BO, "reader", "commenter"),
        ("share_file", BO, None, "commenter"),
        ("share_file", "ada@example.org", "writer", "owner"),
        ("unshare_file", "cy@port.example", None, ""),
    ],
)
def test_nothing_is_proposed(operation: Any, email: str, role: str | None, has: str) -> None:
    outcome = proposed(operation, email, role)
    assert outcome.action is None
    assert outcome.data["as_it_is"] == {"email": email, "role": has}


def test_it_is_said_how_it_is() -> None:
    done = proposed("share_file", BO)
    share = result("gdrive", "share_file", *done.items, data=dict(done.data), arguments={})
    asked = query("share the kiln log with Bo")
    said = written(Material(asked, intent("share_file", "gdrive", topic="kiln log"), (share,)))
    assert f"{BO} can already comment on it" in said


def test_the_file_is_looked_for_among_all() -> None:
    said = "stop sharing the kiln log with Bo"
    steps = plan(ask(said), Query(said, NOBODY, NOW, ZONE)).steps
    looked = [s.arguments for s in steps if s.agent == "gdrive" and s.operation == "search"]
    assert any("shared_with" in one for one in looked)
    assert any("shared_with" not in one for one in looked)
