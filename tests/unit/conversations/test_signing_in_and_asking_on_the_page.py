"""The sign-in page and the page of one question."""

from __future__ import annotations

import pytest
from django.test import Client, override_settings

from tests import factories
from tests import factories_search as cache
from tests.page_client import Page


@pytest.fixture
def ada(transactional_db: None) -> factories.Person:
    person = factories.person("ada@example.org")
    cache.index(
        person,
        [cache.mail("m1", "<b>Lighthouse</b>", "The lighthouse opens <script>x</script> 4 May.")],
    )
    return person


def _sign_in(client: Page, email: str = "ada@example.org") -> int:
    form = {"login": email, "password": factories.PASSWORD}
    return int(client.post("/accounts/login/", form).status_code)


def test_the_page_asks_to_sign_in_first(client: Page, db: None) -> None:
    answer = client.get("/")
    assert answer.status_code == 302
    assert answer["Location"] == "/accounts/login/?next=/"


def test_a_password_signs_in(ada: factories.Person, client: Page) -> None:
    assert _sign_in(client) == 302
    assert client.get("/").status_code == 200


def test_a_wrong_password_is_told_and_keeps_the_address(
    ada: factories.Person, client: Page
) -> None:
    form = {"login": "ada@example.org", "password": "wrong"}
    answer = client.post("/accounts/login/", form)
    assert answer.status_code == 200
    assert 'value="ada@example.org"' in answer.content.decode()
    assert 'class="errorlist' in answer.content.decode()


def test_demonstration_people_sign_in_on_the_local_machine_only(
    ada: factories.Person, client: Page
) -> None:
    ada.user.is_demonstration = True
    ada.user.save()
    with override_settings(LOCAL=False):
        assert _sign_in(client) == 200
    assert _sign_in(client) == 302


def test_a_question_is_answered_on_the_page_with_its_source(
    ada: factories.Person, client: Page
) -> None:
    client.force_login(ada.user)
    page = client.post("/", {"query": "find the mail about the lighthouse"}).content.decode()
    assert 'aria-label="Sources"' in page
    assert "Offline mode" in page
    assert "<script>x" not in page
    assert "<b>Lighthouse" not in page


def test_an_empty_question_is_told(ada: factories.Person, client: Page) -> None:
    client.force_login(ada.user)
    page = client.post("/", {"query": " "}).content.decode()
    assert "Ask a question" in page


def test_a_too_long_question_is_told_and_kept(ada: factories.Person, client: Page) -> None:
    client.force_login(ada.user)
    page = client.post("/", {"query": "kept " * 1000}).content.decode()
    assert "4,000" in page
    assert "kept kept" in page


def test_local_mode_refuses_other_machines(db: None) -> None:
    assert Client(REMOTE_ADDR="10.0.0.7").get("/health").status_code == 403
    assert Client(REMOTE_ADDR="127.0.0.1").get("/health").status_code == 200
    assert Client().get("/health", headers={"Host": "evil.example"}).status_code == 400
