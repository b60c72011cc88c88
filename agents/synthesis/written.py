"""What is proposed, and what cannot be done yet. Only a record may be called done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from agents.bookings import Booking, codes, find_booking
from agents.errors import SERVICE_NAMES
from agents.matching import may_be_changed, named_in
from agents.planning.bookings import is_about_booking
from agents.query import Item, Service, StepResult
from agents.synthesis import cautions, found, proposals, wording
from agents.synthesis.lines import event_line, file_line, mail_line, sender, title
from agents.synthesis.material import Material
from agents.words import content_words, coverage

EVIDENCE = 3
_PLACES: tuple[tuple[Service, str], ...] = (
    ("gcal", "In your calendar"),
    ("gdrive", "In your Drive"),
)
_SURE = 0.6  # of the asked words, for an event or file without the booking's code
_WISHES = {
    "send_email": "send mail",
    "reply_email": "send replies",
    "forward_email": "forward mail",
    "label_email": "label mail",
    "archive_email": "archive mail",
    "trash_email": "delete mail",
    "create_event": "create events",
    "update_event": "change events",
    "delete_event": "delete events",
    "respond_event": "answer invitations",
    "share_file": "share files",
    "unshare_file": "stop sharing files",
}

_BROKEN = frozenset({"failed", "timed_out", "cancelled"})
_TO_WHOM = "I do not know the address that this shall go to: which one is it?"
_MISSING = {"send_email": _TO_WHOM, "forward_email": _TO_WHOM}  # the only thing that can miss


def written(material: Material) -> str:
    """What the write is about, and what is proposed or why it is not."""
    write = next(r for r in material.results if _is_write(r))
    if is_about_booking(material.intent):
        return _booking(write, material)
    if write.action is not None:
        parts = (_target(write, material), _proposed(material), *cautions.cautions(material))
        return "\n\n".join(part for part in parts if part)
    if write.error and write.error["code"] == "action_unavailable":
        return _not_yet(write, material)
    return _refused(write, material)


def is_write(material: Material) -> bool:
    return any(_is_write(result) for result in material.results)


def _is_write(result: StepResult) -> bool:
    return result.step.operation == "draft_email" or result.step.operation in _WISHES


def _booking(write: StepResult, material: Material) -> str:
    mails = material.found.get("gmail", ())
    others = (*material.found.get("gcal", ()), *material.found.get("gdrive", ()))
    booking = _the_booking(write, mails, others, material)
    if booking is None and not _related(others, material):
        return f"{found.nothing(material)} So I have not prepared anything."
    lines = [_booking_head(booking, material)] if booking else []
    lines += _evidence(booking, others, material)
    if write.action is not None:
        return "\n\n".join((*lines, _proposed(material)))
    lines.append(
        "I did not find a mail about it whose sender I could write to, "
        "so I have not prepared anything."
    )
    return "\n\n".join(lines)


def _the_booking(
    write: StepResult, mails: tuple[Item, ...], others: tuple[Item, ...], material: Material
) -> Booking | None:
    """The booking that the proposed mail is about: the one in its provenance."""
    ref = _ref(write)
    chosen = tuple(mail for mail in mails if mail.id == ref) or mails
    wanted = tuple(material.intent.entities.get("references", ()))
    about = " ".join((material.topic, *material.people))
    return find_booking(chosen, others, about=about, wanted=wanted)


def _booking_head(booking: Booking, material: Material) -> str:
    mail = booking.item
    named = f" **{wording.plain(booking.reference)}**" if booking.reference else ""
    flight = f" (flight {wording.plain(booking.flight)})" if booking.flight else ""
    when = f", sent {wording.at_moment(mail.when, material.query)}" if mail.when else ""
    mark = material.sources.cite(mail)
    head = (
        f"I found the booking{named}{flight} in the mail “{title(mail)}” from {sender(mail)}"
        f"{when}. {mark}"
    )
    return head if booking.reference else f"{head} It names no booking reference that I can read."


def _evidence(booking: Booking | None, others: tuple[Item, ...], material: Material) -> list[str]:
    """The events and files that hold the booking's code, or else most of the asked words."""
    known = {code for code in (booking.reference, booking.flight) if code} if booking else set()
    lines = []
    for service, label in _PLACES:
        items = [item for item in others if item.service == service]
        sure = [i for i in items if known & codes(f"{i.title}\n{i.text}").keys()]
        sure = sure or _related(items, material)
        sure = sorted(sure[:EVIDENCE], key=lambda i: i.when or material.query.now)
        shown = [_evidence_line(item, material) for item in sure]
        if shown:
            lines.append(f"{label}:\n" + "\n".join(f"- {line}" for line in shown))
        elif service in material.searched():
            lines.append(f"I did not find it in {SERVICE_NAMES[service]}.")
    return lines


