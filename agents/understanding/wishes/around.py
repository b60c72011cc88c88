"""What stands around a command and changes nothing in it: courtesies at its end, assurances of
what shall stay, and a clause before it that names what "it" is."""

from __future__ import annotations

import re
from typing import Final

_COURTESY: Final = re.compile(
    r"(?:[\s,;.–-]+(?:please|pls|plz|thanks|thank you|thx|ta|cheers|would you|could you|can you"
    r"|will you|if you can|if you could|if possible|for me|when you (?:can|get a (?:chance|moment))"
    r"|asap|ok(?:ay)?|right|mate))+[\s?!.]*$",
    re.IGNORECASE,
)
# "Send her a quick thank you": it is what is sent.
_THANKS_SENT: Final = re.compile(
    r"\b(?:an?|my|our|quick|short|little|big|warm|kind|nice|say|saying)[ -](?:thank[ -]?you|thanks)"
    r"\W*$",
    re.IGNORECASE,
)
_STAYS: Final = re.compile(
    r"(?:[,;.(–-]+\s*(?:and |but )?|\s+(?:but|and) )(?:(?:only|just) (?:that|this|the)"
    r" (?:one|week|day|time)"
    r"(?:'s)?|not the (?:others?|rest|whole series|series)|(?:leave|keep) (?:the )?"
    r"(?:others?|rest|series|everyone else|everybody else|everything else)"
    r"(?: (?:alone|as (?:they are|it is|is|it was)|in|on))?|(?:leave|keep) (?:everyone|everybody"
    r"|everything) else(?: (?:alone|as (?:they are|it is|is|it was)|in|on))?"
    r"|(?:just|only) (?:for )?(?:me|myself)|(?:nobody|no one|no-one) else"
    r"|(?:but )?(?:do not|don't) send it(?: yet| off| out)?|no (?:guests?|invites?)|without "
    r"(?:guests|anyone else)|the (?:others?|rest|series)"
    r" (?:can |should |must |may )?(?:stays?|remains?|are fine|is fine)(?: (?:put|as (?:they are"
    r"|it is)))?)\)?(?=[,;.!?]|$)",
    re.IGNORECASE,
)
# "Ana (not Anna)", "Ana, not Anna,": the one that is not meant.
_NOT_HER: Final = re.compile(r"\s*\((?:and )?not [^()]{1,40}\)", re.IGNORECASE)
# "I don't need the recap any more, bin it": what "it" is stands before.
_NAMED_BEFORE: Final = re.compile(
    r"^(?:sorry[, ]+)?(?:i|we)(?:'ve|'m| have| am| are|'re)?\s+"
    r"(?:(?:can't|cannot|can not|won't|couldn't|don't|do not|didn't|did not|never|no longer"
    r"|shouldn't have|should not have|not|done with|finished with|through with|already|meant to"
    r"|wrongly|accidentally|mistakenly|just|only)\s+)*"
    r"(?:(?:make|need|want|archived|binned|deleted|trashed|read|use|seen|attend|do|come to|go to"
    r"|going to|coming to|get to|join|labell?ed|dealt with|got|have)\s+(?:it to\s+)?)?"
    r"(?P<what>(?:the|my|our|this|that|these|those|all|any|\w+'s|\w+day's)\s[^,;:]{3,80}?)"
    r"(?:\s+(?:any\s?more|any longer|after all|now|this time|by mistake|too (?:early|soon)))?"
    r"\s*[,;:.–-]+\s*(?:so |and |please |pls |can you |could you |just |then )*"
    r"(?P<verb>[a-z]+(?: (?:rid of|off|out))?)\s+(?:it|that|them|those|this|that one)\b"
    r"(?P<rest>.*)$",
    re.IGNORECASE,
)
# "That mail about the prize is rubbish, bin it": what is judged stands before, too.
_JUDGED: Final = re.compile(
    r"^(?P<what>(?:the|that|this|those|these|all|\S+'s)\s[^,;]{3,80}?)\s+(?:is|are|was|were|looks?"
    r"|seems?|isn't|can)\b[^,;]{2,60}?\s*[,;–-]+\s*"
    r"(?:so |and |please |pls |can you |could you |just |then )*"
    r"(?P<verb>bin|trash|delete|archive|junk|star|flag|cancel|remove|chuck|ditch|scrap|get rid of"
    r"|file|label|accept|decline)\s+(?:it|that|them|those|this)\b(?P<rest>.*)$",
    re.IGNORECASE,
)
# "The dentist is fine but the stand-up isn't happening, cancel it": the one that is said last.
_OF_ANOTHER: Final = re.compile(
    r"^.*?\b(?:is|are|was|were|looks?|seems?|can|has|have)\b.*[\s,;](?:but|and|while|whereas"
    r"|though)\s+"
    r"(?=(?:the|that|this|those|these|my|our|\S+'s)\s)",
    re.IGNORECASE,
)


def without_assurances(wish: str) -> str:
    """The wish without who is not meant, and what shall stay as it is."""
    return _STAYS.sub("", _NOT_HER.sub("", wish)) or wish


def with_its_name(wish: str) -> str:
    """The command with the thing that a clause before it names in the place of "it"."""
    found = _NAMED_BEFORE.match(wish) or _JUDGED.match(_OF_ANOTHER.sub("", wish))
    return f"{found['verb']} {found['what']}{found['rest']}" if found else wish


_COULD_WE: Final = re.compile(
    r"^(?:could|can|shall|should|might) we\s+(?:please |just |possibly )*(?=\S)", re.IGNORECASE
)
_HAVE_IT_DONE: Final = re.compile(
    r"^(?:get|have)\s+(?P<what>(?:the|my|our|that|this|\S+'s|all"
    r"|every)\s.{2,60}?)\s+(?P<verb>moved|pushed"
    r"|shifted|cancelled|canceled|binned|archived|starred|deleted|extended|shortened|declined"
    r"|accepted|forwarded|sent|shared|labell?ed)\b(?P<rest>.*)$",
    re.IGNORECASE,
)
_VERBS: Final = {
    "moved": "move", "pushed": "push", "shifted": "shift", "cancelled": "cancel",
    "canceled": "cancel", "binned": "bin", "archived": "archive", "starred": "star",
    "deleted": "delete", "extended": "extend", "shortened": "shorten", "declined": "decline",
    "accepted": "accept", "forwarded": "forward", "sent": "send", "shared": "share",
    "labelled": "label", "labeled": "label",
}  # fmt: skip


def without_we(wish: str) -> str:
    """ "Could we move it" is "move it"."""
    return _COULD_WE.sub("", wish)


def with_its_verb(wish: str) -> str:
    """ "Get the lunch moved to Monday" is "move the lunch to Monday"."""
    asked = without_we(wish)
    found = _HAVE_IT_DONE.match(asked)
    if found is None:
        return asked
    return f"{_VERBS[found['verb'].lower()]} {found['what']}{found['rest']}"


def without_courtesy(wish: str) -> str:
    """The wish without the courtesies at its end."""
    if _THANKS_SENT.search(wish):
        return wish
    return _COURTESY.sub("", wish).rstrip(" ,;") or wish
