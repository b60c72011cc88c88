"""What is said after something was proposed: "send it", "no, to Ilse", "make it 4 pm"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from agents.query import WRITE_OPERATIONS, EarlierTurn, Intent, Operation
from agents.understanding import amending, clarify, people, shapes, wording
from agents.understanding.amending import again
from agents.understanding.claims import Claims
from agents.understanding.wishes.names import named

MOST_WORDS: Final = 14

_MAKES: Final[dict[str, frozenset[Operation]]] = {
    "mail": frozenset({"draft_email", "send_email", "reply_email", "forward_email"}),
    "share": frozenset({"share_file"}),
}
_CORRECTS: Final = re.compile(
    r"^(?:(?:h?mm+|hm|er+m?|um+|uh|ah|oh|ok|okay|well|but)[ ,.]+)*(?:no|nope|sorry|oops|wait"
    r"|actually|rather|i meant?|not (?:to|for|with|at|on) \S+|on second thoughts?"
    r"|let's (?:say|make (?:it|that)))\b[ ,.:]*"
    r"|\binstead\b|\brather\b"
)
_SENDS: Final = re.compile(
    r"^(?:yes,? )?(?:please )?send (?:it|that|this|the (?:e-?mail|mail|draft|message|reply))"
    r"(?: (?:now|off|away|out))?[.! ]*$"
)
_ADDS_PEOPLE: Final = re.compile(
    r"^(?:also|and)? ?(?:cc|copy|add|include|invite|to)\b|\btoo\b|\bas well\b"
)
_ANSWER: Final = re.compile(
    r"^(?:(?:make|say|put|answer|change) (?:it|that|this)?\s*(?:to |as )?(?:an? )?)?"
    r"(?P<answer>maybe|tentative(?:ly)?|yes|no|accept(?:ed)?|decline(?:d)?)(?: it| that)?[.! ]*$"
)
_TOO: Final = re.compile(
    r"^(?:(?:add|with|share it with|let) )?(?P<whom>[^\W\d_][\w'’-]*(?: [^\W\d_][\w'’-]*)?)"
    r" (?:too|as well|also)[.! ]*$",
    re.IGNORECASE,
)
_ANOTHER: Final = re.compile(
    r"^(?:no|nope|sorry|oops|wait|hang on|i meant?|not that(?: one)?)\b[ ,.:–-]*"
    r"(?:(?:no|sorry|wait|i meant?|not that(?: one)?|rather)\b[ ,.:–-]*)*"
    r"(?:the|my|our|that|this|\w+'s|tomorrow's)\s\S+(?:\s\S+){0,6}$"
)
_OF_A_THING: Final[frozenset[Operation]] = frozenset(
    {"delete_event", "respond_event", "archive_email", "trash_email", "label_email",
     "forward_email", "unshare_file", "share_file"}
)  # fmt: skip
_OF_ONE_MAIL: Final[frozenset[Operation]] = frozenset({"reply_email", "forward_email"})
_NAMES_IT: Final = ("topic", "references", "file_types")
_DRAFTS: Final = re.compile(
    r"^(?:(?:make|keep|save|leave|put) (?:it|that|this) (?:as |in )?(?:just )?(?:an? |my )?drafts?"
    r"|(?:just |only )?(?:an? )?draft(?: it| that| only)?|don'?t send it.*"
    r"|not? send.*draft.*)[.! ]*$"
)
# What was proposed is no longer wanted.
_REJECTS: Final = re.compile(
    r"^(?:to be honest[, ]*|thanks?,? (?:but )?)?(?:(?:please )?(?:drop|forget|leave|scrap|scratch"
    r"|ditch|skip) (?:it|that|this|about (?:it|that))|never ?mind|call (?:it|that) off"
    r"|(?:i|we)(?:'d| would) (?:really )?rather not|rather not|let's not|(?:i )?changed my mind)"
    r"(?: (?:then|now|after all|for now|please|thanks))*[.! ]*$"
)
# "Not to Ana, to Bo": one in the place of the other.
_NOT_HER: Final = re.compile(
    r"^(?:(?:no|nope|sorry|oops|wait|actually)\b[,. ]+)*not (?:(?:to|for|with) )?"
    r"(?P<old>[^,;]{2,40}?)"
    r"(?:\s*[,;–-]+\s*(?:but |rather )?|\s+(?:but|rather)\s+)(?:(?:to|for|with) )?"
    r"(?P<new>\S.{1,60}?)[.! ]*$",
    re.IGNORECASE,
)
_ROLE: Final = re.compile(
    r"^(?:(?:make|let) (?:it|that|him|her|them|\w+)|(?:he|she|they) (?:can|may|should)"
    r"(?: be able to)?"
    r"|as(?: an?)?|for|to|with|just|only) *(?:just|only)? *(?:to|for|an?)? *"
    r"(?:view|comment|read|edit|see|look)\w*(?:[ -](?:only|it|rights|access|mode))*[.! ]*$"
    r"|^(?:view|comment|read|edit)(?:ing|er|or)?(?:[ -](?:only|rights|access))*[.! ]*$"
)
_NO_EDITS: Final = re.compile(
    r"^(?:(?:no|ok|okay|but|and|please|sorry|actually|wait)[, ]+)*(?:\w+ (?:(?:can|may|should|must)"
    r"(?:not| not|n't)|can't|cant) edit\w*"
    r"|(?:but )?(?:not?|without)(?: to| as| an| any| the)* ?(?:edit\w*|chang\w+))"
    r"(?: (?:it|that|rights?|access|only))*[.! ]*$"
)
_SUBJECT: Final = re.compile(
    r"^(?:(?:change|set|make|let) the (?:subject|title|name)(?: line)?(?: be| to| read|:)?"
    r"|(?:the )?subject(?: line)?(?::| should be| should read| is| to be))\s+"
    r"[\"']?(?P<words>.+?)[\"']?[.! ]*$",
    re.IGNORECASE,
)
_SAYS_MORE: Final = re.compile(
    r"^(?:and |also |please )*(?:add|mention|say|write|tell (?:him|her|them)|include)"
    r"(?: also)?(?: that|:)? (?P<words>.+)$",
    re.IGNORECASE,
)
# More of the mail, or a question of its own: never another mail to somebody else.
_AND: Final = re.compile(
    r"^(?:and|plus)\b(?! (?:also |then |please |now )*(?:to|cc|copy|bcc|with|for|say|tell|ask|add"
    r"|mention|write|make|put|send|include|invite|let)\b)",
    re.IGNORECASE,
)
_ASKS_MORE: Final = re.compile(r"\b(?:what|when|who|why|how|where|which)\b", re.IGNORECASE)
# "And wine", after a mail that says what is brought; not "and unread mails".
_BRINGS: Final = re.compile(
    r"\b(?:bring|buy|get|take|order|eat|drink|cook|bake|pack|need|want|like)(?:ing|s)?\b", re.I
)
_NO_SUCH_THING: Final = re.compile(
    r"['’]s\b|\d|\b(?:any|unread|new|latest|last|next|e-?mails?|mails?|messages?|news(?:letters?)?"
    r"|inbox|numbers?|phone|address(?:es)?|calendar|events?|meetings?|appointments?|files?|folders?"
    r"|documents?|docs?|drive|photos|invoices?|reminders?|invitations?|weather|to-?day|to-?morrow"
    r"|to-?night|yesterday|week(?:end)?|month|morning|afternoon|evening|noon|\w+day|about)\b",
    re.IGNORECASE,
)
_AND_MORE: Final = re.compile(
    r"^(?:and|plus)(?: also)? (?P<more>(?!(?:who|whom|what|when|where|which|why|how|is|are|do|does"
    r"|did|can|will|to|say|tell|ask|add|mention|write|make|put|send|do|cc|copy|with|for|from|in|on|at|the|i|he|she|they|we|it|then|now|that)\b)"
    r"[^,;:?!]{2,40}?)(?: too| as well)?[.! ]*$",
    re.IGNORECASE,
)


def corrected(own: Intent, text: str, before: EarlierTurn) -> Intent | None:
    """What was proposed in the turn before, with what the text changes in it; `None` where the
    text is about something else."""
    proposed = _at_the_cited(before)
    low = text.lower()
    wish = wording.request(text)
    if proposed.operation not in WRITE_OPERATIONS or len(low.split()) > MOST_WORDS:
        return None
    is_event = proposed.operation in amending.OPERATIONS
    if _REJECTS.match(_bare(low)) or (is_event and amending.tells(_bare(low))):
        return Intent((), "unsupported", clarification=clarify.NOTHING_DONE)
    if other := _to_another(text, proposed):
        return other
    if proposed.operation in _MAKES["mail"]:
        return _of_mail(own, text, wish, proposed)
    if is_event:
        return amending.amended(own, text, before)
    if proposed.operation in _MAKES["share"]:
        return _of_share(own, text, proposed)
    if proposed.operation == "respond_event" and (answer := _ANSWER.match(_bare(low))):
        return again(proposed, {"response": shapes.response_of(answer["answer"])})
    return _of_another(own, low, before)


def _to_another(text: str, proposed: Intent) -> Intent | None:
    """With somebody else in the place of one of the people."""
    found = _NOT_HER.match(text)
    had = [str(name) for name in proposed.entities.get("people", ())]
    if not found or found["old"].lower() not in [name.lower() for name in had]:
        return None
    whom = named(found["new"])
    if whom is None or whom.end != len(found["new"]):
        return None
    old = next(name for name in had if name.lower() == found["old"].lower())
    title = str(proposed.entities.get("title") or "").replace(old, whom.phrase)
    people = [whom.phrase if name == old else name for name in had]
    return again(proposed, {"people": people, "title": title})


def _bare(low: str) -> str:
    return amending.FILLERS.sub("", low)


def _of_another(own: Intent, low: str, before: EarlierTurn) -> Intent | None:
    """ "No, the debrief": the same wish, of another thing."""
    said = {key: own.entities[key] for key in _NAMES_IT if own.entities.get(key)}
    if str(said.get("topic", "")).lower() in ("meant", "mean"):
        del said["topic"]
    is_another = _ANOTHER.match(low) and own.operation in ("search", "read", "unsupported")
    when = own.time_range
    if not is_another or before.intent.operation not in _OF_A_THING or not (said or when):
        return None
    gone = {*_NAMES_IT, "ordinal", "ordinals", "contacts", "assumption", "latest"}
    kept = {key: value for key, value in before.intent.entities.items() if key not in gone}
    if when and own.entities.get("same_day") and before.intent.time_range:
        when = amending.on_day_of(when, before.intent.time_range.start)
    when = when or before.intent.time_range
    return replace(again(before.intent, {}), entities={**kept, **said}, time_range=when)


def _of_share(own: Intent, text: str, proposed: Intent) -> Intent | None:
    """ "No, with Bo", or "just to comment"."""
    low = text.lower()
    role = shapes.role_of(low) if _ROLE.match(_bare(low)) else None
    role = "reader" if _NO_EDITS.match(low) else role
    if role:
        return again(proposed, {"role": role})
    also = _TOO.match(_bare(text))
    whom = named(also["whom"]) if also else None
    if also and whom and whom.end == len(also["whom"]):
        return again(proposed, {"people": [*proposed.entities.get("people", ()), whom.phrase]})
    return _with_people(own, text, proposed, also=False) if _CORRECTS.search(low) else None


def _at_the_cited(before: EarlierTurn) -> Intent:
    """The wish before; what it pointed at is what its own answer cites first."""
    entities = before.intent.entities
    is_told = "ordinal" in entities or "ordinals" in entities
    is_told = is_told or before.intent.operation in _OF_ONE_MAIL
    if not before.citations or not is_told:
        return before.intent
    kept = {key: value for key, value in entities.items() if key != "ordinals"}
    return replace(before.intent, entities={**kept, "ordinal": 1})


def _of_mail(own: Intent, text: str, wish: str, proposed: Intent) -> Intent | None:
    low = text.lower()
    if _SENDS.match(wish):
        is_draft = proposed.operation == "draft_email"
        return again(proposed, {}, operation="send_email" if is_draft else proposed.operation)
    if proposed.operation == "send_email" and _DRAFTS.match(amending.FILLERS.sub("", wish)):
        return again(proposed, {}, operation="draft_email")
    subject = _SUBJECT.match(text)
    if subject:
        return again(proposed, {"subject": subject["words"]})
    said = str(proposed.entities.get("message") or "").rstrip(". ")
    if said and own.operation not in WRITE_OPERATIONS and _AND.match(text):
        more = _AND_MORE.match(text)
        added = _with_more(said, more["more"], proposed) if more else None
        if added or own.operation != "unsupported" or not _ASKS_MORE.search(text):
            return added or own
    more = _SAYS_MORE.match(text)
    adds_people = bool(_ADDS_PEOPLE.search(wish)) and _named(text) and not _CORRECTS.search(low)
    if adds_people and not (more and not _named(more["words"])):
        return _with_people(own, text, proposed, also=True)
    if _CORRECTS.search(low) and _named(text):
        return _with_people(own, text, proposed, also=False)
    makes_none = own.operation in ("search", "unsupported", "create_event")
    if more and (makes_none or wish.startswith("add that")):
        joined = (
            f"{said}. {more['words'][:1].upper()}{more['words'][1:]}" if said else more["words"]
        )
        return again(proposed, {"message": joined})
    return None


def _with_more(said: str, more: str, proposed: Intent) -> Intent | None:
    """With one more recipient, where somebody is named, or one more thing of those that it says
    are brought or needed; `None` where the words may ask for something else."""
    whom = named(more)
    if whom is not None and whom.end == len(more) and more[0].isupper():
        return again(proposed, {"people": [*proposed.entities.get("people", ()), whom.phrase]})
    if not _BRINGS.search(said) or _NO_SUCH_THING.search(more):
        return None
    return again(proposed, {"message": f"{said} and {more}"})


def _named(text: str) -> tuple[str, ...]:
    found = people.find_people(
        Claims(re.sub(r"^(?:no|sorry|oops|wait|actually)\b[ ,.:]*", "", text, flags=re.IGNORECASE)),
        writes=True,
        cues=frozenset({"to", "with", "from"}),
    )
    return (*found.names, *found.addresses)


def _is_denied(name: str, text: str) -> bool:
    found = re.search(rf"\bnot (?:to |for |with )?{re.escape(name)}", text, re.IGNORECASE)
    return found is not None


def _with_people(own: Intent, text: str, proposed: Intent, *, also: bool) -> Intent | None:
    named = tuple(name for name in _named(text) if not _is_denied(name, text))
    if not named:
        return None
    keys = {
        "people": [n for n in named if "@" not in n],
        "addresses": [n for n in named if "@" in n],
    }
    if also:
        for key in keys:
            keys[key] = [*proposed.entities.get(key, ()), *keys[key]]
    return again(proposed, {key: list(dict.fromkeys(value)) for key, value in keys.items()})
