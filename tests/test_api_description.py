"""The OpenAPI description holds: whatever is sent, no 5xx and no undocumented answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
import schemathesis
from asgiref.sync import async_to_sync, sync_to_async
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from accounts.models import User
from accounts.tenancy import close_pool
from accounts.tokens import create_token
from agents.serializers import ActionSerializer
from search.tables import SERVICES
from tests import factories
from tests import factories_conversations as made
from tests import factories_search as cache

EXAMPLES = 4
QUESTIONS = 2  # each is answered
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
ENDING = ("delete", "reject", "approve")  # last, so that the others find what they end


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """The product by WSGI; the async pool of a request ends with it."""

    async def answered() -> Iterable[bytes]:
        try:
            response: Iterable[bytes] = await sync_to_async(wsgi)(environ, start_response)
            return response
        finally:
            await close_pool()

    wsgi = get_wsgi_application()
    return async_to_sync(answered)()


@pytest.fixture
def known(transactional_db: None) -> dict[str, str]:
    """A person with something of everything: ids by the names of the paths, and a token."""
    person = factories.person("ada@example.org")
    User.objects.filter(id=person.id).update(plan="enterprise")
    cache.index(person, [cache.mail("m1", "The lighthouse", "It opens on 4 May.")])
    cache.index(person, [cache.event("e1", "Visit of the lighthouse")])
    cache.index(person, [cache.file("f1", "Oil.txt", "Oil for the lighthouse.")])
    about = made.conversation(person, "Été")
    proposed = made.action(person, about)
    answered = made.message(person, about, actions_taken=[ActionSerializer(proposed).data])
    return {
        "conversation_id": str(about.id),
        "message_id": str(answered.id),
        "turn_id": str(answered.turn_id),
        "action_id": str(proposed.id),
        "connection_id": str(person.connection.id),
        "service": "gmail",
        "item_id": "m1",
        "token": create_token(user_id=person.id),
    }


def test_nothing_that_is_sent_is_answered_otherwise_than_described(known: dict[str, str]) -> None:
    description: Any = schemathesis.openapi.from_wsgi("/api/v1/schema/", application)
    described = [result.ok() for result in description.get_all_operations()]
    operations = [o for o in described if "/auth/" not in o.path]  # they lead a browser elsewhere
    assert len(operations) > 15
    for operation in sorted(operations, key=lambda o: [word in o.label.lower() for word in ENDING]):
        for mode in GenerationMode:
            holds(operation, mode, known)


def holds(operation: Any, mode: GenerationMode, known: dict[str, str]) -> None:
    strategy = operation.as_strategy(generation_mode=mode)

    @settings(
        max_examples=QUESTIONS if operation.path.endswith("/query") else EXAMPLES,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=strategy, real=st.booleans(), service=st.sampled_from(SERVICES))
    def each(case: Any, real: bool, service: str) -> None:
        if real:
            for name in case.path_parameters or {}:
                case.path_parameters[name] = known[name]
            if operation.path.endswith("/search"):
                case.query["service"] = service
        answer = case.call(headers={"Authorization": f"Bearer {known['token']}"})
        case.validate_response(answer, checks=CHECKS)

    each()
