"""The mailboxes: which stories belong to whom."""

from collections.abc import Sequence
from importlib import import_module

from .model import Account, Person, Story
from .people import CAST, DEMO, SECOND
from .second_people import SECOND_CAST
from .senders import SENDERS

_DEMO = (
    "flight",
    "budget",
    "proposal",
    "offsite",
    "invoice",
    "away",
    "home",
    "school",
    "work",
    "languages",
    "friends",
    "projects",
    "letters",
    "newsletters",
    "receipts",
    "notices",
    "spam",
)
_SECOND = ("second",)


def _account(owner: Person, names: Sequence[str]) -> Account:
    stories: list[Story] = [import_module(f"{__package__}.stories.{name}").STORY for name in names]
    return Account(
        owner=owner,
        mails=tuple(mail for story in stories for mail in story.mails),
        events=tuple(event for story in stories for event in story.events),
        files=tuple(file for story in stories for file in story.files),
        dates={name: spec for story in stories for name, spec in story.dates.items()},
        terms=tuple(term for story in stories for term in story.terms),
    )


ACCOUNTS = {DEMO.email: _account(DEMO, _DEMO), SECOND.email: _account(SECOND, _SECOND)}


def _people_terms() -> set[str]:
    """Full names and addresses; not the two owners' addresses, which the product prints."""
    people = {*CAST.values(), *SENDERS.values(), *SECOND_CAST.values()}
    public = {person for person in people if person.email.endswith("example.com")}
    names = {person.name for person in people - public} | {DEMO.name, SECOND.name}
    return names | {person.email for person in people - {DEMO, SECOND}}


def terms() -> list[str]:
    """The distinctive words, names, addresses and references of the data, sorted."""
    curated = {term for account in ACCOUNTS.values() for term in account.terms}
    return sorted(curated | _people_terms())
