"""`GET /api/v1/items/{service}/{id}`: one item, opened to be read."""

from __future__ import annotations

from collections.abc import Iterator
from email.utils import parseaddr
from typing import Any, get_args

from django.http import HttpResponse, JsonResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers

from accounts.endpoints import Asked, async_endpoint
from accounts.problems import Problem
from agents.errors import StepError, error_message
from agents.query import SERVICES, Item, Service
from agents.workspace.opening import Opened, open_item

ROLES = ("from", "to", "cc", "organizer", "guest", "owner", "shared_with")
GONE = "This item is no longer in {service}. What follows is the beginning that was kept of it."
TIMES = {"gcal": ("start", "end", "updated_at"), "gdrive": ("modified_at", "created_at")}
PLACES = ("calendar_name", "location", "meeting_link", "path")


class PersonSerializer(serializers.Serializer[Any]):
    """Somebody an item names. `response` is a guest's answer, in Google's words."""

    role = serializers.ChoiceField(choices=ROLES)
    name = serializers.CharField(allow_blank=True)
    email = serializers.CharField(allow_blank=True)
    response = serializers.CharField(allow_blank=True)


class OpenedItemSerializer(serializers.Serializer[Any]):
    """An item with its text, which is plain text. `problem` says, in the one error shape, why
    text is missing."""

    service = serializers.ChoiceField(choices=SERVICES)
    id = serializers.CharField()
    title = serializers.CharField(allow_blank=True)
    url = serializers.CharField(allow_blank=True)
    as_of = serializers.DateTimeField(allow_null=True)
    text = serializers.CharField(allow_blank=True)
    is_whole = serializers.BooleanField(help_text="No text is missing.")
    is_live = serializers.BooleanField(help_text="Read from Google just now.")
    problem = serializers.DictField(allow_null=True)
    people = PersonSerializer(many=True)
    times = serializers.DictField(
        child=serializers.DateTimeField(),
        help_text="`sent`; or `start`, `end`, `updated_at`; or `modified_at`, `created_at`.",
    )
    all_day = serializers.BooleanField()
    places = serializers.DictField(
        child=serializers.CharField(),
        help_text="Those it has of `calendar_name`, `location`, `meeting_link`, `path`.",
    )
    attachments = serializers.ListField(child=serializers.CharField(), help_text="Names of files.")


@extend_schema(
    tags=["search"],
    parameters=[
        OpenApiParameter(
            "service", OpenApiTypes.STR, OpenApiParameter.PATH, enum=list(get_args(Service))
        ),
        OpenApiParameter("item_id", OpenApiTypes.STR, OpenApiParameter.PATH),
    ],
    responses=OpenedItemSerializer,
)
async def show(asked: Asked, service: str, item_id: str) -> HttpResponse:
    """One item of the person with its whole text. What the cache does not hold of a long one is
    read from Google; where Google does not give it, the beginning is there and `problem` says
    why. `item_id` is Google's, as in citations and search results."""
    if service not in SERVICES:
        raise _unknown("gmail", "not_found")
    known: Service = service
    try:
        opened = await open_item(user_id=asked.user.id, service=known, google_id=item_id)
    except StepError as error:
        raise _unknown(known, error.code, error.retry_after) from error
    return JsonResponse(as_json(opened))


def as_json(opened: Opened) -> dict[str, Any]:
    item = opened.item
    details = item.details
    names = TIMES.get(item.service, ())
    times = {n: details[n].isoformat() for n in names if details.get(n)}
    if item.service == "gmail" and item.when:
        times["sent"] = item.when.isoformat()
    return {
        "service": item.service,
        "id": item.id,
        "title": item.title,
        "url": item.url,
        "as_of": item.as_of.isoformat() if item.as_of else None,
        "text": opened.text,
        "is_whole": opened.is_whole,
        "is_live": opened.is_live,
        "problem": _problem(opened),
        "people": list(_people(item)),
        "times": times,
        "all_day": bool(details.get("all_day")),
        "places": {n: str(details[n]) for n in PLACES if details.get(n)},
        "attachments": [str(a.get("filename") or "") for a in details.get("attachments") or ()],
    }


def _problem(opened: Opened) -> dict[str, Any] | None:
    if opened.trouble is None:
        return None
    told = error_message(opened.trouble, opened.item.service)
    if opened.trouble == "not_found":
        service = {"gmail": "Gmail", "gcal": "Calendar", "gdrive": "Drive"}[opened.item.service]
        return {**told, "title": "Gone", "message": GONE.format(service=service)}
    if opened.trouble in ("unavailable", "timed_out", "rate_limited"):
        return {**told, "message": "Google does not answer right now.", "action": "Try Again"}
    return told


def _people(item: Item) -> Iterator[dict[str, str]]:
    details = item.details
    if item.service == "gmail":
        yield _person("from", {"name": details["sender_name"], "email": details["sender_email"]})
    if details.get("organizer"):
        name, email = parseaddr(details["organizer"])
        yield _person(
            "organizer", {"name": name or ("" if email else details["organizer"]), "email": email}
        )
    kinds = {"to": "to", "cc": "cc", "attendees": "guest", "owners": "owner"}
    for key, role in {**kinds, "shared_with": "shared_with"}.items():
        for one in details.get(key) or ():
            yield _person(role, one)


def _person(role: str, one: dict[str, Any]) -> dict[str, str]:
    known = {name: str(one.get(name) or "") for name in ("name", "email", "response")}
    return {"role": role, **known}


def _unknown(service: Service, code: str, retry_after: float | None = None) -> Problem:
    told = error_message(code, service, retry_after=retry_after)
    told["retry_after"] = None if retry_after is None else max(1, round(retry_after))
    return Problem(**told, status=404 if code == "not_found" else 503)


item = async_endpoint(get=show)
