"""Mails to put away, to throw away, to mark, and to bring back."""

from __future__ import annotations

import re
from typing import Final

from agents.understanding.lexicon import COMMAND_WORDS, DATE_WORDS, RELATIONS, STOP_WORDS
from agents.understanding.wishes.around import without_courtesy
from agents.understanding.wishes.guests import IS_EVENT
from agents.understanding.wording import any_case

_MAIL: Final = (
    r"\b(?:e-?mails?|mails?|messages?|threads?|newsletters?|spam|promotions?|notifications?|inbox"
    r"|quotations?|quotes?|invoices?|receipts?|letters?|digests?|conversations?)\b"
)


_IS_MAIL: Final = re.compile(_MAIL, re.IGNORECASE)
_BACK: Final = any_case(
    r"(?:(?:put|move|bring|get|send|take|pull|fetch|have|restore)\s+)(?P<what>(?!it\b|that\b).+?)"
    r"\s+(?:back(?: again)?(?: (?:in|into|to|in to) (?:my|the) (?:inbox|mailbox))?"
    r"|(?:back )?(?:in|into|to) (?:my|the) inbox(?: again)?"
    r"|(?:back )?out of (?:the|my) (?:archive|bin|trash|spam|junk))[.! ]*$"
)
_UNARCHIVE: Final = any_case(r"(?:un-?archive|un-?bin|un-?delete|un-?trash)\s+(?P<what>.+)$")
_INTO_BIN: Final = any_case(
    r"(?:put|move|send|throw|chuck|stick|drop|toss|sling|dump|bung|shove|lob|fling"
    r"|pop)\s+(?P<what>.+?)\s+"
    r"(?:(?:in|into|to|in to)\s+(?:the |my )?(?:bin|trash|rubbish|waste ?basket)|away|out)[.! ]*$"
)
_CAN_GO: Final = any_case(
    r"(?P<what>(?:the|all|every|everything|that|those|these|any|\S+'s)\b.+?)"
    r"\s+(?:can|should|may|must)\s+(?:all\s+)?(?:go(?: in(?:to)? the bin)?"
    r"|be (?:deleted|binned|thrown away|trashed))[.! ]*$"
)
_RID: Final = any_case(
    r"(?:get rid of|clear out|clear away|chuck|ditch|dump|bin off|bin|trash|throw out|throw away"
    r"|wipe|purge|lose)\s+(?P<what>.+)$"
)
_AWAY: Final = any_case(
    r"(?:(?:put|tidy|file|clear|move|get|take)\s+(?P<what>.+?)\s+(?:away|out of (?:my|the) (?:inbox"
    r"|sight|way)|off my (?:inbox|plate)|(?:in|into|to) (?:the |my )?archive)"
    r"|(?:put away|tidy away|file away|clear away)\s+(?P<what2>.+))[.! ]*$"
)
_TIDIES: Final = any_case(
    r"(?:archive|trash|bin|delete|label|unlabel|tag|untag|star|unstar|flag|mark|file"
    r"|put (?:the )?label|clear|remove|move|apply|add the label)\b"
    r".*(?:\b(?:from|by)\b|\bsen[dt]s?\b|mailed|written)"
)
_TIDY: Final = any_case(
    r"(?:archive|trash|bin|delete|label|unlabel|tag|star|unstar|flag|mark|clear|remove)\b"
)
# "That fishy one telling us the bank has moved": what is thought of it tells no mail.
_JUDGED: Final = any_case(
    r"\b(?:fishy|dodgy|weird|odd|silly|stupid|annoying|suspicious|horrible|awful|boring|rude|nasty"
    r"|pointless|useless|endless|bloody)\s+(?=(?:\w+ )?(?:one|ones|e-?mails?|mails?|messages?)\b)"
)
_ONE_SAYING: Final = any_case(
    r"\s+(?:one|mail|e-?mail|message) (?:telling (?:us|me)|saying|that (?:says|tells (?:us|me))"
    r"|claiming|announcing)(?: that)?\s+"
)
_SPEAKS_OF_MAIL: Final = any_case(rf"{_MAIL}|\b(?:everything|anything|all|stuff)\b")
_EVERY: Final = any_case(r"(?:everything|anything|all|the lot|whatever|the stuff|stuff)\b")
_AFTERTHOUGHT: Final = any_case(
    r"\s*[,;.–-]+\s*(?:i|i'\w+|we|we'\w+|it|it's|they|they're|that's|that is|there|nothing"
    r"|nobody|who"
    r"|(?:all )?(?:done|printed|read|seen|sorted|dealt|finished)|no (?:time|need|longer)|not|never"
    r"|because|since|too (?:old|late))\b"
    r"(?!.*\b(?:from|about|label|need|needs|want|keep|except|but)\b).*$"
)


