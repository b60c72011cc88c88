"""Events to make, to move and to take out."""

from __future__ import annotations

import re
from typing import Final

from agents.understanding.outside import OUTSIDE
from agents.understanding.rules import EVENT
from agents.understanding.wishes import invitations
from agents.understanding.wishes.guests import IS_EVENT, IS_FILE
from agents.understanding.wording import any_case

_DAY: Final = (
    r"(?:to-?day|to-?night|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|the \d"
    r"|(?:this|next|(?:the|this) coming|coming|the (?:following|next)) (?:week|weekend"
    r"|month|morning|afternoon|evening|lunchtime|mon|tues|wednes|thurs|fri|satur|sun)"
    r"|\d{1,2}(?:st|nd|rd|th)|(?:january|february|march|april|may|june|july|august|september"
    r"|october|november|december)\b)"
)
_NUMBER: Final = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|midday|half past \w+"
    r"|quarter (?:past|to) \w+|half \w+|\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\.?)?)"
)
_WHEN: Final = rf"(?:(?:for|at|on|from|by|around)\s|{_DAY}|\d{{1,2}}(?:[:.]\d\d)?\b)"
_DIARY: Final = r"(?:the|my|our) (?:\w+ )?(?:diary|calendar|calender|schedule|agenda)"
_LENGTH: Final = (
    r"(?:an?|one|two|three|half an?|a quarter of an|a couple of|\d+|ten|fifteen|twenty|thirty|forty"
    r"|forty-five|a few)(?: and a half)?\s*(?:hours?|hrs?|minutes?|mins?|h|days?|weeks?)"
)
_MAIL: Final = re.compile(r"\b(?:e-?mails?|mails?|messages?|inbox|newsletters?|label)\b", re.I)


