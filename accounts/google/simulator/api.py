"""One API call from request to reply: faults, token, scopes, parameters, method, fields."""

import time

from accounts.google.simulator import calendar, discovery, drive, fields, gmail
from accounts.google.simulator.call import Call, Handler, Reply, Request, json_body
from accounts.google.simulator.errors import (
    ApiError,
    insufficient_scope,
    invalid,
    unauthorized,
)
from accounts.google.simulator.faults import Rule, as_error
from accounts.google.simulator.store import Json
from accounts.google.simulator.tokens import Grant
from accounts.google.simulator.upload import Uploads
from accounts.google.simulator.world import World

METHODS: dict[str, Handler] = {**gmail.METHODS, **calendar.METHODS, **drive.METHODS}
NEEDS_FIELDS = {"drive.about.get"}


def answer(world: World, uploads: Uploads, request: Request, *, batch: bool = False) -> Reply:
    """Carry out one call; every failure becomes a reply in Google's shape; all is logged."""
    email = ""
    try:
        grant = authorise(world, request)
        email = grant.email
    except ApiError as error:
        grant = None
        refused = error
    rule = world.faults.pick(request.method, target(request))
    try:
        if rule is not None:
            early = _before(rule)
            if early is not None:
                return _logged(world, request, email, early, batch)
        if grant is None:
            raise refused
        reply = _carry_out(world, uploads, request, grant)
    except ApiError as error:
        reply = error_reply(error)
    if rule is not None and rule.kind.endswith("_after"):
        time.sleep(rule.seconds if rule.kind == "timeout_after" else 0)
        reply = Reply(lose="reset")
    return _logged(world, request, email, reply, batch)


def error_reply(error: ApiError) -> Reply:
    return Reply(error.status, json=error.as_json(), headers=error.headers)


def target(request: Request) -> str:
    """Path and query, as fault rules and the log see them."""
    query = "&".join(
        f"{name}={value}"
        for name, values in request.query.items()
        for value in values
        if name not in ("access_token", "oauth_token")
    )
    return f"{request.path}?{query}" if query else request.path


def authorise(world: World, request: Request) -> Grant:
    """The grant behind the request's token. Raises ApiError 401."""
    header = request.headers.get("Authorization", "")
    scheme, _, token = header.partition(" ")
    if scheme.lower() != "bearer":
        token = request.one("access_token") or request.one("oauth_token") or ""
    grant = world.tokens.check(token.strip(), now=world.now()) if token else None
    if grant is None:
        raise unauthorized()
    return grant


def _before(rule: Rule) -> Reply | None:
    if rule.kind.endswith("_after"):
        return None
    if rule.kind in ("timeout", "reset"):
        time.sleep(rule.seconds if rule.kind == "timeout" else 0)
        return Reply(lose="reset")
    raise as_error(rule)


def _carry_out(world: World, uploads: Uploads, request: Request, grant: Grant) -> Reply:
    route, path = discovery.match(request.method, request.path)
    method = route.method
    if method.scopes and not method.scopes & grant.scopes:
        raise insufficient_scope()
    handler = METHODS.get(method.id)
    if handler is None:
        raise ApiError(501, "notImplemented", f"{method.id} is not simulated")
    params = discovery.check_parameters(method, request.query)
    mask = _mask(method, request)
    received = uploads.receive(request) if route.upload else (json_body(request.body), None)
    if isinstance(received, Reply):
        return received
    body, media = received
    account = world.account(grant.email)
    call = Call(
        world=world,
        account=account,
        email=grant.email,
        path=path,
        params=params,
        headers=request.headers,
        body=body,
        media=media,
        now=world.now(),
        root=request.root,
        alt=request.one("alt") or "json",
        fields=mask is not None,
    )
    with account.transaction():
        outcome = handler(call)
    if isinstance(outcome, Reply):
        return outcome
    if outcome is None:
        return Reply(204)
    return Reply(json=fields.apply(mask, outcome) if mask else outcome, headers=_etag(outcome))


def _mask(method: discovery.Method, request: Request) -> fields.Mask | None:
    text = request.one("fields")
    if text is None:
        if method.id in NEEDS_FIELDS:
            raise invalid(
                "The 'fields' parameter is required for this method.",
                parameter="fields",
                reason="required",
            )
        return None
    mask = fields.parse(text)
    if method.response:
        fields.check(mask, method.response, discovery.schemas(method.service))
    return mask


def _etag(outcome: Json) -> dict[str, str]:
    etag = outcome.get("etag")
    return {"ETag": etag} if isinstance(etag, str) else {}


def _logged(world: World, request: Request, email: str, reply: Reply, batch: bool) -> Reply:
    world.log.add(
        at=world.now(),
        email=email,
        method=request.method,
        path=target(request),
        status=0 if reply.lose else reply.status,
        batch=batch,
    )
    return reply
