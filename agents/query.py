"""The frozen values that travel through the pipeline, from the person's words to the answer.

Nothing here does anything: every stage takes some of these and returns others. `as_json`
methods give the shapes that `ask --json`, the API and the WebSocket show.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any, Literal, get_args
from uuid import UUID

Service = Literal["gmail", "gcal", "gdrive"]
SERVICES: tuple[Service, ...] = get_args(Service)

Operation = Literal[
    "search",
    "read",
    "summarize",
    "draft_email",
    "send_email",
    "reply_email",
    "forward_email",
    "label_email",
    "archive_email",
    "trash_email",
    "create_event",
    "update_event",
    "delete_event",
    "respond_event",
    "find_time",
    "share_file",
    "unshare_file",
    "unsupported",
]
OPERATIONS: tuple[Operation, ...] = get_args(Operation)
READ_OPERATIONS: frozenset[Operation] = frozenset({"search", "read", "summarize", "find_time"})
WRITE_OPERATIONS: frozenset[Operation] = (
    frozenset(OPERATIONS) - READ_OPERATIONS - frozenset({"unsupported"})
)

StepStatus = Literal["ok", "empty", "failed", "timed_out", "skipped", "cancelled"]

EMPTY: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class TimeRange:
    """A half-open interval `[start, end)` of aware datetimes; `None` where it is open."""

    start: datetime | None
    end: datetime | None

    def as_json(self) -> dict[str, str | None]:
        return {
            "start": self.start.isoformat() if self.start else None,
            "end": self.end.isoformat() if self.end else None,
        }


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered source of an answer. `key` is the identifier that outlives Google's ids:
    `("rfc822_message_id" | "ical_uid" | "path", value)`. `when` is the item's own time: sent,
    begins, or changed."""

    n: int
    service: Service
    id: str
    title: str
    url: str
    as_of: datetime | None
    key: tuple[str, str]
    when: datetime | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "n": self.n,
            "service": self.service,
            "id": self.id,
            "title": self.title,
            "url": self.url,
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "when": self.when.isoformat() if self.when else None,
            self.key[0]: self.key[1],
        }


