"""What can go wrong while a question is answered, and the words the person reads for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from agents.query import Service

Code = Literal[
    "token_expired",
    "permission_denied",
    "access_revoked",
    "rate_limited",
    "quota_exceeded",
    "unavailable",
    "timed_out",
    "not_found",
    "action_unavailable",
    "nothing_to_act_on",
    "recipient_refused",
    "drafts_only",
    "invalid_arguments",
    "changed_meanwhile",
    "not_possible",
    "unknown_error",
]

SERVICE_NAMES: Mapping[Service, str] = {
    "gmail": "Gmail",
    "gcal": "Google Calendar",
    "gdrive": "Google Drive",
}
SEARCH_NAMES: Mapping[Service, str] = {"gmail": "email", "gcal": "calendar", "gdrive": "drive"}
SERVICE_CODES: Mapping[Service, str] = {
    "gmail": "gmail_unavailable",
    "gcal": "calendar_unavailable",
    "gdrive": "drive_unavailable",
}

_LOGIN = "/api/v1/auth/login"
_MESSAGES: Mapping[str, tuple[str, str, str | None, str | None]] = {
    "token_expired": (
        "Session Expired",
        "Your Google session has expired. Please log in again to continue.",
        "Login Again",
        _LOGIN,
    ),
    "permission_denied": (
        "Permission Required",
        "This action requires additional permissions. Please reconnect your Google account "
        "and grant access to {service}.",
        "Reconnect Account",
        f"{_LOGIN}?prompt=consent",
    ),
    "access_revoked": (
        "Access Revoked",
        "You've revoked access to your Google account. Please reconnect to continue using the app.",
        "Reconnect Account",
        _LOGIN,
    ),
    "rate_limited": (
        "Please Wait",
        "We're processing too many requests right now. Please wait a moment and try again.",
        "Try Again",
        None,
    ),
    "quota_exceeded": (
        "Daily Limit Reached",
        "We've reached our daily API limit. This will reset at midnight UTC. "
        "Sorry for the inconvenience!",
        None,
        None,
    ),
    "unavailable": (
        "{short} Temporarily Unavailable",
        "We couldn't connect to {service} right now.{worked} "
        "Would you like to try the {search} search again?",
        "Retry {Search} Search",
        None,
    ),
    "timed_out": (
        "{short} Temporarily Unavailable",
        "We couldn't connect to {service} right now.{worked} "
        "Would you like to try the {search} search again?",
        "Retry {Search} Search",
        None,
    ),
    "not_found": (
        "Not Found",
        "This item is no longer in {service}, or it has not been synced yet.",
        None,
        None,
    ),
    "action_unavailable": (
        "Not Available Yet",
        "This action is not available yet, so nothing was changed in {service}.",
        None,
        None,
    ),
    "nothing_to_act_on": (
        "Nothing To Act On",
        "Nothing was found in {service} to do this with, so nothing was changed.",
        None,
        None,
    ),
    "recipient_refused": (
        "Recipient Not Allowed",
        "A recipient must be named by you, be somebody you have written to, "
        "or be the sender of a message this answer cites.",
        None,
        None,
    ),
    "drafts_only": (
        "Only Drafts",
        "Sending is turned off here, so nothing was sent. Ask for a draft, and send it yourself.",
        None,
        None,
    ),
    "invalid_arguments": (
        "Invalid Request",
        "The details of this action are incomplete or not valid.",
        None,
        None,
    ),
    "changed_meanwhile": (
        "Changed In The Meantime",
        "This was changed in {service} in the meantime, so nothing was done. "
        "Ask again to see it as it is now.",
        None,
        None,
    ),
    "not_possible": (
        "Not Possible",
        "{service} does not allow this, so nothing was changed.",
        None,
        None,
    ),
    "unknown_error": (
        "Something Went Wrong",
        "We encountered an unexpected error. Our team has been notified. "
        "Please try again in a few moments.",
        "Try Again",
        None,
    ),
}


class AgentsError(Exception):
    """Root of this package's errors."""


class StepError(AgentsError):
    """A step could not do its work. `code` selects the words, `retry_after` is in seconds."""

    def __init__(self, code: Code, detail: str = "", *, retry_after: float | None = None) -> None:
        super().__init__(detail or code)
        self.code = code
        self.retry_after = retry_after


class ActionUnavailable(StepError):
    """The product understands this write but cannot do it yet."""

    def __init__(self, operation: str) -> None:
        super().__init__("action_unavailable", f"{operation} is not available yet")


def error_message(
    code: str,
    service: Service,
    *,
    worked: tuple[Service, ...] = (),
    retry_after: float | None = None,
) -> dict[str, Any]:
    """The documented error as the API shows it: code, title, message, action, action_url,
    retry_after. `worked` are the services whose searches did succeed."""
    title, message, action, url = _MESSAGES.get(code, _MESSAGES["unknown_error"])
    words = {
        "service": SERVICE_NAMES[service],
        "short": SERVICE_NAMES[service].removeprefix("Google "),
        "search": SEARCH_NAMES[service],
        "Search": SEARCH_NAMES[service].title(),
        "worked": _worked(worked),
    }
    return {
        "code": SERVICE_CODES[service] if code in ("unavailable", "timed_out") else code,
        "title": title.format(**words),
        "message": message.format(**words),
        "action": action.format(**words) if action else None,
        "action_url": url,
        "retry_after": retry_after if retry_after or code != "rate_limited" else 5,
    }


def _worked(services: tuple[Service, ...]) -> str:
    names = [SEARCH_NAMES[service] for service in services]
    if not names:
        return ""
    plural = "searches" if len(names) > 1 else "search"
    return f" Your {' and '.join(names)} {plural} still worked."