_SETS_IN_ORDER: Final = any_case(
    r"(?:archive|trash|bin|delete|label|tag|star|unstar|mark|file|get|put|clear|move|tidy|junk"
    r"|shelve"
    r"|pop|stick|chuck|stash)\b.*\b(?:e-?mails?|mails?|messages?|newsletters?|inbox|everything"
    r"|all|ones"
    r"|stuff|archive|trash|bin)\b"
)
# "Everything that the library has sent me": the sender, who is known by a name.
_SENT: Final = any_case(
    r"\b(?P<all>every\s?thing|anything|all|(?:all |every |any |the )?(?:of )?(?:the )?(?:\w+ )?"
    r"(?:e-?mails?|mails?|messages?|newsletters?|stuff|spam))\s+(?:that\s+|which\s+)?(?:the\s+)?"
    r"(?P<who>\w[\w'’&-]*(?: \w[\w'’&-]*){0,3}?)\s+(?:has |have |'ve |'s |keeps? )?(?:ever )?"
    r"(?:sent|mailed|e-?mailed|written|wrote|sends?|sending)(?: to)?(?: (?:me|us))?\b"
)
_FROM: Final = any_case(
    r"\b(?:from|by) (?:the )?(?P<who>[^\W\d_][\w'’&-]*(?: [^\W\d_][\w'’&-]*){0,3}?)"
    r"(?=\s+(?:about|on|that|since|before|after|last|this|as|under|with|in|into|to|except|older"
    r"|i|we"
    r"|which|who|now|regarding)\b|[,.;!?(]|$)"
)
_OLDER: Final = any_case(
    r"\b(?:that (?:is|are) )?older than\b(?:\s+(?P<length>(?:an?|one|two|three|four|five|six"
    r"|seven|eight|nine|ten|twelve|\d+)\s+(?:hours?|days?|weeks?|fortnights?|months?|years?))\b)?"
)
_LABEL_OFF: Final = any_case(
    r"(?:take|remove|delete|drop|get)\s+(?:the |a |my )?(?:(?P<star>star|flag)s?|labels?\s+[\"']?"
    r"(?P<after>[\w -]{2,40}?)[\"']?|(?P<before>\w[\w -]{1,30}?)\s+(?:label|tag))\s+"
    r"(?:off|from)\s+(?P<what>.+)$"
)
_PUTS: Final = r"(?:put|stick|slap|add|apply|attach|whack|pop|set|bung|chuck|get)"
_LABEL_ON: Final = any_case(
    rf"{_PUTS}\s+(?:(?:a|the|my)\s+)?(?:(?:label|tag)\s+[\"']?(?P<after>\w[\w&-]*"
    rf"(?: \w[\w&-]*){{0,2}}?)"
    r"[\"']?|[\"']?(?P<before>\w[\w &-]{1,30}?)[\"']?\s+(?:label|tag))\s+"
    r"(?:on|onto|to|for)\s+(?P<what>\S.*)$"
)
_GIVEN_LABEL: Final = any_case(
    r"give\s+(?P<what>.+?)\s+(?:(?:a|the)\s+)?(?:(?:label"
    r"|tag)\s+[\"']?(?P<after>\w[\w &-]{1,30}?)[\"']?"
    r"|(?:the|a)\s+[\"']?(?P<before>\w[\w&-]*(?: \w[\w&-]*)?)[\"']?\s+(?:label|tag))[.! ]*$"
)
_STAR_ON: Final = any_case(
    rf"(?:{_PUTS}\s+(?:a |the )?(?:star|flag)\s+(?:on|onto|to|by)\s+(?P<what>\S.*)"
    r"|give\s+(?P<what2>.+?)\s+(?:a|the) (?:star|flag)|flag\s+"
    r"(?P<what3>(?!me\b|down\b)(?!.*\b(?:as|up)\b)\S.*))$"
)
_UNDER: Final = any_case(
    r"(?:put|pop|stick|move|stash|file|slot)\s+(?P<what>(?:the|that|this|those|these|all|my"
    r"|\S+'s)\s.+?)\s+"
    r"under\s+[\"']?(?P<label>\w[\w &-]{1,30}?)[\"']?[.! ]*$"
)
_LABEL_SO: Final = any_case(
    r"(?:label|tag|mark|flag)\s+(?P<what>\S(?:(?! as ).)*?)\s+"
    r"(?P<label>important|unread|spam)[.! ]*$"
)
_SPAM: Final = any_case(r"(?:report|treat|send)\s+(?P<what>\S.+?)\s+(?:as|to) (?:spam|junk)[.! ]*$")
_SHELVE: Final = any_case(
    r"(?:shelve|stash|hide|park|squirrel away)\s+(?P<what>(?:the|that|this|those|these|all|my"
    r"|\S+'s)\s.+)$"
)
_JUNK: Final = any_case(
    r"(?:junk|trash|bin)\s+(?P<what>(?:the|that|this|those|these|all|any|every|\S+'s)\s.+)$"
)
# "Ana's mail about the roof": the sender by name, whatever stands between.
_WHOSE: Final = any_case(
    r"(?<![\w'’])(?P<who>[^\W\d_][\w-]*(?: [^\W\d_][\w-]*)?)['’]s (?P<what>(?:[\w-]+ ){0,3}?"
    r"(?:e-?mails?|mails?|messages?|newsletters?|notes?|(?:last|latest|newest)(?: (?:one|two|three"
    r"|four|five|few))?(?: (?:e-?mails?|mails?|messages?))?))\b"
)
_NOT_NAMES: Final = (
    STOP_WORDS | DATE_WORDS | frozenset({"inbox", "bin", "trash", "flag", "everyone", "everybody"})
)


