"""The page of a person's own audit: what belongs together is one line, and leads to what it was."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from accounts import audit
from accounts.audit import Event
from tests import factories, factories_conversations
from tests.factories_search import index, mail
from tests.page_client import Page

ADDRESS = "/accounts/activity/"


@pytest.fixture
def page(ada: factories.Person, client: Page) -> Page:
    client.force_login(ada.user)
    return client


def record(person: factories.Person, event: Event, subject: str = "", **parts: Any) -> None:
    audit.record(user_id=person.id, actor=audit.PERSON, event=event, subject=subject, **parts)


def shown(page: Page) -> str:
    return " ".join(page.get(ADDRESS).content.decode().split())


def test_a_question_leads_to_its_answer_and_one_that_is_gone_says_so(
    page: Page, ada: factories.Person
) -> None:
    about = factories_conversations.conversation(ada)
    asked = factories_conversations.message(ada, about, "Is the <pier> open?")
    record(ada, Event.QUESTION_ASKED, f"turn:{asked.turn_id}")
    record(ada, Event.QUESTION_ASKED, f"turn:{uuid4()}")
    text = shown(page)
    link = f'<a href="/c/{about.id}#turn-{asked.turn_id}">Is the &lt;pier&gt; open?</a>'
    assert f"You asked: {link}" in text
    assert "You asked a question, deleted since" in text


def test_what_became_of_an_action_is_one_line(page: Page, ada: factories.Person) -> None:
    about = factories_conversations.conversation(ada)
    made = factories_conversations.action(ada, about)
    steps = (Event.ACTION_PROPOSED, Event.ACTION_APPROVED, Event.ACTION_DONE)
    for event in steps:
        after = {"operation": "draft_email"}
        record(ada, event, f"action:{made.id}", after=after)
        record(ada, Event.SYNC_REQUESTED)
    text = shown(page)
    title = made.arguments["subject"]
    link = f'<a href="/c/{about.id}#action-{made.id}">{title}</a>'
    assert f"A draft was put into Gmail: {link}" in text
    assert text.count(link) == 1
    places = [text.index(w) for w in ("draft was proposed", "You approved an e-mail draft")]
    assert places == sorted(places)


def test_reads_are_one_line_that_names_each_once(page: Page, ada: factories.Person) -> None:
    index(ada, [mail("m1", "Keel"), mail("m2", "Mast")])
    for subject in ("gmail:m1", "gmail:m2", "gmail:m1", "gdrive:gone"):
        record(ada, Event.ITEM_READ, subject)
    text = shown(page)
    assert "2 mails and 1 file were read at Google to answer you" in text
    assert text.count(">Keel</a>") == text.count(">Mast</a>") == 1
    assert "no longer there" in text


def test_what_repeats_is_counted(page: Page, ada: factories.Person) -> None:
    for _ in range(3):
        record(ada, Event.SYNC_REQUESTED)
    assert "You asked for a sync of everything, 3 times" in shown(page)


def test_nobody_elses_words_are_shown(page: Page, ada: factories.Person) -> None:
    grace = factories.person("grace@example.org")
    theirs = factories_conversations.conversation(grace)
    asked = factories_conversations.message(grace, theirs, "My secret question")
    made = factories_conversations.action(grace, theirs)
    record(ada, Event.QUESTION_ASKED, f"turn:{asked.turn_id}")
    record(ada, Event.ACTION_DONE, f"action:{made.id}")
    text = shown(page)
    assert "My secret question" not in text
    assert str(made.id) not in text
