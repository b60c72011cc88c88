"""A remark and a command that leans on it: "Bo can't do Friday's lunch, take him off it" takes Bo
off Friday's lunch, and "Ilse sent me something about the hedge, pass it on to Bo" passes her mail
on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from agents.understanding.wishes.guests import IS_EVENT, IS_FILE
from agents.understanding.wishes.names import Named, named
from agents.understanding.wording import any_case

_SPLIT: Final = any_case(
    r"^(?P<remark>.{6,200}?)\s*(?:[,;:.!–—]+|\s-)\s+"
    r"(?:(?:so|and|please|pls|plz|can you|could you|would you|will you|just|then|now|maybe|better"
    r"|best|do|kindly)\s+)*"
    r"(?P<command>(?:add|invite|include|bring|pop|put|stick|get|loop|rope|take|remove|drop|kick"
    r"|uninvite|cut|strike|leave|pass|send|forward|fwd|hand|ping|shoot|push|bounce|give|let|share"
    r"|sort|revoke|stop|end|withdraw|make|tell|say|write back|reply|answer|get back|respond)\b.*)$"
)
_LEAD: Final = any_case(r"(?:could|can|should|shall|i think|i reckon|apparently|seems)\s+")
_SENT: Final = any_case(
    r"\s+(?:has |have |'s |had )?(?:just |also |already )?(?:sent|wrote|written|mailed|e-?mailed"
    r"|dropped|forwarded|shared|passed)"
    r"(?: (?:me|us|round|around|over|out|in|on|to me|to us|back))*"
    r"(?: (?:an? |the |some |that )?(?:\w+ )?(?:e-?mails?|mails?|messages?|notes?|lines?"
    r"|something|things?|stuff|bits?))?"
    r"(?: (?:about|on|re|regarding|with|of|from|that|which|saying))?\s+(?P<what>\S.*)$"
)
_WILL: Final = (
    r"(?:ought to|should(?: really)?|needs? to|wants? to|would like to|'d like to|must|has to"
    r"|have to|had better|could|can|may|might|is going to|will|asked to|shall)"
)
_COMES: Final = any_case(
    rf"\s+(?:really |also |definitely |probably )*(?:{_WILL}\s+)?(?:also |really |probably )*"
    r"(?:be|come|join|sit|go|get|attend|take part|listen|drop)(?: (?:added|invited|involved|along"
    r"|there|in))*(?: (?:in|at|on|to|into|along|with us))*\s+(?P<what>\S.*)$"
)
_NOT: Final = (
    r"(?:can't|cant|cannot|can not|couldn't|couldnt|won't|wont|isn't|isnt|is not|aren't|doesn't"
    r"|doesnt|does not|didn't|needn't|shouldn't|shouldnt|should not|mustn't|must not"
    r"|should no longer|is no longer|no longer|may not|has no business|don't|do not)"
)
_SEES_NOT: Final = any_case(
    rf"\s+{_NOT}\s+(?:really |actually )*(?:needs?(?: to)? |want to |be able to |have to |be "
    r"|to |allowed to |supposed to )*(?:looking at|look at|seeing|see|view(?:ing)?|read(?:ing)?"
    r"|edit(?:ing)?|open(?:ing)?|get(?:ting)? into|get(?:ting)? at|(?:have )?access to|in)\s+"
    r"(?P<what>(?:the|my|our|this|that|\S+'s)\s.*)$"
)
_NEEDS_NOT: Final = any_case(
    rf"\s+{_NOT}\s+(?:really )?(?:needs?|uses?|wants?)\s+"
    r"(?P<what>(?:the|my|our|this|that|\S+'s)\s.*)$"
)
_STAYS_AWAY: Final = any_case(
    rf"\s+(?:{_NOT}|is off|has dropped out of|has pulled out of|is out of|is missing|has to miss"
    r"|must miss|will miss)\s+"
    r"(?:(?:be|come|do|make|attend|join|go|get|needed|needs?|want|wants|have|has|to|going|coming"
    r"|able"
    r"|for|at|on|in|it to|part of|required)\s+)*(?P<what>\S.*)$"
)
_SEES: Final = any_case(
    rf"\s+(?:really |also )*{_WILL}\s+(?:be able to |also )*(?:have |get |take )?(?P<do>edit|see"
    r"|view|comment on|read|look at|look over|change|work on|open|access to|access|a look at)\s+"
    r"(?P<what>\S.*)$"
)
_WANTS_A_LOOK: Final = any_case(
    r"\s+(?:wants|needs|would like|'d like|asked for)\s+(?P<do>a look at|access to|to see)\s+"
    r"(?P<what>\S.*)$"
)
_AWAY: Final = any_case(
    r"\s+(?:is|'s|are|will be|has been|was|has|have|got|left|leaves)\b(?P<what>.*)$"
)
_AFTER_ALL: Final = re.compile(
    r"(?:\s+(?:too|as well|also|after all|any ?more|any longer|now|sadly|unfortunately|this time"
    r"|either|by the way|though))+$",
    re.IGNORECASE,
)
_PASS: Final = any_case(
    r"(?:pass|send|forward|fwd|hand|ping|shoot|push|bounce)\s+(?:(?:it|that|this|them|one)\s+)?"
    r"(?:(?:on|over|across|along|round)\s+)*to\s+(?P<whom>\S.*)$"
)
_ADD: Final = any_case(
    r"(?:add|invite|include|bring|pop|put|stick|get|loop|rope)\s+(?:him|her|them)\b"
    r"(?:\s+(?:in|too|along|as well|please|also|added))*"
    r"(?:\s+(?:on|to|in|into|onto)(?:\s+(?:it|that|this|the (?:invite|list|guest list)))?)?[.! ]*$"
)
_ADD_TO: Final = any_case(
    r"(?:add|invite|include|bring|pop|put|stick|get|loop|rope)\s+(?:him|her|them)\s+"
    r"(?:on|to|in|into|onto)\s+(?P<what>(?!it\b|that\b(?! \w)|this\b(?! \w))\S.*)$"
)
_TAKE_OFF: Final = any_case(
    r"(?:take|remove|drop|kick|uninvite|cut|strike|leave|get)\s+(?:him|her|them)\b(?:\s+(?:off|from"
    r"|out))?(?:\s+of)?(?:\s+(?:it|that|this|there|please|then|again"
    r"|the (?:invite|invitation|list|guest list)))*[.! ]*$"
)
_TAKE_OFF_IT: Final = any_case(
    r"(?:take|remove|drop|kick|uninvite|cut|strike|leave|get)\s+(?:him|her|them)\s+(?:off|from"
    r"|out of)\s+(?P<what>(?!it\b)\S.*)$"
)
_END_ACCESS: Final = any_case(
    r"(?:remove|revoke|end|take away|take|stop|withdraw|cut)\s+(?:his|her|their|that|the|it|him"
    r"|them)\b(?:\s+(?:access|rights?|permissions?|away|off|sharing|seeing it))*[.! ]*$"
)
_GRANT: Final = any_case(
    r"(?:let|give|grant|share|sort|make|add|get|put)\b\s*(?:him|her|them|it|that|this|sure)?\b.*$"
)
_MAIL_WORD: Final = any_case(r"\b(?:e-?mails?|mails?|messages?|letters?|newsletters?)\b")
_A_MAIL: Final = any_case(
    r"(?:the|that|this|\S+'s)\s(?:.*\b(?:e-?mails?|mails?|messages?|notes?|letters?|newsletters?"
    r"|replies|reply|invoices?|receipts?|thing|one|things|bit)\b.*)$"
)


@dataclass(frozen=True, slots=True)
class _Remark:
    """Who is spoken of, in which way, and the thing (that they see, come to or sent)."""

    who: str
    way: str
    what: str
    do: str = ""


_ASKED: Final = any_case(
    r"(?:'s)?\s+(?:has |have |is |was |just |still |again |also |'s )*"
    r"(?:ask(?:ed|s|ing)|want(?:s|ed)? to know|need(?:s|ed)? to know|wonder(?:s|ed|ing)?|waiting"
    r"|chas(?:ed|es|ing)|nagging|nudg(?:ed|ing)|enquir(?:ed|ing)|expect(?:s|ing))\b"
    r"(?: (?:me|us|for|on|after|to hear))*(?: (?:an?|the|my|our) (?:answer|reply|word|response"
    r"|reaction))?"
    r"(?: (?:about|on|to|for|from|if|whether|that|when|where|what|which|how|who|back|us|me))*"
    r"\s*(?P<what>.*)$"
)
_TELL: Final = any_case(
    r"(?:tell|let) (?:him|her|them)(?: know)?(?: that)?[:,]?\s+(?P<said>\S.*)$"
    r"|(?:say|write back|reply|answer|get back|respond)(?: to (?:him|her|them))?"
    r"(?: (?:that|saying|and say|and tell (?:him|her|them)))?[:,]?\s+(?P<said2>\S.*)$"
)
_SEND_THEM: Final = any_case(
    r"(?:pass|send|forward|fwd|ping|shoot|give)\s+(?:it|that|this)(?: on| over)?(?: to)?"
    r"(?: (?:him|her|them))?[.! ]*$"
)
_WAYS: Final = (
    ("asked", _ASKED),
    ("sent", _SENT), ("sees not", _SEES_NOT), ("needs not", _NEEDS_NOT),
    ("stays away", _STAYS_AWAY), ("sees", _SEES), ("sees", _WANTS_A_LOOK), ("comes", _COMES),
    ("is so", _AWAY),
)  # fmt: skip


def joined(wish: str) -> str | None:
    """One command that needs no remark before it; None where no command leans on one."""
    found = _SPLIT.match(wish)
    if found is None:
        return None
    remark, command = _AFTER_ALL.sub("", found["remark"]), found["command"]
    about = _remark(remark)
    if about is not None and about.way == "asked":
        told = _TELL.match(command)
        what = f" about {about.what}" if about.what else ""
        said = (told["said"] or told["said2"]) if told else ""
        return f"reply to {about.who}{what} saying {said}" if told else None
    if about is None:
        passed = _PASS.match(command)
        return f"forward {remark} to {passed['whom']}" if passed and _A_MAIL.match(remark) else None
    return _of_mail(about, command) or _of_guests(about, command) or _of_files(about, command)


def _remark(text: str) -> _Remark | None:
    lead = _LEAD.match(text)
    whom = named(text, lead.end() if lead else 0)
    if whom is None:
        return None
    if whom.phrase.lower().endswith("'s"):  # "Ilse's still waiting"
        whom = Named(whom.phrase[:-2], whom.end)
    for way, pattern in _WAYS:
        found = pattern.match(text, whom.end)
        if found:
            parts = found.groupdict()
            what = _AFTER_ALL.sub("", parts["what"].strip(" .,"))
            return _Remark(whom.phrase, way, what, str(parts.get("do") or ""))
    return None


def _of_mail(about: _Remark, command: str) -> str | None:
    passed = _PASS.match(command)
    if about.way == "sees" and _SEND_THEM.match(command) and _MAIL_WORD.search(about.what):
        return f"forward {about.what} to {about.who}"
    if about.way != "sent" or passed is None:
        return None
    return f"forward {about.who}'s mail about {about.what} to {passed['whom']}"


def _of_guests(about: _Remark, command: str) -> str | None:
    if (found := _ADD_TO.match(command)) and about.way != "sent":
        return f"add {about.who} to {found['what']}"
    if (found := _TAKE_OFF_IT.match(command)) and about.way != "sent":
        named_anew = not re.match(r"(?:that|this|the (?:invite|list))[.! ]*$", found["what"])
        if named_anew:
            return f"take {about.who} off {found['what']}"
    if about.way == "comes" and _ADD.match(command) and not IS_FILE.search(about.what):
        return f"add {about.who} to {about.what}"
    is_file = IS_FILE.search(about.what) and not IS_EVENT.search(about.what)
    if about.way == "stays away" and _TAKE_OFF.match(command) and not is_file:
        return f"uninvite {about.who} from {about.what}"
    return None


def _of_files(about: _Remark, command: str) -> str | None:
    if about.way in ("sees not", "needs not", "stays away") and (
        _TAKE_OFF.match(command) or _END_ACCESS.match(command)
    ):
        return f"stop {about.who} from seeing {about.what}"
    if about.way == "sees" and _GRANT.match(command):
        do = "see" if about.do.lower() in ("a look at", "access to", "to see") else about.do
        return f"let {about.who} {do} {about.what}"
    return None
