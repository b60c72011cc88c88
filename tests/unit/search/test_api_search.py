"""`GET /api/v1/search`, as the command searches."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from tests import factories
from tests import factories_search as cache
from tests.api_client import Api, problem


@pytest.fixture
def ada(transactional_db: None) -> factories.Person:
    person = factories.person("ada@example.org")
    mails = [
        cache.mail("m1", "The lighthouse", "The lighthouse opens on 4 May."),
        cache.mail("m2", "Lamp oil", "Oil for the lighthouse.", sender_name="Björn Öz"),
    ]
    cache.index(person, mails)
    cache.index(person, [cache.event("e1", "Visit of the lighthouse")])
    return person


@pytest.fixture
def api(ada: factories.Person) -> Api:
    return Api(ada.user)


def ids(api: Api, **query: object) -> list[str]:
    answer = api.get(f"search?{urlencode(query)}")
    assert answer.status_code == 200, answer.content
    return [hit["id"] for hit in answer.json()["results"]]


def test_it_gives_what_the_command_gives(api: Api) -> None:
    answer = api.get("search?q=lighthouse+opens&service=gmail&limit=1").json()
    (hit,) = answer["results"]
    assert answer["next"] is None
    assert answer["took_ms"] > 0
    assert hit["id"] == "m1"
    assert hit["rfc822_message_id"] == "<m1@mail.example>"
    assert {"score", "title", "url", "snippet"} <= hit.keys()
    assert ids(api, q="lighthouse", service="gcal") == ["e1"]


def test_filters_narrow_it(api: Api) -> None:
    assert ids(api, q="lighthouse", service="gmail", sender="bjorn") == ["m2"]
    assert ids(api, q="lighthouse", service="gmail", before="2026-03-01") == []
    assert len(ids(api, service="gmail", after="2026-03-09T00:00:00Z")) == 2
    assert ids(api, service="gmail") == []  # neither words nor filters


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("q=x", "service"),
        ("q=x&service=contacts", "service"),
        ("q=x&service=gmail&limit=0", "limit"),
        ("q=x&service=gmail&limit=101", "limit"),
        ("q=x&service=gmail&after=yesterday", "after"),
        ("q=x&service=gmail&before=9999-12-31", "before"),
        ("q=x%00&service=gmail", "q"),
        ("q=x&service=gmail&mode=magic", "mode"),
    ],
)
def test_what_makes_no_sense_is_refused(api: Api, query: str, field: str) -> None:
    assert problem(api.get(f"search?{query}"), 400)["message"].startswith(f"{field}: ")


def test_nothing_of_others_is_found(ada: factories.Person) -> None:
    grace = Api(factories.person("grace@example.org").user)
    assert ids(grace, q="lighthouse", service="gmail") == []


def test_it_needs_a_person_and_get(api: Api) -> None:
    problem(Api().get("search?q=x&service=gmail"), 401)
    refused = api.post("search", {})
    assert problem(refused, 405)["code"] == "method_not_allowed"
    assert refused["Allow"] == "GET"


def test_results_can_be_grouped_by_thread(ada: factories.Person, api: Api) -> None:
    replies = [
        cache.mail(f"r{n}", "Re: The lighthouse", "The lighthouse opens later.", thread_id="t")
        for n in range(3)
    ]
    cache.index(ada, replies)
    query = {"q": "lighthouse opens", "service": "gmail", "group": "thread"}
    grouped = api.get(f"search?{urlencode(query)}").json()["results"]
    plain = ids(api, q="lighthouse opens", service="gmail")
    assert {hit["id"] for hit in grouped} < set(plain)
    (thread,) = [hit for hit in grouped if hit["details"]["thread_id"] == "t"]
    assert len(thread["thread"]) == 2
    assert {thread["id"], *(hit["id"] for hit in thread["thread"])} == {"r0", "r1", "r2"}
    assert [hit["id"] for hit in grouped] == [one for one in plain if one in ids_of(grouped)]
    assert len(ids(api, q="lighthouse opens", service="gmail", group="thread", limit=2)) == 2


def test_events_are_groups_of_their_own(api: Api) -> None:
    query = {"q": "lighthouse", "service": "gcal", "group": "thread"}
    assert ids(api, **query) == ["e1"]


def ids_of(hits: list[dict[str, object]]) -> set[object]:
    return {hit["id"] for hit in hits}
