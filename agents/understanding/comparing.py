"""Two things held against each other: "did the hotel come in under what Ana approved?"."""

from __future__ import annotations

import re
from typing import Final

from agents.query import READ_OPERATIONS, SERVICES, Intent, Operation
from agents.understanding.lexicon import SERVICE_WORDS, STOP_WORDS
from agents.understanding.wording import words_of

CONFIDENCE: Final = 0.8
_AUX: Final = r"(?:does|do|did|is|are|was|were|will|would|has|have)"
_BETWEEN: Final = (
    r"(?:still |even |really |actually |also |now |all |both |well |come in |came in )*"
)
_AGREE: Final = (
    r"(?:match(?:es|ed)?(?: up with)?|agree(?:s|d)? with|square(?:s|d)? with|tall(?:y|ies|ied) with"
    r"|fit(?:s|ted)?(?: in)?(?: with| into)?|correspond(?:s|ed)? (?:to|with)|contradict(?:s|ed)?"
    r"|add up with|in line with|consistent with|compatible with|line(?:s|d)? up with|the same as)"
)
_MEASURE: Final = (
    r"(?:(?:stay(?:s|ed)? |keep |kept |go(?:es)? |went |comes? )?(?:well |just )?"
    r"(?:within|under|over|above|below|inside|beyond)|exceed(?:s|ed)?|cover(?:s|ed)?"
    r"|as (?:much|high|low|cheap|dear|expensive|big) as|(?:more|less|fewer|cheaper|dearer|higher"
    r"|lower|bigger|smaller|larger|costlier|better)(?: \w+)? than)"
)
_THING: Final = (
    r"(?:(?:the|my|our|his|her|their|this|that|these|those|a|an|what|how much|whatever)\b.+?"
    r"|[A-Z][\w'-]+ .+?)"
)
_SIDES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^{_AUX} (?P<a>{_THING}) {_BETWEEN}{_AGREE} (?P<b>{_THING})[?.! ]*$",
        rf"^{_AUX} (?P<a>{_THING}) {_BETWEEN}{_MEASURE} (?P<b>{_THING})[?.! ]*$",
        r"^how much (?:cheaper|dearer|more|less|higher|lower|bigger|smaller|larger|better"
        rf"|under|over|below|above)(?: \w+)? (?:{_AUX} )?(?P<a>{_THING}) "
        rf"(?:than|compared (?:with|to)|versus|vs\.?) (?P<b>{_THING})[?.! ]*$",
        rf"^how much (?:{_AUX}|can|could) (?:we|i|you|they) (?:\w+ )?(?:save|saving|saved)"
        rf"(?: with| on| by| if we| buying| taking| getting)* (?P<a>{_THING}) "
        rf"(?:compared (?:with|to)|versus|vs\.?|against|instead of|rather than|over) "
        rf"(?P<b>{_THING})[?.! ]*$",
        r"^(?:what(?:'s| is| was|'re| are) |tell me |show me )?(?:the )?(?:differences?|gap)"
        r"(?: in \w+)? between (?P<a>\w.+?) and (?P<b>\w.+?)[?.! ]*$",
        r"^(?:what|has anything|did anything) (?:has |have |is )?(?:change[ds]?|different) between "
        r"(?P<a>\w.+?) and (?P<b>\w.+?)[?.! ]*$",
        r"^how (?:does|do|did) (?P<a>\w.+?) compare (?:to|with|against) (?P<b>\w.+?)[?.! ]*$",
        r"^compare (?P<a>\w.+?) (?:to|with|and|against) (?P<b>\w.+?)[?.! ]*$",
    )
)
_MEASURES: Final = frozenset(_SIDES[1:4])
# What is more or less is a sum, or what somebody said.
_OF_MONEY: Final = re.compile(
    r"\b(?:fees?|prices?|costs?|pay|paid|pays|salary|salaries|wages?|budgets?|bills?|invoices?|rent"
    r"|fares?|tickets?|totals?|sum|amounts?|quotes?|quoted|quotation|estimates?|estimated|offers?"
    r"|offered|ceiling|limit|cap|allowance|allowed|deposit|approved?|agreed|spent|spend|charged?"
    r"|charges|advert|contract|money|income|revenue|expens\w+|cheaper|dearer|costlier|premium|refund|figure|target)\b",
    re.IGNORECASE,
)
# These lie in time or are people; what clashes and who is free is told elsewhere.
_OF_TIME: Final = re.compile(
    r"\b(?:meetings?|calls?|appointments?|calend[ae]r|diary|schedule|free|busy|clash\w*|overlap\w*"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|weekends?|this week|next week|last week"
    r"|today|tomorrow|tonight|yesterday|o'clock|hours?|minutes?|how long|older|younger|earlier"
    r"|later|weather|events?)\b",
    re.IGNORECASE,
)
# A month is a time too, but for what is paid in it.
_MONTH: Final = re.compile(
    r"^(?:(?:last|this|next|in|early|late|january|february|march|april|may|june|july|august"
    r"|september|october|november|december|\d{4}|month|year|quarter|q[1-4])\b\s*)+$",
    re.IGNORECASE,
)
# "The old one": what it is was said of the first.
_ONE: Final = re.compile(r"\b(?:ones?|other)\W*$", re.IGNORECASE)
_HOLLOW: Final = frozenset(
    {"most", "least", "one", "ones", "total", "much", "put", "said", "says", "say", "actual"}
    | {"current", "amount", "figure", "thing"}
)


def read(text: str, operation: Operation) -> Intent | None:
    """A question that holds two sums or two texts against each other; `None` for any other."""
    if operation not in READ_OPERATIONS | {"unsupported"} or _OF_TIME.search(text):
        return None
    found = next((f for p in _SIDES if (f := p.search(_begun(text)))), None)
    if found is None:
        return None
    if any(_MONTH.match(found[name].strip()) for name in ("a", "b")):
        return None
    measures, of_money = found.re in _MEASURES, bool(_OF_MONEY.search(text))
    if measures and not of_money:
        return None
    sides = [{"said": found[name].strip(), "topic": _topic(found[name])} for name in ("a", "b")]
    if sides[0]["topic"] and _ONE.search(sides[1]["said"]):
        of_it = f"{sides[0]['topic'].split()[-1]} {sides[1]['topic']}"
        sides[1] = {**sides[1], "topic": of_it.strip()}
    if not all(side["topic"] for side in sides):
        return None
    topic = " ".join(side["topic"] for side in sides)
    entities = {
        "shape": "compare",
        "sides": sides,
        "topic": topic,
        "measures": measures,
        "money": of_money,
    }
    return Intent(SERVICES[::2], "search", entities, confidence=CONFIDENCE)


def _begun(text: str) -> str:
    """The question from its first word, which is no name."""
    plain = re.sub(r"^\W*(?:(?:and|so|but|well|ok|okay|please|hey)\W+)*", "", text, flags=re.I)
    return plain[:1].lower() + plain[1:]


def _topic(side: str) -> str:
    """The words that are worth searching for, names included."""
    words = [word for word in words_of(side) if word.low not in STOP_WORDS | SERVICE_WORDS["gmail"]]
    worth = [word.text for word in words if word.low not in _HOLLOW]
    return " ".join(worth or (word.text for word in words))
