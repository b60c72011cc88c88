"""Somebody who is told by what they did, and not by name."""

from __future__ import annotations

import pytest

from agents.planner import plan
from agents.query import Reference
from tests.unit.agents.answers import answered
from tests.unit.agents.asking import ask
from tests.unit.agents.material import file, mail, query, result

LEASE = mail("m1", "The lease", "Here is the lease.", sender_name="Bo Lind",
             sender_email="bo@lind.example")  # fmt: skip
TABLE = file("f1", "Away", "Who | From | Covered by\nBo | 3 May | Cem")


@pytest.mark.parametrize(
    ("question", "topic", "by"),
    [
        ("what was the latest mail from the man who sent the lease", "lease", "writer"),
        ("any news from whoever gave Ilse her reference", "Ilse reference", "writer"),
        ("what did the person who shared the harbour plan say about fees", "harbour plan", "owner"),
        ("when did the woman who owns the fees sheet last write to me", "fees sheet", "owner"),
    ],
)
def test_they_are_known_by_a_mail_or_by_a_file(question: str, topic: str, by: str) -> None:
    anchor = ask(question).entities["anchor"]
    assert anchor["relation"] == by
    assert set(topic.split()) <= set(anchor["topic"].split())


def test_their_mails_are_looked_for_and_nobody_elses() -> None:
    question = "what did the person who shared the harbour plan say about fees"
    made = plan(ask(question), query(question)).steps
    assert (made[0].agent, made[0].operation) == ("gdrive", "search")
    mails = [step for step in made if step.agent == "gmail" and step.id[0] == "s"]
    assert [step.arguments["sender"] for step in mails] == [Reference("s1", "best.owner_address")]


def test_who_was_taken_is_said() -> None:
    question = "what was the latest mail from the man who sent the lease"
    keys = mail("m2", "Keys", "The keys are under the mat.", sender_name="Bo Lind")
    first = result("gmail", "search", LEASE, arguments={"query": "lease"})
    then = result("gmail", "list", keys, id="s2")
    said = answered(ask(question), first, then, asked=question).text
    assert said.startswith("**Bo Lind** sent “Keys”")
    assert "I take whoever wrote **The lease** to be meant. [2]" in said


def test_when_they_are_away_stands_in_the_table_of_absences() -> None:
    question = "the man who sent the lease, when is he off after that?"
    first = result("gmail", "search", LEASE, arguments={"query": "lease"})
    then = result("gdrive", "search", TABLE, id="s2")
    said = answered(ask(question), first, then, asked=question).text
    assert said.startswith("**Bo** is away: from 3 May (cover: Cem).")
    assert "I take Bo Lind, who wrote “The lease”, to be meant." in said


def test_what_they_may_open_is_what_is_shared_with_them() -> None:
    question = "which version of the plan can the man who sent us the lease open"
    made = plan(ask(question), query(question)).steps
    (files,) = (step for step in made if step.agent == "gdrive" and step.id[0] == "s")
    assert files.arguments["shared_with"] == Reference("s1", "best.sender_email")