_PUT_IN: Final = any_case(
    r"(?:stick|pop|put|slot|squeeze|bung|shove|whack|chuck|pencil|jot|fit)\s+(?P<what>.+?)\s+"
    rf"(?:in|down)(?=\s+{_WHEN}|[.! ]*$)(?P<rest>.*)$"
)
_IN_FIRST: Final = any_case(
    r"(?:stick|pop|put|slot|squeeze|bung|pencil|jot|fit|get|book|note|write|throw)\s+"
    r"(?:in|down)\s+(?P<what>.+)$"
)
_IN_DIARY: Final = any_case(
    rf"(?:stick|pop|put|slot|squeeze|bung|shove|whack|chuck|pencil|jot|fit|get|enter|write|log)\s+"
    rf"(?P<what>.+?)\s+(?:in|into|down in|on|onto|to)\s+{_DIARY}(?P<rest>.*)$"
)
_MEET: Final = any_case(
    r"(?:meet|see|speak (?:to|with)|talk to|catch up with)\s+(?P<whom>.+?)\s*[,;–-]+\s*(?:so |and"
    r" |please |can you |could you )*(?:set|sort|arrange|book|fix|schedule|put|organi[sz]e)\s+"
    rf"(?:it|that|this)(?:\s+(?:up|in|down|out))?(?:\s+{_DIARY})?[.! ]*$"
)
_PUT_IT_IN: Final = any_case(
    r"(?:i|we)(?:'ve| have|'ve got| have got)?\s?(?:need|want|got|have|having|'re having|'m having"
    r"|are having|am having)?\s(?P<what>.+?)\s*[,;–-]+\s*(?:so |and |please |can you |could you )*"
    rf"(?:put|stick|pop|add|get|pencil|book|enter|note)\s+(?:it|that|this)\s+(?:in|on|into|down|to)"
    rf"(?:\s+{_DIARY})?[.! ]*$"
)
_KEEP_FREE: Final = any_case(
    r"(?:keep|hold|leave|save|set aside|reserve|block out|block off|block|ring-?fence|protect)\s+"
    r"(?P<when>.{3,60}?)\s+(?:free\s+|open\s+|clear\s+|aside\s+)?(?:for|to)\s+"
    rf"(?P<what>(?!{_NUMBER}\b|an? |{_DAY}).+)$"
)
_STARTS_WITH_TIME: Final = any_case(
    rf"(?:from\s+|between\s+)?(?:{_DAY}|{_NUMBER}|the (?:morning|afternoon|evening)|(?:an|one|two"
    r"|half an?|three|\d+) (?:hours?|hrs?|minutes?|mins?)|my (?:morning|afternoon|evening|day)"
    r"|all day|the whole)(?:$|\W|day|s\b|noon)"
)
_SKIP: Final = any_case(
    r"(?P<verb>skip|scrap|axe|ditch|bin|drop|chuck|nix)\s+"
    r"(?P<what>(?:this|next|the|tomorrow's|today's|tonight's|\w+day's|my|our)\b.+)$"
)
_TAKE_OUT: Final = any_case(
    rf"(?P<verb>take|strike|cross|rub|wipe|scratch)\s+(?P<what>.+?)\s+(?:out|off)"
    rf"(?:\s+(?:of|from)?\s*{_DIARY})?[.! ]*$"
)
_ALL_OF_A_DAY: Final = any_case(
    r"(?:cancel|clear|delete|call off|wipe|drop|scrap)\s+(?:everything|all|the lot|the whole (?:day"
    rf"|week)|my (?:whole |entire )?(?:day|diary|{_DIARY}))"
    rf"(?:\s+(?:i have|i've got|on|in)(?:\s+{_DIARY})?)?\s+(?:on |for |from )?(?P<day>{_DAY}.*)$"
)
_DELETE: Final = any_case(
    r"(?:delete|remove|erase)\s+(?P<what>(?:the|my|our|this|that|\S+'s)\s[^,;]{2,50}?)[.! ]*$"
)
_OUT_OF_DIARY: Final = any_case(
    rf"(?:get|have|throw|move|pull|lift)\s+(?P<what>.+?)\s+(?:out of|off|from)\s+{_DIARY}[.! ]*$"
)
_ON_THE_HEAD: Final = any_case(r"knock\s+(?P<what>.+?)\s+on the head[.! ]*$")
_SURELY: Final = frozenset({"skip", "axe", "nix", "scrap"})
_IS_EVENT: Final = any_case(rf"\b(?:{_DAY}|{EVENT}\b|diary|week's|month's)")
_IT: Final = any_case(r"(?:it|this|that|them|these|those)(?: one| all)?$")
_IS_PLAYED: Final = any_case(
    r"\b(?:episode|track|song|chapter|ad|ads|intro|video|level|step|part|one|question)\b"
)
_LATER: Final = any_case(
    rf"(?:make|have|start|put|set|do)\s+(?P<what>(?!it\b).+?)\s+(?P<by>{_LENGTH})\s+"
    r"(?P<way>later|earlier|sooner|back|forwards?|on)\b(?P<rest>.*)$"
)
_LONGER: Final = any_case(
    rf"(?:make|let)\s+(?P<what>.+?)\s+(?:(?P<by>{_LENGTH})\s+(?P<way>longer|shorter)"
    rf"|(?P<way2>longer|shorter)\s+by\s+(?P<by2>{_LENGTH}))[.! ]*$"
)
_PUT_BACK: Final = any_case(
    r"(?P<verb>push|put|move|knock|nudge|shove|shift|bring|pull|slide|bump|set)\s+"
    r"(?P<back>back|forward|forwards|on|up)\s+(?P<what>.+?)\s+(?:by\s+)?"
    rf"(?P<by>{_LENGTH})[.! ]*$"
)
_PUSHED: Final = any_case(
    r"(?:push|put|move|knock|nudge|shove|shift|bring|pull|slide|bump|shunt|punt|drag|delay|postpone"
    r"|defer)\s+"
    rf"(?P<what>(?!it\b|that\b|this\b).+?)\s+(?P<back>back|forwards?|on|up|out|by)?\s*(?:by\s+)?"
    rf"(?P<by>{_LENGTH})(?:\s+(?P<way>later|earlier|sooner|back|forwards?|on|up))?(?P<rest>[.! ]*$)"
)
_MOVED: Final = any_case(
    r"(?!.*\bfrom \d[\d:.]* (?:to|till|until) )"
    r"(?P<verb>push|put|knock|nudge|shove|shift|bring|pull|slide|bump|shunt|punt|drag|kick|defer"
    r"|swap|switch|change|make|move"
    r"|set|reschedule|postpone|delay)\s+(?P<what>.+?)\s+(?P<way>back|forwards?|over|across|out|up)?"
    rf"\s*(?:to|until|till)\s+(?:at\s+)?(?P<to>(?:{_NUMBER}(?=$|[.!?,]|"
    r"\s+(?:o'clock|on|in|instead|this"
    rf"|next|tomorrow|{_DAY}))).*)$"
)
_TO_A_DAY: Final = any_case(
    r"(?:push|put|shove|swap|switch|slide|bump|shunt|punt|drag|knock|nudge"
    r"|defer)\s+(?P<what>(?!it\b|that\b|this\b).+?)"
    rf"(?:\s+(?:back|forwards?|over|across))?\s+(?:to|until|till|onto)\s+(?P<to>{_DAY}.*?)"
    r"(?:[, ]+(?:at )?(?:the )?same time)?[.! ]*$"
)
_AND_INVITE: Final = re.compile(
    r"\s*,?\s+(?:and )?invite (?P<whom>[A-Z][\w'’-]*(?:(?:,| and) [A-Z][\w'’-]*)*)[.! ]*$"
)
_HALF_HOUR: Final = any_case(r"\b(?:a )?half[- ]hour(?:'s)?(?=\s+\w)")
_CHANGE_IT: Final = (
    r"(?:\s*[,;.–-]+\s*(?:so |and |please |can you |could you )*(?:change|move|update|fix"
    r"|correct|put)"
    r" (?:it|that|this)(?: (?:in|down|over|please|right|accordingly))*)"
)
_NEEDS_TO_BE: Final = any_case(
    r"(?P<may>can |could |may )?"
    r"(?P<what>(?:the|my|our|this|that|\S+'s)\s(?!.*\b(?:is|was|are|which|who)\b).{2,60}?)\s+"
    r"(?P<must>(?:needs? to|has to|have to|must|should|is going to|will(?: now)?|ought to|is to)"
    r"\s+)?(?:be|start|happen|go|move|begin|take place|shift|(?P<comes>come|arrive|run))"
    r"(?:\s+(?:at|to|on|from))?\s+"
    rf"(?P<to>(?:{_DAY}|{_NUMBER}).*?)(?P<instead>\s*\binstead(?: of [^,;]+)?)?"
    rf"(?P<change>{_CHANGE_IT})?[.!? ]*$"
)
_IS_NOW_IN: Final = any_case(
    r"(?P<what>(?:the|my|our|\S+'s)\s.{2,50}?)\s+(?:is|will be|has moved|moved|takes place)\s+"
    r"(?:now\s+)?"
    r"(?:in|at|to)\s+(?P<place>(?!\d|noon|half)[^,;]{2,40}?)(?:\s+(?:now|instead))?"
    rf"(?:\s*[,;]?\s*(?:and )?(?:not|instead of) [^,;]+)?{_CHANGE_IT}[.! ]*$"
)
_NOW_AT: Final = any_case(
    r"(?P<what>(?:the|my|our|\S+'s)\s.{2,50}?)\s+(?:now\s+)?(?:leaves|starts|begins|is|arrives"
    r"|goes|comes"
    r"|runs|has moved|moved|kicks off)\s+(?:now\s+)?(?:at|to|from|on)\s+"
    rf"(?P<to>(?:{_DAY}|{_NUMBER}|half \w+).*?)(?:\s*\binstead(?: of [^,;]+)?)?{_CHANGE_IT}[.! ]*$"
)
_RATHER: Final = any_case(
    r"(?:i'd|i would|we'd|we would) (?:rather|prefer)\s+(?:to have\s+|it if\s+|if\s+)?"
    r"(?P<what>(?:the|my|our|\S+'s)\s.{2,50}?)\s+(?:was|were|be|took place|happened|started)\s+"
    rf"(?:(?:in|at) (?P<place>(?!{_NUMBER}\b|half\b)[^,;]{{2,40}}?)"
    rf"|(?:on |at )?(?P<to>(?:{_DAY}|{_NUMBER}|half \w+).*?))[.! ]*$"
)
_PUT_IN_ROOM: Final = any_case(
    r"(?:put|hold|have|move|do|book|host|relocate)\s+(?P<what>(?:the|my|our"
    r"|\S+'s)\s.{2,50}?)\s+(?:in|into"
    r"|at|to)\s+(?P<place>(?:the )?(?:meeting )?room [\w-]+|(?:the )?[\w-]+ (?:meeting )?room)"
    r"(?:\s+instead)?[.! ]*$"
)
_MAKE_LENGTH: Final = any_case(
    r"(?!.*\b(?:longer|shorter|later|earlier|sooner|forwards?|by)\b)"
    rf"(?:make|cut|trim|stretch|keep|limit)\s+(?P<what>(?!it\b|that\b|this\b(?! \w)).+?)\s+"
    rf"(?:(?:down|up|out|back)\s+)?(?:to\s+|last\s+|take\s+)?(?P<by>{_LENGTH}(?: and a (?:half"
    rf"|quarter))?)"
    r"(?:\s+long)?[.! ]*$"
)
_NOTE_TO_SELF: Final = any_case(
    r"(?:note to (?:self|myself)|memo(?: to self)?|reminder|(?:a )?new (?:event|appointment|meeting"
    r"|entry|calendar entry)|calendar entry)\s*[:,–-]+\s*(?P<what>\S.+)$"
)
_PENCIL_ME: Final = any_case(
    r"(?:pencil|book|put|sign|squeeze|slot)\s+me\s+(?:in|down)\s+(?P<how>with|for"
    r"|at)\s+(?P<what>.+)$"
)
_CAN_WE: Final = any_case(
    r"(?:(?:can|could|shall|might|let's|may)\s*(?:we|i|you)?\s+)?(?:please |just )?"
    r"(?:do|have|hold|make"
    r"|move|switch|shift|put|swap)\s+(?P<what>.+?)\s+(?:on|at|to|for)\s+"
    rf"(?P<to>(?:{_DAY}|{_NUMBER}).*?)\s+instead(?: of .*)?[.!? ]*$"
)
_SWAPPED_FOR: Final = any_case(
    rf"^(?:swap|change|switch)\s+(?P<what>(?:the|my|our|\S+'s)\s.{{2,50}}?)\s+for\s+(?={_DAY}|{_NUMBER}\b)"
)
_STARTED: Final = any_case(
    rf"^(?:start|begin)\s+(?P<what>(?:the|my|our|\S+'s)\s[^,;]{{2,50}}?)\s+at\s+(?={_NUMBER}\b)"
)
# "My eleven o'clock to half past": of the hour that it has.
_PAST_THE_HOUR: Final = any_case(
    r"(?P<start>^\w+ (?:my|the|our) )(?P<hour>\d{1,2}|one|two|three|four|five|six|seven|eight|nine"
    r"|ten|eleven|twelve)(?P<rest>(?: o'?clock)?\b.* to )(?P<part>half past"
    r"|quarter past)(?=[.! ]*$)"
)
_BARE_CLOCK: Final = re.compile(rf"^(?=\d{{1,2}}(?:[.! ]|$|\s(?!\w))|[a-z])({_NUMBER})", re.I)


