"""What is answered to an invitation: "pull out of the walk", "put me as maybe"."""

from __future__ import annotations

import re
from typing import Final

from agents.understanding.outside import OUTSIDE
from agents.understanding.rules import EVENT, GATHERING
from agents.understanding.wording import any_case

_MAIL: Final = re.compile(r"\b(?:e-?mails?|mails?|messages?|inbox|newsletters?|label)\b", re.I)


# "Cancel the tasting, I'm ill": why is no part of what.
# What corrects is no reason, nor what may: "I mean the other one", "it should be the fitting".
WHY: Final = any_case(
    r"\s*[,;–-]+\s+(?:because |as |since |sorry,? )?(?:"
    r"(?:i|we)(?:(?:['’](?:ll|d|m|re)| will| am| are| would| must| have to| need to| want to"
    r"| prefer to)\s(?:rather |going to |planning to )?(?:come|go|be|attend|stay|going|coming|off)"
    r"(?:\s(?:to|at|in|with|home)\b|[.! ]*$))(?!.*\binstead of\b).*$"
    r"|(?:i|we|it|they|he|she|there|nobody|everyone)(?:['’]\w+)?\s(?!.*\b(?:to|at|until|instead"
    r"|keep|need|mean|meant|said|say|should|rather|only|not|thinking|thought|wanted|want|is the"
    r"|is my|was the|was my|but)\b)(?!['’]?s? ?(?:the|my|our) ).*$)"
)
_WHOSE: Final = r"(?:(?:the|my|our|this|that|next|\S+['’]s)\s)"
# An event and its day, with nothing behind: "the talk justice" is none.
_AN_EVENT: Final = any_case(
    rf"{_WHOSE}(?:(?!(?:on|of|about|for|with|to|in|at|and)\b)[\w'’-]+\s+){{0,4}}?"
    rf"(?:{EVENT}|{GATHERING}|tasting|fair|drill)"
    r"(?:\s+with\s+(?-i:[A-Z])[\w'’-]*(?:\s(?-i:[A-Z])[\w'’-]*)?)?"
    r"(?:\s+(?:on |this |next |coming )?(?:to-?day|to-?night|to-?morrow|week|weekend|morning"
    r"|afternoon|evening|(?:mon|tues|wednes|thurs|fri|satur|sun)day)s?)*"
)
_DROP_OUT: Final = any_case(
    r"(?:pull out of|bail (?:out )?(?:on|of)|back out of|cry off(?: from)?|duck out of|opt out of"
    r"|drop out of|get me out of|beg off|excuse me from|take me off)\s+(?P<what>\S.+)$"
)
_STAYS_AWAY: Final = any_case(
    r"(?:sorry,? )?(?:i|we)\s+(?:am not|'m not|can't|cant|cannot|can not|won't|will not"
    r"|am unable to"
    r"|'m unable to|have to miss|will miss|'ll miss|must miss)\s*"
    r"(?:be able to\s+)?"
    r"(?P<comes>(?:(?:be|going|coming|come|go|attend|join|get|make it|take part)\s+)*(?:to\s+|at\s+"
    r"|in\s+)?)(?:(?:make|do)\s+)?(?P<what>(?:the|my|our|this|that|next|\S+['’]s?)\s[^,;.?]{2,50})"
    r"[.! ]*$"
)
_TURN_DOWN: Final = any_case(r"turn down\s+(?P<what>(?:the|that|this|my|\S+'s)\s.+)$")
_PUT_ME_AS: Final = any_case(
    r"(?:(?:i|we)\s+(?:might|may|can't|cant|cannot|won't|can|will|am not|may not|might not)"
    r"\s+(?:be able to )?(?:make|come to|go to|be at|do|attend"
    r"|join)\s+(?P<before>[^,;]{3,60}?)\s*[,;–-]+"
    r"\s*(?:so |and |please )*)?(?:put|mark|set|show)\s+me\s+(?:down\s+)?(?:as\s+|for\s+)?"
    r"(?:an?\s+)?"
    r"(?P<answer>maybe|tentative|perhaps|yes|going|attending|coming|in|no|not going|not coming"
    r"|not attending|declined|out)(?:\s+(?:for|to|at|on)\s+(?P<after>\S.+?))?[.! ]*$"
)
_YES_OR_NO: Final = any_case(
    r"(?:(?:it's a |that's a |tell (?:them|him|her) |say )?(?P<answer>yes|no|maybe)(?: please)?)\s+"
    r"(?:to|for)\s+(?!the (?:moment|time being|first|second|third|last)\b)"
    rf"(?P<what>(?:the|that|this|my|\S+'s)\s.+?|(?=.*\b{EVENT}\b).+?)[.! ]*$"
)
_ANSWERS: Final = {"yes": "accept", "no": "decline", "maybe": "tentatively accept"}


_COMES: Final = any_case(r"\b(?:attend|(?:make it|com(?:e|ing)|take part)\s+(?:to|in))\s*$")
_NO_EVENT: Final = any_case(
    r"\b(?:phone|door|point|conclusions?|office|house|shops?|agreement|decision|end|station|airport"
    r"|terms|rescue|table)\b"
)


def answered(text: str) -> str | None:
    """ "Yes to the walkthrough" accepts an invitation; the politeness of a yes is none here."""
    found = _YES_OR_NO.match(text)
    if found is None or _MAIL.search(text):
        return None
    return f"{_ANSWERS[found['answer'].lower()]} {WHY.sub('', found['what'])}"


def replied(wish: str) -> str | None:
    """What is answered to an invitation: "pull out of the walk", "put me as maybe"."""
    found = _DROP_OUT.match(wish) or _TURN_DOWN.match(wish)
    if found and not OUTSIDE.search(found["what"].lower()):  # "turn down the music"
        return f"decline {found['what']}"
    found = _STAYS_AWAY.match(wish)
    if found and _is_stayed_away_from(found["what"].strip(), found["comes"]):
        return f"decline {found['what'].strip()}"
    found = _PUT_ME_AS.match(wish)
    what = (found["before"] or found["after"]) if found else None
    if found is None or not what:
        return None
    said = found["answer"].lower()
    if said in ("maybe", "tentative", "perhaps"):
        return f"tentatively accept {what}"
    return f"{'decline' if said in ('no', 'out', 'declined') or 'not' in said else 'accept'} {what}"


def _is_stayed_away_from(what: str, comes: str) -> bool:
    """Whether it is an event with no more than its day behind; or, where one comes to it, anything
    that one may come to."""
    if _AN_EVENT.fullmatch(what):
        return True
    return bool(_COMES.search(comes)) and not _NO_EVENT.search(what)
