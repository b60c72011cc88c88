"""The wordings of what mails are not, of the night, and of why somebody does not come."""

from __future__ import annotations

import re
from typing import Final

from agents.understanding.mailing_words import MAIL, ME, ONE, SENT, WHO

_ING: Final = re.IGNORECASE
_A_FILE: Final = r"(?:an? |any )?(?:attached files?|attachments?|files?|enclosures?)"
BARE: Final = re.compile(
    r"\b(?:without|(?:that |which )?(?:do not|don't|does not|doesn't|did not|didn't) (?:have|carry"
    rf"|contain)|(?:that |which )?(?:have|has|had|with) no) {_A_FILE}"
    r"(?: (?:attached|in (?:it|them)))?"
    r"(?=\W*$| (?:from|by|to|since|this|last|today|yesterday|in|of|on)\b)",
    _ING,
)
_ARE_NOT: Final = (
    r"(?:(?:,|\b(?:but|and|that|which|are|is|were|was)) ?)*\b(?:not|aren't|isn't|weren't|wasn't)"
    r"(?: the ones)?"
)
_SAVE: Final = (
    r"(?:,? ?\bbut ?)?\b(?:except|excluding|apart from|other than|besides)(?: for)?"
    r"(?: (?:(?:all|any) )?(?:the |those )?(?:ones?|those|mails?|e-?mails?|that|what is))?"
)
BESIDES: Final = re.compile(
    rf"(?:{_ARE_NOT}|{_SAVE}) (?:about|regarding|concerning|on the subject of|mentioning) "
    r"(?:the |my |our |a |an )?(?P<besides>(?!from\b)[^,;.?!]+?)(?=\W*$|,| from\b)",
    _ING,
)
NOT_BY: Final = re.compile(rf"(?:{_ARE_NOT}|{_SAVE}) (?:from|by) (?P<who>{WHO})(?=\W*$|,)", _ING)

_NIGHT: Final = r"(?:overnight|last night|during the night|while i (?:slept|was asleep))\b"
OVERNIGHT: Final = re.compile(rf"\b{_NIGHT}", _ING)
HOURS: Final = (20, 8)  # from which and until which it is night
_HAPPENED: Final = re.compile(
    rf"^(?:what(?:'s|s| has| is)?|(?:did|has|have) (?:anything|something|any {MAIL})|anything)"
    r"(?: has)? (?:new )?(?:happen(?:ed|ing)?|go(?:ne)? on|went on|going on|come(?: in)?"
    rf"|came(?: in)?|arrived?)(?= {_NIGHT})",
    _ING,
)
WHY: Final = re.compile(
    rf"^(?:did|has|have) (?P<who>{ONE}) (?:ever |already )?(?:say|said|tell|told|mention(?:ed)?"
    rf"|explain(?:ed)?|{SENT})(?: (?:to )?{ME})? (?:why|whether|if|that|how come) (?:he|she|they)"
    r"(?:'s|'re|'ll)? ?(?:(?:can|wo|will|could|is|are)?(?:n't|nt|'t|not| not)? ?(?:be able to )?)?"
    r"(?:come|coming|make it|attend|join(?: us)?|be there)$",
    _ING,
)


def of_the_night(body: str) -> str:
    """ "Did anything happen overnight?" asks for the mails of the night."""
    return _HAPPENED.sub("mails", body, count=1)
