"""The wordings of questions for mails as such: what they begin with, and what may follow."""

from __future__ import annotations

import re
from typing import Any, Final

from agents.understanding import people, roles
from agents.understanding.lexicon import FILE_TYPES
from agents.understanding.wording import words_of

MAIL: Final = r"(?:e-?mails?|mails?|messages?|letters?|post|correspondence)"
ME: Final = r"(?:me|us)"
_ING: Final = re.IGNORECASE
SENT: Final = (
    r"(?:sen[dt]|wr(?:ite|ote|itten)|e?-?mail(?:ed)?|messaged?|forwarded?|(?:been|get|got|gotten)"
    r" in touch)"
)
_SENDS: Final = rf"(?:{SENT}|writes?|sends?|e?-?mails?|messages?|writing|sending)"
_ORDINARY: Final = (
    r"(?!(?:me|us|you|him|her|them|it|i|we|he|she|they|the|a|an|my|our|your|this|that|these|those"
    r"|who|whom|which|what|when|where|why|how|and|or|with|about|on|in|at|of|to|from|by|for|is|are"
    r"|was|were|do|does|did|has|have|had|not|any|all|some|every|today|yesterday|last|this|since"
    r"|before|after|until|ever|already|yet|still|never|recently|lately|again|anything|something"
    r"|everything|nothing|everyone|everybody|nobody|sent|wrote|written|mailed|between|new|over"
    r"|more|else|regarding|concerning|during|january|february|march|april|june|july|august"
    r"|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday"
    r"|sunday|back|e-?mails?|mails?|there|as|so|if|because|please|abroad|work|home)\b)"
)
_NAME: Final = rf"{_ORDINARY}[^\W\d_][\w.-]*(?:'(?!s\b)\w+)?(?: {_ORDINARY}[^\W\d_][\w.-]*){{0,2}}"
_CIRCLES: Final = {
    "clients": r"(?:(?:my|our|the|any|a|some|of|any of|one of|all|all our|all my) )*"
    r"(?:clients?|customers?)",
    "outsiders": r"(?:(?:people|anyone|anybody|someone|somebody|those|everyone|everybody) )?"
    r"(?:outside|from outside|external|outsiders|externals)"
    r"(?: (?:of )?(?:the|my|our) (?:company|office|firm|studio|team|organi[sz]ation|work))?",
    "strangers": r"(?:strangers|(?:people|persons|anyone|anybody|someone|somebody|those|addresses"
    r"|senders)(?: (?:that|who|whom))? i (?:do not|don't|dont|have never|haven't|have not|never)"
    r" (?:really |even |yet )?(?:know|knew|met|written to|wrote to|heard of|mailed)(?: yet| before"
    r"| myself)?|(?:unknown|unfamiliar|new) (?:people|persons|senders|addresses|contacts))",
    "colleagues": r"(?:(?:my|our|the|any|of|any of|one of|all|own) )*(?:colleagues?|co-?workers?"
    r"|workmates?|team ?mates?|team|staff)(?: (?:at work|in the office))?"
    r"|(?:anyone|anybody|someone|somebody|people) (?:at work|(?:in|at|from) the (?:office|studio"
    r"|company|firm))|within the (?:company|office|firm|studio)",
    "people": r"(?:(?:real|actual|human) )?(?:people|humans|persons|human beings)(?: only)?",
}
_CIRCLE: Final = "|".join(_CIRCLES.values())
ONE: Final = (
    rf"(?:(?:(?:anyone|anybody|someone|somebody|people|everyone|everybody) (?:at|from|in) )?"
    rf"{roles.THE_ROLE}|{_CIRCLE}"
    rf"|(?:(?:anyone|anybody|someone|somebody|people|everyone|everybody) (?:at|from) )?{_NAME})"
)
WHO: Final = rf"{ONE}(?:(?:, | and | or |, and | & ){ONE}){{0,3}}"
ANYONE: Final = frozenset({"anyone", "anybody", "someone", "somebody", "people"})
_END: Final = r"(?=\W*$|[\s,;?!.])"