def _related(items: Iterable[Item], material: Material) -> list[Item]:
    """Those whose title holds most of the asked words."""
    return [item for item in items if coverage(material.wanted, item.title) >= _SURE]


def _evidence_line(item: Item, material: Material) -> str:
    mark = material.sources.cite(item)
    if item.service == "gcal":
        zone = "" if item.details.get("all_day") else f" ({material.query.time_zone})"
        return event_line(item, material.query, mark).replace(f" {mark}", f"{zone} {mark}")
    return file_line(item, material.query, mark)


def _proposed(material: Material) -> str:
    """What is proposed: one action, or one for each person."""
    actions = [action for result in material.results for action in result.actions]
    told = material.intent
    invites = told.operation == "update_event" and told.entities.get("invites")
    names = [wording.plain(str(name)) for name in told.entities.get("people", ()) if invites]
    said = [f"New guest: {wording.joined(names)}."] if names else []
    return "\n\n".join((*said, *(proposals.proposed(a, material.query) for a in actions)))


def _ref(write: StepResult) -> str | None:
    """The item that the proposed write is about, by its id."""
    provenance = write.action["provenance"] if write.action else {}
    for name in ("to", "event_id", "file_id", "message_ids", "message_id"):
        ref = (provenance.get(name) or {}).get("ref")
        if ref:
            return str(ref)
    return None


def _target(write: StepResult, material: Material) -> str:
    """The mail that a draft answers or whose sender it goes to; the event or file that changes."""
    ref = _ref(write)
    items = (item for service in ("gmail", "gcal", "gdrive") for item in _found(service, material))
    for item in items:
        if item.id == ref and item.service == "gmail" and "to" in _arguments(write):
            return _answers(item, write, material)
        if item.id == ref and len(mails := _mails(write, material)) > 1:
            return _several(mails, material)
        if item.id == ref:
            return f"This is about {_line(item, material)}"
    return ""


def _mails(write: StepResult, material: Material) -> list[Item]:
    """The mails that change, where one action is about several."""
    ids = _arguments(write).get("message_ids") or ()
    known = {item.id: item for item in _found("gmail", material)}
    return [known[i] for i in ids if i in known] if isinstance(ids, list) else []


def _several(mails: list[Item], material: Material) -> str:
    named = [f"**{title(m)}** ({sender(m)}) {material.sources.cite(m)}" for m in mails[:EVIDENCE]]
    rest = len(mails) - len(named)
    return f"This is about {wording.joined([*named, f'{rest} more'] if rest else named)}."


def _found(service: str, material: Material) -> tuple[Item, ...]:
    return material.found.get(service, ())


def _arguments(write: StepResult) -> Mapping[str, object]:
    return write.action["arguments"] if write.action else {}


def _answers(mail: Item, write: StepResult, material: Material) -> str:
    """The mail that is answered; or, for a new one, whom the person's words were taken to mean,
    with the others that they could mean."""
    mark = material.sources.cite(mail)
    line = mail_line(mail, material.query, material.wanted, mark)
    if write.step.operation == "forward_email":
        return f"This passes on {line}"
    if write.action and write.action["arguments"].get("in_reply_to"):
        return f"This answers {line}"
    known = {str(mail.details.get("sender_email"))}
    others: dict[str, Item] = {}
    for other in material.found.get("gmail", ()):
        address = str(other.details.get("sender_email"))
        if address not in known:
            others.setdefault(address, other)
    meant = f"I took this to be for {_named(mail)}, who wrote “{title(mail)}”. {mark}"
    if not others:
        return meant
    also = [f"{_named(o)} {material.sources.cite(o)}" for o in list(others.values())[:EVIDENCE]]
    return f"{meant} It could also mean {wording.joined(also)}."


def _named(mail: Item) -> str:
    return f"{sender(mail)} ({wording.plain(str(mail.details.get('sender_email')))})"


def _not_yet(write: StepResult, material: Material) -> str:
    wish = _WISHES[write.step.operation]
    head = f"I cannot {wish} yet, so nothing was changed."
    items = material.found.get(write.step.agent, ())
    if not items:
        return head
    lines = [_line(item, material) for item in _candidates(items, material)]
    if len(lines) == 1:
        return f"This is what I found for it: {lines[0]}\n\n{head}"
    listed = "\n".join(f"- {line}" for line in lines)
    return f"One of these could be meant:\n{listed}\n\n{head}"


def _candidates(items: tuple[Item, ...], material: Material) -> list[Item]:
    """The items that could be meant, the likeliest first: named by the asked words or people,
    and among few people rather than many."""
    wanted = material.wanted | content_words(" ".join(material.people))
    ranked = sorted(
        items,
        key=lambda i: (-coverage(wanted, i.title), len(i.details.get("attendees") or ())),
    )
    return ranked[:EVIDENCE]