# Where it will be, and no longer when.
_WILL_BE_IN: Final = any_case(
    r"(?P<what>(?:the|my|our|\S+'s)\s.{2,50}?)\s+(?:will be|is now|is going to be"
    r"|has (?:been )?moved|needs to be|should be|is moving)\s+(?:in|at|to)\s+"
    r"(?P<place>(?:the )?(?:meeting )?room\s+.+|(?:the )?"
    r"(?:office|canteen|library|caf[eé]|studio|kitchen|boardroom)\b.*)$"
)
_ACTS: Final = any_case(r"(?:decline|accept|cancel|call off|skip|turn down|drop|tentatively)\b")


def plainly(wish: str) -> str | None:
    """The wish as "schedule ...", "cancel ...", "accept ...", "move ... to ..." or "extend ...": of
    events."""
    if _MAIL.search(wish) and "calendar" not in wish.lower():
        return None
    short = invitations.WHY.sub("", wish) if _ACTS.match(wish) else wish
    plain = _plainly(short)
    return short if plain is None and short != wish else plain


def _plainly(wish: str) -> str | None:
    return (
        invitations.replied(wish)
        or _placed(wish)
        or _moved(wish)
        or _made(wish)
        or _taken_out(wish)
    )


def _placed(wish: str) -> str | None:
    """Where an event is from now on, or how long it takes."""
    if found := _IS_NOW_IN.match(wish) or _PUT_IN_ROOM.match(wish) or _WILL_BE_IN.match(wish):
        return f"change the place of {found['what']} to {found['place']}"
    if found := _RATHER.match(wish):
        if found["place"]:
            return f"change the place of {found['what']} to {found['place']}"
        return f"move {found['what']} to {_at(found['to'].strip())}"
    found = _MAKE_LENGTH.match(wish)
    if found and (IS_EVENT.search(found["what"]) or found["what"].lower().startswith("the ")):
        shorter = re.match(r"(?:cut|trim|limit|keep)\b", wish, re.IGNORECASE)
        return f"{'shorten' if shorter else 'extend'} {found['what']} to {found['by']}"
    return None


