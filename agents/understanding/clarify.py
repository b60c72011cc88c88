"""When there is nothing to act on, the question back."""

from __future__ import annotations

import re
from typing import Final

from agents.query import Intent, Operation

NOTHING_ASKED: Final = "What would you like to know?"
UNDO: Final = "To take an action back, press Undo on its card: the card is in the conversation."
REWORDED: Final = "I cannot put an answer in other words. What would you like to know from it?"
WHICH_ONE: Final = "Which one do you mean? Please name it, or say its place: “the second one”."
ONE_KIND: Final = (
    "I can put away several mails at once, but nothing else. Which one do you mean? Please say its"
    " place: “the second one”."
)
NO_WATCH: Final = (
    "I cannot watch for that and tell you later. Ask me again: I look then what has come."
)
NOTHING_DONE: Final = (
    "All right: I do nothing. What I proposed before is done only if you approve it on its card."
)
WHOM_TO_INVITE: Final = "Whom shall I invite? Please name them, for I cannot tell who everyone is."
# What the person must say themselves: a model would only guess at it.
SETTLED: Final = frozenset({NOTHING_DONE, WHOM_TO_INVITE, ONE_KIND})
# "Don't cancel the review": no wish of what comes behind it is taken up, so that never the thing
# itself is proposed.
_LEAVE_IT: Final = re.compile(
    r"^(?:(?:oh|no|wait|stop|sorry|oops|hey)[,!. ]+)*(?:do(?:n'?t| not)|never"
    r"|not(?= \w+ (?:the|my|our|any|all|that|this|it|them|those|\w+'s)\b))\s+"
    r"(?:(?:ever|please|just|yet|you dare|dare)\s+)*"
    r"(?:cancel|call|delete|remove|trash|bin|drop|ditch|scrap|skip|clear|throw|get rid|archive|put"
    r"|pop|stick|label|tag|star|flag|mark|move|reschedule|postpone|push|shift|change|rename|extend"
    r"|shorten|bring|swap|schedule|book|create|make|set|plan|arrange|organi[sz]e|add|enter|save"
    r"|note|block|hold|reserve|invite|accept|decline|rsvp|reject|confirm|send|e-?mail|mail|write"
    r"|draft|compose|reply|respond|answer|forward|pass|cc|copy|message|text|tell(?! me)|inform"
    r"|notify|share|unshare|give|grant|revoke|remind|touch|do (?:it|that|this|anything)"
    r"|let (?!me\b)\w+ know)\b"
    r"|^(?:not?[, ]+)*(?:(?:not|maybe|perhaps|for)(?: right| just| for| at)*"
    r" (?:now|yet|later|the moment)|not today)[.! ]*$"
)
_INVITES_ALL: Final = re.compile(r"^invite (?:everyone|everybody|all(?! of (?!them|us|you)))\b")
# "Let me know when Ana replies"
_WATCH: Final = re.compile(
    r"^(?:tell|let|notify|alert|ping|warn) (?:me|us)(?: know)? (?:when|if|once"
    r"|as soon as) (?:(?:the |my |our )?\S+ ){1,3}(?:repl(?:ies|y)|writes?|answers?|responds?"
    r"|arrives?|confirms?|pays?|accepts?|declines?|(?:gets? back|comes? back) to (?:me|us))\b"
)
_UNDO: Final = re.compile(
    r"^(?:(?:oh|oops|sorry|hm+|no|wait|hang on|hold on|actually|ah|stop|please)[, ]+)*"
    r"(?:(?:undo|revert|reverse|take back|roll back)"
    r"(?: (?:it|that|this|all that|everything"
    r"|(?:(?:the|my|your|what you) )?(?:last |latest |previous |just )?"
    r"(?:change|action|thing|step|one|move|edit|did|deletion|share)?))?"
    r"|(?:take|roll) (?:it|that|this) back|(?:put|change|set|turn|make) (?:it|that|everything|them)"
    r" (?:back )?(?:to )?(?:how|as|what|the way) (?:it|they|that) (?:was|were|had been)(?: before)?"
    r"|(?:put|change) (?:it|that|them|everything) back(?: again)?"
    r"|i (?:didn't|did not) mean (?:to do )?that)(?: please| again)?[.! ]*$"
)
_REWORD: Final = re.compile(
    r"^(?:(?:make|say|keep) (?:it|that|this) |a (?:bit|little) |much |even )*(?:shorter|longer"
    r"|simpler|briefer|clearer|friendlier|nicer|warmer|politer|kinder|funnier"
    r"|(?:more|less) (?:formal|polite|friendly|casual)"
    r"|more (?:briefly|simply|detailed))[.!? ]*(?:please[.! ]*)?$"
)
# What is first or newest is told by its place; what is biggest is not known.
_MOST: Final = re.compile(
    r"^(?:\w+ ){0,2}?the (?!latest|newest|nearest|rest\b|next\b)(?:\w{2,}est|most \w+|least \w+)"
    r" ones?[?.! ]*$"
)
_BEYOND: Final = (
    (_WATCH, NO_WATCH),
    (_UNDO, UNDO),
    (_REWORD, REWORDED),
    (_MOST, WHICH_ONE),
    (_LEAVE_IT, NOTHING_DONE),
    (_INVITES_ALL, WHOM_TO_INVITE),
)
_ACTS_ON_SOMETHING: Final[dict[Operation, str]] = {
    "read": "What would you like to open?",
    "reply_email": "Which e-mail would you like to reply to?",
    "forward_email": "Which e-mail would you like to forward, and to whom?",
    "label_email": "Which e-mails do you mean?",
    "archive_email": "Which e-mails would you like to archive?",
    "trash_email": "Which e-mails would you like to move to the bin?",
    "update_event": "Which event would you like to change?",
    "delete_event": "Which event would you like to cancel?",
    "respond_event": "Which invitation do you mean?",
    "share_file": "Which file would you like to share, and with whom?",
    "unshare_file": "Which file do you mean?",
}
MAKES: Final = "What shall the event be about, and when?"
ASKED: Final = frozenset({*_ACTS_ON_SOMETHING.values(), MAKES})
_SHARES: Final = frozenset({"share_file", "unshare_file"})
# The time of a change is when the event shall be, and not when it is.
_TELL_WHEN_IT_IS: Final = frozenset({"from_time", "shift_minutes", "beside", "every"})
_WHOM: Final = frozenset({"people", "addresses"})
_NAMES_SOMETHING: Final = frozenset(
    {"topic", "people", "addresses", "references", "file_types", "labels", "ordinal", "latest"}
    | {"title", "flags", "only"}
)


