"""Which mails wait for the person's answer: somebody asked, and nothing of theirs came after."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from agents.matching import is_automatic, is_personal
from agents.query import Item
from agents.words import content_words, coverage

_SENTENCE = re.compile(r"(?<=[.!?…])[\"”’)]*\s+|\n+")  # not behind the point of "17.30"
_WRAPPED = re.compile(r"(?<=[^\s.!?:;…])\n(?=[^\s*•-])")  # mail is cut at 72 characters
_LINK = re.compile(r"https?://\S+")
_QUESTION = re.compile(r"[?？؟]\s*[\"”»)]*\s*$")
# Wishes in the languages that mail is most often written in.
_WANTED = (
    r"(?:repl\w+|answer|respond|confirm|let (?:me|us)|tell (?:me|us)|send|return|sign|approve"
    r"|choose|decide|give|provide|suggest|fill|complete|review|comment|correct|get back"
    r"|come back|call|ring|write|e?mail|say|pick|vote|pay|advise|check (?:and|whether|if)"
    r"|make sure|have a look|take a look|look at|bring)"
)
_REQUEST = re.compile(
    rf"\b(?:(?:please|kindly) (?:also |do )?{_WANTED}"
    rf"|{_WANTED}(?: \S+){{0,8}}?,? please"
    r"|could you"
    r"|can you|would you|will you|please let us|let (?:me|us) (?:know|have)|need (?:you|your)"
    r"|waiting"
    r" (?:for|on) (?:you|your)|looking forward to your (?:answer|reply|feedback)"
    r"|get back to (?:me|us)"
    r"|rsvp|your (?:approval|feedback|signature|confirmation|decision|thoughts|input|ok|view)"
    r"|bitte (?:um|geben|gib|sagen?|schick\w*|senden?|antwort\w*|bestätig\w*|teil\w*|meld\w*"
    r"|prüf\w*"
    r"|unterschr\w*|entscheid\w*|(?:lass|lassen))"
    r"|könnte[nt]?st? (?:du|ihr|sie)|könnten sie|kannst du|können sie|gib(?: mir)? bescheid"
    r"|geben sie|rückmeldung|s['’]il (?:te|vous) pla[iî]t|merci de|pourr(?:iez|ais)[- ](?:vous|tu)"
    r"|peux[- ]tu|pouvez[- ]vous|por favor|puedes|podr[ií]as|podr[ií]a usted|per favore|potresti"
    r"|puoi|potrebbe|alsjeblieft|kun je|kunt u|lütfen|rica ed|misin(?:iz)?|favor)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“„«][^\"”“»]{2,200}[\"”»]")  # somebody else's words
_COURTESY = re.compile(
    r"\b(?:please (?:find|see|note|do not (?:reply|respond)|don't reply|ignore|disregard"
    r"|be advised)"
    r"|do not hesitate|feel free|bitte nicht antworten)\b",
    re.IGNORECASE,
)
_OUT_OF_OFFICE = re.compile(
    r"\W*(?:auto(?:matic|mated)?[- ]?(?:reply|response|antwort)|automatische antwort"
    r"|out of (?:the )?office|abwesenheit\w*|réponse automatique|respuesta automática)",
    re.IGNORECASE,
)


def waiting(
    mails: Iterable[Item], own_mails: Iterable[Item], *, own: frozenset[str], about: str = ""
) -> tuple[tuple[Item, ...], Mapping[str, str]]:
    """The mails that wait, newest first, one a thread, and by their ids what each asks for.

    `own` are the person's addresses, lower-cased; `own_mails` what they sent.
    """
    answered = _newest_by_thread(own_mails)
    words = content_words(about)
    found: list[Item] = []
    asks: dict[str, str] = {}
    for mail in _one_each(mails, own):
        thread = str(mail.details.get("thread_id") or mail.id)
        if mail.when is None or mail.when < answered.get(thread, mail.when):
            continue
        if not _is_personal(mail, own) or (words and not coverage(words, _words(mail))):
            continue
        wish = asked_for(mail.text)
        if wish:
            found.append(mail)
            asks[mail.id] = wish
    return tuple(_by_whom(found, words)), asks


def _by_whom(found: list[Item], words: frozenset[str]) -> list[Item]:
    """Those whose writer is what was asked about, if any is: "from the northwind lot"."""
    written = [mail for mail in found if words and coverage(words, _writer(mail)) == 1]
    return written or found


def awaiting(
    own_mails: Iterable[Item], others: Iterable[Item], *, about: str = ""
) -> tuple[tuple[Item, ...], Mapping[str, str]]:
    """The mails of the person's own that ask something and have no answer, newest first, one a
    thread, and by their ids what each asks for. `others` is what came in."""
    answered = _newest_by_thread(
        mail
        for mail in others
        if not set(mail.details.get("labels") or ()) & {"SENT", "DRAFT"}
        and not (is_automatic(mail) or _OUT_OF_OFFICE.match(mail.title))
    )
    words = content_words(about)
    newest: dict[str, Item] = {}
    for mail in own_mails:
        thread = str(mail.details.get("thread_id") or mail.id)
        if mail.when is not None and (
            thread not in newest or _moment(mail) > _moment(newest[thread])
        ):
            newest[thread] = mail
    found: list[Item] = []
    asks: dict[str, str] = {}
    for thread, mail in newest.items():
        is_answered = thread in answered and _moment(mail) < answered[thread].timestamp()
        wish = "" if is_answered else asked_for(mail.text)
        if wish and (not words or coverage(words, _words(mail))):
            found.append(mail)
            asks[mail.id] = wish
    return tuple(sorted(found, key=_moment, reverse=True)), asks


def asked_for(text: str) -> str:
    """The last question of a text, or else its last request; "" where it has none."""
    request = ""
    question = ""
    for sentence in _SENTENCE.split(_WRAPPED.sub(" ", _LINK.sub(" ", text))):
        whole = " ".join(sentence.split())
        plain = _QUOTED.sub("…", whole)
        if _COURTESY.search(plain):
            continue
        if _QUESTION.search(plain):
            question = whole
        elif _REQUEST.search(plain):
            request = whole
    return question or request


def _is_personal(mail: Item, own: frozenset[str]) -> bool:
    """Sent to the person, by another one."""
    if not is_personal(mail):
        return False
    to = {str(one.get("email", "")).lower() for one in mail.details.get("to") or ()}
    return not to or bool(to & own)


def _one_each(mails: Iterable[Item], own: frozenset[str]) -> Sequence[Item]:
    """The newest mail of each thread that somebody else wrote."""
    newest: dict[str, Item] = {}
    for mail in mails:
        if _is_own(mail, own) or mail.when is None:
            continue
        thread = str(mail.details.get("thread_id") or mail.id)
        known = newest.get(thread)
        if known is None or known.when is None or mail.when > known.when:
            newest[thread] = mail
    return sorted(newest.values(), key=lambda mail: _moment(mail), reverse=True)


def _moment(mail: Item) -> float:
    return mail.when.timestamp() if mail.when else 0.0


def _is_own(mail: Item, own: frozenset[str]) -> bool:
    labels = set(mail.details.get("labels") or ())
    return (
        bool(labels & {"SENT", "DRAFT"})
        or str(mail.details.get("sender_email") or "").lower() in own
    )


def _newest_by_thread(mails: Iterable[Item]) -> dict[str, datetime]:
    newest: dict[str, datetime] = {}
    for mail in mails:
        thread = str(mail.details.get("thread_id") or mail.id)
        if mail.when is not None and "DRAFT" not in (mail.details.get("labels") or ()):
            newest[thread] = max(mail.when, newest.get(thread, mail.when))
    return newest


def _words(mail: Item) -> str:
    return f"{mail.title}\n{mail.text}\n{_writer(mail)}"


def _writer(mail: Item) -> str:
    return f"{mail.details.get('sender_name', '')} {mail.details.get('sender_email', '')}"
