"""How the lists are made and fused, through the public search."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from accounts.tenancy import tenant
from search.embeddings.base import embedder, forget, query_vector
from search.filters import Filters
from search.hybrid import Hit, browse, fetch, search, thread
from search.lexical import query_words
from search.models import CacheState
from search.statements import FILTERED_WEIGHT, LEXICAL_WEIGHT, K
from search.tables import Service
from tests.factories import Person
from tests.factories_search import NOW, event, file, index, mail, run

pytestmark = pytest.mark.django_db(transaction=True)

BUDGET = "Tobias about the marketing budget"


def find(person: Person, query: str, service: Service = "gmail", **options: Any) -> list[Hit]:
    found = run(search(user_id=person.id, service=service, query=query, now=NOW, **options))
    return list(found.results)


def ids(hits: list[Hit]) -> list[str]:
    return [hit.id for hit in hits]


def by_tobias() -> dict[str, Any]:
    return {"sender_name": "Tobias Reck", "sender_email": "tobias@harbour.example"}


def budget_mails(person: Person) -> None:
    index(
        person,
        [
            mail("a", "Marketing budget", "The marketing budget is approved.", **by_tobias()),
            mail("b", "Spending plan", "How much money for advertising?", **by_tobias()),
            mail("c", "Budget for the marketing fair", "The budget of the fair is open."),
            mail("d", "Costs of campaigns", "We should spend less on adverts."),
            mail("e", "Lunch", "Soup or salad on Thursday?"),
        ],
    )


def test_lists_are_fused_by_reciprocal_ranks(person: Person) -> None:
    budget_mails(person)
    filters = Filters(sender="Tobias", strict=False)
    lexical = ids(find(person, BUDGET, mode="lexical"))
    vector = ids(find(person, BUDGET, mode="vector"))
    filtered = [number for number in vector if number in {"a", "b"}]
    assert lexical
    assert set(vector) == set("abcde")
    expected: dict[str, float] = {}
    for weight, ranking in ((LEXICAL_WEIGHT, lexical), (1.0, vector), (FILTERED_WEIGHT, filtered)):
        for rank, number in enumerate(ranking, 1):
            expected[number] = expected.get(number, 0) + weight / (K + rank)
    hits = find(person, BUDGET, filters=filters)
    assert {hit.id: hit.score for hit in hits} == pytest.approx(expected)
    assert [hit.score for hit in hits] == sorted(expected.values(), reverse=True)
    assert hits[0].id == "a"
    assert hits[0].ranks == {"lexical": 1, "vector": vector.index("a") + 1, "filtered": 1}


def test_the_example_of_the_fusion_comes_out_as_computed_by_hand(person: Person) -> None:
    """Two lists, the words counting twice, `a` first in both: 2/11 + 1/11, and so on."""
    index(
        person,
        [
            mail("a", "Ferry timetable", "ferry ferry timetable"),
            mail("b", "Boats", "When does the ship to the island leave?"),
        ],
    )
    question = "ferry timetable"
    assert ids(find(person, question, mode="lexical")) == ["a"]
    assert ids(find(person, question, mode="vector")) == ["a", "b"]
    scores = {hit.id: hit.score for hit in find(person, question)}
    assert scores == pytest.approx({"a": 3 / 11, "b": 1 / 12})


def test_mails_of_a_few_words_are_ordered_by_how_near_they_come(person: Person) -> None:
    """The share of the best full text's score that a mail has, and its cosine, added up."""
    budget_mails(person)
    hits = find(person, BUDGET)
    with tenant(person.id), connection.cursor() as cursor:
        cursor.execute(
            "SELECT google_id, score FROM search_email_matches(%s, ARRAY['english'], true) "
            "JOIN search_email USING (id)",
            [query_words(BUDGET)],
        )
        words = dict(cursor.fetchall())
    nearness = {hit.id: hit.details["similarity"] for hit in hits}
    assert 0 < len(words) < len(nearness) == 5
    evidence = {n: words.get(n, 0) / max(words.values()) + near for n, near in nearness.items()}
    assert [hit.id for hit in hits] == sorted(evidence, key=lambda n: -evidence[n])


def test_lenient_filters_lift_and_strict_ones_decide(person: Person) -> None:
    budget_mails(person)
    strict = find(person, BUDGET, filters=Filters(sender="Tobias"))
    lenient = find(person, BUDGET, filters=Filters(sender="Tobias", strict=False))
    assert set(ids(strict)) == {"a", "b"}
    assert set(ids(lenient)) == set("abcde")
    assert set(ids(lenient)[:2]) == {"a", "b"}


