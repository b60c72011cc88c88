"""Questions inside of other sentences: "could you check whether Ana has replied?" is "has Ana
replied?", "I can't remember where the workshop is" is "where is the workshop?".

The words stay as they were typed, but for the verb: it goes to where a question has it.
"""

from __future__ import annotations

import re
from typing import Final

from agents.understanding.verbs import verb_of
from agents.understanding.wording import without_politeness

LONGEST: Final = 240  # characters; what is longer holds more than a question
SUBJECT: Final = 9  # words until the verb
NOUNS: Final = 3  # words of what is chosen from

_WH: Final = (
    r"(?:what(?:'s)?(?: (?:time|day|date|year|month|kind of \w+|sort of \w+|colou?r|number|size))?"
    r"|which|when|where|whose|who(?:m|'s)?|why|how(?: (?:much|many|long|often|far|old|big|late"
    r"|soon|early|high|heavy|full|well|good|bad))?)"
)
_LEAD: Final = re.compile(
    r"^(?:(?:sorry|erm?|um|hm+|oh|ah|and|but|so|ok(?:ay)?|also|right|now|quick question)\b"
    r"[ ,:.–-]*)*"
    r"(?:(?:(?:do|would|did) (?:you|we|u)|(?:does |do )?any(?:one|body))"
    r" (?:happen to |by any chance |possibly |still )*"
    r"(?:know|remember|recall|have any idea|say|tell)"
    r"|(?:have (?:you|we|i) |i have |i've |got |have )?(?:any|no|not the faintest|some)"
    r" (?:idea|clue)(?: (?:of|about|as to))?"
    r"|i(?:'m| am)? (?:just |really |only |still |simply )*(?:can't|cannot|can not|can never|don't"
    r"|do not|didn't|couldn't|no longer|never)"
    r" (?:quite |for the life of me |really |seem to |even )*(?:know|remember|recall|find|think of"
    r"|work out|figure out|tell)(?: any ?more| out)?"
    r"|i(?:'ve| have)? (?:just |completely |totally |already )*(?:forgot(?:ten)?|forget"
    r"|need to know|need to find out|want to know|want to find out|have to know|must know"
    r"|wonder(?:ed)?|was wondering|am wondering)"
    r"|i(?:'d| would) (?:like|love|need|want) to know|(?:i'm |i was |was |just )*wondering"
    r"|(?:i'm |i am )?(?:just |still )?(?:not (?:quite |really |entirely )?sure|unsure)"
    r"(?: of| about)?"
    r"|(?:i'm |i am |just )*trying to (?:work out|find out|remember|figure out|see|recall|check)"
    r"|(?:need|want|have) to (?:know|find out|check|see)|curious|(?:i'm |i am )?just checking"
    r"|(?:(?:please|pls|just|can you|could you|would you|will you|can u|quickly|you) )*"
    r"(?:(?:tell|show) (?:me|us)|let (?:me|us) know|remind (?:me|us)(?: again)?"
    r"|help me remember|find out(?: for me)?|check(?: for me)?|double[- ]check"
    r"|have a (?:quick )?look|take a (?:quick )?look|look up|look|see|confirm|work out))"
    r"[ ,:–-]+(?:again |exactly |please |for me |as to |about |of )*",
    re.IGNORECASE,
)
_ASKED: Final = re.compile(
    rf"(?P<wh>{_WH})\b(?P<rest>\s+\S.*)$|(?:if|whether|that)\s+(?P<clause>\S.*)$", re.IGNORECASE
)
# "Remind me that the lunch is on Friday", "remind me when I am home" are wishes.
_WISHES: Final = re.compile(
    r"\bremind (?:me|us)(?: again)? (?:that|to|when i(?!'m seeing|'m meeting)|if|at"
    r"|on|in)\b|\bi forgot that\b"
    r"|\b(?:tell|let) (?:me|us)(?: know)? (?:when|if|once|as soon as) (?:(?:the |my )?\S+ ){1,2}"
    r"(?:repl(?:ies|y)|writes?|answers?|responds?|arrives?|confirms?|pays?|accepts?|declines?)\b"
    r"|\bwhat (?:(?:i|you) )?(?:just |last )*said\b|\b(?:show|tell) (?:me|us) that\b"
    r"|\bconfirm that (?:i|we)\b",
    re.IGNORECASE,
)
_BEHIND: Final = re.compile(
    r"[,.;– -]+(?:i (?:forget|forgot|can(?:'t|not) (?:remember|recall))|i've forgotten|do you know"
    r"|(?:can|could) you (?:tell me|remind me|remember)|do you remember|remind me|any idea"
    r"|no idea|tell me|if (?:i may|you know)|i wonder)(?: again| please)?\W*$|\s+again\?*$",
    re.IGNORECASE,
)
_THINKS: Final = re.compile(
    r"^(?:(?:is|was) it (?:right|true|correct|still the case|the case)|am i (?:right|correct)"
    r"(?: (?:in thinking|in saying|to think|to say|in believing))?|i (?:think|believe|thought)"
    r"(?=.*\?$)|(?:are you|is it) (?:sure|certain))(?: that)?\s+(?P<clause>\S.*)$",
    re.IGNORECASE,
)
# "It is at three, isn't it?"
_TAG: Final = re.compile(
    r"^(?P<clause>(?!(?:can|could|will|would) you\b).+?)[, ]+(?:(?:is|was|does|do|did|has|have|are"
    r"|wo|were)n't (?:it|he|she|they|that|we|i|there)|right|correct)\?+\s*$",
    re.IGNORECASE,
)
_AGAIN: Final = re.compile(
    rf"^(?:so )?((?:and |but )*{_WH}) (?:again|exactly|precisely|actually|roughly) (?=\w)",
    re.IGNORECASE,
)
_SIDE: Final = re.compile(
    r"^(?:(?:and|so) )?(?:what(?:'s| is| was| are)|tell me|give me|i need|remind me of) the"
    r" (?:exact |right )?(?P<side>(?:(?:start(?:ing)?|end|finish(?:ing)?) )?time|day and time"
    r"|date and time|date|day)s? (?:of|for) (?P<what>(?!today\b|to-?morrow\b|birth\b)\S.+)$",
    re.IGNORECASE,
)
# "Any update on the claim?", "status of the claim"
_NEWS: Final = re.compile(
    r"^(?:(?:is|are) there |have (?:we|you) (?:got )?|give me |got )?(?:any |an |the |a |some )?"
    r"(?:latest|updates?|status|progress)(?: report| update| news)? (?:on|of|about|with"
    r"|regarding|re) (?P<what>(?!my (?:e-?mails?|inbox|calendar)\b)\S.+)$",
    re.IGNORECASE,
)
# "When am I seeing Ana (and where)?" is about the next time.
_MEETS: Final = re.compile(
    r"^(?:and |so )?when (?:am|are|do|will|shall) (?:i|we) (?:be )?(?:seeing|meeting|see|meet)"
    r"(?: up with| with)? (?P<who>(?!(?:the|my|our|a|an|each|next|again)\b)\w[\w'-]*"
    r"(?: [A-Z][\w'-]*)?)(?:,? and where)?[?.! ]*$",
    re.IGNORECASE,
)
_GIVE: Final = re.compile(
    r"^(?:tell|give|get) (?:me|us) (?=(?:the|my|our) (?:\w+ ){1,3}?(?:of|for|to) (?:the|my|our"
    r"|\w+'s)\b)(?!.*\b(?:e-?mails?|mails?|files?|lists?|messages?|access|summary|gist|rundown|overview)\b)",
    re.IGNORECASE,
)
_AUXILIARY: Final = frozenset(
    {"is", "are", "was", "were", "am", "has", "have", "had", "can", "could", "will", "would"}
    | {"shall", "should", "must", "may", "might", "does", "do", "did", "isn't", "aren't", "wasn't"}
    | {"hasn't", "haven't", "won't", "can't", "didn't", "doesn't", "don't"}
)
_OWNS: Final = frozenset({"has", "have", "had"})
_SHORT: Final = {"'m": "am", "'re": "are", "'ve": "have", "'ll": "will"}
_THEY: Final = frozenset({"he", "she", "anyone", "anybody", "someone", "somebody", "everyone"})
_PRONOUNS: Final = _THEY | frozenset(
    {"i", "we", "you", "it", "they", "there", "this", "that", "everybody", "anything", "something"}
    | {"nobody", "nothing"}
)
_OPENS_A_SUBJECT: Final = _PRONOUNS | frozenset(
    {"the", "my", "our", "your", "his", "her", "their", "a", "an", "these", "those", "any", "all"}
    | {"some", "both"}
)
_OF_A_NOUN: Final = frozenset({"which", "whose", "how much", "how many"})
_BETWEEN: Final = frozenset(
    {"last", "next", "also", "still", "already", "usually", "just", "actually", "ever", "never"}
    | {"first", "really", "even", "probably"}
)
_DO: Final = {"": "do", "s": "does", "past": "did"}


