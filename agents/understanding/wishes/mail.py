"""Mails to write, to answer and to pass on."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from agents.understanding.rules import FILE
from agents.understanding.wishes.answering import asked_of_them
from agents.understanding.wishes.names import named
from agents.understanding.wishes.others import said_to_them
from agents.understanding.wording import any_case

_NOTE: Final = (
    r"(?:an? |the )?(?:quick |short |brief |little )*(?:lines?|notes?|messages?|e-?mails?|mails?"
    r"|words?|shout|ping|msg|heads[- ]?up|nudge|reply|reminder)"
)
_BY_MAIL: Final = r"(?:,? (?:by|via|in|per|through) (?:an? )?(?:e-?mail|mail|message))?"
_SAYS: Final = (
    r"(?:\s*:\s*|,?\s+(?:that|saying(?: that)?|to (?:say|tell (?:him|her|them))(?: that)?"
    r"|(?:to|and) let (?:him|her|them) know(?: that)?"
    r"|and (?:say|tell (?:him|her|them)|mention|add)(?: that)?|telling (?:him|her|them)(?: that)?"
    r"|letting (?:him|her|them) know(?: that)?|that says)[:,]?\s+"
    r"|\s*[,;–-]+\s+(?=(?:i|i'm|i'll|we|we're|we'll|the|it|it's|he|she|they|there|my|our"
    r"|please)\b))"
)
_THAT: Final = r"(?:\s*[:,]\s*|\s+)(?:that\s+)?"
_ABOUT: Final = r"\s+(?:about|bout|regarding|re|on)\s+(?P<about>.+)$"


_TELL: Final = any_case(r"(?:tell|inform|notify|warn|reassure|assure|say to)\s+(?=\S)")
_AND_THANKS: Final = any_case(
    r"\s*[,;]?\s*(?:and )?(?:thank (?:him|her|them)|say (?:thanks|thank you|ta)|with "
    r"(?:my )?thanks)"
    r"(?P<why>\s+(?:very much|a lot|again|for\s(?:(?!,| and (?:say|tell|add|ask)).)+))*"
    r"(?P<more>\s*[,;.]?\s*(?:and |but )?(?:also )?(?:say(?:ing)?|tell (?:him|her|them)|mention|add"
    r"|let (?:him|her|them) know|ask (?:him|her|them))\b(?: that)?\s*[:,]?\s*(?P<said>.+))?[.! ]*$"
)
_A_THANK_YOU: Final = (
    r"(?:an? |my |our )?(?:quick |short |brief |little |big |warm |kind |nice )*(?:thank[- ]?you"
    r"|thanks)(?: (?:note|mail|e-?mail|message|line|letter))?"
)
_WHY: Final = r"(?P<why>\s+(?:very much |again )?for\s+.+)?[.! ]*$"
_THANK_YOU: Final = any_case(rf"\s+{_A_THANK_YOU}{_WHY}")
_THANKS_TO: Final = any_case(
    rf"(?:drop|shoot|send|give|write|draft|compose|prepare|do)\s+{_A_THANK_YOU}"
    r" (?:off )?to\s+(?=\S)"
)
_FOR_WHAT: Final = any_case(_WHY)
_DRAFTS: Final = any_case(r"(?:draft|compose|prepare)\b")
_WISH_THEM: Final = any_case(r"wish\s+(?=\S)")
_WISHED: Final = any_case(
    r"\s+(?P<what>(?:a |an |all the |good |better |best |happy |merry |safe |lots of |every "
    r"|much )\S"
    r".*)$"
)
_LET: Final = any_case(r"let(?:ting)?\s+(?=\S)")
_ASK: Final = any_case(r"ask\s+(?=\S)")
_GIVE: Final = any_case(r"(?:drop|shoot|send|give|fire off|fire|write|leave)\s+(?:off )?(?=\S)")
_GIVE_TO: Final = any_case(
    rf"(?:drop|shoot|fire off|fire|leave|write|send)\s+(?:off )?{_NOTE} (?:over |off )?to\s+"
    r"|(?:get|send|pass) (?:the )?(?:word|a message|news)(?: on)? to\s+"
)
_PING: Final = any_case(
    r"(?:ping|message|mail|e-?mail|contact|write(?: to| back to)?|(?:get|be) in touch with"
    r"|reach out to)\s+(?=\S)"
)
_BACK: Final = any_case(
    r"(?:get back to|come back to|write back to|reply to|respond to|answer)\s+(?=\S)"
)
_EXCLAIMS: Final = any_case(r"thank (?:you|u|god|goodness|heavens?|fuck|christ)\b")
_THANK: Final = any_case(r"(?:thank|say (?:thank you|thanks|ta) to|send (?:my )?thanks to)\s+")
_REMIND: Final = any_case(r"(?:remind|nudge|chase(?: up)?)\s+(?=\S)")
_APOLOGISE: Final = any_case(r"(?:apologi[sz]e|say sorry|send (?:my )?apologies) to\s+")
_CONGRATULATE: Final = any_case(r"congratulate\s+")

# "Give Ana's mail a star" tells Ana nothing.
_MARKED: Final = any_case(r"give\s+.+?\s+(?:an?|the)\s+(?:\S+\s+)?(?:star|flag|label|tag)[.! ]*$")

_AND_SAYS: Final = any_case(
    r"(?P<about>.{2,60}?)\s*[,;]?\s+(?:and )?(?:say(?:ing)?|tell (?:him|her|them)|mention|to say)"
    r"(?: that)?[:,]?\s+(?P<said>.+)$"
)
_TOLD: Final = any_case(rf"{_BY_MAIL}(?:{_ABOUT}|{_THAT}(?P<said>.+)$)")
_IN_PUBLIC: Final = any_case(
    r"\b(?:tweet|twitter|facebook|instagram|on social media|by text|whatsapp|by phone)\b"
)
_BY_MAIL_AT_LAST: Final = any_case(r"\s+(?:by|via|per) e-?mail[.! ]*$")
WORDS: Final = 3  # "tell jokes now" names nobody
_IS_CLAUSE: Final = any_case(r"\s*[:,]|\s+(?:that|to|by|via)\b")
_TO_DO: Final = any_case(r"to (?=[a-z])")
_NUDGE: Final = any_case(r"\b(?:nudge|reminder|poke|prod)\b")
_KNOWS: Final = any_case(rf"\s+know{_BY_MAIL}(?:{_ABOUT}|{_THAT}(?P<said>.+)$)")
_NOTED: Final = any_case(rf"\s+{_NOTE}(?:{_ABOUT}|{_SAYS}(?P<said>.+)$)")
_SAID: Final = any_case(rf"(?:{_SAYS}(?P<said>.+)$|{_ABOUT})")
_ASKED_TO: Final = any_case(rf"{_BY_MAIL}\s+(?P<nice>nicely )?(?:please )?to\s+(?P<do>.+)$")
_ASKED_FOR: Final = any_case(rf"{_BY_MAIL}\s+for\s+(?P<thing>.+)$")
_ASKED_IF: Final = any_case(
    rf"{_BY_MAIL}\s+(?P<how>if|whether|when|where|what|which|who|why|how(?: \w+)?)\s+(?P<rest>.+)$"
)
_FOR: Final = any_case(r"\s+(?P<why>(?:very much |a lot |again )?for\s+.+)$")
_ON: Final = any_case(r"\s+(?P<what>on\s+.+)$")
_REMINDED: Final = any_case(
    r"(?:\s+to\s+(?P<do>.+)|\s+(?:about|of|for)\s+(?P<about>.+)|\s+that\s+(?P<said>.+))$"
)


def plainly(wish: str) -> str | None:
    """The wish as "send an email to ... saying ...", "reply to ...", or "forward ... to ..."."""
    if _IN_PUBLIC.search(wish) or _MARKED.match(wish) or _EXCLAIMS.match(wish):
        return None
    if copied := _COPIED.match(wish):
        return _with_copy(wish, copied)
    passed = _passed_on(wish)
    if passed:
        return passed
    if answered := _ANSWERED.match(wish):
        return f"reply to {_whose(answered['what'])} saying {answered['said']}"
    for verb, tail, build in _WAYS:
        head = verb.match(wish)
        whom = named(wish, head.end()) if head else None
        rest = tail.match(wish, whom.end) if whom else None
        if whom is None or rest is None:
            continue
        said = build(rest)
        if said:
            way = "draft" if _DRAFTS.match(wish) else "send"
            start = "reply to" if verb is _BACK else f"{way} an email to"
            return f"{start} {whom.phrase} {said}"
    return _capitalised(wish)


def _with_copy(wish: str, copied: re.Match[str]) -> str | None:
    """ "Cc Bo on a mail to Ana saying ..."."""
    copy = named(wish, copied.end())
    onto = _ON_A_MAIL.match(wish, copy.end) if copy else None
    whom = named(wish, onto.end()) if onto else None
    rest = _SAID.match(wish, whom.end) if whom else None
    if copy is None or whom is None or rest is None:
        return None
    return f"send an email to {whom.phrase}, cc {copy.phrase}, {_words(rest)}"


def _capitalised(wish: str) -> str | None:
    """ "Write a mail to ana with the subject Roof": she is named although in small letters."""
    head = _A_MAIL_TO.match(wish)
    whom = named(wish, head.end()) if head else None
    if head is None or whom is None or whom.phrase == wish[head.end() : whom.end]:
        return None
    return f"{head.group()}{whom.phrase}{wish[whom.end :]}"


def _words(found: re.Match[str]) -> str:
    parts = found.groupdict()
    if parts.get("about"):
        also = _AND_SAYS.match(parts["about"])
        about = _BY_MAIL_AT_LAST.sub("", parts["about"])
        if also:
            return f"about {also['about']} saying {also['said']}"
        if found.re is _NOTED and _NUDGE.search(
            found.group()[: found.start("about") - found.start()]
        ):
            return f"saying a reminder about {about}"
        return f"about {about}"
    said = str(parts.get("said") or "").strip()
    if not said or re.match(r"(?:and|or)\b", said, re.IGNORECASE):
        return ""
    if found.re is _TOLD and not _IS_CLAUSE.match(found.group()) and len(said.split()) < WORDS:
        return ""
    asked = _TO_DO.match(said)
    return f"saying please {said[asked.end() :]}" if asked else f"saying {said}"


def _please(found: re.Match[str]) -> str:
    return f"saying please {found['do']}"


def _may_i(found: re.Match[str]) -> str:
    return f"saying could you please send me {found['thing'].rstrip('.?! ')}?"


def _could_you_tell(found: re.Match[str]) -> str:
    """ "if she can come" is said to her: "could you tell me if you can come?"."""
    return f"saying could you tell me {found['how']} {said_to_them(found['rest'].rstrip('.?! '))}?"


def _thanks(found: re.Match[str]) -> str:
    return f"saying thank you {(found['why'] or '').strip()}".rstrip()


def _with_thanks(found: re.Match[str]) -> str:
    """ "Thank her and say we'll pay": both are said."""
    thanks = f"thank you{(found['why'] or '').rstrip()}"
    if not found["more"]:
        return f"saying {thanks}"
    asked = re.match(r"\W*(?:\w+ )*ask\b", found["more"], re.IGNORECASE)
    said = found["said"].strip()
    if asked:
        said = f"could you {re.sub(r'^to ', '', said)}" if said.startswith("to ") else said
    return f"saying {thanks}. {said[:1].upper()}{said[1:]}"


def _wishes(found: re.Match[str]) -> str:
    return f"saying I wish you {found['what'].rstrip('.! ')}"


def _sorry(found: re.Match[str]) -> str:
    return f"saying I apologise {found['why']}"


def _congratulations(found: re.Match[str]) -> str:
    return f"saying congratulations {found['what']}"


def _reminder(found: re.Match[str]) -> str:
    if found["do"]:
        return f"saying a reminder: please {found['do']}"
    return f"saying a reminder about {found['about']}" if found["about"] else _words(found)


# "Answer Ana's question about the roof, tell her it is done".
_ANSWERED: Final = any_case(
    r"(?:answer|reply to|respond to)\s+(?P<what>(?:the|that|[^\W\d_][\w-]*(?: [^\W\d_][\w-]*)?'s)"
    r"\s[^,;:]{3,60}?)\s*[,;–-]?\s+(?:and\s+)?(?:say(?:ing)?|tell(?:ing)? (?:him|her|them))"
    r"(?: that)?"
    r"[:,]?\s+(?P<said>.+)$"
)
_COPIED: Final = any_case(r"(?:cc|copy)\s+(?:in\s+)?")
_ON_A_MAIL: Final = any_case(rf"\s+(?:in\s+)?(?:on|into|in)\s+{_NOTE}\s+to\s+")
_A_MAIL_TO: Final = any_case(
    rf"(?:write|draft|compose|prepare|start|send)\s+(?:up )?(?:{_NOTE}|something|a (?:reply|draft))"
    r"(?: back)? to\s+"
)
_WAYS: Final[
    tuple[tuple[re.Pattern[str], re.Pattern[str], Callable[[re.Match[str]], str]], ...]
] = (
    (_GIVE, _THANK_YOU, _thanks),
    (_THANKS_TO, _FOR_WHAT, _thanks),
    (_BACK, _AND_THANKS, _with_thanks),
    (_WISH_THEM, _WISHED, _wishes),
    (_LET, _KNOWS, _words),
    (_GIVE_TO, _SAID, _words),
    (_GIVE, _NOTED, _words),
    (_BACK, _SAID, _words),
    (_TELL, _TOLD, _words),
    (_ASK, _ASKED_TO, _please),
    (_ASK, _ASKED_FOR, _may_i),
    (_ASK, _ASKED_IF, _could_you_tell),
    (_ASK, any_case(rf"{_BY_MAIL}{_ABOUT}"), _words),
    (_PING, _SAID, _words),
    (_THANK, _FOR, _thanks),
    (_APOLOGISE, _FOR, _sorry),
    (_CONGRATULATE, _ON, _congratulations),
    (_REMIND, _REMINDED, _reminder),
)

# "Pass Ana's mail about the roof on to Bo and say ..."
_PASS: Final = any_case(
    r"(?:pass|send|forward|fwd|hand|shoot|ping|bounce|fire|relay"
    r"|redirect)\s+(?P<on>on\s+)?(?P<what>.+?)\s+"
    r"(?P<on2>on(?:wards)?\s+|along\s+|over\s+|across\s+|round\s+)?to\s+"
)
_PASS_TO: Final = any_case(r"(?:forward|fwd|pass|send)\s+(?=\S)")
_A_MAIL: Final = (
    r"(?:e-?mails?|mails?|messages?|threads?|newsletters?|letters?|invitations?|confirmations?"
    r"|receipts?|invoices?|reply|latest|last|news|notes?|booking)"
)
_OF_A_MAIL: Final = any_case(
    rf"(?<!good )(?<!bad )(?<!sad )\b{_A_MAIL}\b|\bwhat \w+ (?:wrote|said|sent)\b"
)
_A_CERTAIN: Final = any_case(
    r"(?:(?:the|that|this|those|these|all|both|my)\b"
    r"(?! (?:reply|answer|e-?mail|mail|message|draft)$)"
    r"|\S+'s\b|what\b)"
)
_THE_MAIL: Final = any_case(rf"\s+(?P<what>(?:the|that|this|my|\S+'s)\s.*\b{_A_MAIL}\b.*)$")
_HAVE: Final = any_case(r"\s+(?:have|see|read|get)\s+(?P<what>(?:the|that|my|\S+'s)\s.+)$")
_IS_FILE: Final = any_case(rf"\b{FILE}\b")
_WROTE: Final = any_case(
    r"\bwhat (?P<who>[^\W\d_][\w'-]*(?: [A-Z]\w+)?) (?:wrote|said|sent|mailed|e-?mailed)"
    r"(?: (?:me|us))?(?= about\b| on\b|$)"
)
_THEIR_LATEST: Final = any_case(
    r"(?P<who>[^\W\d_][\w-]*)'s (?P<which>latest|last|newest|most recent)(?! \w*mail| message"
    r"| newsletter| letter| reply| version)"
)
_THEIRS: Final = any_case(r"(?<![\w'])(?P<who>[a-zà-öø-ÿ][\w-]{1,20})(?='s )")
_AFTER_WHOM: Final = any_case(
    r"(?:\s*[,;]?\s*(?:and |, )?(?:add|say|saying|tell (?:him|her|them)|mention|write|note"
    r"|with (?:the|a|my)"
    r" (?:quick |short )?(?:note|message|comment|words|line))(?: that| saying| that says"
    r"| to say)*[:,]?\s+(?P<said>.+))?[.!?\s]*$"
)
_AND_ASKED: Final = any_case(
    r"\s*[,;]?\s*(?:and |, )?(?:ask|asking)(?:\s+(?:him|her|them))?\s+"
    r"(?:(?P<how>if|whether|when|where|what|which|who|why|how(?: \w+)?)\s+(?P<rest>\S.+)"
    r"|to\s+(?P<do>\S.+)|for\s+(?P<thing>\S.+))$"
)
_NOT_POSSESSORS: Final = frozenset(
    {"it", "that", "what", "who", "there", "here", "let", "today", "tomorrow", "yesterday", "week"}
    | {"month", "year", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}
    | {"sunday", "he", "she", "evening", "morning"}
)


def _passed_on(wish: str) -> str | None:
    found = _PASS.match(wish)
    is_passed = found and (
        found["on"] or found["on2"] or found.group().lower().startswith(("forward", "fwd"))
        or (_OF_A_MAIL.search(found["what"]) and _A_CERTAIN.match(found["what"]))
    )  # fmt: skip
    if found and is_passed:
        whom = named(wish, found.end())
        rest = _AFTER_WHOM.match(wish, whom.end) if whom else None
        if whom and rest:
            return _forward(found["what"], whom.phrase, rest["said"])
        asked = _AND_ASKED.match(wish, whom.end) if whom else None
        if whom and asked:
            return _forward(found["what"], whom.phrase, asked_of_them(asked))
    return _passed_to(wish)


def _passed_to(wish: str) -> str | None:
    """ "Forward Bo the mail about the roof", "let Bo have it"."""
    let = _LET.match(wish)
    reader = named(wish, let.end()) if let else None
    given = _HAVE.match(wish, reader.end) if reader else None
    if reader and given and _OF_A_MAIL.search(given["what"]) and not _IS_FILE.search(given["what"]):
        return _forward(given["what"], reader.phrase, None)
    head = _PASS_TO.match(wish)
    whom = named(wish, head.end()) if head else None
    what = _THE_MAIL.match(wish, whom.end) if whom else None
    if whom is None or what is None or not _OF_A_MAIL.search(what["what"]):
        return None
    return _forward(what["what"], whom.phrase, None)


def _forward(what: str, whom: str, said: str | None) -> str:
    message = f" saying {said.rstrip()}" if said else ""
    thing = "it" if what.lower() in ("that", "this") else _whose(what)
    return f"forward {thing} to {whom}{message}"


def _whose(what: str) -> str:
    """What is passed on, its sender with a capital: "what ana wrote" is "Ana's mail"."""
    what = _WROTE.sub(lambda m: f"{m['who']}'s mail", what)
    what = _THEIR_LATEST.sub(lambda m: f"{m['who']}'s {m['which']} mail", what)
    return _THEIRS.sub(
        lambda m: m["who"] if m["who"].lower() in _NOT_POSSESSORS else m["who"].capitalize(), what
    )