@pytest.mark.parametrize(
    "query",
    [
        "QX7M2P",
        "qx7m2p",
        "inv-2024-0117",
        "INV 2024 0117",
        "INV20240117",
        "orla.brandt@northwind.example",
        "northwind.example",
        "Umlaeufe ZURICH",
        "zürich",
        "+49 30 901820",
        "1,249.50",
        "会議",
    ],
)
def test_references_addresses_and_accents_are_found_by_words(person: Person, query: str) -> None:
    index(
        person,
        [
            mail(
                "wanted",
                "Your stay in Zürich",
                "Code QX7M2P, invoice INV-2024-0117 over 1,249.50, phone +49-30-901820. 会議の予定",
            ),
            mail("other", "Hello", "Nothing here.", **by_tobias()),
        ],
    )
    assert ids(find(person, query, mode="lexical"))[:1] == ["wanted"]


def test_a_rare_word_counts_more_than_a_common_one(person: Person) -> None:
    index(
        person,
        [mail(f"n{n}", "Project", f"project project status {n}") for n in range(8)]
        + [mail("rare", "Walrus", "One walrus in the project.")],
    )
    assert ids(find(person, "project walrus", mode="lexical"))[0] == "rare"


def test_a_file_is_found_by_its_name_and_folder(person: Person) -> None:
    index(person, [file("f1", "Work/Harbour/site_plan-v2.pdf"), file("f2", "Home/soup.txt")])
    for query in ("site plan", "site_plan-v2.pdf", "harbour"):
        assert ids(find(person, query, "gdrive", mode="lexical")) == ["f1"]
    found = find(person, "site plan", "gdrive")[0]
    assert found.key == ("path", "Work/Harbour/site_plan-v2.pdf")
    assert found.details["stem"] == "site_plan-v2"


def test_meaning_is_found_without_a_common_word(person: Person) -> None:
    budget_mails(person)
    assert find(person, "what should we eat at noon", mode="vector")[0].id == "e"


def test_occurrences_of_one_event_are_one_hit_the_next_one(person: Person) -> None:
    index(
        person,
        [
            event(
                f"standup{n}",
                "Team standup",
                ical_uid="standup@calendar.example",
                recurring_event_id="standup",
                starts_at=NOW + timedelta(days=n, hours=-1, minutes=30),
            )
            for n in range(-3, 4)
        ]
        + [event("party", "Office party")],
    )
    for mode in ("hybrid", "lexical", "vector"):
        hits = find(person, "standup", "gcal", mode=mode)
        assert [hit.id for hit in hits if "standup" in hit.id] == ["standup0"]
    early = Filters(before=NOW - timedelta(days=1))
    assert ids(find(person, "standup", "gcal", filters=early)) == ["standup-1"]
    late = Filters(after=NOW + timedelta(days=2))
    assert ids(find(person, "standup", "gcal", filters=late)) == ["standup2"]
    agenda = run(browse(user_id=person.id, service="gcal", order="soonest", now=NOW))
    assert ids(list(agenda.results)) == ["standup0", "standup1", "party", "standup2", "standup3"]


def test_the_occurrence_that_differs_is_the_one_found(person: Person) -> None:
    shared = {"ical_uid": "w@calendar.example", "recurring_event_id": "w"}
    index(
        person,
        [event(f"w{n}", "Weekly", starts_at=NOW + timedelta(weeks=n), **shared) for n in range(4)]
        + [
            event(
                "w9",
                "Weekly",
                description="Bring the telescope",
                starts_at=NOW + timedelta(weeks=9),
                **shared,
            )
        ],
    )
    assert ids(find(person, "telescope", "gcal", mode="lexical")) == ["w9"]


def test_vectors_of_another_model_are_never_compared(person: Person) -> None:
    index(person, [mail("m1", "Harbour", "boats"), mail("m2", "Forest", "trees")])
    with tenant(person.id), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE search_emailpassage SET model = 'another', embedding = '[1,2,3]'::halfvec "
            "WHERE item_id = (SELECT id FROM search_email WHERE google_id = 'm1')"
        )
        assert cursor.rowcount == 1
    assert ids(find(person, "boats", mode="vector")) == ["m2"]
    assert set(ids(find(person, "boats"))) == {"m1", "m2"}


def test_a_given_vector_is_used_instead_of_the_words(person: Person) -> None:
    budget_mails(person)
    assert embedder().dimensions == len(query_vector("soup"))
    hits = find(person, "nothing of the kind", mode="vector", embedding=query_vector("lunch soup"))
    assert hits[0].id == "e"


def test_a_hit_tells_what_an_answer_needs(person: Person) -> None:
    text = "Dear all. " * 60 + "The keys are with the porter. " + "Bye. " * 100
    index(person, [mail("m1", "Keys", text, labels=("INBOX", "UNREAD"))])
    hit = find(person, "where are the keys porter")[0]
    assert hit.url == "https://mail.google.com/mail/u/ada@example.org/#all/m1"
    assert hit.key == ("rfc822_message_id", "<m1@mail.example>")
    assert "keys are with the porter" in hit.snippet
    assert len(hit.snippet) <= 210
    assert "keys are with the porter" in hit.text
    assert len(hit.text) <= 1002
    assert hit.details["unread"] is True
    assert hit.details["sender_email"] == "orla.brandt@northwind.example"
    assert hit.details["to"] == [{"kind": "to", "name": "Ada", "email": "ada@example.org"}]
    assert hit.details["beyond_preview"] is False
    assert hit.synced_at == NOW