def directly(text: str) -> str:
    """The question itself where one stands inside of a sentence; any other text as it is."""
    plain = _inside(text)
    met = _MEETS.match(without_politeness(plain)[1]) if len(plain) <= LONGEST else None
    return f"when do i next see {met['who']}?" if met else plain


def _inside(text: str) -> str:
    if len(text) > LONGEST or _WISHES.search(text):
        return text
    plain = _AGAIN.sub(r"\1 ", _BEHIND.sub("?", _BEHIND.sub("?", text)))
    if found := _SIDE.match(plain):
        return _of_its_time(found["side"].lower(), found["what"].rstrip("?.! "))
    if found := _NEWS.match(without_politeness(plain)[1]):
        return f"what is the latest on {found['what'].rstrip('?.! ')}?"
    if found := _GIVE.match(plain):
        return f"what is {plain[found.end() :]}"
    if found := _THINKS.match(plain) or _TAG.match(plain):
        return _turned("", found["clause"]) or text
    rest = _behind_the_lead(plain)
    asked = _ASKED.match(rest) if rest else None
    if asked is None:
        return plain if plain != text and _ASKED.match(without_politeness(plain)[1]) else text
    if asked["clause"]:
        return _turned("", asked["clause"]) or text
    return _turned(asked["wh"], asked["rest"].strip()) or f"{asked['wh']}{asked['rest']}"


