"""Questions about the mailbox as such: what came, what was read, what people wrote and not
machines, what was promised, who has answered. What only says so is claimed: it is no topic."""

from __future__ import annotations

import re
from typing import Final

from agents.understanding.claims import Claims
from agents.understanding.persons import ENDS, NAME
from agents.understanding.wording import request

_HUMAN: Final = (
    r"(?:(?:actual|real|genuine|living|proper|true) (?:humans?(?: beings?)?|people|persons?)"
    r"|humans?(?: beings?)?|human-written|persönliche\w*|menschen|personnes|personas|insanlar\w*)"
)
_MACHINE: Final = (
    r"(?:auto(?:matic|mated|-generated)?|machines?|bots?|robots?|computers?|system|marketing"
    r"|promotion\w*|newsletters?|ads?|adverts?|advertis\w+|spam|notifications?|notices"
    r"|mailing lists?|mailshots?|junk|bulk|no-?reply|companies)"
)
_PERSONAL: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"[,;(]? ?\b(?:and |but )?(?:please )?(?:spare me|without|no|not|excluding|except(?: for)?"
        rf"|skip(?:ping)?|leav(?:e|ing) out|ignor(?:e|ing)|minus|other than|apart from|hid(?:e|ing)"
        rf"|filter(?:ing)? out|forget|don't show(?: me)?|don't want|ohne|keine|sans|sin)\b"
        rf"(?: (?:the|any|all|those|from|of|usual|that|by))*(?:(?: |, ?)(?:and |or |the |any |und"
        rf" |et |y )?{_MACHINE})+(?: (?:things?|stuff|ones?|e?-?mails?|mail|messages?))?\b\)?",
        rf"\b(?:(?:that |which )?(?:are |is |were |was )?(?:written |sent )?(?:only |just )?(?:from"
        rf"|by|von|de) )(?:only |just )?(?:an? )?{_HUMAN}(?: only)?\b",
        r"\b(?:from|by) (?:people|persons|colleagues)(?: only)?(?=\W*(?:$|[?.,;]|since"
        r"|today|yes|please))",
        rf"\b(?:only|just) (?:from )?(?:people|humans?)\b|\b{_HUMAN} only\b",
        r"\bpersonal(?= (?:e-?mails?|mails?|messages?|ones)\b)",
    )
)
DRAFTS: Final = (
    r"\b(?:unsent|(?:my|any|the|all|these|those|saved|which|what|how many|many|some|open|old|of"
    r"|no|list|show(?: me)?|have) (?:(?:my|the|all|unsent|saved|open|e?-?mail|gmail|unfinished|old)"
    r" )*drafts)\b(?! (?:of|from|by|\d))(?! (?!i\b)\w+ (?:sent|shared"
    r"|wrote|made))|^(?:(?:list|show|see|open) )?drafts?(?: folder)?[?.! ]*$"
    r"|\bdrafts? folder\b"
)
_MAIL: Final = r"(?:e-?mails?|mails?|messages?|post)"
_REPLY: Final = r"(?:reply|replies|answers?|response|word|feedback)"
_ANSWERED: Final = (
    r"(?:repl(?:y|ied)|answer(?:ed)?|respond(?:ed)?|react(?:ed)?"
    r"|(?:got|get|gotten|come|came|written|write|wrote|been|mailed|e-?mailed|rung|rang) back"
    r"|(?:say|said) (?:anything|something|a word|yes|no|ok|okay)(?: back)?)"
)
# What the person says to somebody, too.
_TOLD: Final = (
    r"(?:wr(?:ite|itten|ote) to|e-?mailed|tell|told|thank(?:ed)?|confirm(?:ed)?"
    r"|let(?= [\w'-]+ know\b)|inform(?:ed)?)"
)
_NOT: Final = r"(?:has(?:n't| not)|have(?:n't| not)|did(?:n't| not)|never|still not)"
_CAME: Final = (
    r"(?:(?:come|came|coming|gone|went) (?:in(?:to my inbox)?|through)|arriv(?:e|ed|ing)"
    r"|land(?:ed)?|been (?:sent|delivered)|dropp(?:ed|ing) in"
    r"|turn(?:ed)? up in my (?:inbox|mail\w*)"
    r"|turn(?:ed)? up(?= (?:since|today|yesterday|overnight|this|last|over|while)\b))"
)
_SINCE: Final = (
    r"(?= ?(?:since|today|yesterday|this|last|on|over|in the|between|before|after|from \w+day"
    r"|overnight|[?.! ]*$))"
)
PROMISED: Final = (
    r"\b(?:what|which|have|did|do|whom?|anything|things?|everything)\b.*\bi(?:'ve|'d)?"
    r"(?: \w+){0,3}? (?:promis\w*|commit(?:ted)? (?:myself )?to|volunteer\w*|agreed to do"
    r"|sign(?:ed)? up (?:for|to)|offer(?:ed)? to|(?:say|said|told \w+|tell \w+) (?:that )?"
    r"i(?:'d| would| will|'ll| could))\b|\bmy promises?\b|\bpromises? (?:that )?i\b"
)
# When somebody wrote first or last, and not what they wrote.
CONTACT: Final = (
    r"^(?:and |so )?(?:when|how long ago) (?:was|did|have|has|is)\b.*\b(?:first|last|originally"
    r"|recently|earliest|latest)\b.*\b(?:hear[d]? from|in touch|contact\w*|reach\w* out|write"
    r"|wrote|written|e?-?mail(?:ed)?|messaged?|get back|mail from|word from|hear of)\b"
    r"(?! (?:about|that|the|of)\b)"
    r"|^(?:and |so )?(?:since when|(?:for )?how long) (?:do|have|did) (?:i|we) know(?:n)?\b"
    r"|^(?:and |so )?when (?:did|have) (?:i|we) (?:first )?(?:start(?:ed)? (?:writing|talking"
    r"|working)"
    r" (?:to|with)|(?:first )?(?:meet|met|get to know|got to know))\b"
    r"|^(?:and |so )?when did (?:[\w'.-]+ ){1,3}(?:write|mail|email|e-mail|contact|get in touch)"
    r"(?: with| to)?(?: me| us)? (?:first|last)\b"
)
# What was bought is told by a receipt, a confirmation or a ticket.
BOUGHT: Final = (
    r"^(?:what|which|any|anything|did|have|do|show|list|find|all|the)\b.*\bi(?:'ve)?"
    r"(?: (?:have|ever|already|just|recently|actually))* (?:bought|buy|ordered|order|purchased?"
    r"|paid for|pay for)\b"
)
RECEIPTS: Final = "order receipt"
ABSENCE: Final = "out of office"  # what is written of who is away
_BUYING: Final = re.compile(
    r"\b(?:buy|bought|order(?:ed)?|purchased?|pay|paid|for|ever|already|recently)\b", re.IGNORECASE
)
# Whether one mail was answered, by the person or by somebody else.
REPLIED: Final = (
    rf"^(?:and |so )?(?:have|did|has) (?!.*\bforg[eo]t)"
    rf"(?!(?:i|we) (?:still |yet )?(?:owe|need|have)\b)(?!any)"
    rf"(?:[\w'.-]+ ){{1,4}}?(?:(?:ever|already|actually|yet|even|properly) )*{_ANSWERED}\b"
    r"(?!.*\b(?:invit\w+|rsvp)\b)"
    r"|^(?:and |so )?(?:did|has|have) (?!any)(?:[\w'.-]+ ){1,3}?(?:hear[d]?|had|get|got|gotten)"
    r" (?:\w+ ){0,3}?(?:(?:from|off|out of) (?:me|us)|back from)\b"
    rf"|^(?:and |so )?(?:have|did) (?:i|we) (?:(?:ever|already|actually|yet|even) )*{_TOLD}\b"
    r"(?! (?:about )?(?:to|at|on|in|for)\b)"
)
# What somebody answered to what the person wrote: "what did Ana say when I asked about the roof".
_REACTS: Final = (
    r"(?:say|said|answer\w*|repl(?:y|ied|ies)|(?:come|came) back(?: with)?|(?:write|wrote) back"
    r"|react\w*|respon\w+|take (?:it|that)|think|feel|make of it|reckon)"
)
_I_WROTE: Final = (
    r"(?:ask\w*|told|said|wrote|complain\w*|moan\w*|grumbl\w*|whing\w*|suggest\w*|propos\w*"
    r"|mention\w*|offer\w*|request\w*|quer(?:y|ied)|disput\w*|object\w*|push\w*|raised|brought"
    r"|pointed|explain\w*|argu\w*|sent|mailed|e-?mailed|report\w*|begg?ed|disagree\w*|refus\w*"
    r"|turned|wanted|invited|reminded|chased|protested|announced|confessed|admitted)"
)
ANSWERED_ME: Final = (
    rf"^(?:and |so )?(?:what|how) (?:did|has|have|was|were|does)\b.*\b{_REACTS}\b.*\b(?:when"
    rf"|after|once|as) (?:i|we) (?:\w+ )?{_I_WROTE}\b"
    r"|^(?:and |so )?(?:what|how)\b.*\b(?:answers?|repl(?:y|ies)|reaction|response) (?:to|on)"
    r" (?:my|our) (?:\w+ )?(?:question|e-?mail|mail|message|request|complaint|offer|suggestion"
    r"|letter|query|proposal|report|claim|idea|bid)\b"
)
# What the person still waits for.
AWAITING: Final = (
    rf"^(?:who|whom|is there anyone|has anyone|did anyone)\b(?!.* i (?:not )?\w*(?:answer|repl))"
    rf".*\b{_NOT}(?: yet| ever| been| even)* {_ANSWERED}\b(?: to| on)?(?: me| us| my| yet|[?.! ]*$)"
    r"(?!.*\b(?:invit\w+|rsvp)\b)"
    rf"|\b(?:nobody|no one|noone) (?:has |have |had |ever |yet )*{_ANSWERED}\b"
    rf"|\bi (?:have not|haven't|not|never|still not)(?: yet)? (?:heard|had (?:an? |any )?{_REPLY})"
    r"|\bhave(?:n't i| i not) (?:yet )?heard\b|\bi (?:still )?(?:need|have) to hear from\b"
    r"|\b(?:what|whom?|anything|anyone|anybody|which|still)\b(?!.*\b(?:keep\w*|leaving)\b)"
    r".*\b(?:am i|i am|i'm)\b"
    r".*\b(?:waiting|chasing) (?:for|on)\b|^am i (?:still )?(?:waiting|chasing) (?:for|on)\b"
    r"|\b(?:what|whom?|anything|anyone)\b.*\b(?:am i|i am|i'm) (?:still )?"
    r"(?:waiting|chasing)[?.! ]*$"
    rf"|\bowes? me (?:an? |any )?(?:{_REPLY}|{_MAIL})"
)
CAME_IN: Final = (
    rf"^(?:what|which {_MAIL}|who|anything|(?:did|has|have) (?:anything|something|any {_MAIL}))"
    rf"(?:'s| has| have| else| did| new| i)*(?: \w+)? {_CAME}\b"
    rf"|^(?:what|which)(?: new| other)?(?: {_MAIL})?(?: did| have)? (?:i|we) (?:get|got|gotten"
    rf"|received?|had)\b(?: by| in| through)?(?: the| my)?(?: {_MAIL})?{_SINCE}"
    rf"|^(?:what|which)(?: new| other)? {_MAIL} (?:did|have) (?:i|we) (?:get|got|gotten|received?"
    rf"|had)\b"
    rf"|^(?:is there |are there |do i have |have i (?:got |had )?|got )?(?:any|anything|something)"
    rf"(?: new| else| more| unread| starred| urgent| important)?(?: {_MAIL})?"
    r" from (?!the (?:file|doc|folder|drive))\w+"
    rf"|^(?:is there |are there |do i have |have i (?:got |had )?|got )?(?:any|anything) (?:new )?"
    rf"(?:{_MAIL} )?(?:new )?(?:since|from today|from yesterday|today|yesterday|this morning"
    r"|overnight|over the weekend)"
)
WAITS: Final = (
    rf"^who(?:'s| is| are)? (?:still )?(?:owed|due) (?:an? )?{_REPLY}\b|"
    r"\bi (?:still )?(?:need|have|ought|should|must|am supposed|forgot|forgotten)"
    r"(?: still)?(?: to)? (?:reply|answer|respond|get back|write back)\b(?!.*\b(?:invit\w+|rsvp)\b)"
    r"|\b(?:do|must|should) i (?:still )?(?:need |have )?(?:to )?(?:reply|answer|respond|get back"
    r"|write back)\b(?! (?:in|with|by)\b)"
    r"|\b(?:i am|i'm|am i|have i|i've|i have|did i) (?:been )?(?:keep(?:ing)?|kept|left"
    r"|leav(?:e|ing)|let)"
    r"\b.*\b(?:waiting|hanging|dangling|unanswered)\b"
    r"|\b(?:have|did|am|what|who|whom)\b.*\bi (?:been )?(?:ignor|forgot|forget)\w*"
    r"(?: to (?:answer|reply|write back|get back\w*)|[?.! ]*$)"
)
_DRAFT_TALK: Final = re.compile(
    r"\b(?:un-?sent|unfinished|drafts?|folder|did|leave|left|lying|sitting|around|there|that|which"
    r"|i|have|has|not|never|been|went|gone|going|out|sent|send|finish(?:ed)?|yet|still|somewhere"
    r"|saved|mails?|e-?mails?|messages?|waiting|to be)\b",
    re.IGNORECASE,
)


