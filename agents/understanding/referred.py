"""Short wishes to write to somebody of whom the conversation is: "thank him", "chase them"."""

from __future__ import annotations

import re
from typing import Final

from agents.query import EarlierTurn
from agents.understanding import cited

_POLITE: Final = (
    r"^(?:(?:and|ok|okay|then|so|now|please|just|can you|could you|will you|would you|you can"
    r"|better|let's)\b[, ]*)*"
)
_SOMEBODY: Final = (
    r"(?!(?:me|us|you|u|it|myself|everyone|everybody|god|goodness|heavens?|christ)\b)"
)
_WISH: Final = re.compile(
    rf"{_POLITE}(?P<verb>thank|chase|nudge|congratulate|apologi[sz]e to|remind)(?: up)?"
    rf" (?P<whom>(?:him|her|them)\b|{_SOMEBODY}[^\W\d_][\w'-]*(?: (?-i:[A-Z])[\w'-]*)?)(?: up)?"
    r"(?P<rest> (?!.*\b(?:him|her|them)\b).*?)??"
    r"(?: (?:please|then|again|now|today|politely|from me|for me))*[.! ]*$",
    re.IGNORECASE,
)
# "And tell her", after an event was to be cancelled.
_TELLS: Final = re.compile(
    rf"{_POLITE}(?:(?:tell|inform|notify) (?P<whom>him|her|them|{_SOMEBODY}[^\W\d_][\w'-]*)"
    r"(?: (?:why|so|that|about (?:it|that)))?"
    rf"|let (?P<whom2>him|her|them|{_SOMEBODY}[^\W\d_][\w'-]*) know"
    r"(?: (?:why|so|that|about (?:it|that)))?)[.! ]*$",
    re.IGNORECASE,
)
# "Tell her yes", "say no", "answer that I am coming".
_YES: Final = re.compile(
    rf"{_POLITE}(?:(?:tell|answer|write) (?:him|her|them)|say|answer|reply)(?: with(?: a)?)?"
    r" (?P<said>yes|no|yes please|no thanks|ok|okay|sure|of course|thanks|thank you)[.! ]*$",
    re.IGNORECASE,
)
_THAT: Final = re.compile(
    rf"{_POLITE}(?:answer|reply|write back|respond) that (?P<said>\S.*)$", re.IGNORECASE
)
_ADDS: Final = re.compile(
    rf"{_POLITE}(?:add|invite|include) (?:him|her|them)"
    r"(?: (?:too|as well|then|please|to it))*[.! ]*$",
    re.IGNORECASE,
)
_DEEDS: Final = {
    "delete_event": "I have to cancel this: {title}",
    "declined": "I am afraid I cannot come to this: {title}",
    "accepted": "I am coming to this: {title}",
    "tentative": "I do not know yet whether I can come to this: {title}",
}
_PRONOUNS: Final = frozenset({"him", "her", "them"})
_BARE: Final = {"thank": "thank you very much", "congratulate": "congratulations"}
_PRESSES: Final = frozenset({"chase", "nudge", "remind"})
_SENDER: Final = re.compile(r"\*\*(?P<name>[^*]+)\*\* wrote\b")


def in_full(text: str, earlier: tuple[EarlierTurn, ...]) -> str:
    """The wish with the name of whom it means, and with what to say where it says nothing: in
    answer to the mail that was shown, if they wrote it. Any other text as it is."""
    if earlier and (reply := _answer_in(text.strip(), earlier[-1])):
        return reply
    if earlier and (news := _TELLS.match(text.strip())):
        return _news(news["whom"] or news["whom2"], earlier) or text
    if earlier and _ADDS.match(text.strip()) and cited.event_of(earlier):
        whom = _person_of(earlier, "")
        return f"invite {whom} to it" if whom else text
    found = _WISH.match(text.strip()) if earlier else None
    if found is None:
        return text
    sender = _sender_of(earlier[-1])
    is_pronoun = found["whom"].lower() in _PRONOUNS
    whom = _person_of(earlier, sender) if is_pronoun else found["whom"]
    verb, rest = found["verb"].lower(), (found["rest"] or "").strip()
    if not whom or (rest and not is_pronoun) or not (is_pronoun or _is_a_name(whom, earlier)):
        return text
    if rest:
        return f"{verb} {whom} {rest}"
    is_theirs = bool(sender) and whom.lower() in sender.lower()
    if verb in _BARE:
        return f"reply to it saying {_BARE[verb]}" if is_theirs else _mail(whom, _BARE[verb])
    told = earlier[-1].intent.entities
    topic = str(next(iter(told.get("occasions") or ()), "") or told.get("topic") or "")
    if verb in _PRESSES and is_theirs:
        return "reply to it saying have you had a chance to look at this?"
    if verb in _PRESSES and topic:
        return _mail(whom, f"a reminder about {topic}")
    return text


def _is_a_name(word: str, earlier: tuple[EarlierTurn, ...]) -> bool:
    """Whether it is written as a name, or as one of those of whom the last turn was."""
    told = (*map(str, earlier[-1].intent.entities.get("people", ())), _sender_of(earlier[-1]))
    return word[0].isupper() or any(word.lower() in name.lower().split() for name in told)


def _answer_in(text: str, before: EarlierTurn) -> str:
    """An answer to the mail that was shown, of which no more than what it says is told."""
    found = _YES.match(text) or _THAT.match(text)
    return f"reply to it saying {found['said']}" if found and _sender_of(before) else ""


def _news(whom: str, earlier: tuple[EarlierTurn, ...]) -> str:
    """What was just to be done with an event, told to somebody; "" where that is nothing."""
    wish, shown = earlier[-1].intent, earlier[-1].citations[:1]
    said = _DEEDS.get(wish.operation) or _DEEDS.get(str(wish.entities.get("response") or ""))
    if said is None or not shown or shown[0].service != "gcal":
        return ""
    if whom.lower() in _PRONOUNS:
        whom = _person_of(earlier, "")
    return _mail(whom, said.format(title=shown[0].title)) if whom else ""


def _mail(whom: str, said: str) -> str:
    return f"send an email to {whom} saying {said}"


def _sender_of(turn: EarlierTurn) -> str:
    """Who wrote the mail that the answer quotes first; "" where none did but the person."""
    first = cited.in_order(turn)[:1]
    found = _SENDER.match(turn.answer)
    is_mail = bool(first) and first[0].service == "gmail"
    return found["name"] if found and is_mail and found["name"] != "You" else ""


def _person_of(earlier: tuple[EarlierTurn, ...], sender: str) -> str:
    """The one whom the last turn named, or who wrote what it showed."""
    told = earlier[-1].intent.entities
    people = [str(name) for name in told.get("people", ())]
    people = people or ([str(told["guest"])] if told.get("guest") else [])
    return people[0] if len(people) == 1 else "" if people else sender