POSSESSES: Final = frozenset({"it", "that", "what", "let", "here", "there", "who", "he", "she"})


def plainly(wish: str) -> str | None:
    """The wish as "label ... as inbox", "archive ..." or "trash ...", of mails only; and whose
    mails they are by the sender's name."""
    if "calendar" in wish.lower() or "diary" in wish.lower():
        return None
    said = wish
    wish = _ONE_SAYING.sub(" mail about ", _JUDGED.sub("", wish)) if _TIDY.match(wish) else wish
    if _SETS_IN_ORDER.match(wish):
        without = _AFTERTHOUGHT.sub("", wish)
        if without != wish:
            without = without_courtesy(without)
            return plainly(without) or without
    plain = _put_away(wish)
    describes = _OLDER.search(wish) or _WHOSE.search(wish)
    is_of_mail = _TIDIES.match(wish) or (describes and _TIDY.match(wish))
    if plain is None and not (is_of_mail and _SPEAKS_OF_MAIL.search(wish)):
        return None if wish == said else wish
    named = _by_name(plain or wish)
    return None if plain is None and named == said else named


def _put_away(wish: str) -> str | None:
    return _marked(wish) or _thrown_away(wish)


def _marked(wish: str) -> str | None:
    """With a label or star on, or off; back in the inbox is a label, too."""
    if back := _BACK.match(wish) or _UNARCHIVE.match(wish):
        return f"label {back['what']} as inbox"
    if off := _LABEL_OFF.match(wish):
        label = off["after"] or off["before"]
        return f"unlabel {off['what']} as {label}" if label else f"unstar {off['what']}"
    if put := _LABEL_ON.match(wish) or _GIVEN_LABEL.match(wish):
        return f"label {put['what']} as {put['after'] or put['before']}"
    if so := _LABEL_SO.match(wish):
        return f"mark {so['what']} as {so['label']}"
    if spam := _SPAM.match(wish):
        return f"label {spam['what']} as spam"
    if under := _UNDER.match(wish):
        return f"label {under['what']} as {under['label']}"
    star = _STAR_ON.match(wish)
    return f"star {star['what'] or star['what2'] or star['what3']}" if star else None


def _thrown_away(wish: str) -> str | None:
    """In the bin, or in the archive."""
    shelved = _SHELVE.match(wish)
    if shelved and _is_of_mail(shelved["what"]):
        return f"archive {shelved['what']}"
    junk = _JUNK.match(wish)
    if junk and not IS_EVENT.search(junk["what"]):
        return f"trash {_AFTERTHOUGHT.sub('', junk['what'])}"
    gone = _INTO_BIN.match(wish) or _CAN_GO.match(wish) or _RID.match(wish)
    if gone and _is_of_mail(gone["what"]):
        return f"trash {_AFTERTHOUGHT.sub('', gone['what'])}"
    away = _AWAY.match(wish)
    if away and (away["what2"] or _is_of_mail(away["what"])):
        return f"archive {_AFTERTHOUGHT.sub('', away['what'] or away['what2'])}"
    return None


def _by_name(wish: str) -> str:
    """With the sender's name in capitals: what is typed in small letters is no name."""
    wish = _OLDER.sub(lambda m: f"before {m['length']} ago" if m["length"] else "before", wish)
    wish = _SENT.sub(lambda m: f"{m['all']} from {m['who']}", wish)
    wish = _WHOSE.sub(_possessed, wish, count=1)
    return _FROM.sub(_named, wish)


def _possessed(found: re.Match[str]) -> str:
    """ "Ana's roof mail" is the roof mail from Ana."""
    said = found["who"].split()
    kept = [word for word in said if word.lower() not in _NOT_NAMES | COMMAND_WORDS]
    if not kept or kept != said[-len(kept) :] or kept[-1].lower() in RELATIONS | POSSESSES:
        return found.group()
    before = " ".join(said[: len(said) - len(kept)])
    name = " ".join(word[:1].upper() + word[1:] for word in kept)
    return f"{before} the {found['what']} from {name}".strip()


def _named(found: re.Match[str]) -> str:
    parts = found["who"].split()
    if any(part.lower() in _NOT_NAMES for part in parts) or found["who"].lower() in RELATIONS:
        return found.group()
    name = " ".join(part[:1].upper() + part[1:] for part in parts)
    return f"{found.group().split()[0]} {name}"


def _is_of_mail(what: str) -> bool:
    return bool(_IS_MAIL.search(what) or _EVERY.match(what))