# Who is meant, where no preposition says so: "has Ana answered", "what did I promise Ana".
_ANSWERS: Final = re.compile(
    rf"^(?:and |so )?(?:have|did|has)"
    rf" (?:(?P<oneself>i|we)\b|{NAME}(?= (?:\w+ ){{0,2}}?{_ANSWERED}))"
)
_ON_WHAT: Final = (
    r"(?= (?:about|regarding|concerning|re|over|since|when|after|before|that|whether|why|how|what"
    r"|saying|with|ever|yet|already|properly|know|today|yesterday|last|this|and|or)\b|'s\b)"
)
_IS_ANSWERED: Final = re.compile(
    rf"\b(?:{_ANSWERED}|{_TOLD})\b(?: to| with)?(?: (?:the )?(?:mail|e-?mail|message|question"
    rf"|letter)s? (?:from|of|by))? {NAME}(?:{ENDS}|{_ON_WHAT})"
)
_PROMISED_TO: Final = re.compile(
    rf"\b(?:promis\w*|tell|told|offer\w*|say to|said to)(?: to)? {NAME}"
    r"(?= (?:that|to|i|we|about|for|on|in|this|last|yesterday|when|again)\b|\W*$)"
)
_WAITED_FOR: Final = re.compile(rf"\b(?:waiting|chasing|wait) (?:for|on) {NAME}{ENDS}")
_SENDING: Final = r"(?:sent|send|written|wrote|write|e?-?mail(?:ed)?|messaged?|forwarded?)"
_SENT_BY: Final = re.compile(
    rf"\b(?:has|have|did|does|do) (?!i\b){NAME} (?:ever |already )?{_SENDING}\b"
)
_SENT_TO: Final = re.compile(
    rf"\bi(?:'ve)? (?:ever |already |actually )*(?:have )?{_SENDING}(?: to)? {NAME}"
    r"(?: altogether| in total| overall| so far| in all| ever)?"
    rf"{ENDS}"
)
_WROTE_FIRST: Final = re.compile(
    rf"\b(?:when|ago) (?:did|has|have) (?!i\b|we\b){NAME}"
    r"(?= (?:first|last|originally|recently|ever|write|mail|email|e-mail|contact|get in touch))"
    r"|\b(?:hear[d]?|mail|word|e-?mail|message) from (?P<from>(?!the\b)[^\W\d_][\w-]*"
    r"(?: [^\W\d_][\w-]*)?)"
)
_WRITTEN_TO: Final = re.compile(
    rf"\b(?:i|we) (?:first |last |originally )?(?:write|wrote|mail|email|e-mail|contact|talk|speak"
    rf"|get in touch)(?: to| with)? {NAME}{ENDS}"
)
_KNOWN: Final = re.compile(
    rf"\b(?:i|we) (?:know(?:n)?|(?:first )?(?:meet|met)|start(?:ed)? \w+ (?:to|with)|got to know"
    rf"|get to know) {NAME}"
)
_HEARD_BACK: Final = re.compile(
    rf"^(?:and |so )?(?:have|did|has) (?:i|we)\b.* (?:hear[d]?|had|get|got|gotten) (?:\w+ ){{0,3}}?"
    rf"(?:from|off|out of)\b(?: {NAME}(?:{ENDS}|{_ON_WHAT}))?"
)
_HEARS: Final = re.compile(
    rf"^(?:and |so )?(?:did|has|does|have) {NAME} (?:\w+ )?(?:hear[d]?|had|have|get|got|gotten)"
    r" (?:\w+ ){0,3}?(?:from|off|out of) (?:me|us)\b"
)
_WHO_REACTED: Final = re.compile(
    rf"\b(?:did|has|have|does|was|were) {NAME}(?:'s)?(?= (?:\w+ly )?{_REACTS}\b"
    r"| (?:reaction|response|answer|reply)\b)"
)
# In the order in which they are tried.
_WHOM: Final = (
    ("answer", "from", _WHO_REACTED),
    ("count", "from", _SENT_BY),
    ("count", "to", _SENT_TO),
    ("contact", "from", _WROTE_FIRST),
    ("contact", "to", _WRITTEN_TO),
    ("contact", "with", _KNOWN),
    ("promised", "to", _PROMISED_TO),
    ("awaiting", "from", _WAITED_FOR),
)
_TALK: Final = {
    "contact": re.compile(
        r"\b(?:first|last|originally|recently|hear[d]?|in touch|touch|contact\w*|reach\w*|out"
        r"|write|wrote|written|know|known|get|got|ago|earliest|latest)\b",
        re.IGNORECASE,
    ),
    "bought": _BUYING,
    "thread": re.compile(
        r"\b(?:(?:turn|work|pan)(?:ed|ned)? out|end(?:ed)? up|in the end|ended|ends?(?=\W*$)"
        r"|happen(?:ed|ing)|became|become|came of|finally|resolved|settled|sorted(?: out)?)\b",
        re.IGNORECASE,
    ),
    "count": re.compile(
        r"\b(?:times|often|altogether|overall|total|in all|all in all|ever|so far|exactly|roughly"
        r"|about how|actually|real|genuine|separate|different|sent|send|written|write|wrote)\b",
        re.IGNORECASE,
    ),
    "drafts": _DRAFT_TALK,
    "digest": re.compile(
        r"\b(?:overnight|arriv\w+|landed|come|came|in|new|get|got)\b", re.IGNORECASE
    ),
    "promised": re.compile(
        r"\b(?:promis\w*|gone|went|commit\w*|myself|volunteer\w*|agreed|offer\w*|signed|sign up"
        r"|tell|told|said|say|would|anyone|anybody|again|exactly|so far)\b",
        re.IGNORECASE,
    ),
    "awaiting": re.compile(
        r"\b(?:heard?|back|repl\w+|answer\w*|respon\w+|chasing|wait\w*|nobody|noone|owes?|word"
        r"|feedback|yet|still|my|mails?|e-?mails?|sent|send|questions?|asked)\b",
        re.IGNORECASE,
    ),
    "answer": re.compile(
        rf"\b(?:{_REACTS}|(?:when|after|once) (?:i|we) (?:\w+ )?{_I_WROTE}|answers?|repl(?:y|ies)"
        r"|reaction|response|out|up|with|question)\b",
        re.IGNORECASE,
    ),
    "replied": re.compile(
        r"\b(?:repl\w+|answer\w*|respon\w+|reacted|got|gotten|come|came|written|write|wrote|back"
        r"|thank\w*|tell|told|confirm\w*|inform\w*|hear[d]?|hanging|left|properly|thing|there'd"
        r"|ever|already|questions?|mails?|e-?mails?|messages?|letters?|requests?|last|latest)\b",
        re.IGNORECASE,
    ),
    "needs_reply": re.compile(
        r"\b(?:keep(?:ing)?|kept|hanging|dangling|ignor\w+|forg[eo]t\w*|lot|folks?|crowd|guys|gang"
        r"|bunch|people|anyone|anybody|somebody|someone|outstanding|pending|list|mailbox|wrote"
        r"|written|repl\w+|answer\w*|respon\w+|wants?|left|leave|should|today|oldest|longest|owed?"
        r"|earliest|been)\b",
        re.IGNORECASE,
    ),
}


