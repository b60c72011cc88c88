"""Full bodies are kept while the person wants it, and gone once they do not."""

from __future__ import annotations

import pytest

from accounts.models import User
from accounts.tenancy import tenant
from search.indexing import prepare, write
from search.models import Email
from tests.api_client import Api
from tests.factories import Person
from tests.factories_search import NOW, index, mail

TEXT = "word " * 1000 + "end"


@pytest.fixture
def keeper(person: Person) -> Person:
    User.objects.filter(id=person.id).update(keeps_full_bodies=True)
    index(person, [mail("m1", "Long", TEXT), mail("m2", "Longer", TEXT + TEXT)])
    return person


def bodies(person: Person) -> list[str | None]:
    with tenant(person.id):
        mails = Email.objects.filter(user_id=person.id).order_by("google_id")
        return list(mails.values_list("body_full", flat=True))


def switch(person: Person, *, keeps: bool) -> None:
    answer = Api(person.user)("PATCH", "me", {"keeps_full_bodies": keeps})
    assert answer.json()["keeps_full_bodies"] is keeps


def test_switching_it_off_removes_what_is_kept(keeper: Person) -> None:
    assert bodies(keeper) == [TEXT, TEXT + TEXT]
    switch(keeper, keeps=False)
    assert bodies(keeper) == [None, None]


def test_another_setting_removes_nothing(keeper: Person) -> None:
    Api(keeper.user)("PATCH", "me", {"name": "Ada"})
    switch(keeper, keeps=True)
    assert bodies(keeper) == [TEXT, TEXT + TEXT]


def test_nobody_elses_go_along(keeper: Person, other_person: Person) -> None:
    switch(other_person, keeps=False)
    assert bodies(keeper) == [TEXT, TEXT + TEXT]


def test_a_page_that_was_prepared_before_keeps_none_after(keeper: Person) -> None:
    page = prepare(
        user_id=keeper.id,
        connection_id=keeper.connection.id,
        records=[mail("m3", "Late", TEXT)],
        now=NOW,
    )
    switch(keeper, keeps=False)
    with tenant(keeper.id):
        write(page)
    assert bodies(keeper) == [None, None, None]


def test_the_mails_are_still_there_and_can_be_kept_again(keeper: Person) -> None:
    switch(keeper, keeps=False)
    switch(keeper, keeps=True)
    index(keeper, [mail("m1", "Long", TEXT)])
    assert bodies(keeper) == [TEXT, None]