def _line(item: Item, material: Material) -> str:
    mark = material.sources.cite(item)
    if item.service == "gcal":
        return event_line(item, material.query, mark)
    if item.service == "gdrive":
        return file_line(item, material.query, mark)
    return mail_line(item, material.query, material.wanted, mark)


_WHEN = frozenset({"start", "day_of"})
_MAY = {"reader": "view", "commenter": "comment on"}


def _as_it_is(write: StepResult, material: Material) -> str:
    """That somebody has the access to a file already, or has none that could end."""
    told = write.data["as_it_is"]
    who, line = wording.plain(str(told["email"])), _line(write.items[0], material)
    if write.step.operation == "unshare_file":
        said = f"It is not shared with {who}, so there is nothing to end."
    elif told["role"] == "owner":
        said = f"It belongs to {who}, so there is nothing to share."
    else:
        said = f"{who} can already {_MAY.get(str(told['role']), 'edit')} it."
    return f"This is about {line}\n\n{said} I have not prepared anything."


def _refused(write: StepResult, material: Material) -> str:
    if "as_it_is" in write.data and write.items:
        return _as_it_is(write, material)
    if unknown := cautions.unknown(material):
        return f"I have not prepared anything yet. {cautions.no_address(unknown)}"
    if any(r.status in _BROKEN for r in material.results if r is not write):
        return "I have not prepared anything, because a search that it needs did not work."
    if write.error and write.error["code"] == "invalid_arguments" and write.step.agent == "gmail":
        missing = _MISSING.get(write.step.operation)
        if missing:
            return f"I have not prepared anything yet. {missing}"
    if write.error and write.error["code"] != "nothing_to_act_on":
        return f"I have not prepared anything{_why_not(write)}"
    if write.step.agent == "gdrive" and material.found.get("gdrive"):
        return _which_file(material)
    names = material.intent.entities.get("uninvited", ())
    if "uninvited" in write.step.arguments and len(events := material.found.get("gcal", ())) == 1:
        who = wording.joined([wording.plain(str(name)) for name in names])
        return (
            f"I have not prepared anything: I cannot tell who of the guests {who} is. "
            f"This is the event: {_line(events[0], material)}"
        )
    if material.found.get(write.step.agent) and not write.step.operation.startswith("create"):
        return _which_one(write, material)
    return f"{found.nothing(material)} So I have not prepared anything."


def _why_not(write: StepResult) -> str:
    """What is missing, or what went wrong."""
    if write.step.operation == "create_event" and not _WHEN & write.step.arguments.keys():
        title = wording.plain(str(write.step.arguments.get("title") or ""))
        about = f"“{title}”" if title else "it"
        return f" yet. When shall {about} be? Please say the day."
    return f". {write.error['message']}" if write.error else "."


def _which_one(write: StepResult, material: Material) -> str:
    """That it is not clear which mail or event is meant, with those that come nearest."""
    noun = "mail" if write.step.agent == "gmail" else "event"
    nearest = _candidates(material.found[write.step.agent], material)
    lines = "\n".join(f"- {_line(item, material)}" for item in nearest)
    return (
        f"I am not sure which {noun} you mean{found.about(material)}, so I have not prepared "
        f"anything. Which one is it? The nearest:\n{lines}"
    )


def _called_so(material: Material) -> list[Item]:
    """The files of others whose titles hold all the words that were said of it; the one alone
    whose title was said in full."""
    files = material.found["gdrive"]
    if said := named_in(files, material.query.text):
        return [] if may_be_changed(said, "") else [said]
    if not material.wanted:  # "share it"
        return list(files)
    called = [f for f in files if coverage(material.wanted, f.title) >= 1]
    return [] if any(may_be_changed(f, "") for f in called) else called


def _which_file(material: Material) -> str:
    """That no file of the person's is called so, with those that come nearest."""
    called = _called_so(material)
    if len(called) == 1:
        return (
            f"This is about {_line(called[0], material)}\n\nIt is not yours to share, so I have "
            "not prepared anything. Its owner can share it."
        )
    if called:
        lines = "\n".join(f"- {_line(item, material)}" for item in called[:EVIDENCE])
        return (
            "I have not prepared anything: none of the files that are called so is yours to share. "
            f"Their owners can share them:\n{lines}"
        )
    nearest = _candidates(material.found["gdrive"], material)
    lines = "\n".join(f"- {_line(item, material)}" for item in nearest)
    what = wording.plain(material.topic)
    is_called = any(coverage(material.wanted, file.title) >= 1 for file in nearest)
    unsure = (
        f"I am not sure which file you mean by “{what}”"
        if is_called
        else f"I did not find a file of yours with a title like “{what}”"
    )
    return (
        f"{unsure}, so I have not prepared anything. Which file do you mean? The nearest:\n{lines}"
    )
