"""Questions that are put politely: "can you tell me what time the class ends" is "what time does
the class end", "I wonder if Ana is coming" is "is Ana coming"."""

from __future__ import annotations

import re
from typing import Final

_ASKER: Final = r"(?:can|could|would|will) (?:you|u|someone)(?: please| possibly| just| kindly)?"
_LEAD: Final = re.compile(
    r"^(?:(?:hi|hey|hello|ok|okay|so|and|but|also|sorry|please|pls|just)\b[,.! ]+)*"
    rf"(?:{_ASKER} (?:tell|remind) me(?: again)?|{_ASKER} (?:check|see|look up|find out|work out"
    r"|say|confirm)(?: for me)?"
    r"|(?:do|did|would) (?:you|u) (?:happen to )?(?:know|remember|recall)(?: offhand)?"
    r"|d'you know|do we know|have you (?:any|got any) idea|(?:any|no) idea|any clue"
    r"|i(?:'m| am| was)? (?:just )?wonder(?:ing|ed)?|i(?:'d| would) (?:like|love|want) to know"
    r"|i (?:need|want|have) to (?:know|check|find out)|i(?:'m| am) (?:not sure|unsure|trying to"
    r" (?:remember|find out|work out))|i (?:can't|cannot|can not|don't|do not) (?:quite )?"
    r"(?:remember|recall|know|think)|i(?:'ve| have)? (?:forgot(?:ten)?)|remind me(?: again)?"
    r"|tell me(?: again)?(?! when| if| whether)|it(?:'s| is) not clear to me)"
    r"(?: of)?,? +"
    r"(?=(?:what|when|where|who|whom|whose|which|why|how|if|whether)\b)",
    re.IGNORECASE,
)
_WH: Final = re.compile(
    r"(?P<wh>(?:at |on |in |until |from )?(?:what time|what day|what date|what hour|when|where|why"
    r"|how (?:long|late|early|far|soon|often|much)|(?:which|what) (?:day|date|room|time|place"
    r"|evening|morning|afternoon|week|month|platform|floor|school|hotel|terminal))"
    r"|who|whom|what|how|if|whether) +(?P<clause>\S.*?)(?P<end>[?.! ]*)$",
    re.IGNORECASE,
)
_AUX: Final = (
    r"(?:is|are|was|were|am|will|would|can|could|should|must|does|do|did"
    r"|(?:has|have|had)(?= (?:been|already|not|ever|yet|got|gone|done|sent|paid|said|come|made"
    r"|\w+ed)\b))"
)
_WITH_AUX: Final = re.compile(
    rf"(?P<subject>(?!(?:{_AUX})\b)\S.*?)(?P<aux>'s(?= \w+ing\b)|(?<=it|he|re|at)'s\b"
    rf"|'re|'m| {_AUX}\b)(?P<rest>.*)$",
    re.IGNORECASE,
)
# Of what has hours: what else happens keeps its words, which the search looks for.
_WITH_VERB: Final = re.compile(
    r"(?P<subject>\S.*?) (?P<verb>starts?|started|began|begins?|ends?|ended|finish(?:es|ed)?"
    r"|leaves?|left|opens?|closes?|lasts?|happens?|happened|arrives?|arrived|lands?|landed|takes?|took|gets?"
    r"|got|comes?|came|goes|go|went|meets?|met|needs?|have|has|had|kicks?|see|saw|sp(?:eak|oke)"
    r"|owes?|costs?|paid|flies|fly|departs?|returns?|expires?|said|sent|wrote"
    r"|replied|answered|accepted|confirmed|signed|asked|promised|booked|ordered|bought)(?P<rest>\b.*|)$",
    re.IGNORECASE,
)
_PRONOUN: Final = re.compile(
    r"(?:i|we|you|they|he|she|it|there|this|that|the|my|our|his|her|their|an?)\b", re.IGNORECASE
)
_MAY_BE_SUBJECT: Final = frozenset({"who", "what", "whom", "how"})
_BASE: Final = {
    "began": "begin", "left": "leave", "took": "take", "got": "get", "came": "come",
    "went": "go", "met": "meet", "had": "have", "has": "have", "saw": "see", "spoke": "speak",
    "said": "say", "sent": "send", "wrote": "write", "paid": "pay", "goes": "go", "flies": "fly",
    "finishes": "finish", "arrived": "arrive", "replied": "reply", "promised": "promise",
    "bought": "buy", "closed": "close",
}  # fmt: skip
_THIRD: Final = frozenset({"has", "goes", "flies", "finishes"})
_SHORT: Final = {"'s": "is", "'re": "are", "'m": "am"}


def directly(text: str) -> str:
    """The question itself, its words in the order of a question; any other text as it is."""
    lead = _LEAD.match(text)
    found = _WH.match(text, lead.end()) if lead else None
    if lead is None:
        return text
    if found is None or found["clause"].lower().startswith("to "):
        return text[lead.end() :]
    wh, clause = found["wh"], found["clause"]
    asks_if = wh.lower() in ("if", "whether")
    if wh.lower() in _MAY_BE_SUBJECT and not (_PRONOUN.match(clause) or clause[:1].isupper()):
        return text[lead.end() :]
    turned = _turned(clause)
    if turned is None:
        return text if asks_if else text[lead.end() :]
    return f"{turned}?" if asks_if else f"{wh} {turned}?"


def _turned(clause: str) -> str | None:
    """A clause as a question: "the class ends" as "does the class end"."""
    by_aux, by_verb = _WITH_AUX.match(clause), _WITH_VERB.match(clause)
    if by_aux and not (by_verb and len(by_verb["subject"]) < len(by_aux["subject"])):
        aux = by_aux["aux"].strip().lower()
        return f"{_SHORT.get(aux, aux)} {by_aux['subject']}{by_aux['rest']}"
    if by_verb is None:
        return None
    verb = by_verb["verb"].lower()
    base = _BASE.get(verb) or (
        re.sub(r"ed$|s$", "", verb) if re.search(r"(?:ed|[^s]s)$", verb) else verb
    )
    if base == verb:
        does = "do"
    else:
        does = "does" if verb in _THIRD or (verb.endswith("s") and verb not in _BASE) else "did"
    return f"{does} {by_verb['subject']} {base}{by_verb['rest']}"
