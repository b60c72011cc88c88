"""What a simulated call can fail with, in Google's JSON error shape."""

from typing import Any


class SimulatorError(Exception):
    """Root of everything that the simulator raises on purpose."""


class StoreError(SimulatorError):
    """The data directory cannot be read or written; the message says what to do."""


class TakeoutError(SimulatorError):
    """A Takeout export that is none, or that is unsafe to read; nothing was imported."""


class ApiError(SimulatorError):
    """An answer that is not a success, as Google words it."""

    def __init__(
        self,
        status: int,
        reason: str,
        message: str,
        *,
        domain: str = "global",
        location: str = "",
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.reason = reason
        self.message = message
        self.domain = domain
        self.location = location
        self.headers = headers or {}

    def as_json(self) -> dict[str, Any]:
        item = {"domain": self.domain, "reason": self.reason, "message": self.message}
        if self.location:
            item |= {"location": self.location, "locationType": "parameter"}
        error: dict[str, Any] = {
            "code": self.status,
            "message": self.message,
            "errors": [item],
        }
        if self.status in STATUS_NAMES:
            error["status"] = STATUS_NAMES[self.status]
        return {"error": error}


STATUS_NAMES = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    409: "ALREADY_EXISTS",
    412: "FAILED_PRECONDITION",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    501: "UNIMPLEMENTED",
    503: "UNAVAILABLE",
}


def invalid(message: str, *, parameter: str = "", reason: str = "invalid") -> ApiError:
    """400: a parameter or a body that Google would refuse."""
    return ApiError(400, reason, message, location=parameter)


def not_found(message: str = "Requested entity was not found.") -> ApiError:
    """404, in Gmail's words unless told otherwise."""
    return ApiError(404, "notFound", message)


def unauthorized() -> ApiError:
    """401: an unknown, expired or revoked access token."""
    return ApiError(
        401,
        "authError",
        "Request had invalid authentication credentials. Expected OAuth 2 access token, login "
        "cookie or other valid authentication credential.",
        headers={
            "WWW-Authenticate": 'Bearer realm="https://accounts.google.com/", error="invalid_token"'
        },
    )


def insufficient_scope() -> ApiError:
    """403: a good token whose scopes do not cover the method."""
    return ApiError(
        403, "insufficientPermissions", "Request had insufficient authentication scopes."
    )