_NUMBERS: Final = {
    "a": 1, "an": 1, "one": 1, "couple of": 2, "two": 2, "three": 3, "few": 3, "four": 4,
    "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
DAYS: Final = {"day": 1, "week": 7, "month": 30, "year": 365}
_NUMBER: Final = rf"(?P<number>\d{{1,2}}|{'|'.join(_NUMBERS)})"
OLDER: Final = re.compile(
    rf"\b(?:older than|(?:from )?(?:over|more than)) {_NUMBER} (?P<unit>day|week|month|year)s?"
    r"(?: old| ago)?\b",
    _ING,
)

_ASKING: Final = (
    r"(?:(?:show|list|find|get|give|bring|pull|fetch|open|see|search|look|dig)(?: me| us)?"
    r"(?: up| out| for| through)?|let me see|i (?:want|need)(?: to see)?"
    r"|what(?:'s|s| is| are| were| was)|which(?: is| are| was| were| of)?|what|do (?:i|we) have"
    r"|have (?:i|we) (?:got|had|received)|did (?:i|we) (?:get|receive|have|ever get)"
    r"|(?:is|are|was|were) there|got|where(?:'s| is| are| was)|has there been|have there been)"
)
_DETERMINER: Final = (
    r"(?:any|all|all of|the|those|my|our|of|which|what|more|other|further|some|every|each|whatever"
    r"|only|just|very|list of)"
)
_ADJECTIVE: Final = (
    rf"(?:unread|unopened|new|recent|latest|newest|most recent|last|oldest|earliest|first"
    rf"|very first|starred|flagged|important|urgent|sent|personal|incoming"
    rf"|(?<=last ){_NUMBER}|(?<=latest ){_NUMBER.replace('number', 'n2')}"
    rf"|(?<=first ){_NUMBER.replace('number', 'n3')}"
    rf"|(?<=newest ){_NUMBER.replace('number', 'n4')}|german|french|spanish|turkish|english)"
)
_SO_MANY: Final = (
    rf"(?:(?P<many>\d{{1,2}}|{'|'.join(n for n in _NUMBERS if len(n) > 2)}) (?:of )?(?:the |my )?"
    r"(?=(?:most recent|last|latest|newest|oldest|earliest|first)\b))?"
)
HEAD: Final = re.compile(
    rf"^(?:{_ASKING} )*(?:{_DETERMINER} )*{_SO_MANY}(?P<adjectives>(?:{_ADJECTIVE},? (?:and )?)*)"
    rf"(?:{_DETERMINER} )*(?:{MAIL}|everything|anything|something|things|thing|word)\b",
    _ING,
)
ADJECTIVES: Final[tuple[tuple[re.Pattern[str], dict[str, Any]], ...]] = tuple(
    (re.compile(pattern, _ING), entities)
    for pattern, entities in (
        (r"\b(?:unread|unopened)\b", {"flags": ["unread"]}),
        (r"\b(?:starred|flagged)\b", {"flags": ["starred"]}),
        (r"\b(?:important|urgent)\b", {"flags": ["important"]}),
        (r"\bpersonal\b", {"flags": ["personal"]}),
        (r"\bsent\b", {"labels": ["SENT"], "direction": "to"}),
        (r"\b(?:oldest|earliest|first)\b", {"many": 1}),
        (r"\b(?:last|latest|newest|most recent)\b", {"many": 1}),
        (r"\b(?:last|latest|newest|first) (?P<number>\d+|[a-z]+(?: of)?)\b(?<! and)", {}),
        (r"\bgerman\b", {"language": "de"}),
        (r"\bfrench\b", {"language": "fr"}),
        (r"\bspanish\b", {"language": "es"}),
        (r"\bturkish\b", {"language": "tr"}),
        (r"\benglish\b", {"language": "en"}),
    )
)
_UNSEEN: Final = (
    r"\b(?:that |which )?(?:i|we)(?:'ve| have)? ?(?:haven't|havent|have not|not|didn't|did not"
    r"|never)"
    r"(?: yet| even| got round to)* (?:read|open(?:ed)?|seen|looked at)(?: yet| so far)?\b"
    r"|\b(?:have|did) (?:i|we) (?:not|never)(?: yet| even)* (?:read|open(?:ed)?|seen)(?: yet)?\b"
    r"|\b(?:still |that are |which are |are |is )*(?:unread|unopened|not (?:yet )?(?:read"
    r"|opened))\b"
)
SIGNS: Final[tuple[tuple[re.Pattern[str], dict[str, Any]], ...]] = tuple(
    (re.compile(pattern, _ING), entities)
    for pattern, entities in (
        (_UNSEEN, {"flags": ["unread"]}),
        (r"\b(?:that |which )?(?:i(?:'ve| have)? )?(?:starred|flagged)\b", {"flags": ["starred"]}),
        (r"\b(?:in|from|inside) (?:my |the )?(?:spam|junk)(?: folder| mail| box)?\b",
         {"labels": ["SPAM"]}),
        (r"\b(?:in|from|inside) (?:my |the )?(?:trash|bin|deleted items)(?: folder)?\b",
         {"labels": ["TRASH"]}),
        (r"\b(?:in|from) (?:my |the )?(?:sent|outbox)(?: folder| items| box| mail)?\b",
         {"labels": ["SENT"], "direction": "to"}),
    )
)  # fmt: skip
_KINDS: Final = (
    r"pdfs?|photos?|pictures?|images?|spreadsheets?|excel(?: sheets?| files?)?|documents?"
    r"|word documents?|presentations?|slides|files?|attachments?|something|anything|enclosures?"
)
HOW_MANY: Final = re.compile(rf"^how many (?=(?:{_ADJECTIVE} )*{MAIL}\b)", _ING)
WITH_FILE: Final = re.compile(
    rf"\b(?:with|that (?:have|has|had|came with|come with)|which (?:have|has|had)|ha(?:ve|s|d)"
    rf"|containing|carrying) (?:an? |any |the |some )?(?:attached )?(?P<kind>{_KINDS})"
    r"(?: (?:attached|attachments?|in (?:it|them|there)|enclosed))?\b(?! (?:about|from|of)\b)",
    _ING,
)
LANGUAGES: Final = {
    "german": "de", "french": "fr", "spanish": "es", "turkish": "tr", "english": "en",
    "italian": "it", "dutch": "nl", "portuguese": "pt", "polish": "pl", "russian": "ru",
}  # fmt: skip
IN_LANGUAGE: Final = re.compile(
    rf"\b(?:(?:written )?in |that (?:is|are) (?:in )?)(?P<language>{'|'.join(LANGUAGES)})\b", _ING
)
ABOUT: Final = re.compile(
    r"\b(?:about|regarding|concerning|on the subject of|that mentions?|mentioning|which mentions?)"
    r" (?:the |my |our |a |an )?(?P<topic>\S.*)$",
    _ING,
)
I_SENT: Final = re.compile(
    rf"\b(?:that |which )?(?:have |did )?(?:i|we)(?:'ve| have)? (?:ever |last )?{SENT}"
    r"(?: out| off| away| myself)?\b",
    _ING,
)
PEOPLE: Final = tuple(
    (direction, re.compile(pattern, _ING))
    for direction, pattern in (
        ("with", rf"\bbetween (?:me|us|myself) and (?P<who>{WHO}){_END}"),
        ("with", rf"\bbetween (?P<who>{WHO}) and (?:me|us|myself){_END}"),
        ("own", rf"\b(?:that |which )?(?:have |did )?(?:i|we)(?:'ve| have)? (?:ever |last |first )?"
                rf"{SENT}(?: to)? (?P<who>{WHO}){_END}"),
        ("from", rf"\b(?:from|by) (?P<who>{WHO}){_END}"),
        ("from", rf"\b(?:that |which |did |has |have )?(?P<who>{WHO}) (?:has |have |had )?(?:ever "
                 rf"|just |last |first |already )?{SENT}(?: (?:to )?(?:me|us))?{_END}"),
        ("to", rf"\b(?:sent |written |addressed |going |that went )?to (?P<who>{WHO}){_END}"),
        ("with", rf"\bwith (?P<who>{WHO}){_END}"),
    )
)  # fmt: skip

_A_MAIL: Final = (
    rf"(?: (?:anything|something|any {MAIL}|an? {MAIL}|{MAIL}|at all|a word|word|a line|stuff))?"
)
# Put into words that ask for mails: "did Ana write?" is "mails from Ana".
_AS_MAILS: Final = tuple(
    (re.compile(pattern, _ING), instead)
    for pattern, instead in (
        (rf"^who(?:'s|s| is| was)? (?:the )?(?:last|latest|most recent|newest)(?: (?:person|one))?"
         rf"(?: (?:to|that|who))? (?:have )?{SENT}(?: to)? {ME}$", "the last mail to me"),
        (rf"^who(?:'s|s| is| was)? (?:the )?(?:last|latest|most recent)(?: (?:person|one))?"
         rf"(?: (?:that|who|whom))? (?:i|we)(?:'ve| have)? {SENT}(?: to)?$|^who(?:m)? did (?:i"
         rf"|we) last"
         rf" {SENT}(?: to)?$", "the last mail I sent"),
        (rf"^who (?:last {SENT}|{SENT} last)(?: to)?(?: {ME})?$|^who {SENT}(?: to)? {ME} last$",
         "the last mail to me"),
        (rf"^(?:who|which people|who all)(?: else)?(?: has| have| 's|'s)? {SENT}(?: to)?"
         rf"(?: {ME})?{_A_MAIL}(?= |$)(?! (?:to|the|my|our|about|on|that|an?|back|in)\b)"
         r"(?!.*\b(?:about|regarding|that|most)\b)",
         "mails to me"),
        (rf"^(?:(?:which|what|any|all|show me)(?: of)?(?: the)?) (?P<w>{_NAME}) newsletters?\b",
         r"mails from \g<w>"),
        (rf"^(?:did|has|have) (?:anyone|anybody|someone|somebody|people)(?: else)? (?:ever )?{SENT}"
         rf"(?: (?:to )?{ME})?{_A_MAIL}(?: to {ME})?(?= |$)", "mails to me"),
        (rf"^(?:did|has|have|is there any (?:sign|word)) (?P<w>{WHO}) (?:ever |already |yet "
         rf"|recently |just )?{SENT}(?: (?:to )?{ME})?{_A_MAIL}(?: to {ME})?(?= |$)",
         r"mails from \g<w>"),
        (rf"^which (?:of )?(?P<w>{_CIRCLE}) (?:has |have )?{SENT}(?: (?:to )?{ME})?{_A_MAIL}(?= "
         rf"|$)",
         r"mails from \g<w>"),
        (rf"^(?:what (?:is|was)|what's|show me|read(?: me)?|open|find)? ?(?P<w>{_NAME}"
         rf"|{roles.THE_ROLE})"
         r"(?:'s|s'|') (?:very )?(?P<which>first|oldest|earliest) (?:e-?mail|mail|message)"
         r"(?: (?:about|saying|to me|ever))*$", r"the first mail from \g<w>"),
        (r"^(?:what(?:'s|s| is)|what have i got|anything|is there anything|show me what(?:'s| is)"
         r"|show"
         r" me|is anything)(?: \w+)? (?:in )?(?=(?:my |the )(?:spam|junk|trash|bin"
         r"|sent)\b)", "mails in "),
        (r"^(?:what(?:'s|s| is) new|anything new|any news|what(?:'s|s| is) happening in my "
         r"(?:mail\w*"
         r"|inbox))$", "unread mails"),
        (rf"^what (?:did|has|have) (?P<w>{WHO}) (?:last |recently )?{SENT}(?: (?:to )?{ME})?"
         r"(?= (?:on|in|today|yesterday|this|last (?:week|month|year|\w+day)|over|since|between"
         r"|before|after|during|at|around|lately|recently)\b)",
         r"mails from \g<w>"),
        (rf"^(?:what|which {MAIL}) (?:did|have) (?:i|we) {SENT}(?: out| off)?(?= "
         rf"|$)", "sent mails"),
        (rf"^(?:(?:is|was) there |have (?:i|we) (?:got |had )?|got |did (?:i|we) get |any sign of"
         rf" )?"
         rf"(?:anything|something|everything|all|any|the latest|latest|what(?:'s|s| is) (?:the )?"
         rf"(?:latest|new))"
         rf"(?: (?:new|else|more|recent|important|of late|fresh|good))?(?: (?:news|word|post"
         rf"|{MAIL}|stuff|things?))*(?: (?:has |have |been )?(?:come|came|sent|arrived))?(?: in)?"
         rf" (?:from|by) (?=(?!(?:today|yesterday|last|this|me|us)\b))",
         "mails from "),
        (rf"^(?:any )?(?:news|word|post|{MAIL}) (?:at all )?from (?=(?!today|yesterday|last|this))",
         "mails from "),
        (r"^have (?:i|we) (?:heard|had (?:anything|something|word|news)) (?:anything )?from"
         r" (?=(?!today))", "mails from "),
        (r"^(?:what(?:'s|s| is| has been)? new|anything new|any news|what(?:'s|s| has| is)? (?:come"
         rf"|came|arrived)(?: in)?|anything (?:come|came)?(?: in)?|what did (?:i|we) miss|what have"
         rf" (?:i|we) missed|fill me in|bring me up to (?:speed|date)|catch me up|any new {MAIL})"
         r"(?= (?:since|from|today|yesterday|overnight|over|this|in the last|after|between|on"
         r"|while|during)\b)",
         "mails"),
    )
)  # fmt: skip
TOP: Final = re.compile(
    r"^(?:(?:what|who|which)(?:'s|s| is| are)? |show me |list )?(?:my |the )?(?:top|biggest|busiest"
    r"|most frequent|main)(?: \w+)? (?:senders?|correspondents?|(?:e-?mail )?contacts?)\b",
    _ING,
)
AT_WORK: Final = re.compile(r"\bat (?:work|the office)\b|\bin the office\b", _ING)
MOST: Final = re.compile(
    rf"^(?:who|whom|whose|which(?: of)? (?:person|sender|people|(?P<group>{_CIRCLE})))"
    rf"(?: is it that| is the (?:person|one) (?:who|that|whom)| of my colleagues)?"
    rf"(?: (?:has|have|had|'s|did|do|does|am|are))?(?P<own> (?:i|we)(?:'ve| have)?)?"
    rf" (?:usually |normally |generally |most often |mostly |most )?"
    rf"(?:(?P<gets>get|got|receive|had|have|hear|heard)|{_SENDS}|corresponds?)\b"
    rf"(?: (?:to|with))?(?: {ME})?"
    rf"(?=.*\b(?:most|oftenest|busiest|mostly)\b|(?<=most ).*)"
    rf"(?: (?:the )?(?:most|mostly))?(?: (?:often|frequently|regularly|of all|of my)?)?"
    rf"(?: ?{MAIL})?(?: (?:from|to))?(?: (?:the )?most(?: often)?)?",
    _ING,
)
NEWS: Final = re.compile(
    r"^(?:(?:is|are) there |have (?:you|i|we) (?:got )?|got |do (?:i|we) have |what(?:'s|s| is|"
    r" are)"
    r" |give me |tell me )?(?:any |the |some )?(?:very )?(?:latest|newest|recent)?(?: ?(?:news"
    r"|updates?"
    r"|developments?|word|state of play|status|progress))? (?:on|about|with|regarding|of"
    r"|concerning)"
    r" (?:the |my |our |that )(?P<topic>[^,;.?!]+?)$"
    r"|^what(?:'s|s| is) (?:new|up|happening|going on|the (?:situation|news|state of (?:things"
    r"|play)))"
    r" (?:with|about|on|regarding) (?:the |my |our |that )(?P<matter>[^,;.?!]+?)$"
    r"|^(?:was|is|has) (?:anything|something|a decision) (?:been )?(?:ever )?(?:decided|agreed"
    r"|settled|made|reached) (?:about|on|regarding|for|with) (?:the |my |our |that )"
    r"(?P<decided>[^,;.?!]+?)$",
    _ING,
)
_A_THING: Final = r"(?:the |my |our |that |this |a |an )(?P<topic>[^,;.?!]{3,80}?)"
OF_A_MATTER: Final = tuple(
    (re.compile(pattern, _ING), shape)
    for pattern, shape in (
        (r"^(?:and )?(?:who|which (?:people|colleagues?))(?: all| else)?(?: has| have)?"
         r" (?:(?:wr(?:ote|itten)|e?-?mailed|messaged|talked|spoke|moaned|complained)"
         rf"(?: (?:to )?{ME})?(?: about| of| regarding| concerning)|mentioned|mentions|brought up)"
         rf" {_A_THING}$", "who"),
        (r"^(?:and )?(?:to )?(?:who|whom)(?: all| else)? (?:did|have) (?:i|we) (?:send|sent"
         r"|forward(?:ed)?"
         rf"|mail(?:ed)?|e?-?mailed|pass(?:ed)?|give|given) {_A_THING}(?: on)?(?:"
         rf" to)?$", "sent_to"),
    )
)  # fmt: skip
_DEBTS: Final = r"(?:bills?|invoices?|fees?|fines?|debts?|payments?|sums?|amounts?)"
_OPEN: Final = r"(?:unpaid|outstanding|open|overdue|due|pending|to pay|not paid|waiting to be paid)"
OWED: Final = re.compile(
    r"^(?:do i (?:still |currently )?owe(?: (?!money|anything|something|cash|any\b|an?\b)"
    rf"(?P<who>{'|'.join(sorted(ANYONE))}|{ONE}))?|(?:what|whom?) do i (?:still |currently )?owe"
    rf"(?: (?:{'|'.join(sorted(ANYONE))}))?|does anyone (?:say|think) i owe (?:them|him|her))"
    rf"(?: (?:any )?(?:money|anything|something|cash|any {_DEBTS}))?"
    r"(?: (?:now|still|at the moment|right now|to anyone|to anybody|to))*$"
    r"|^(?:(?:what|which|any|are there any|do i have any|have i got any|show me(?: my| the| all)?"
    rf"|list(?: my| the| all)?|my|all)(?: of my)? )*(?:{_OPEN} {_DEBTS}(?: (?:left|now|do i have"
    rf"|are there))?|{_DEBTS} (?:that )?(?:are |is |do i |have i |i )?(?:still |not |haven't "
    rf"|have not "
    rf"|have |have left |left |yet )*(?:{_OPEN}|paid|pay|to pay|left)(?: yet)?)$"
    r"|^(?:is there |have i (?:got )?|do i have )?(?:anything|something|what)(?: else| is| do i"
    r"| have i| must i| should i)?(?: (?:still|got|have|left|yet))*(?: to)? pay(?: for)?(?: still"
    rf"| yet| now)?$|^have i paid (?:all|everything|all (?:of )?my {_DEBTS}|my {_DEBTS})$",
    _ING,
)
OUTSIDE: Final = re.compile(r"\b(?:clients?|customers?)\b", _ING)
OPEN_WITH: Final = re.compile(
    rf"^what(?:'s|s| is| do i have)? (?:still )?(?:open|outstanding|pending|unanswered)(?: still)?"
    rf" (?:with|from|between me and) (?P<who>{ONE})$",
    _ING,
)
WHO_ARE: Final = re.compile(
    r"^(?:(?:list|show me|name|who are) (?:all )?(?:the )?people (?:that |whom? )?|whom? do )"
    r"(?P<mates>i work (?:with|alongside))$|"
    r"^(?:who|which people|whom)(?: (?:are|is|all|else|do i))*(?: (?P<colleagues>(?:works?"
    r"|working|work)"
    r" (?:with|alongside)(?: (?:me|us))?|(?:(?:my|our|the|all) )+(?:colleagues?|co-?workers?"
    r"|workmates?|team ?mates?|team|staff))|(?: (?:my|our|the|all))+ (?:clients?|customers?))$"
    r"|^(?P<list>(?:list|show(?: me)?|name)(?: (?:all|my|our))+ (?:clients|customers))$",
    _ING,
)


def as_mails(body: str) -> str:
    """The question as one for mails, where it is one in other words."""
    for pattern, instead in _AS_MAILS:
        if pattern.match(body):
            return " ".join(pattern.sub(instead, body, count=1).split())
    return body


def number(said: str) -> int:
    low = said.lower()
    return int(low) if low.isdigit() else _NUMBERS.get(low, 1)


def file_type(kind: str) -> str:
    """The kind of file in a word, "" for any."""
    word = kind.split()[0].lower()
    return FILE_TYPES.get(word, "")


def group_of(said: str) -> dict[str, Any]:
    """What chooses the mails of a group of people; empty where somebody is named."""
    for circle, pattern in _CIRCLES.items():
        if re.fullmatch(pattern, said.strip(), _ING):
            if circle == "colleagues":
                return {"colleagues": True}
            return {"flags": ["personal"]} if circle == "people" else {"circle": circle}
    return {}


def names_in(said: str) -> list[str]:
    """ "Ana and Bo" as two names; "somebody at Northwind" as Northwind."""
    parts = re.split(r", and |, | and | or | & ", said.strip())
    around = re.compile(
        r"^(?:anyone|anybody|someone|somebody|people|everyone|everybody) (?:at|from|in) ", _ING
    )
    return [around.sub("", part).strip() for part in parts if part.strip()]


def may_be_called(name: str) -> bool:
    """Whether a name is one, or what somebody is to the person: "the bank"."""
    if roles.is_role(name) or "@" in name:
        return True
    words = words_of(name)
    return bool(words) and all(
        people.is_name(word) or people.could_be_name(word) or word.text[0].isupper()
        for word in words
    )
