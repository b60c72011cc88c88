"""Whether a mail has its answer: by the person, or by those they wrote to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from agents.query import Item
from agents.synthesis import facts, found, wording
from agents.synthesis.lines import is_own, name_of, quote, said_text, sender, title
from agents.synthesis.material import Material
from agents.synthesis.relevance import Match, closeness
from agents.words import coverage

GIST = 240
ANSWER = 360
NEAR = 0.93  # of the best one's worth, for a newer mail that is as likely meant
HOLDS = 0.6  # of the asked words, for a mail of another thread that answers
CLOSEST = 10
# What the person says unasked, too.
_TELLS = re.compile(
    r"^\W*(?:and |so )?(?:have|did) (?:i|we) (?:\w+ )?(?:tell|told|thank\w*|confirm\w*|let"
    r"|inform\w*|say|said|mention\w*|write|written|wrote|e?-?mail\w*)\b(?! back\b)",
    re.IGNORECASE,
)


def replied(material: Material) -> str:
    """Yes or no: whether the mail that is meant has an answer of the other side, in its thread or
    in another mail about the same; without any mail that is meant what comes nearest."""
    is_mine = material.intent.entities.get("direction") == "to"
    if not is_mine and not material.people:
        return facts.best(material)  # nobody's answer, but whatever is known of it
    about = _of_those_named(_candidates(material), material)
    if material.wanted and about and not any(match.is_about for match in about):
        return f"Not that I can see. The nearest is this: {wrote(about[0].item, material)}"
    asked = _meant([match for match in about if is_own(match.item) != is_mine])
    others = [match for match in about if is_own(match.item) == is_mine]
    tells = is_mine and bool(_TELLS.search(material.query.text))
    if asked is None or (tells and others):
        return _unasked(others, material, tells=tells or not is_mine)
    answer = _in_thread(asked, material, is_mine=is_mine)
    where = ""
    if answer is None:
        answer, where = _elsewhere(asked, others, material), " (in another thread)"
    if answer is not None:
        return f"Yes{where}: {wrote(answer, material)}\n\nThat was after {wrote(asked, material)}"
    if (before := _answered_before(asked, material, is_mine=is_mine)) is not None:
        return (
            f"Yes, but not the last mail: {wrote(before, material)}\n\n"
            f"After that {wrote(asked, material)}"
        )
    return (
        f"No, I see no answer. The last mail is this: {wrote(asked, material)}"
        f"{_before(asked, others, material)}"
    )


def answer(material: Material) -> str:
    """What somebody wrote after what the person wrote, in the same thread; what else is known of
    it, where nobody did."""
    own = [match for match in material.about("gmail") if is_own(match.item)]
    asked = _meant(own)
    later = _later(asked, material) if asked else []
    named = [mail for mail in later if _is_between(mail, _names(material))] or later
    if asked is None or not named:
        return facts.best(material)
    first, *others = sorted(named, key=_moment)
    after = [f"After that {wrote(mail, material)}" for mail in others[-1:]]
    return "\n\n".join(
        (_capital(told(first, material)), *after, f"That was after {wrote(asked, material)}")
    )


def told(mail: Item, material: Material) -> str:
    """As `wrote`, with the whole of a mail that need not hold the words that were asked for."""
    words = quote(mail, frozenset(), limit=ANSWER)
    when = f" {wording.at_moment(mail.when, material.query)}" if mail.when else ""
    mark = material.sources.cite(mail)
    return f"**{sender(mail)}** wrote{when} in “{title(mail)}”: {words} {mark}"


def _capital(text: str) -> str:
    return f"{text[:2]}{text[2:3].upper()}{text[3:]}"


def _later(asked: Item, material: Material) -> list[Item]:
    return [
        mail
        for mail in material.found.get("gmail", ())
        if not is_own(mail) and _thread(mail) == _thread(asked) and _moment(mail) > _moment(asked)
    ]


def _names(material: Material) -> list[str]:
    """The address of those named, or else their names, in lower case."""
    known = (material.intent.entities.get("contacts") or {}).values()
    addresses = [str(one["address"]).lower() for ones in known for one in ones[:1]]
    return addresses or [word.lower() for name in material.people for word in name.split()]


def wrote(mail: Item, material: Material) -> str:
    """Who wrote what to whom and when, with its mark."""
    when = f" {wording.at_moment(mail.when, material.query)}" if mail.when else ""
    words = quote(mail, material.wanted, limit=GIST)
    whom = addressed(mail) if is_own(mail) else ""
    said = f": {words}" if words else ""
    mark = material.sources.cite(mail)
    return f"**{sender(mail)}** wrote{whom}{when} in “{title(mail)}”{said} {mark}"


def addressed(mail: Item) -> str:
    """` to A and B`."""
    names = [name_of(one) for one in mail.details.get("to") or () if isinstance(one, Mapping)]
    return f" to {wording.joined(names[:3])}" if names else ""


def _candidates(material: Material) -> list[Match]:
    """The mails about it; where none is, those that come nearest."""
    about = material.about("gmail") or material.closest(CLOSEST)
    if not about and material.people:  # what was found is theirs at least
        about = sorted(material.every_match(), key=closeness, reverse=True)[:1]
    return [
        match
        for match in about
        if match.item.service == "gmail" and "DRAFT" not in _labels(match.item)
    ]


def _of_those_named(about: list[Match], material: Material) -> list[Match]:
    """Those from and to the people named, if there are any; a thread has others in it."""
    names = _names(material)
    named = [match for match in about if is_own(match.item) or _is_between(match.item, names)]
    return named or about


def _is_between(mail: Item, names: Sequence[str]) -> bool:
    to = [
        f"{one.get('name', '')} {one.get('email', '')}"
        for one in mail.details.get("to") or ()
        if isinstance(one, Mapping)
    ]
    who = f"{mail.details.get('sender_name')} {mail.details.get('sender_email')} {' '.join(to)}"
    return any(name in who.lower() for name in names)


def _meant(matches: list[Match]) -> Item | None:
    """The newest of those that are as likely meant as the best."""
    if not matches:
        return None
    best = max(match.worth for match in matches)
    near = [match.item for match in matches if match.worth >= NEAR * best]
    return max(near, key=_moment)


def _in_thread(asked: Item, material: Material, *, is_mine: bool) -> Item | None:
    """The first answer in the same thread, whatever its words."""
    later = [
        mail
        for mail in material.found.get("gmail", ())
        if is_own(mail) == is_mine
        and "DRAFT" not in _labels(mail)
        and _thread(mail) == _thread(asked)
        and _moment(mail) > _moment(asked)
    ]
    return min(later, key=_moment, default=None)


def _elsewhere(asked: Item, others: list[Match], material: Material) -> Item | None:
    """The first later mail of another thread that speaks of the same."""
    later = [
        match.item
        for match in others
        if _moment(match.item) > _moment(asked) and (not material.wanted or match.covered >= HOLDS)
    ]
    return min(later, key=_moment, default=None)


def _answered_before(asked: Item, material: Material, *, is_mine: bool) -> Item | None:
    """The last answer to an earlier mail of the thread, where the newest says nothing of what is
    asked for: then its subject alone made it the one."""
    if not material.wanted or coverage(material.wanted, said_text(asked)) > 0:
        return None
    thread = [m for m in material.found.get("gmail", ()) if _thread(m) == _thread(asked)]
    first = min((_moment(m) for m in thread if is_own(m) != is_mine), default=0.0)
    answers = [m for m in thread if is_own(m) == is_mine and _moment(m) > first]
    return max(answers, key=_moment, default=None)


def _unasked(others: list[Match], material: Material, *, tells: bool) -> str:
    """What was written, where nothing was to be answered."""
    mail = _meant(others)
    if mail is None:
        return facts.best(material) if material.is_answerable else found.nothing(material)
    if not tells:
        return f"I found no mail{found.about(material)} to answer, but {wrote(mail, material)}"
    return f"Yes: {wrote(mail, material)}"


def _before(asked: Item, others: list[Match], material: Material) -> str:
    earlier = [match.item for match in others if _moment(match.item) < _moment(asked)]
    if not earlier:
        return ""
    return f"\n\nBefore that: {wrote(max(earlier, key=_moment), material)}"


def _moment(mail: Item) -> float:
    return mail.when.timestamp() if mail.when else 0.0


def _thread(mail: Item) -> str:
    return str(mail.details.get("thread_id") or mail.id)


def _labels(mail: Item) -> Sequence[str]:
    return mail.details.get("labels") or ()