def _made(wish: str) -> str | None:
    wish = _AND_INVITE.sub(r" with \g<whom>", wish)
    for pattern in (_PUT_IT_IN, _IN_DIARY, _IN_FIRST, _PUT_IN):
        found = pattern.match(wish)
        if found and _has_a_time(wish) and not _IT.match(found["what"]):
            rest = found.groupdict().get("rest") or ""
            what = _HALF_HOUR.sub("a 30 minute", found["what"].strip())
            return f"schedule {what}{rest}"
    found = _NOTE_TO_SELF.match(wish)
    if found and _has_a_time(wish):
        return f"schedule {found['what']}"
    found = _PENCIL_ME.match(wish)
    if found and _has_a_time(wish):
        return f"schedule {'an appointment with ' * (found['how'] != 'for')}{found['what']}"
    found = _MEET.match(wish)
    if found and _has_a_time(wish):
        return f"schedule a meeting with {found['whom']}"
    found = _KEEP_FREE.match(wish)
    if found and _STARTS_WITH_TIME.match(found["when"]):
        return f"schedule {_noun(found['what'])} {_on(found['when'])}"
    return None


def _taken_out(wish: str) -> str | None:
    if found := _ALL_OF_A_DAY.match(wish):
        return f"cancel all my events {found['day']}"
    found = _DELETE.match(wish)
    if found and IS_EVENT.search(found["what"]) and not IS_FILE.search(found["what"]):
        return f"cancel {found['what'].strip()}"
    for pattern in (_ON_THE_HEAD, _OUT_OF_DIARY, _TAKE_OUT, _SKIP):
        found = pattern.match(wish)
        verb = (found.groupdict().get("verb") or "").lower() if found else ""
        surely = verb in _SURELY and not (_IS_PLAYED.search(wish) or OUTSIDE.search(wish))
        if found and (not verb or surely or _IS_EVENT.search(wish)):
            return f"cancel {found['what'].strip()}"
    return None


