"""One Google account that calls can be made to: tokens, quotas, retries and batches.

The services come from the discovery documents that ship with google-api-python-client, so that
nothing is fetched, and their root can be another one: `client_options.api_endpoint` would leave
batches and uploads with Google.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

import httplib2
from google_auth_httplib2 import AuthorizedHttp
from googleapiclient import discovery, discovery_cache
from googleapiclient.errors import HttpError
from googleapiclient.http import HttpRequest

from accounts.google.connections import reading_http, writing_http
from accounts.google.errors import (
    GoogleError,
    NeedsReconnect,
    RateLimited,
    Unavailable,
    from_response,
    wrapped,
)
from accounts.google.quotas import Quota, units_of
from accounts.google.tokens import RenewingCredentials
from orchestrator.resilience.retry import LONGEST, pause, retrying

VERSIONS = {"gmail": "v1", "calendar": "v3", "drive": "v3"}
BATCH_LIMIT = 50  # Google's advice; 100 is refused more often than not
log = logging.getLogger(__name__)

# The stubs of googleapiclient know neither.
_document: Callable[[str, str], str | None] = discovery_cache.get_static_doc
_build: Callable[..., Any] = vars(discovery)["build_from_document"]


@lru_cache(maxsize=16)
def service(name: str, root: str) -> Any:
    """The methods of an API ("gmail") below `root` ("" is Google's own); they hold no state."""
    document = json.loads(_document(name, VERSIONS[name]) or "{}")
    if root:
        document["rootUrl"] = root.rstrip("/") + "/"
        document.pop("mtlsRootUrl", None)
    return _build(document, http=httplib2.Http())


@dataclass(frozen=True, slots=True)
class GoogleAccount:
    """A person's Google account, from any thread.

    Attributes:
        attempts: how often a read that failed for a passing reason is tried again.
        timeout: seconds for each step of a call.
    """

    user_id: UUID
    connection_id: UUID
    email: str
    root: str
    credentials: RenewingCredentials
    quota: Quota | None = None
    attempts: int = 4
    timeout: float = 20.0

    def service(self, name: str) -> Any:
        return service(name, self.root)

    def read(self, request: HttpRequest) -> Any:
        """The answer to a request that changes nothing, tried again while that may help.

        Raises GoogleError.
        """
        return retrying(
            lambda: self._once(request, reading_http(self.timeout)),
            retry_after=_retry_after,
            attempts=self.attempts,
        )

    def write(self, request: HttpRequest) -> Any:
        """The answer to a request that changes something, sent once and never again.

        Raises GoogleError; after Unavailable nobody knows whether it happened.
        """
        return self._once(request, writing_http(self.timeout))

    def read_all(
        self, name: str, requests: Mapping[str, HttpRequest]
    ) -> dict[str, Any | GoogleError]:
        """The answers to many reads of one service, by their keys, in batches.

        A call that failed for good is there as its error; one that failed for a passing reason is
        tried again by itself. Raises GoogleError when that, or a whole batch, does not help.
        """
        keys = list(requests)
        answers: dict[str, Any | GoogleError] = {}
        for start in range(0, len(keys), BATCH_LIMIT):
            chunk = {key: requests[key] for key in keys[start : start + BATCH_LIMIT]}
            answers |= self._batch(name, chunk)
        return answers

    def _batch(self, name: str, chunk: dict[str, HttpRequest]) -> dict[str, Any | GoogleError]:
        answers = retrying(
            lambda: self._batch_once(name, chunk),
            retry_after=_retry_after,
            attempts=self.attempts,
        )
        again = {k: e for k, e in answers.items() if isinstance(e, _PASSING)}
        if again:
            log.info("%d of %d calls of a batch are tried again", len(again), len(chunk))
            slowest = max(again.values(), key=lambda error: error.retry_after or 0.0)
            wait = slowest.retry_after or 0.0
            if wait > LONGEST or not self.attempts:
                raise slowest
            pause(wait)
        for key in again:
            try:
                answers[key] = self.read(chunk[key])
            except _PASSING:
                raise
            except GoogleError as error:
                answers[key] = error
        return answers

    def _batch_once(self, name: str, chunk: dict[str, HttpRequest]) -> dict[str, Any | GoogleError]:
        answers: dict[str, Any | GoogleError] = {}

        def collect(key: str, answer: Any, error: HttpError | None) -> None:
            answers[key] = answer if error is None else from_response(error)

        batch = self.service(name).new_batch_http_request(callback=collect)
        units = 0
        method_id = ""
        for key, request in chunk.items():
            batch.add(request, request_id=key)
            method_id = str(request.methodId)
            units += units_of(method_id)
        self._spend(method_id, units)
        with wrapped(), reading_http(self.timeout) as http:
            batch.execute(http=self._authorised(http))
        return answers

    def _once(self, request: HttpRequest, connection: AbstractContextManager[httplib2.Http]) -> Any:
        method_id = str(request.methodId)
        self._spend(method_id, units_of(method_id, is_media="alt=media" in request.uri))
        with wrapped(), connection as http:
            return request.execute(http=self._authorised(http))

    def _authorised(self, http: httplib2.Http) -> AuthorizedHttp:
        return AuthorizedHttp(self.credentials, http=http)

    def _spend(self, method_id: str, units: int) -> None:
        if self.quota is not None:
            self.quota.spend(method_id, units)


# A 401 inside a batch is worth one call of its own, which renews the token.
_PASSING = (RateLimited, Unavailable, NeedsReconnect)


def _retry_after(error: Exception) -> float | None:
    if isinstance(error, NeedsReconnect):
        return None
    return error.retry_after if isinstance(error, GoogleError) else None