def find_person(shape: str, claims: Claims) -> tuple[str, str] | None:
    """Whom a question of this shape is about, as typed and claimed, "" where nobody is named, and
    the direction of the mail that is asked for: `from` them, or `to` them."""
    wish = request(claims.text)
    named = _whom_answered(wish) if shape == "replied" else _whom(shape, wish)
    if named is None:
        return None
    direction, found = named
    group = next((name for name in ("name", "from") if _has(found, name)), None)
    if not found or group is None:
        return ("", direction) if shape == "replied" else None
    start = max(0, claims.text.lower().rfind(wish)) + found.start(group)
    claims.claim(start, start + len(found[group]))
    return claims.text[start : start + len(found[group])], direction


def _whom(shape: str, wish: str) -> tuple[str, re.Match[str] | None] | None:
    for kind, direction, pattern in _WHOM:
        if kind == shape and (found := pattern.search(wish)):
            return direction, found
    return None


def _whom_answered(wish: str) -> tuple[str, re.Match[str] | None] | None:
    """Whose answer is asked for: the person's own, which is to somebody, or somebody else's."""
    if found := _HEARD_BACK.search(wish):
        return "from", found
    if found := _HEARS.search(wish):
        return "to", found
    found = _ANSWERS.search(wish)
    if found and found["oneself"]:
        return "to", _IS_ANSWERED.search(wish)
    return ("from", found) if found else None


def _has(found: re.Match[str] | None, group: str) -> bool:
    return bool(found and found.groupdict().get(group))


def claim_talk(shape: str, claims: Claims) -> None:
    """Claims what a question of this shape says besides whom and what it is about."""
    for match in _TALK[shape].finditer(claims.text) if shape in _TALK else ():
        claims.claim(*match.span())


def is_personal(claims: Claims) -> bool:
    """Whether only what people wrote is wanted; the words for it are claimed."""
    found = [match for pattern in _PERSONAL for match in pattern.finditer(claims.text)]
    for match in found:
        claims.claim(*match.span())
    return bool(found)
