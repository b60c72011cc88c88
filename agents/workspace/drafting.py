"""The words of a proposed mail, and for each of its arguments where it came from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from agents.workspace import greetings, recipients
from agents.workspace.base import Call, Context

SUBJECT = 60  # characters of a subject that is taken from the message
Provenance = dict[str, dict[str, str | None]]
_ANSWERED = re.compile(r"^\s*(?:re|aw|ynt|sv|rv|antw)\s*:", re.IGNORECASE)
_PASSED_ON = re.compile(r"^\s*(?:fwd?|wg|tr|rv|i|ilt)\s*:", re.IGNORECASE)
_I = re.compile(r"(?<![\w'’.-])i(?=(?:['’](?:m|ve|ll|d))?(?:\s|[,.!?]|$))")
_WISHES: Mapping[str, str] = {
    "cancel": "I would like to cancel the booking below.",
    "change": "I would like to change the booking below.",
    "move": "I would like to move the booking below to another date.",
    "reschedule": "I would like to move the booking below to another date.",
    "postpone": "I would like to move the booking below to a later date.",
    "refund": "I would like to ask for a refund of the booking below.",
    "confirm": "I would like to confirm the booking below.",
}
_CONFIRM: Mapping[str, str] = {
    "cancel": "Please confirm the cancellation, and tell me about any refund or fee.",
}


def compose(call: Call, context: Context) -> tuple[dict[str, Any], Provenance]:
    """The arguments of a mail (the contract's, with `in_reply_to`, and of a mail that is passed
    on `message_id`) and their provenance.

    Raises StepError("recipient_refused").
    """
    arguments = {
        "to": recipients.addresses(call, context, "to"),
        "cc": recipients.addresses(call, context, "cc"),
        "bcc": [],
        "subject": _subject(call),
        "body": _body(call, context),
        "thread_id": call.arguments.get("thread_id"),
        "in_reply_to": call.arguments.get("in_reply_to"),
    }
    if "message_id" in call.arguments:
        arguments["message_id"] = call.arguments["message_id"]
    provenance = {name: _provenance(name, call) for name in arguments}
    for name in ("to", "cc"):
        provenance[name] = dict(recipients.provenance(call, context, name))
    return arguments, provenance


def _subject(call: Call) -> str:
    subject = str(call.arguments.get("subject") or "")
    if subject and call.arguments.get("message_id"):
        return subject if _PASSED_ON.match(subject) else f"Fwd: {subject}"
    if subject and call.arguments.get("in_reply_to"):
        return subject if _ANSWERED.match(subject) else f"Re: {subject}"
    about = str(call.arguments.get("title") or call.arguments.get("about") or subject)
    about = about or _beginning(str(call.arguments.get("message") or ""))
    return about[:1].upper() + about[1:]


def _beginning(message: str) -> str:
    """The first words of what a mail says."""
    first = re.split(r"[.!?\n]", message.strip(), maxsplit=1)[0]
    return first if len(first) <= SUBJECT else f"{first[:SUBJECT].rsplit(' ', 1)[0]} …"


def _body(call: Call, context: Context) -> str:
    purpose = call.arguments.get("purpose")
    message = str(call.arguments.get("message") or "").strip()
    opening, closing, about = greetings.of("" if purpose else context.query.text)
    parts = [opening]
    if purpose:
        parts += _booking_words(call, str(purpose), message)
    elif message:
        ending = "" if message[-1] in ".!?…" else "."
        parts.append(_I.sub("I", message[:1].upper() + message[1:] + ending))
    elif call.arguments.get("about") and not _points_at_a_mail(call):
        parts.append(about.format(call.arguments["about"]))
    parts.append(f"{closing}\n{context.name}".rstrip())
    return "\n\n".join(parts) + "\n"


def _points_at_a_mail(call: Call) -> bool:
    """Whether what it is about is the mail that it answers or passes on."""
    return bool(call.arguments.get("in_reply_to") or call.arguments.get("message_id"))


def _booking_words(call: Call, purpose: str, message: str) -> list[str]:
    wish = _WISHES.get(purpose, f"I would like to {purpose} the booking below.")
    about = str(call.arguments.get("about") or "")
    named = {
        "Booking reference": call.arguments.get("booking_reference"),
        "Flight": call.arguments.get("flight"),
        "Booking": about[:1].upper() + about[1:],
        "Your message": call.arguments.get("subject"),
    }
    lines = "\n".join(f"{label}: {value}" for label, value in named.items() if value)
    last = _CONFIRM.get(purpose, "Please confirm this by return.")
    return [part for part in (wish, lines, message, last) if part]


_FROM: Mapping[str, tuple[str, ...]] = {
    "subject": ("subject",),
    "body": ("booking_reference", "flight", "subject"),
    "thread_id": ("thread_id",),
    "in_reply_to": ("in_reply_to",),
    "message_id": ("message_id",),
}


def _provenance(name: str, call: Call) -> dict[str, str | None]:
    if name == "body" and call.arguments.get("message") and not call.arguments.get("purpose"):
        return {"source": "user", "ref": None}
    for origin in _FROM.get(name, ()):
        if origin in call.sources and (name != "body" or call.arguments.get("purpose")):
            return {"source": "content", "ref": call.sources[origin].id}
    words = ("title", "about", "message")
    is_said = name == "subject" and any(call.arguments.get(word) for word in words)
    return {"source": "user" if is_said else "default", "ref": None}
