"""Who may see or edit a file, in many words."""

from __future__ import annotations

import pytest

from agents.understanding import filing
from tests.unit.agents.asking import ask


@pytest.mark.parametrize(
    "question",
    [
        "can Ilse see the harbour budget",
        "is Ilse able to open the harbour plan",
        "which of my files can Ilse get into?",
        "what has Ilse got commenting rights on",
        "does Ilse have edit rights for the harbour plan",
    ],
)
def test_the_person_whose_access_is_asked_for_is_known(question: str) -> None:
    asked = ask(question)
    assert (asked.operation, asked.services) == ("search", ("gdrive",))
    assert asked.entities["shared_with_person"] == "Ilse"


def test_seeing_a_doctor_is_no_access() -> None:
    assert "gdrive" not in ask("can Ilse see the dentist on Friday").services[:1]


def test_documents_that_somebody_shared_are_of_any_kind() -> None:
    assert "file_types" not in ask("which docs did Ilse share with me").entities


@pytest.mark.parametrize(
    ("wish", "right"),
    [
        ("can bo edit the plan", "edit"),
        ("what may bo comment on", "comment"),
        ("can bo see the plan", None),
        ("what did bo comment on", None),
    ],
)
def test_to_see_is_not_to_edit(wish: str, right: str | None) -> None:
    assert filing.right_of(wish) == right


def test_what_somebody_shared_is_on_the_drive_and_not_in_their_mail() -> None:
    asked = ask("what does the file that Ilse shared say about the pier")
    assert (asked.services, asked.entities["shared_by"]) == (("gdrive",), "Ilse")


def test_a_document_that_mentions_something_is_about_it() -> None:
    assert ask("which document mentions the rope hall").entities["topic"] == "rope hall"


def test_only_mails_are_unread_or_carry_attachments() -> None:
    assert filing.services_of({"flags": ["unread"]}, ("gdrive", "gmail")) == ("gmail",)
    assert ask("which files came as attachments from Ilse").services == ("gmail",)


@pytest.mark.parametrize(
    "question",
    [
        "has anyone but me got access to the harbour plan",
        "who's allowed to comment on the harbour plan",
        "am I allowed to edit the harbour plan",
    ],
)
def test_who_may_do_something_with_a_file_is_a_question_of_access(question: str) -> None:
    asked = ask(question)
    assert (asked.services, asked.entities["shape"]) == (("gdrive",), "shared_with")
    assert asked.entities["topic"] == "harbour plan"