def _moved(wish: str) -> str | None:
    said = wish
    wish = _SWAPPED_FOR.sub(r"move \g<what> to ", _STARTED.sub(r"move \g<what> to at ", wish))
    wish = _PAST_THE_HOUR.sub(r"\g<start>\g<hour>\g<rest>\g<part> \g<hour>", wish)
    for pattern in (_LATER, _PUT_BACK, _PUSHED):
        found = pattern.match(wish)
        if found:
            parts = found.groupdict()
            if not (parts.get("way") or parts.get("back")):
                continue
            way = str(parts.get("way") or parts.get("back") or "").lower()
            earlier = way.startswith(("earl", "soon", "forward", "up"))
            rest = found.groupdict().get("rest") or ""
            return (
                f"move {found['what']} {'earlier' if earlier else 'later'} by {found['by']}{rest}"
            )
    found = _LONGER.match(wish)
    if found:
        way, by = found["way"] or found["way2"], found["by"] or found["by2"]
        return f"{'extend' if way.lower() == 'longer' else 'shorten'} {found['what']} by {by}"
    for pattern in (_NEEDS_TO_BE, _NOW_AT, _CAN_WE, _MOVED, _TO_A_DAY):
        found = pattern.match(wish)
        if found and (pattern is not _NEEDS_TO_BE or _is_wished(found)):
            return f"move {found['what']} to {_at(found['to'].strip())}"
    return wish if wish != said else None


def _is_wished(found: re.Match[str]) -> bool:
    """Whether a change is wished for, and none is only told: "my parents arrive on Friday"."""
    if found["instead"] or found["change"]:
        return True
    is_event = bool(IS_EVENT.search(found["what"]))
    return (bool(found["must"]) and (is_event or not found["comes"])) or (
        bool(found["may"]) and is_event
    )


def _has_a_time(wish: str) -> bool:
    return bool(
        re.search(rf"\b(?:{_DAY}|at {_NUMBER}|\d{{1,2}}(?:[:.]\d\d| ?[ap]m\b))", wish, re.I)
    )


def _at(when: str) -> str:
    """ "four" alone is a time of day, and so is "half nine"."""
    when = re.sub(r"\bhalf (?!past\b|an?\b)(?=[a-z]{3,6}\b)", "half past ", when, flags=re.I)
    return f"at {when}" if _BARE_CLOCK.match(when) else when


def _on(when: str) -> str:
    """ "eight to nine" is from eight to nine, and "the whole of Friday" Friday."""
    when = re.sub(r"^(?:the )?(?:whole|entire|all)(?: day)?(?: of)? ", "", when, flags=re.I)
    if re.match(rf"{_NUMBER}\s*(?:-|–|to|till|until)\s*{_NUMBER}", when, re.IGNORECASE):
        return f"from {when}"
    return when


def _noun(what: str) -> str:
    return what.rstrip(" .!")
