"""What is told to somebody who is named last: "I'm off on Friday, let Bo know"; and a polite no."""

from __future__ import annotations

import re
from typing import Final

from agents.understanding.wishes.messages import is_news
from agents.understanding.wishes.names import named
from agents.understanding.wording import any_case

_NEWS: Final = any_case(
    r"(?P<said>[^\W\d_][^;:!?]{7,170}?)\s*(?:[,;.:–—-]+|\s(?:so|and))\s*"
    r"(?:(?:so|and|please|pls|can you|could you|would you|will you|just|then|better|best)\s+)*"
    r"(?P<verb>tell|let|inform|warn|notify|write to|write|mail|e-?mail|message)\s+"
)
_SO: Final = any_case(r"(?:\s+(?:know|so|that|this|about (?:it|this|that)|it))*[.!? ]*$")
_NO: Final = re.compile(
    r"(?:say|send)\s+(?:a\s+)?(?:(?:polite|friendly|kind|nice|firm|clear)\s+)?no"
    r"(?:\s*,?\s*(?:thanks|thank you))?(?:\s+(?:politely|nicely|kindly|gently|firmly))?\s+to\s+",
    re.IGNORECASE,
)
_DECLINE: Final = re.compile(
    r"(?:(?:politely|kindly|nicely|gently)\s+)?(?:turn down|decline|refuse|reject|say no to)\s+"
    r"(?P<whose>[^\W\d_][\w-]*(?: [A-Z][\w-]*)?)['’]s?\s+(?P<thing>(?:\w+ ){0,3}?(?:offers?"
    r"|proposals?|requests?|suggestions?|ideas?|quotes?|quotations?))"
    r"(?P<about>(?: (?:about|on|of|for|to|regarding)\s+[^,;]+?)?)"
    r"(?:\s+(?:politely|nicely|kindly|gently|for me))*[.!? ]*$",
    re.IGNORECASE,
)
_ABOUT: Final = re.compile(
    r"\s+(?:about|on|regarding|re|for|to)\s+(?P<about>[^,;]+?)"
    r"(?:\s+(?:politely|nicely|kindly|gently))?[.!? ]*$",
    re.IGNORECASE,
)
_POLITE_NO: Final = "thank you very much, but I am afraid it has to be a no from me this time"


def plainly(wish: str) -> str | None:
    """The wish as "send an email to ... saying ...", or "reply to ... saying ..."."""
    return _news(wish) or _refusal(wish)


def _news(wish: str) -> str | None:
    found = _NEWS.match(wish)
    if found is None or not is_news(found["said"]):
        return None
    whom = named(wish, found.end())
    if whom is None or not _SO.match(wish, whom.end):
        return None
    is_let = found["verb"].lower() == "let"
    if is_let and not re.match(r"\s+know\b", wish[whom.end :], re.IGNORECASE):
        return None
    return f"send an email to {whom.phrase} saying {found['said'].strip()}"


def _refusal(wish: str) -> str | None:
    offer = _DECLINE.match(wish)
    if offer:
        who, what = offer["whose"], f"{offer['thing']}{offer['about']}"
        return f"reply to {who[:1].upper()}{who[1:]} about {what} saying {_POLITE_NO}"
    head = _NO.match(wish)
    whom = named(wish, head.end()) if head else None
    if whom is None or whom.phrase.lower().startswith(("the ", "my ", "our ")):
        return None
    about = _ABOUT.match(wish, whom.end)
    if about is None and wish[whom.end :].strip(" .!?"):
        return None
    matter = f" about {about['about']}" if about else ""
    return f"reply to {whom.phrase}{matter} saying {_POLITE_NO}"
