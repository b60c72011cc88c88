"""Answers in fewer words: "reply that I come to Ana's mail", "get back to Bo and thank him"; and
questions that a new mail asks."""

from __future__ import annotations

import re
from typing import Final

from agents.understanding.wishes.messages import is_news
from agents.understanding.wishes.names import named
from agents.understanding.wishes.others import said_to_them
from agents.understanding.wording import any_case

_MAIL: Final = r"(?:e-?mails?|mails?|messages?|threads?|letters?|invitations?|questions?|notes?)"
_SAID_FIRST: Final = any_case(
    r"(?:reply|respond|answer|write back|say)\s+(?:that|with|saying)\s+(?P<said>.{4,160}?)\s+"
    rf"(?:to|on)\s+(?P<what>(?:the|that|this|\S+'s)\s[^,;]{{0,60}}?\b{_MAIL}(?:\s+(?:about|on|from|re)"
    r"\s+[^,;]+)?)[.! ]*$"
)
_AN_ANSWER: Final = any_case(
    r"(?:draft|write|prepare|compose|send|give)\s+(?:me\s+)?(?:an?|the|my)\s+"
    r"(?:(?:quick|short|brief|polite|friendly|little)\s+)*(?:answer|reply|response)\s+(?:back\s+)?"
    r"to\s+"
)
_ITS_MATTER: Final = r"(?P<about>\s+(?:about|on|re|regarding)\s+[^,;:]{2,60}?)?"
_CLAUSE: Final = any_case(
    rf"{_ITS_MATTER}(?:\s*[,;:–-]+\s*(?:that\s+|saying\s+)?|\s+(?:that|saying(?: that)?|to say"
    r"(?: that)?|and say(?: that)?)\s+)(?P<said>\S.{3,})$"
)
_BACK: Final = any_case(
    r"(?:get|come|write) back to\s+|(?:reply|respond) to\s+"
    r"|answer\s+(?=[^\W\d_]+ (?:about|on|and)\b)"
)
_THANKS: Final = any_case(
    rf"{_ITS_MATTER}\s*[,;]?\s+(?:and\s+)?(?:(?:just\s+)?thank (?:him|her|them)|say (?:thanks"
    r"|thank you|ta)|with (?:my )?thanks)(?P<why>\s+(?:very much|a lot|for\s.+?))?[.! ]*$"
)
_NOTE: Final = any_case(
    r"(?:drop|shoot|send|give|write|fire off|draft|compose)\s+(?:off\s+)?(?=\S)"
)
_ASKING: Final = any_case(
    r"\s+(?:an?|the)\s+(?:(?:quick|short|brief|little|polite|friendly|kind|nice|longer)\s+)*(?:lines?"
    r"|notes?|messages?|e-?mails?|mails?)\s+(?:asking|to ask|and ask)(?:\s+(?:him|her|them))?\s+"
    r"(?:(?P<how>if|whether|when|where|what|which|who|why|how(?: \w+)?)\s+(?P<rest>\S.+)"
    r"|to\s+(?P<do>\S.+)|for\s+(?P<thing>\S.+))$"
)

_WRITE_AND_ASK: Final = any_case(r"(?:write|e-?mail|mail|send (?:an? )?(?:note|mail))\s+(?:to\s+)?")
_AND_ASK: Final = any_case(
    r"\s*,?\s+(?:and|to)\s+ask(?:\s+(?:him|her|them))?\s+"
    r"(?:(?P<how>if|whether|when|where|what|which|who|why|how(?: \w+)?)\s+(?P<rest>\S.+)"
    r"|to\s+(?P<do>\S.+)|for\s+(?P<thing>\S.+))$"
)
_ANSWER_THUS: Final = any_case(
    rf"(?:answer|reply to|respond to)\s+(?P<what>(?:the|that|this|\S+'s)\s[^,;:]{{0,60}}?\b{_MAIL}"
    r"(?:\s+(?:about|on|from|re)\s[^,;:]{2,50}?)?)\s*[,:–-]+\s+(?!cc\b|copy\b|and\b|but\b|then\b"
    r"|say|tell|please\b)(?P<said>\S.{3,})$"
)
_TO_THANK: Final = any_case(
    r"(?:write|send|draft|compose|prepare)\s+(?:an?|the)\s+(?:\w+\s+){0,2}?(?:e-?mails?|mails?|notes?"
    r"|messages?|lines?)\s+to\s+(?:say thank(?:s| you) to|thank)\s+(?=\S)"
)
_WHY: Final = any_case(r"(?P<why>\s+(?:very much\s+)?for\s+[^.!]+)?[.! ]*$")
_SHOULD_KNOW: Final = any_case(
    r"\s+(?:should|needs? to|has to|have to|must|ought to)\s+(?:also )?know\s+"
    r"that\s+(?P<said>\S.+)$"
)


def plainly(wish: str) -> str | None:
    """The wish as "reply to ... saying ..." or "send an email to ... saying ..."."""
    if found := _SAID_FIRST.match(wish):
        return f"reply to {found['what']} saying {found['said']}"
    if found := _ANSWER_THUS.match(wish):
        return f"reply to {found['what']} saying {found['said']}"
    return _an_answer(wish) or _thanks(wish) or _asked(wish) or _to_thank(wish) or _known(wish)


def _an_answer(wish: str) -> str | None:
    head = _AN_ANSWER.match(wish)
    whom = named(wish, head.end()) if head else None
    rest = _CLAUSE.match(wish, whom.end) if whom else None
    if whom is None or rest is None:
        return None
    return f"reply to {whom.phrase}{rest['about'] or ''} saying {rest['said']}"


def _thanks(wish: str) -> str | None:
    head = _BACK.match(wish)
    whom = named(wish, head.end()) if head else None
    rest = _THANKS.match(wish, whom.end) if whom else None
    if whom is None or rest is None or not rest["about"]:
        return None
    return f"reply to {whom.phrase}{rest['about']} saying thank you{rest['why'] or ''}"


def _asked(wish: str) -> str | None:
    for verb, tail in ((_NOTE, _ASKING), (_WRITE_AND_ASK, _AND_ASK)):
        head = verb.match(wish)
        whom = named(wish, head.end()) if head else None
        rest = tail.match(wish, whom.end) if whom else None
        if whom and rest:
            return f"send an email to {whom.phrase} saying {asked_of_them(rest)}"
    return None


def _to_thank(wish: str) -> str | None:
    """ "Write a nice mail to thank Bo for the dinner"."""
    head = _TO_THANK.match(wish)
    whom = named(wish, head.end()) if head else None
    rest = _WHY.match(wish, whom.end) if whom else None
    if whom is None or rest is None:
        return None
    return f"send an email to {whom.phrase} saying thank you{rest['why'] or ''}"


def _known(wish: str) -> str | None:
    """ "Bo should know that the tap drips"."""
    whom = named(wish)
    rest = _SHOULD_KNOW.match(wish, whom.end) if whom else None
    if whom is None or rest is None or not whom.phrase[:1].isupper() or not is_news(rest["said"]):
        return None
    return f"send an email to {whom.phrase} saying {rest['said']}"


def asked_of_them(found: re.Match[str]) -> str:
    """ "If she can come" is asked her so: "could you tell me if you can come?"; of the groups `how`
    and `rest`, `do`, or `thing`."""
    if found["do"]:
        return f"please {found['do']}"
    if found["thing"]:
        return f"could you please send me {found['thing'].rstrip('.?! ')}?"
    return f"could you tell me {found['how']} {said_to_them(found['rest'].rstrip('.?! '))}?"
