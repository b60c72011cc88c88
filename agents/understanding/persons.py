"""Questions about somebody: who they are, what they do, how to reach them, who it is somewhere.

`asked` finds the name, or none where a pronoun stands for it, and which `detail` is wanted:
`phone`, `address`, `role`, or `there` where the name is that of an organisation and its people
are asked for ("the woman at Northwind who ..."). None of them is "who is she?".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from agents.understanding import roles
from agents.understanding.claims import Claims
from agents.understanding.wording import request

# No part of a name where one is due.
_SMALL: Final = (
    r"(?!(?:the|an?|my|our|your|this|that|these|those|it|he|she|they|you|i|we|me|us|him|her|them"
    r"|his|their|its|there|here|who|whom|whose|which|what|when|where|why|how|and|or|but|so|because"
    r"|if|as|at|from|in|on|for|of|to|by|with|about|is|are|was|were|do|does|did|has|have|had|can"
    r"|could|will|would|should|please|again|exactly|anyway|actually|now|today|tomorrow|just|still"
    r"|coming|going|waiting|invited|attending|joining|using|free|available|not|also|else|next"
    r"|looking|bringing|doing|running|taking|covering|paying|making|getting|picking|driving|minding"
    r"|handling|leading|chairing|hosting|presenting|speaking|playing|cooking|watching|holding"
    r"|keeping|working|staying|travelling|sitting|leaving|starting|moving|buying|sending"
    r"|calling|able|president|king|queen|organi[sz]ing|responsible|missing|delivery|billing"
    r"|everyone|everybody|everything|nothing|anyone|anybody|someone|somebody|all|any|one"
    r"|invoices?|booking|order"
    r"|late|early|off|away|out|over|busy|new|last|latest|yesterday|ready|done|first"
    r"|supposed|allowed|behind|covering|driving|leading|running|bringing|paying|working|speaking"
    r"|chairing|hosting|doing|taking|getting|having|making|talking|meeting|right|wrong|ill|sick"
    r"|me|something|anything|some|every|more|most|other|another|e-?mails?|mails?|phone|mobile"
    r"|numbers?|address|contact|alarms?|upcoming|altogether|overall|total|ever|since|until|in)\b)"
)
_WORD: Final = rf"{_SMALL}[^\W\d_][\w-]*(?:'(?!s\b)\w+)?(?:\.(?=\s[^\W\d_]))?"
NAME: Final = rf"(?P<name>{_WORD}(?: {_WORD}){{0,3}}?)"
_THEM: Final = rf"(?:(?P<them>him|her|them|she|he|they)|{NAME})"
_OWNED: Final = rf"(?:(?P<them>his|her|their)|{NAME}(?:'s?|(?<=s)))"  # "henriks number"
ENDS: Final = (
    r"(?= (?:please|again|exactly|anyway|now|today|from|at|in|on|of|over|who|so|because|if|and"
    r"|i|is|was|for|to|as|then|actually|by any chance|there)\b|\s*[?.!,;:–-]|\s*$)"
)
_PHONE: Final = (
    r"(?:(?:tele)?phone|mobile|cell|work|office|direct|emergency|home|contact|landline)?"
    r" ?(?:(?:(?:tele)?phone|mobile|cell|contact|emergency) (?:numbers?|no\b\.?)|(?:tele)?phone"
    r"|mobile|cell|extension|digits|(?:numbers?|no\b\.?)(?! of))"
)
_MAIL: Final = (
    r"(?:(?:work |home |private |business )?e-?mail(?: address(?:es)?)?|mail address|address)"
)
_ROLE: Final = r"(?:(?:job|role|position|function|profession|employer)(?: title)?|job title|title)"
_DETAILS: Final = (
    rf"(?:(?P<phone>{_PHONE})|(?P<address>{_MAIL}|contact(?: details| info\w*)?)"
    rf"|(?P<role>{_ROLE}|company)|(?P<called>(?:sur|last |family |full |second |first )name))"
)
_SOMEONE: Final = (
    r"(?:woman|man|guy|lady|girl|boy|bloke|chap|fellow|gentleman|person|people|lot|rep|contact"
    r"|contacts|somebody|someone|one|folks?|team|boss)"
)
_NO_COMMAND: Final = (
    r"^(?!(?:send|forward|mail|write|reply|share|add|invite|put|save|update|change|set|delete"
    r"|remove|move|cancel|book|schedule|draft|e-?mail (?!address)|summari[sz]e|note|tell (?!me)"
    r"|call|ring|open|answer|pull|edit|read|check|make|respond)\b)"
)
_GIVE: Final = (
    r"(?:^|\b)(?:what(?:'?s| is| was| are| were)|give me|tell me|show me|get me|find(?: me)?|i need"
    r"|need|(?:have|has) (?:you|we|i) got|(?:do|did|does|would) (?:you|we|i) (?:still )?(?:have"
    r"|know)|got|get|have we|know|is there|look up|anyone know)"
)
_OPENS_WHO: Final = (
    r"(?:who (?:(?:exactly|again|on earth|the hell|the heck) )?(?:is|was|are)|who'?s|who exactly is"
    r"|who is this|do (?:i|we) know|how do i know"
    r"|what (?:do|can) (?:i|we|you) (?:know|tell me) about|tell me (?:something )?about)"
)
_WHO: Final = re.compile(
    rf"^(?:(?:do (?:i|you|we) know|remind me|tell me|any idea) )?{_OPENS_WHO}"
    rf" (?:this |that |again )?{_THEM}(?: again| exactly| anyway| please)*"
    r"(?: (?:from|at|in|of|over at) (?P<where>(?:the )?[\w' -]{2,30}?))?"
    r"(?:[?.! ]*$|[?,;] |(?= and (?:what|where|how|which)\b))"
)
# "Remind me who Ana is", "Ana?? who's that", "which one is Ana", "do I know anyone called Ana".
_WHO_TOO: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"^(?:.{0,24}\b(?:remind me|tell me|forgot(?:ten)?|forget|remember|know|idea|recall|clue"
        rf"|sure|wonder(?:ing)?) )?who (?:exactly )?{NAME} (?:is|was|are|were)(?: again| exactly)?"
        r"[?.! ]*$",
        rf"^{NAME}[-–—,.:?! ]+(?:and )?(?:who(?:'?s| is| was| are)|which one is|do i know)"
        r"(?: (?:that|this|he|she|they|him|her|it|again|exactly))+\b",
        r"^(?:and )?(?:which (?:one|of them|person) (?:is|was)|what(?:'s| is) the deal with)"
        rf" {NAME}(?: again)?[?.! ]*$",
        r"^do (?:i|we) know (?:any(?:one|body)|some(?:one|body)|an?)"
        rf" (?:called |named |by the name of ){NAME}[?.! ]*$",
    )
)
_DIAL: Final = re.compile(
    r"^if (?:i|we) (?:\w+ )?(?:need|want|have)(?: to)?(?: (?:reach|contact|call|get hold of))?"
    rf" {NAME}\b.*\b(?P<phone>(?:what|which|whom?)(?: number)? (?:do|should|can|must|would)"
    r" (?:i|we) (?:dial|ring|call|phone))\b"
)
_POSSESSED: Final = re.compile(
    rf"{_NO_COMMAND}.*?(?:{_GIVE} |^|\bknow (?:what )?)"
    rf"(?:{_OWNED}|(?P<role_of>{roles.THE_ROLE})'?s?) {_DETAILS}{ENDS}"
)
_OF: Final = re.compile(
    rf"{_NO_COMMAND}.*?(?:{_GIVE} (?:the |an? |any )?|^(?:the )?)"
    rf"(?!e-?mails? (?:of|from)\b){_DETAILS} (?:of|for|from) {NAME}{ENDS}"
)
_REACH: Final = re.compile(
    rf"^(?:how|where|on (?:what|which) number) (?:can|do|could|should|would|may|might|am) i"
    rf"(?: best| quickly| supposed to)? (?P<phone>(?:reach|contact|call|ring|phone|get hold of"
    rf"|get a hold of|get in touch with|get through to|speak (?:to|with)|talk to)) "
    rf"(?:{_THEM}|(?P<role_of>{roles.THE_ROLE})){ENDS}"
)
_DOES: Final = re.compile(
    rf"^(?P<role>what (?:does|did|do)) {_THEM} do(?: for (?:a living|work)| there| again| exactly"
    r"| (?:at|in|for) [\w' -]+)?[?.! ]*$"
)
_WORKS: Final = re.compile(
    rf"^(?P<role>(?:where|for whom|who) (?:does|did|do)) {_THEM} work(?: for| at)?(?: again"
    r"| exactly)?[?.! ]*$"
)
# "What is our landlord called", "who do I know at the bank".
_AT_ROLE: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^(?P<someone>(?:who(?:'s|s| is| was| are)|what(?:'s|s| is| was)(?: the name of)?)) "
        rf"(?P<name>{roles.THE_ROLE})(?: called| named|'s name| again| exactly)?[?.! ]*$",
        rf"^(?P<someone>(?:who(?:'s|s| is| are| was)|what(?:'s|s| is)(?: the name of)?|whom?) (?:"
        rf"(?:do"
        rf"|can|should|could|would|did) (?:i|we) (?:usually |normally )?(?:know|ask|call|contact"
        rf"|ring"
        rf"|write to|speak (?:to|with)|talk to|deal with|have)|(?:the|my|our|that) (?:main |usual"
        rf" )?"
        rf"{_SOMEONE}(?: again)?) (?:over )?(?:at|from|of|in|with)) (?P<name>{roles.THE_ROLE})"
        rf"(?: (?:that|whom?) (?:i|we) (?:usually )?(?:deal with|know|write to|talk to|speak to))?"
        rf"[?.! ]*$",
        rf"^(?P<someone>(?:who(?: else)?|which people) (?:at|from|in)) (?P<name>{roles.THE_ROLE})"
        rf" (?:do (?:i|we)"
        rf" (?:know|write to)|writes?|wrote|(?:has|have) (?:written|mailed)|works?)(?: to)?(?: me"
        rf"| us)?"
        rf"[?.! ]*$",
    )
)
_ORGANISATION: Final = rf"(?:the )?(?P<name>{_WORD}(?: {_WORD}){{0,2}}?)"
_THERE: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?=.*\b(?:who|called|names?|what (?:does|do|is) (?:she|he|they)|job|role|do there)\b)"
        rf".*?\b(?P<someone>(?:the|that|this|my|our|an?) (?:\w+ )?{_SOMEONE} (?:over )?"
        rf"(?:at|from|of|with|in)) {_ORGANISATION}{ENDS}",
        rf"^(?P<someone>(?:who|whom) (?:do|did|should|can|would|could) (?:i|we)(?: usually"
        rf"| normally| mostly| ever)? (?:deal with|speak (?:to|with)|talk (?:to|with)|know|contact"
        rf"|write to|ask|call|ring|work with|have)(?: about [\w' -]+?)? (?:over )?(?:at|from|in)) "
        rf"{_ORGANISATION}{ENDS}",
        rf"^(?P<someone>(?:who|whom) (?:else )?(?:works|is|are|do i know|do we know|was)"
        rf"(?: (?:my|our|the|your)(?: main| usual)?)?(?: {_SOMEONE})? (?:at|for|from)) "
        rf"{_ORGANISATION}[?.! ]*$",
        rf"^(?P<someone>(?:who(?: else)?|which people) (?:at|from)) {_ORGANISATION}(?= (?:do (?:i"
        rf"|we) know"
        rf"|(?:has |have )?(?:written|wrote|writes?|mailed)(?: to)?(?: me| us)?[?.! ]*$))",
        rf"^(?P<someone>who(?:'s| is| was) (?:my|our|the)(?: main| usual)? {_SOMEONE}"
        rf" (?:at|for|from|with)) {_ORGANISATION}{ENDS}",
    )
)


DESCRIBED: Final = 5  # words that describe somebody


@dataclass(frozen=True, slots=True)
class Asked:
    """`name` as it stands in the lower-cased request, "" for a pronoun; `taken` are the spans of
    the request that say no more than this."""

    name: str
    detail: str
    taken: tuple[tuple[int, int], ...]


def asked(wish: str) -> Asked | None:
    """What the lower-cased request asks about somebody; None where it asks something else."""
    for pattern in (*_AT_ROLE, *_THERE):
        if found := pattern.search(wish):
            name = found.span("name")
            return Asked(found["name"], "there", (found.span("someone"), name))
    for pattern in (_WHO, *_WHO_TOO, _DIAL, _POSSESSED, _OF, _REACH, _DOES, _WORKS):
        found = pattern.search(wish)
        if found and not _is_told_before(found, wish):
            return _asked(found)
    return None


def _is_told_before(found: re.Match[str], wish: str) -> bool:
    """Whether a pronoun stands for somebody whom the same question describes before: "who holds
    the key to the tower, and what is his number" is a question about the key."""
    return bool(found.groupdict().get("them")) and len(wish[: found.start()].split()) >= DESCRIBED


def _asked(found: re.Match[str]) -> Asked:
    groups = found.groupdict()
    name = groups.get("name") or groups.get("role_of") or ""
    detail = next((one for one in ("phone", "address", "role", "called") if groups.get(one)), "")
    where = groups.get("where")
    taken = [found.span()]
    if where:  # "Ana from finance": which one is meant
        taken = [(found.start(), found.start("where"))]
    return Asked(name, detail, tuple(taken))


def claim(about: Asked, claims: Claims) -> str:
    """Claims what the question takes; the name as it stands in the text, "" without one."""
    low = claims.text.lower()
    offset = max(0, low.rfind(request(claims.text)))
    for start, end in about.taken:
        claims.claim(offset + start, offset + end)
    start = low.find(about.name, offset) if about.name else -1
    if start < 0:
        return ""
    return claims.text[start : start + len(about.name)]
