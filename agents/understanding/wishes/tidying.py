"""Mails to put away, to throw away, to mark, and to bring back."""

from __future__ import annotations

import re
from typing import Final

_MAIL: Final = (
    r"\b(?:e-?mails?|mails?|messages?|threads?|newsletters?|spam|promotions?|notifications?|inbox"
    r"|quotations?|quotes?|invoices?|receipts?|letters?|digests?|conversations?)\b"
)


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_IS_MAIL: Final = re.compile(_MAIL, re.IGNORECASE)
_BACK: Final = _compiled(
    r"(?:(?:put|move|bring|get|send|take|pull|fetch|have|restore)\s+)(?P<what>(?!it\b|that\b).+?)"
    r"\s+(?:back(?: again)?(?: (?:in|into|to|in to) (?:my|the) (?:inbox|mailbox))?"
    r"|(?:back )?(?:in|into|to) (?:my|the) inbox(?: again)?"
    r"|(?:back )?out of (?:the|my) (?:archive|bin|trash|spam|junk))[.! ]*$"
)
_UNARCHIVE: Final = _compiled(r"(?:un-?archive|un-?bin|un-?delete|un-?trash)\s+(?P<what>.+)$")
_INTO_BIN: Final = _compiled(
    r"(?:put|move|send|throw|chuck|stick|drop|toss|sling|dump|bung|shove)\s+(?P<what>.+?)\s+"
    r"(?:(?:in|into|to|in to)\s+(?:the |my )?(?:bin|trash|rubbish|waste ?basket)|away|out)[.! ]*$"
)
_CAN_GO: Final = _compiled(
    r"(?P<what>(?:the|all|every|everything|that|those|these|any|\S+'s)\b.+?)"
    r"\s+(?:can|should|may|must)\s+(?:all\s+)?(?:go(?: in(?:to)? the bin)?"
    r"|be (?:deleted|binned|thrown away|trashed))[.! ]*$"
)
_RID: Final = _compiled(
    r"(?:get rid of|clear out|clear away|chuck|ditch|dump|bin off|bin|trash|throw out|throw away"
    r"|wipe|purge|lose)\s+(?P<what>.+)$"
)
_AWAY: Final = _compiled(
    r"(?:(?:put|tidy|file|clear|move|get|take)\s+(?P<what>.+?)\s+(?:away|out of (?:my|the) (?:inbox"
    r"|sight|way)|off my (?:inbox|plate)|(?:in|into|to) (?:the |my )?archive)"
    r"|(?:put away|tidy away|file away|clear away)\s+(?P<what2>.+))[.! ]*$"
)
_WITH_LABEL: Final = _compiled(
    r"(?:tag|label|mark|file|put|stick|pop)\s+(?P<what>.*\b(?:e-?mails?|mails?|messages?|everything"
    r"|anything|all)\b.*?)\s+(?:under|as|with|with the label|in|into)\s+"
    r"(?P<label>[\"']?[\w -]{2,40}[\"']?)[.! ]*$"
)
_EVERY: Final = _compiled(r"(?:everything|anything|all|the lot|whatever|the stuff|stuff)\b")
_AFTERTHOUGHT: Final = _compiled(
    r"\s*[,;.–-]+\s*(?:i|we|it|they|there|nothing|nobody|who)\b"
    r"(?!.*\b(?:from|about|label)\b).*$"
)


def plainly(wish: str) -> str | None:
    """The wish as "move ... to the inbox", "archive ..." or "delete ...": of mails only."""
    if "calendar" in wish.lower() or "diary" in wish.lower():
        return None
    back = _BACK.match(wish) or _UNARCHIVE.match(wish)
    if back:
        return f"label the mail {_without_article(back['what'])} as inbox"
    gone = _INTO_BIN.match(wish) or _CAN_GO.match(wish) or _RID.match(wish)
    if gone and _is_of_mail(gone["what"]):
        return f"trash {_AFTERTHOUGHT.sub('', gone['what'])}"
    away = _AWAY.match(wish)
    if away and _is_of_mail(away["what"] or away["what2"]):
        return f"archive {_AFTERTHOUGHT.sub('', away['what'] or away['what2'])}"
    return None


def _is_of_mail(what: str) -> bool:
    return bool(_IS_MAIL.search(what) or _EVERY.match(what))


def _without_article(what: str) -> str:
    return re.sub(r"^(?:the|my|that|this) ", "", what, flags=re.IGNORECASE)
