"""Faults on demand: rules that match calls and make them fail as Google and networks do."""

import random
import re
import threading
from dataclasses import dataclass
from typing import Any

from accounts.google.simulator.errors import ApiError, invalid

# reason -> (status, message); Google's documents list these as the ones to handle
REASONS = {
    "authError": (401, "Invalid Credentials"),
    "rateLimitExceeded": (403, "Rate Limit Exceeded"),
    "userRateLimitExceeded": (403, "User Rate Limit Exceeded"),
    "quotaExceeded": (403, "Quota exceeded"),
    "dailyLimitExceeded": (403, "Daily Limit Exceeded"),
    "domainPolicy": (403, "The domain administrators have disabled this app."),
    "insufficientPermissions": (403, "Request had insufficient authentication scopes."),
    "notFound": (404, "Requested entity was not found."),
    "duplicate": (409, "The requested identifier already exists."),
    "fullSyncRequired": (410, "Sync token is no longer valid, a full sync is required."),
    "deleted": (410, "Resource has been deleted"),
    "conditionNotMet": (412, "Precondition Failed"),
    "tooManyRequests": (429, "Too many concurrent requests for user."),
    "backendError": (503, "Backend Error"),
    "invalid_grant": (400, "Token has been expired or revoked."),
}
# lose the answer: before the call is carried out, or after it
LOSSES = ("timeout", "reset", "timeout_after", "reset_after")
REASON_OF_STATUS = {
    400: "badRequest",
    401: "authError",
    403: "rateLimitExceeded",
    404: "notFound",
    409: "duplicate",
    410: "deleted",
    412: "conditionNotMet",
    429: "rateLimitExceeded",
}
LONGEST_WAIT = 600.0


@dataclass
class Rule:
    """``match`` is searched in "METHOD /path?query"; ``times`` None means for ever."""

    match: re.Pattern[str]
    status: int
    kind: str
    probability: float
    times: int | None
    retry_after: float | None
    seconds: float


class Faults:
    """The rules in force; the first that matches and fires decides."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rules: list[Rule] = []
        self._random = random.Random()

    def replace(self, body: dict[str, Any]) -> int:
        """Take ``{"rules": [...], "seed"?}`` in place of the old rules. Raises ApiError 400."""
        rules = body.get("rules")
        if not isinstance(rules, list):
            raise invalid('Give {"rules": [{"match", "status"|"kind", "probability", "times"}]}')
        parsed = [_rule(rule) for rule in rules]
        with self._lock:
            self._rules = parsed
            self._random = random.Random(body.get("seed"))
        return len(parsed)

    def pick(self, method: str, target: str) -> Rule | None:
        """The rule that this call falls under, which is then used up by one."""
        line = f"{method} {target}"
        with self._lock:
            for rule in self._rules:
                if rule.times == 0 or not rule.match.search(line):
                    continue
                if self._random.random() >= rule.probability:
                    continue
                if rule.times is not None:
                    rule.times -= 1
                return rule
        return None


def as_error(rule: Rule) -> ApiError:
    """The answer of a rule that is not about losing it."""
    status, message = REASONS.get(rule.kind, (rule.status, "Simulated failure"))
    headers = {}
    if rule.retry_after is not None:
        headers["Retry-After"] = f"{rule.retry_after:g}"
    domain = "usageLimits" if "LimitExceeded" in rule.kind or "quota" in rule.kind else "global"
    return ApiError(rule.status or status, rule.kind, message, domain=domain, headers=headers)


def _rule(rule: Any) -> Rule:
    try:
        status = int(rule.get("status") or 0)
        kind = str(
            rule.get("kind") or REASON_OF_STATUS.get(status, "backendError" if status else "")
        )
        times = rule.get("times")
        parsed = Rule(
            match=re.compile(rule["match"]),
            status=status or REASONS.get(kind, (0, ""))[0],
            kind=kind,
            probability=float(rule.get("probability", 1.0)),
            times=None if times is None else int(times),
            retry_after=_number(rule.get("retry_after")),
            seconds=min(float(rule.get("seconds", 60.0)), LONGEST_WAIT),
        )
    except (AttributeError, KeyError, TypeError, ValueError, re.error) as error:
        raise invalid(f"Not a fault rule: {rule!r} ({error})") from error
    if not parsed.status and kind not in LOSSES:
        known = ", ".join([*REASONS, *LOSSES])
        raise invalid(f"Unknown kind of fault {kind!r}; known: {known}")
    return parsed


def _number(value: Any) -> float | None:
    return None if value is None else float(value)
