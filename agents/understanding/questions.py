"""Questions of a known kind: what waits for an answer, what clashes, who somebody is, how much.

The wording alone tells what is asked, on which services, and how the answer should look.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from agents.query import Operation, Service
from agents.understanding import inbox, mailbox, persons

_MAIL: Final = r"(?:e-?mails?|mails?|messages?|threads?|conversations?|inbox|mailbox)"
_REPLY: Final = r"(?:reply|replies|answers?|response|feedback|input|decision|approval|sign-?off)"
_ASKING: Final = r"(?:expect|want|need|require|ask|request|await|wait)(?:s|ed|ing)?"
_DECIDED: Final = r"(?:decide|agree|conclude|settle|resolve)d?"


@dataclass(frozen=True, slots=True)
class Question:
    shape: str
    operation: Operation
    services: tuple[Service, ...]
    pattern: re.Pattern[str]
    weight: float = 2.0


def _table(*rows: tuple[str, Operation, tuple[Service, ...], str, float]) -> tuple[Question, ...]:
    return tuple(Question(s, o, v, re.compile(p), w) for s, o, v, p, w in rows)


QUESTIONS: Final = _table(
    ("drafts", "search", ("gmail",), mailbox.DRAFTS, 3.0),
    ("who", "search", ("gmail", "gdrive"),
     r"^(?:and )?whom? (?:can|could|should|shall|do|must|would|might) (?:i|we)(?: best)?"
     r"(?: have to| need to)? (?:ask|talk|speak|turn|write|go|contact|call|ring|complain|report"
     r"|reply)\b(?: to| with)?(?= (?:about|for|regarding|when|if|because)\b)", 1.6),
    ("promised", "search", ("gmail",), mailbox.PROMISED, 2.8),
    ("contact", "search", ("gmail",), mailbox.CONTACT, 2.0),
    ("bought", "search", ("gmail",), mailbox.BOUGHT, 1.6),
    ("awaiting", "search", ("gmail",), mailbox.AWAITING, 2.4),
    ("answer", "search", ("gmail",), mailbox.ANSWERED_ME, 2.6),
    ("awaiting", "search", ("gmail",), inbox.UNANSWERED, 2.4),
    ("replied", "search", ("gmail",), mailbox.REPLIED, 2.2),
    ("digest", "search", ("gmail",), inbox.URGENT, 2.6),
    ("needs_reply", "search", ("gmail",), inbox.TO_DO, 2.6),
    ("needs_reply", "search", ("gmail",), mailbox.WAITS, 2.5),
    ("needs_reply", "search", ("gmail",),
     rf"^(?!do we have\b).*\b(?:needs?|requires?|expects?|await(?:s|ing)?|waits?|waiting|wants?"
     rf"|deserves?|pending)\b(?: \w+)? ?(?:for |on )?(?:my|a|an) (?:\w+ )?{_REPLY}\b", 2.5),
    ("needs_reply", "search", ("gmail",),
     r"\b(?:wait(?:s|ing)?) (?:for|on) (?:me|us)\b|\bto hear (?:back )?from me\b"
     r"|\bfrom me\b.*\bwait(?:s|ing)\b", 2.5),
    ("needs_reply", "search", ("gmail",),
     r"\bi (?:have not|haven't|did not|didn't|never)(?: yet| ever)?"
     r" (?:answer|repl|respon|(?:got|gotten|get|written|write) back|reacted)"
     r"|\bhave(?:n't)? i (?:not |never )?(?:yet )?(?:answered|replied|responded)(?: to)? yet\b"
     r"|\b(?:have i not|haven't i) (?:yet )?(?:answered|replied|responded)\b"
     rf"|^(?:which|what|list|show).*\b{_MAIL}\b.*\bi (?:still )?(?:need|have|must|should|ought)"
     r"(?: still)?(?: to)? (?:answer|reply|respond)"
     r"|\bunanswered\b|\bwithout (?:a|an|my) (?:reply|answer|response)\b"
     r"|^(?:who|whom|which people) (?:do|should|must|have) i (?:still )?(?:have to |need to )?"
     r"(?:owe|reply|answer|respond|get back)\b"
     r"|\bdo i (?:still )?owe\b.*\b(?:reply|answer|response|mail|e-?mail)\b", 2.5),
    ("needs_reply", "search", ("gmail",),
     rf"^(?:what|anything|is there (?:anything|something)|are there (?:any )?things|does|do|did|has"
     rf"|which)\b.*\b{_ASKING}\b.*\b(?:from|of) me\b"
     rf"|^what\b.*\b{_ASKING}\b(?: for)? me to\b"
     r"|^what (?:should|must|do|am) i (?:have to |need to |supposed to )?(?:do|deliver|send) for "
     r"(?!(?:dinner|lunch|the|my|a)\b)", 2.5),
    ("few", "search", ("gmail",), f"{inbox.LAST_FEW}|{inbox.LAST_ONE}", 2.6),
    ("absent", "search", ("gdrive", "gmail", "gcal"),
     r"^(?:and |so )?(?:who(?:'?s| is| are| will be| has| have)?(?: all| else)?|is any(?:one|body)"
     r"|any(?:one|body)|when is (?:everyone|everybody|who))(?: going to be)? (?:away|off|on (?:"
     r"leave|holidays?|vacation|annual leave)|out of (?:the )?office|holidays?|time off|days off)\b"
     r"(?! (?:to|with|the|from|my|as)\b)", 2.4),
    ("digest", "search", ("gmail",), mailbox.CAME_IN, 2.6),
    ("conflicts", "search", ("gcal",),
     r"^(?!(?:resolve|fix|move|solve|cancel|delete|schedule|book|create|add)\b).*"
     r"\b(?:conflicts?|conflicting|clash(?:es|ing)?|overlap(?:s|ping)?|double[- ]?book(?:ed|ing"
     r"|ings)?|collid(?:es?|ing)|collisions?|at the same time"
     r"|something (?:else )?in the way|can i make (?:it )?to|can i still make)\b"
     r"(?!.*\b(?:files?|of interest)\b)",
     1.6),
    ("thread", "summarize", ("gmail",),
     r"^(?:tl;?dr|summary|summari[sz]e|recap|gist|sum up)\b.*\b(?:thread|conversation|exchange"
     r"|correspondence|letter|discussion with|back and forth)\b", 0.5),
    ("thread", "summarize", ("gmail",),
     r"^(?:and |so )?what(?:'s| is| was) the (?:whole )?(?:story|saga|situation"
     r"|back[- ]and[- ]forth|argument|quarrel) (?:with|about|of|behind|between)\b"
     r"|^(?:and |so |remind me |tell me |do you know )*"
     r"how (?!many|much|full|long|often|far|old|big|come\b).*\b"
     r"(?:(?<!in the )end(?:ed)?(?: up)?|turn(?:ed)? out|work(?:ed)? out|go in the end"
     r"|pan(?:ned)? out|(?:been |get |got )?(?:resolved|settled"
     r"|sorted(?: out)?))(?: in the end)?[?.! ]*$"
     r"|^(?:and |so )?what (?:ever )?(?:happened|became|came|has become) (?:in the end )?"
     r"(?:with|to|of|about|from)\b(?! (?:my|the|our) (?:meeting|appointment|event)s?\b)", 1.4),
    ("thread", "summarize", ("gmail",),
     rf"^what (?:was|is|has been|have|did|were|had)(?: (?:we|they|i|you|it|\w+ and i))?"
     rf"(?: finally| been)? ?(?:the )?{_DECIDED}\b"
     r"|^what(?:'s| is| was) the (?:\w+ )?(?:outcome|conclusion|decision|resolution|upshot"
     r"|consensus|result of the discussion)\b|^where (?:do|did|are|were) (?:we|things)"
     r" (?:now )?(?:stand|get to|got to|left|at|end up|leave (?:it|things|that))\b"
     r"|^how (?:did|have) (?:we|things) (?:leave|left|got on|get on|end|ended|go|gone)\b", 1.8),
    ("digest", "summarize", ("gmail",),
     rf"^what(?:'s| is| has been)? new (?:in|on) my {_MAIL}"
     r"|^(?:what|anything)(?: important| urgent| new| big)?(?: that)?"
     r" (?:(?:did|have) i|i(?:'ve| have)?) miss(?:ed)?\b"
     r"(?! (?:call|meeting|appointment))|^catch me up\b(?!.*\b(?:thread|conversation|about)\b)"
     rf"|^anything (?:new|important|interesting|urgent) in my {_MAIL}", 2.8),
    ("amount", "search", ("gmail", "gdrive"),
     r"^(?:and )?how much (?:did|do|does|was|were|is|are|will|would|have)\b"
     r"(?!.*\b(?:time|water|calories|weigh|snow|rain|traffic|battery|milk|sugar)\b)"
     r"|^(?:and )?what (?:do|did) (?:i|we) (?:still )?(?:owe|pay)\b"
     r"|^(?:the )?(?:price|cost|costs|total|amount|fee) (?:of|for)\b"
     r"|^(?:and )?what (?:does|did|do|will|would)\b.*\b(?:cost|charge|costs)\b"
     r"|^(?:and )?what(?:'s| is| was| were| are) (?:the|my|our) (?:\w+ ){0,4}?(?:price|costs?|total"
     r"|amount|sum|fee|fees|rent|budget|salary|balance due|fare|bill|deposit|premium|quote"
     r"|discount)\b", 0.6),
)  # fmt: skip
# A file that came by mail, or may have.
MAILED: Final = re.compile(r"\b(?:e-?mailed|mailed|by e-?mail|by mail|attached)\b")
SENT: Final = re.compile(rf"{MAILED.pattern}|\b(?:sent|forwarded|did \w+ send|has \w+ sent)\b")
_ANYTHING: Final = re.compile("")  # `persons` knows the wordings
WHO_IS: Final = Question("person", "search", ("gmail", "gcal"), _ANYTHING, 2.5)
_DIGEST_OF: Final = re.compile(r"\b(?:unread|inbox|mailbox|newsletters?)\b")
_THREAD: Final = re.compile(
    r"\b(?:thread|conversation|discussion|exchange|correspondence|back[- ]and[- ]forth|debate)\b"
)


# Where this is said, it is no question of the mailbox, whatever else it sounds like.
_ON_DRIVE: Final = re.compile(r"\b(?:on|in) (?:my |our |the )?(?:google )?drive\b")

# "Archive the last two mails from Ana" is asked of nobody, whatever the rest sounds like.
_TIDIES: Final = re.compile(
    r"^(?:(?:please|can you|could you|would you|just|now|go and)\s+)*(?:archive|delete|bin|trash"
    r"|remove|erase|junk|scrap|chuck|throw|ditch|get rid|clear out|move|label|tag|star|unstar"
    r"|flag|unflag|stick|stash|forward|fwd|mark (?:the|all|my|those|these|them|as|every))\b"
)


@lru_cache(maxsize=64)  # a wish is asked about by several readers
def question_of(wish: str) -> Question | None:
    """The known kind that the lower-cased request is of."""
    if _TIDIES.match(wish):
        return None
    if persons.asked(wish):
        return WHO_IS
    on_drive = bool(_ON_DRIVE.search(wish))
    kinds = (one for one in QUESTIONS if not (on_drive and one.services == ("gmail",)))
    return next((question for question in kinds if question.pattern.search(wish)), None)


def summary_shape(wish: str, *, singles_out: bool) -> str:
    """What is summarised: a `thread`, or a mailbox (`digest`). `singles_out`: a topic, or the
    latest one, is named."""
    if _THREAD.search(wish) and not _DIGEST_OF.search(wish):
        return "thread"
    return "thread" if singles_out else "digest"