@dataclass(frozen=True, slots=True)
class EarlierTurn:
    """What a follow-up may refer to: one finished turn of the same conversation."""

    query: str
    answer: str
    intent: Intent
    citations: tuple[Citation, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class Query:
    """One question: the person's words, their clock and zone, and the turns before it
    (oldest first). With `services` only these are asked: what failed before is tried again.
    What models spend for it is accounted to the person and to `turn_id`; without one, to nobody.
    """

    text: str
    user_id: UUID
    now: datetime
    time_zone: str
    earlier: tuple[EarlierTurn, ...] = ()
    services: tuple[Service, ...] = ()
    turn_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Intent:
    """What the person wants.

    `entities` holds only keys that were found.

    Who: `people` (names as said), `addresses` (typed by the person), `direction` (`from`, `to`,
    `with`), `contacts` (a name as said to `[{"name", "address", "messages", "last"}, ...]` from
    the person's own mail and events, best first), `other` (bool: not the one whom the turn before
    took), `chosen` (a name as said to the address that the person picked), `assumption` (one
    sentence for the answer, where one of several people was taken), `respelled` (a word as typed
    to the one that it was read as), `left_aside` (a wish before a question that is answered alone).
    What: `topic` (the words left to search for), `phrases` (what stood in quotes; their words are
    in the topic too), `references` (booking and invoice numbers), `file_types`, `labels`, `flags`
    (`unread`, `starred`, `important`, `attachment`, `personal`: from people, `newsletters`),
    `colleagues` (bool: mails of those of the person's own organisation), `circle` (mails of
    `clients`, `outsiders`, `strangers` or, where they are told themselves, `colleagues`),
    `language` (of a mail, two letters), `latest` (bool: only the newest), `ordinal` (1-based,
    into the last answer's citations; -1 is the last), `ordinals` (several of them), `remove`
    (labels to take off a mail), `beside` (of an event that is made or moved: `{"event": words,
    "days": int}`, so many days from the event of these words), `without` (the words of what a
    write shall spare), `only` (flags of the mails that are marked).
    Of files: `owner`, `shared_by` ("which Anna shared with me") and `shared_with_person`: a name
    or address, which `people` or `addresses` hold as well; `folder` (its name).
    How the answer looks: `shape`, one of `agenda`, `next`, `who`, `when`, `where`, `count`,
    `list`, `shared_with`, `said`, `amount` (how much: verbatim), `needs_reply` (mails that wait
    for the person's answer; with people: what these expect), `digest` (of unread mail, or of a
    mailbox), `thread` (of one discussion, or what was decided in it), `drafts` (not sent),
    `promised` (what the person said they would do), `awaiting` (mails of theirs that nobody
    answered), `replied` (whether a mail has its answer), `answer` (what was answered to
    what the person wrote), `contact` (when somebody wrote first or
    last), `few` (so many of the newest mails: `many`), `mails`
    (those of somebody, of a kind or of a time), `most` (who writes most), `sent_to` (whom the
    person sent something to), `owed` (mails that ask the person for money), `each` (what each of
    several people said),
    `absent` (who is away when), `conflicts` (events that clash with one another, or with the
    anchor), `person` (who somebody is), `free` (of find_time), `guests` (who comes to an event),
    `trip` (the days at a place, which is the topic), `length` (how long an
    event takes, or when by which clock), `row` (the next event of a name, or the one before),
    `row_days` (on which days it is, or is not), `beside` (what comes after or before an event),
    `told` (what mails say of a time to come), `due` (what has to be done in a time), `folder` (what
    lies in one), `compare` (two `sides`, each `{"said", "topic"}`, held against each other),
    `cover` (who stands in for `whom`: a name, `me`, or "" for everybody).
    Of questions about time: `pays` (bool: only what is to be paid), `weekday` (`mon`) and
    `left_out` (bool: the days without it),
    `occasions` (one or two events in words, to be looked up), `absence`
    (bool: whether somebody is away then), `since` and `until` (events in words that bound free
    time), `hours` (`[first, last]`, minutes of each day), `only` (of an agenda:
    `work`, `private`, `away`, `online`, `nowhere`, `absent`, `weekends`), `pick` (of an agenda:
    `longest`, `shortest`, `soonest`, `all_day`, `back_to_back`, `unanswered`, `declined`),
    `within` (`[first, last]`, minutes of the day against which the beginning or end, by `side`, is
    held), `is_on`, `link`, `strict` and `counted` (bool: whether it is still on, how to join it,
    only an event that is called by all the words, how often it is),
    `guest` (of whom it is asked whether they come), `event_id` (the event of the turn
    before), `overrun` (minutes by which the first lasts longer), `clock`, `backwards`, `notes`
    (bool: hours are asked for, the one before, the events with their notes), `best` and `any`
    (bool: the best gap, or any one, is asked for).
    `detail` of a person: `phone`, `address` or `role`; or `there`, where the people of an
    organisation are asked for.
    `anchor`: the second thing of a question in two hops, as `{"relation": "before" | "after" |
    "during" | "about" | "organiser" | "with_attachment" | "writer" | "owner" | "reader",
    "services": [...], "topic": str, "people": [...]}`, the last three of somebody who is told by
    what they did, with `latest` or `next` (true) and `start` and `end` (ISO 8601, or None)
    where they were said: in "the deck that was mailed before the offsite" the offsite.
    For writes: `about_booking` (bool: the thing to cancel or change is held by somebody outside,
    so a mail is what does it), `verb` (the wish in one word, e.g. `cancel`), `message` (what to
    say), `subject`, `title`, `location`, `duration_minutes`, `same_day` (bool: a new time of day,
    not a new day), `from_time` (of what is moved: `{"start", "end"}`, ISO 8601), `shift_minutes`
    (by how much it moves, less than none to an earlier time), `lasts_minutes` (how long what
    moves by so much shall last), `either_half` (bool: neither morning nor afternoon was said),
    `near_day` (bool: a weekday of no named week: the one nearer to when it is), `invites` (bool:
    the people are added to an event), `uninvited` (names of those taken off it), `about` (what a
    mail without a message is about, verbatim), `role` (of a
    share), `response` (accepted, declined, tentative).
    """

    services: tuple[Service, ...]
    operation: Operation
    entities: Mapping[str, Any] = field(default_factory=lambda: EMPTY)
    time_range: TimeRange | None = None
    confidence: float = 0.0
    clarification: str | None = None
    took_ms: float = 0.0

    def as_json(self) -> dict[str, Any]:
        return {
            "services": list(self.services),
            "operation": self.operation,
            "entities": dict(self.entities),
            "time_range": self.time_range.as_json() if self.time_range else None,
            "confidence": round(self.confidence, 3),
            "took_ms": round(self.took_ms, 3),
        }


@dataclass(frozen=True, slots=True)
class Reference:
    """A typed reference of a step's argument to the results of an earlier step."""

    step_id: str
    path: str

    def as_json(self) -> dict[str, str]:
        return {"step": self.step_id, "path": self.path}


@dataclass(frozen=True, slots=True)
class Step:
    """One call of one service agent. `when_empty` names the step for which this one is the
    fallback: it runs only if that step found nothing. With `unless_surer` it runs only if no step
    that it depends on found what is so likely about its words, as log odds."""

    id: str
    agent: Service
    operation: str
    arguments: Mapping[str, Any] = field(default_factory=lambda: EMPTY)
    depends_on: tuple[str, ...] = ()
    when_empty: str | None = None
    unless_surer: float | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "agent": self.agent,
            "operation": self.operation,
            "arguments": {k: _plain(v) for k, v in self.arguments.items()},
            "depends_on": list(self.depends_on),
        }