def test_a_passage_behind_the_preview_is_found_and_said_to_be_there(person: Person) -> None:
    index(person, [mail("m1", "Notes", "Filler sentence here. " * 200 + "The vault code is blue.")])
    hit = find(person, "vault code", mode="hybrid")[0]
    assert hit.details["beyond_preview"] is True
    assert hit.details["passage"][1] > 2000


@pytest.mark.parametrize("mode", ["hybrid", "lexical", "vector"])
@pytest.mark.parametrize(
    "query",
    [
        "",
        "   \n",
        "the of and",
        "😀🎉",
        "word " * 2000,
        " ".join(f"w{n}" for n in range(2000)),
        "a" * 10_000,
        "'; DROP TABLE search_email; --",
        "%s %(x)s %% {} {0} \\ ' \" & | ! ( ) : * <->",
        "nul \x00 bell \x07 surrogate \ud800",
        "会議 встреча مرحبا",
    ],
    ids=["empty", "blank", "stop", "emoji", "long", "many", "run", "sql", "marks", "nul", "other"],
)
def test_any_query_has_an_answer(person: Person, query: str, mode: str) -> None:
    index(person, [mail("m1", "Words", "word w1 w2")])
    for service in ("gmail", "gcal", "gdrive"):
        assert len(find(person, query, service, mode=mode)) <= 1


def test_a_blank_query_with_filters_browses(person: Person) -> None:
    budget_mails(person)
    assert set(ids(find(person, " ", filters=Filters(sender="tobias")))) == {"a", "b"}


def test_nothing_is_found_in_an_empty_cache(person: Person) -> None:
    found = run(search(user_id=person.id, service="gmail", query="anything"))
    assert found.results == ()
    assert found.as_of is None


def test_items_are_fetched_by_id_in_the_order_asked(person: Person) -> None:
    index(person, [mail(n, labels=("TRASH",) if n == "b" else ()) for n in "abc"])
    found = run(fetch(user_id=person.id, service="gmail", google_ids=["c", "gone", "b", "\x00"]))
    assert ids(list(found.results)) == ["c", "b"]


def test_a_thread_is_read_from_its_beginning(person: Person) -> None:
    mails = [
        mail(n, thread_id="t", received_at=NOW - timedelta(hours=h))
        for n, h in (("last", 1), ("first", 9), ("middle", 5))
    ]
    index(person, [*mails, replace(mail("other"), thread_id="u")])
    found = run(thread(user_id=person.id, thread_id="t"))
    assert ids(list(found.results)) == ["first", "middle", "last"]


def test_lenient_times_prefer_the_occurrence_within_them(person: Person) -> None:
    index(
        person,
        [
            event(f"w{n}", "Choir", ical_uid="choir", starts_at=NOW + timedelta(weeks=n))
            for n in range(4)
        ],
    )
    filters = Filters(after=NOW + timedelta(weeks=2, days=-1), strict=False)
    [hit] = find(person, "choir", "gcal", filters=filters)
    assert hit.id == "w2"
    assert set(hit.ranks) == {"lexical", "vector", "filtered"}


def test_without_vectors_search_goes_by_words_and_says_so(person: Person, settings: Any) -> None:
    index(person, [mail("m1", "Harbour", "boats"), mail("m2", "Forest", "trees")])
    settings.EMBEDDING_PROVIDER = "openai"
    settings.EMBEDDING_BASE_URL = "http://127.0.0.1:9/v1"  # nobody listens there
    settings.OPENAI_API_KEY = "none"
    forget()
    with tenant(person.id):
        CacheState.objects.filter(user_id=person.id).update(model=embedder().model_id)
    try:
        found = run(search(user_id=person.id, service="gmail", query="boats"))
    finally:
        settings.EMBEDDING_PROVIDER = "local"
        forget()
    assert [hit.id for hit in found.results] == ["m1"]
    assert found.mode == "lexical"


@pytest.mark.parametrize("odd", ["\x00", "\ud800", "%", "\\", "'; --", "a" * 5000])
def test_filters_of_any_text_are_harmless(person: Person, odd: str) -> None:
    for record in (mail("m1"), event("e1"), file("f1")):
        index(person, [record])
    filters = Filters(
        sender=odd, participants=(odd,), labels=(odd,), file_types=(odd,), folder=odd,
        owner=odd, shared_with=odd, thread_id=odd, calendar=odd, recipient=odd,
    )  # fmt: skip
    for service in ("gmail", "gcal", "gdrive"):
        find(person, "words", service, filters=filters)
        find(person, "words", service, filters=replace(filters, strict=False))