def beyond(wish: str) -> str | None:
    """What to say to a lower-cased request that no words can fulfil: to undo, to say it shorter,
    to take the biggest one; or that wants nothing done."""
    return next((said for pattern, said in _BEYOND if pattern.match(wish)), None)


def question_back(intent: Intent, *, points_back: bool) -> str | None:
    """What to ask the person, or `None` where the intent can be acted on. `points_back`: the text
    says "it" or "the second one" and nothing tells what that is."""
    if intent.clarification or _names_something(intent):
        return intent.clarification
    verb = intent.entities.get("verb")
    if intent.operation == "unsupported":
        return f"What would you like to {verb}?" if verb and points_back else None
    if intent.operation == "create_event" and intent.time_range is None:
        return MAKES
    asked = _ACTS_ON_SOMETHING.get(intent.operation)
    is_open = intent.operation == "update_event" and not intent.entities.keys() & _TELL_WHEN_IT_IS
    is_open = is_open or intent.operation in _SHARES or intent.time_range is None
    if asked and (is_open or points_back):
        return asked
    if intent.operation in ("draft_email", "send_email") and points_back:
        return "What do you mean? Please name it, for example the company or the subject."
    return None


def _names_something(intent: Intent) -> bool:
    """Whom a file is shared with does not tell which file it is."""
    told = _NAMES_SOMETHING - (_WHOM if intent.operation in _SHARES else frozenset())
    return any(intent.entities.get(key) for key in told)