@dataclass(frozen=True, slots=True)
class Plan:
    """A validated directed acyclic graph of steps, in a topological order."""

    steps: tuple[Step, ...]

    def as_json(self) -> dict[str, Any]:
        return {"steps": [step.as_json() for step in self.steps]}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing found: a mail, an event or a file, as the cache (or Google) holds it.

    `text` is the passage or preview that matched, `details` the fields of the service
    (mail: `sender_name`, `sender_email`, `to`, `thread_id`, `labels`, `unread`; event: `start`,
    `end`, `all_day`, `time_zone`, `location`, `attendees`, `calendar_id`, `status`,
    `meeting_link`; file: `mime_type`, `path`, `owners`, `shared_with`).
    """

    service: Service
    id: str
    title: str
    url: str
    text: str
    when: datetime | None
    as_of: datetime | None
    key: tuple[str, str]
    score: float = 0.0
    details: Mapping[str, Any] = field(default_factory=lambda: EMPTY)


@dataclass(frozen=True, slots=True)
class StepResult:
    """What a step gave: items it found, or the action that it proposed (`more_actions`, where it
    took one for each account)."""

    step: Step
    status: StepStatus
    ms: float = 0.0
    items: tuple[Item, ...] = ()
    action: Mapping[str, Any] | None = None
    more_actions: tuple[Mapping[str, Any], ...] = ()
    error: Mapping[str, Any] | None = None
    as_of: datetime | None = None
    data: Mapping[str, Any] = field(default_factory=lambda: EMPTY)

    @property
    def ok(self) -> bool:
        return self.status in ("ok", "empty")

    @property
    def actions(self) -> tuple[Mapping[str, Any], ...]:
        """All that it proposed."""
        return (self.action, *self.more_actions) if self.action is not None else ()

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.step.id,
            "status": self.status,
            "ms": round(self.ms, 2),
            "count": len(self.items),
            "error": dict(self.error) if self.error and not self._lacks_nothing() else None,
        }

    def _lacks_nothing(self) -> bool:
        """Whether it would only have read on where a search found something."""
        code = (self.error or {}).get("code")
        reads = self.step.operation in ("read", "thread", "search")
        return reads and self.status == "skipped" and code == "nothing_to_act_on"


@dataclass(frozen=True, slots=True)
class Answer:
    """The finished answer of a turn. `text` is Markdown with `[n]` citation marks."""

    text: str
    html: str
    citations: tuple[Citation, ...]
    clarification: str | None = None
    suggestions: tuple[str, ...] = ()
    mode: str = "local"
    timings_ms: Mapping[str, float] = field(default_factory=dict)


def _plain(value: Any) -> Any:
    """A step's argument as JSON."""
    if isinstance(value, Reference | TimeRange):
        return value.as_json()
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(v) for v in value]
    return value
