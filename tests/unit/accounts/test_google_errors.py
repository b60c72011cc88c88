"""What each of Google's refusals means for the caller."""

from __future__ import annotations

import json

import httplib2
import pytest
from googleapiclient.errors import HttpError

from accounts.google import errors


def refusal(status: int, reason: str, **headers: str) -> errors.GoogleError:
    body = {
        "error": {
            "code": status,
            "message": "No.",
            "errors": [{"domain": "global", "reason": reason, "message": "No."}],
            "details": [{"reason": "SOMETHING_ELSE"}],
        }
    }
    response = httplib2.Response({"status": str(status), **headers})
    return errors.from_response(HttpError(response, json.dumps(body).encode()))


@pytest.mark.parametrize(
    ("status", "reason", "kind", "retry_after", "reconnect"),
    [
        (401, "authError", errors.NeedsReconnect, None, True),
        (403, "rateLimitExceeded", errors.RateLimited, 1.0, False),
        (403, "userRateLimitExceeded", errors.RateLimited, 1.0, False),
        (403, "quotaExceeded", errors.RateLimited, 900.0, False),
        (403, "dailyLimitExceeded", errors.RateLimited, 900.0, False),
        (403, "domainPolicy", errors.Refused, None, False),
        (403, "insufficientPermissions", errors.MissingScope, None, True),
        (404, "notFound", errors.NotFound, None, False),
        (409, "duplicate", errors.Conflict, None, False),
        (410, "fullSyncRequired", errors.Gone, None, False),
        (412, "conditionNotMet", errors.PreconditionFailed, None, False),
        (429, "", errors.RateLimited, 1.0, False),
        (500, "backendError", errors.Unavailable, 1.0, False),
        (400, "invalid", errors.Refused, None, False),
    ],
)
def test_every_reason_leads_to_one_decision(
    status: int,
    reason: str,
    kind: type[errors.GoogleError],
    retry_after: float | None,
    reconnect: bool,
) -> None:
    error = refusal(status, reason)

    assert type(error) is kind
    assert (error.retry_after, error.reconnect) == (retry_after, reconnect)
    assert (error.status, error.reason) == (status, reason)


def test_retry_after_is_taken_from_the_header_as_seconds_or_as_a_date() -> None:
    assert refusal(429, "rateLimitExceeded", **{"retry-after": "17"}).retry_after == 17
    dated = {
        "retry-after": "Mon, 02 Mar 2026 10:01:00 GMT",
        "date": "Mon, 02 Mar 2026 10:00:30 GMT",
    }
    assert refusal(503, "backendError", **dated).retry_after == 30


@pytest.mark.parametrize("content", [b"", b"<html>", b"[]", b'{"error": "invalid_request"}'])
def test_an_answer_without_googles_shape_still_becomes_a_decision(content: bytes) -> None:
    response = httplib2.Response({"status": "502"})

    error = errors.from_response(HttpError(response, content))

    assert isinstance(error, errors.Unavailable)
    assert "no details" in str(error)
