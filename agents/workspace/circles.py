"""Whose mails are asked for, where nobody is named: clients, outsiders, strangers; and in which
language they are.

What somebody is to the person is told by who writes to whom, and from where: nobody's mail says
that it is a client's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from agents.matching import is_personal, text_of
from agents.query import Item
from agents.words import content_words, plain_coverage
from search.colleagues import PUBLIC
from search.text import fold

# A mailbox that no one person reads.
_SHARED: Final = frozenset(
    {"hello", "info", "office", "post", "mail", "contact", "accounts", "orders", "bills", "shop"}
    | {"service", "support", "members", "reception", "tickets", "team", "admin", "enquiries"}
    | {"updates", "notifications", "alerts", "news", "noreply", "no-reply", "programme", "loans"}
    | {"sales", "booking", "billing", "help", "helpdesk"}
)
# Whom one is a customer of oneself.
_SERVES: Final = frozenset(
    {"bank", "lettings", "letting", "estates", "school", "primary", "academy", "nursery", "dental"}
    | {"dentist", "surgery", "energy", "electric", "rail", "railway", "airlines", "airways"}
    | {"library", "council", "insurance", "grocers", "grocery", "pharmacy", "gym", "vets", "books"}
)
_WORD: Final = re.compile(r"[^\W_]+")
HALF: Final = 0.5  # of the words of a topic
FEW: Final = 2  # mails of somebody that the person does not know
Chooses = Callable[[Item], bool]


def chooser(
    circle: str,
    *,
    mails: Iterable[Item],
    own_mails: Iterable[Item],
    organisation: str | None,
    sent: bool = False,
) -> Chooses:
    """What tells the mails from people of a circle (with `sent` those to them) from others.
    `mails` are those that came, `own_mails` those that the person sent, `organisation` the domain
    that the person works at."""
    belongs = _belongs(circle, mails, own_mails, organisation)

    def chooses(mail: Item) -> bool:
        if _is_own(mail):
            return sent and any(belongs(address) for address in _recipients(mail))
        return not sent and is_personal(mail) and belongs(_address(mail))

    return chooses


def speaks_of_nothing_of(topic: str) -> Chooses:
    """What tells the mails that are not about a topic: in no mail left stand half its words."""
    wanted = content_words(topic)
    return lambda mail: plain_coverage(wanted, text_of(mail)) < HALF


def is_by_none_of(names: Iterable[str]) -> Chooses:
    """What tells the mails of other people than those named, by name or address."""
    said = [fold(name).split() for name in names]

    def chooses(mail: Item) -> bool:
        sender = f"{mail.details.get('sender_name') or ''} {_address(mail)}"
        words = _WORD.findall(fold(sender))
        return not any(all(any(w.startswith(s) for w in words) for s in one) for one in said)

    return chooses


def _belongs(
    circle: str, mails: Iterable[Item], own_mails: Iterable[Item], organisation: str | None
) -> Callable[[str], bool]:
    """What tells the addresses of a circle."""
    own = {_address(mail) for mail in own_mails}
    written = {address for mail in own_mails for address in _recipients(mail)} - own
    if circle == "colleagues":
        return lambda address: _at(address) == organisation and address not in own
    if circle == "outsiders":
        return lambda address: _at(address) != organisation and address not in own
    if circle == "strangers":
        counted = Counter(_address(mail) for mail in mails)
        unknown = written | own
        return lambda address: address not in unknown and counted[address] <= FEW
    private = _private_domains(mails, own_mails) | _serving(mails) | {*PUBLIC, organisation}
    known = {_at(address) for address in written} - private
    return lambda address: (
        _at(address) in known and address not in own and address.partition("@")[0] not in _SHARED
    )


def speaks(language: str) -> Chooses:
    """What tells mails in a language (as two letters)."""
    return lambda mail: str(mail.details.get("language") or "en") == language


def _private_domains(mails: Iterable[Item], own_mails: Iterable[Item]) -> set[str]:
    """Domains that nobody works at: that of somebody who is called like the person or like the
    domain."""
    own = {
        str(mail.details.get("sender_name") or "").lower().split()[-1]
        for mail in own_mails
        if str(mail.details.get("sender_name") or "").strip()
    }
    private: set[str] = set()
    surnames: dict[str, set[str]] = {}
    people: dict[str, set[str]] = {}
    for mail in mails:
        name = str(mail.details.get("sender_name") or "").lower().split()
        if not name:
            continue
        domain = _at(_address(mail))
        surnames.setdefault(domain, set()).add(name[-1])
        people.setdefault(domain, set()).add(" ".join(name))
        if name[-1] in own or (len(name) > 1 and name[-1] == domain.split(".")[0]):
            private.add(domain)
    families = {d for d, names in surnames.items() if len(names) == 1 and len(people[d]) > 1}
    return private | families


def _serving(mails: Iterable[Item]) -> set[str]:
    """The domains of banks, schools and the like, by the names of their senders."""
    return {
        _at(_address(mail))
        for mail in mails
        if _SERVES & set(str(mail.details.get("sender_name") or "").lower().split())
    }


def _recipients(mail: Item) -> list[str]:
    to: Iterable[Any] = mail.details.get("to") or ()
    return [str(one.get("email", "")).lower() for one in to if isinstance(one, Mapping)]


def _address(mail: Item) -> str:
    return str(mail.details.get("sender_email") or "").lower()


def _at(address: str) -> str:
    return address.rpartition("@")[2]


def _is_own(mail: Item) -> bool:
    return "SENT" in (mail.details.get("labels") or ())
