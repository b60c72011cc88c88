"""Files that are sent to somebody are shared, mails are passed on."""

from __future__ import annotations

import pytest

from tests.unit.agents.asking import ask


@pytest.mark.parametrize(
    ("said", "people", "topic"),
    [
        ("send Ana the harvest report", ["Ana"], "harvest report"),
        ("forward the kiln log to Bo please", ["Bo"], "kiln log"),
        ("find the orchard survey and send it to Ana", ["Ana"], "orchard survey"),
        ("email Bo a link to the glaze recipe", ["Bo"], "glaze recipe"),
        ("show Ana our roadmap", ["Ana"], "roadmap"),
        ("make Ana an editor of the kiln outline", ["Ana"], "kiln outline"),
    ],
)
def test_a_file_is_shared_with_whom_it_shall_be_sent_to(
    said: str, people: list[str], topic: str
) -> None:
    intent = ask(said)
    assert intent.operation == "share_file"
    assert intent.entities["people"] == people
    assert intent.entities["topic"] == topic


@pytest.mark.parametrize(
    "said",
    [
        "find the mail about the kiln and send it to Bo",
        "dig out the invoice from Cy and forward it to Bo",
        "forward the thread about the orchard to Bo",
    ],
)
def test_a_mail_is_passed_on(said: str) -> None:
    intent = ask(said)
    assert intent.operation == "forward_email"
    assert intent.entities["people"][-1] == "Bo"


def test_what_is_no_paper_is_not_shared() -> None:
    assert ask("send Bo my best wishes").operation == "send_email"
    assert ask("send Bo the good news").operation not in ("share_file", "forward_email")