def _behind_the_lead(text: str) -> str:
    """What stands behind "could you tell me", or "" without such a beginning."""
    for part in (text, without_politeness(text)[1]):
        if lead := _LEAD.match(part):
            return part[lead.end() :]
    return ""


def _of_its_time(side: str, what: str) -> str:
    """ "The end time of the class" as a question."""
    if side == "time":
        return f"what time is {what}?"
    if side.startswith(("start", "end", "finish")):
        return f"what time does {what} {'start' if side.startswith('start') else 'end'}?"
    return f"when is {what}?"


def _turned(wh: str, clause: str) -> str | None:
    """The clause as a question: "the lunch was moved" is "was the lunch moved". `None` where its
    verb is not found."""
    wh, words = _with_its_noun(wh, _in_full(clause.rstrip("?.! ").split()))
    if not words or words[0] == "of":
        return None
    if wh and (words[0].lower() in _AUXILIARY or _is_subject(wh, words[0])):
        return _asked(wh, *words)
    at = _verb_at(words)
    if at is None:
        return None
    before = at - 1 if at > 1 and words[at - 1].lower() in _BETWEEN else at
    low = words[at].lower()
    subject, adverbs, rest = words[:before], words[before:at], words[at + 1 :]
    if low in _AUXILIARY and not _is_main(low, rest):
        return _asked(wh, words[at], *subject, *adverbs, *rest)
    verb = verb_of(low)
    if verb is None:
        return None
    return _asked(wh, _DO[verb.form], *subject, *adverbs, verb.base, *rest)


def _in_full(words: list[str]) -> list[str]:
    """ "I've got" as "I have got"; of a name "'s" may be whose something is."""
    first, rest = (words or [""])[0], words[1:]
    for short, whole in _SHORT.items():
        if first.lower().endswith(short):
            return [first[: -len(short)], whole, *rest]
    whose = first[:-2].lower()
    if not first.lower().endswith("'s") or whose not in _PRONOUNS:
        return words
    has = rest[:1] in (["been"], ["got"]) or (whose in _THEY and _is_done(rest[:1]))
    return [first[:-2], "has" if has else "is", *rest]


def _is_done(words: list[str]) -> bool:
    """Whether the first word is a participle."""
    verb = verb_of(words[0].lower()) if words else None
    return verb is not None and verb.form == "past"


def _with_its_noun(wh: str, words: list[str]) -> tuple[str, list[str]]:
    """ "Which" with what is chosen from: "which terminal" of "which terminal we fly from"."""
    if wh.lower() not in _OF_A_NOUN or words[:1] == ["of"]:
        return wh, words
    at = 0
    while at < min(len(words), NOUNS) and words[at].islower() and not _opens(words[at]):
        at += 1
    return " ".join((wh, *words[:at])), words[at:]


def _opens(word: str) -> bool:
    """Whether a subject or a verb begins there."""
    return word in _OPENS_A_SUBJECT or word in _AUXILIARY or verb_of(word) is not None


def _asked(*words: str) -> str:
    return " ".join(word for word in words if word) + "?"


def _is_subject(wh: str, word: str) -> bool:
    """Whether what is asked for does something itself: "who booked the minibus"."""
    may_be = wh.lower().startswith(("who", "what", "which", "how many", "how much"))
    return may_be and word.islower() and verb_of(word) is not None


def _verb_at(words: list[str]) -> int | None:
    """Where the verb of a clause stands, behind its subject."""
    apart = False  # "the lunch that was moved is ..."
    for at, word in enumerate(words[:SUBJECT]):
        low = word.lower()
        if at == 0:
            continue
        if low in ("that", "which", "who") and not apart:
            apart = True
        elif low in _AUXILIARY or _may_be_one(words, at):
            if not apart:
                return at
            apart = False
    return None


def _may_be_one(words: list[str], at: int) -> bool:
    """Whether a word that can be a verb is one there: "my call" has none yet."""
    verb, before = verb_of(words[at].lower()), words[at - 1].lower()
    if verb is None:
        return False
    if verb.form == "":
        several = any(word.lower() == "and" for word in words[:at])
        return before in _PRONOUNS or before in _BETWEEN or several
    return before not in _OPENS_A_SUBJECT - _PRONOUNS


def _is_main(low: str, rest: list[str]) -> bool:
    """Whether "have" is all there is: "I have a call", and not "I have answered"."""
    if low not in _OWNS:
        return low == "do" and not rest
    after = next((w.lower() for w in rest if w.lower() not in _BETWEEN | {"not", "to"}), "")
    return after not in ("been", "got") and not _is_done([after])
