"""What a story is made of. Moments are written as specs, see ``when``."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Person:
    """Somebody with an address. ``form`` is how their mail looks: plain, alt, html or mixed."""

    name: str
    email: str
    form: str = "mixed"
    work: bool = False
    zone: str = "Europe/London"
    signature: str = ""


@dataclass(frozen=True)
class Attachment:
    """A file in a mail; its kind follows from the extension, its content is light markup."""

    name: str
    content: str


@dataclass(frozen=True)
class Mail:
    """One mail. ``key`` is the local part of its Message-ID; ``re`` the key that it answers.

    ``labels`` are Gmail's as Takeout writes them; empty means Inbox (or Sent) and read.
    """

    key: str
    when: str
    sender: Person
    subject: str
    text: str
    re: str = ""
    to: tuple[Person, ...] = ()
    cc: tuple[Person, ...] = ()
    labels: tuple[str, ...] = ()
    form: str = ""
    charset: str = "utf-8"
    encoding: str = ""
    attachments: tuple[Attachment, ...] = ()
    raw_html: str = ""
    quote: bool = True


@dataclass(frozen=True)
class Guest:
    """An invited person and the answer: ACCEPTED, DECLINED, TENTATIVE or NEEDS-ACTION."""

    person: Person
    answer: str = "ACCEPTED"


@dataclass(frozen=True)
class Override:
    """One occurrence of a recurring event that differs: ``on`` is the day it was due."""

    on: str
    start: str = ""
    minutes: int = 0
    title: str = ""
    location: str = ""
    description: str = ""
    cancelled: bool = False


@dataclass(frozen=True)
class Event:
    """One calendar entry. ``key`` is the local part of its UID; all-day when ``days`` is set."""

    key: str
    title: str
    start: str
    minutes: int = 30
    calendar: str = ""
    days: int = 0
    zone: str = "Europe/London"
    end: str = ""
    end_zone: str = ""
    description: str = ""
    location: str = ""
    link: str = ""
    organizer: Person | None = None
    guests: tuple[Guest, ...] = ()
    status: str = "CONFIRMED"
    rrule: str = ""
    skipped: tuple[str, ...] = ()
    overrides: tuple[Override, ...] = ()
    sequence: int = 0
    busy: bool = True


@dataclass(frozen=True)
class Share:
    """Who may do what with a file: owner, writer, commenter or reader."""

    person: Person
    role: str = "reader"


@dataclass(frozen=True)
class File:
    """One file in Drive; ``google`` is document, spreadsheet or presentation for Google's own."""

    path: str
    created: str
    modified: str
    content: str
    google: str = ""
    shares: tuple[Share, ...] = ()
    starred: bool = False


@dataclass(frozen=True)
class Story:
    """What belongs together across the services.

    ``dates`` names days for the texts; ``terms`` are the distinctive words that occur nowhere
    but in this data.
    """

    mails: tuple[Mail, ...] = ()
    events: tuple[Event, ...] = ()
    files: tuple[File, ...] = ()
    dates: Mapping[str, str] = field(default_factory=dict)
    terms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Account:
    """One mailbox, with its owner and everything in it."""

    owner: Person
    mails: tuple[Mail, ...]
    events: tuple[Event, ...]
    files: tuple[File, ...]
    dates: Mapping[str, str]
    terms: tuple[str, ...]
