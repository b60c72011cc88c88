"""Which mails are newsletters: sent to many, about anything but the person's own affairs."""

from __future__ import annotations

import re
from typing import Final

from agents.matching import is_automatic
from agents.query import Item

_TO_MANY: Final = frozenset({"CATEGORY_PROMOTIONS", "CATEGORY_FORUMS", "CATEGORY_UPDATES"})
# Mail that only one person gets, although a machine wrote it.
_OWN_AFFAIRS: Final = re.compile(
    r"\b(?:invoices?|receipts?|orders?|bookings?|reservations?|confirm\w*|deliver\w*|parcels?"
    r"|packages?|payments?|paid|statements?|invitations?|declined|accepted|tentative|cancelled"
    r"|commented|shared|edited|suggested|check-?in|schedule|security|alerts?|passwords?|sign-?in"
    r"|remind\w*|appointments?|due|standing|tickets?|claims?|refunds?|cards?|missed|on its way"
    r"|rechnung\w*"
    r"|bestell\w*|termin\w*|factures?|commandes?|facturas?|pedidos?|fatura\w*|sipariş\w*)\b"
    r"|\b(?=[A-Z-]*\d)[A-Z]{1,4}-?\d{3,}\b|[£$€₺]\s?\d",
    re.IGNORECASE,
)
_MACHINE: Final = re.compile(
    r"(?:comments|calendar|drive|no[-_.]?reply|notifications?|alerts?)[-\w.]*@", re.IGNORECASE
)


def is_newsletter(mail: Item) -> bool:
    """By its labels and headers, unless its subject speaks of the person's own affairs."""
    labels = set(mail.details.get("labels") or ())
    if {"SENT", "DRAFT", "SPAM", "TRASH"} & labels:
        return False
    to_many = bool(labels & _TO_MANY) or is_automatic(mail)
    is_a_notice = bool(_MACHINE.match(str(mail.details.get("sender_email") or "")))
    return to_many and not is_a_notice and not _OWN_AFFAIRS.search(mail.title)
