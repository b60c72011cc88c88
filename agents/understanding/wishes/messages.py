"""What a wish has somebody told: where its message begins, and whether words can be one."""

from __future__ import annotations

from typing import Final

from agents.understanding.wording import any_case

_FINITE: Final = (
    r"(?:is|are|am|was|were|isn't|aren't|wasn't|weren't|can|can't|cannot|could|couldn't|will|won't"
    r"|would|wouldn't|has|have|had|hasn't|haven't|needs?|must|may|might|should|shouldn't|do|does"
    r"|did|don't|doesn't|didn't|got|paid|sent|found|lost|made|took|comes?|starts?|ends?|leaves?"
    r"|arrives?|moved|smells|works|looks|wants?|likes?|think|goes|runs|stays?|costs|opens|closes"
    r"|begins|happens|feels?|seems|sounds|hurts|fits|knows?|says|said|went|came|broke|drips|leaks"
    r"|forgot|gave|saw|bought|left|met|wrote|told|knew|thought|kept|felt|began|grew|fell|won|heard"
    r"|ran|drove|chose)"
)
_VERB: Final = any_case(rf"\b{_FINITE}\b|\b\w+['’](?:m|re|ll|ve|s|d)\b|\b\w{{3,}}ed\b")
# Who or what it is about; before any other word a verb must follow at once, for "cancel the call"
# is an order.
_SUBJECT: Final = any_case(
    r"(?:(?:i|we|he|she|they|it|there|that|the|my|our|his|her|their|this|these|those|all|nobody"
    r"|everybody|everyone|no one)\s|\w+['’](?:m|re|ll|ve|s|d)\s"
    rf"|(?!(?:if|once|when|note|put|so)\b)[^\W\d_][\w-]*(?:\s(?-i:[A-Z])[\w-]*)?\s{_FINITE}\b)"
)
_CONDITION: Final = any_case(
    r"(?:^|,\s*(?:but )?)(?:once|when(?:ever)?|if|unless|until|till|as soon as|as long as|after"
    r"|before|in case|provided|while|(?:by )?the (?:moment|minute|second|day|next time|time))\b"
)
_ASKS: Final = any_case(r"(?:what|how|when|where|why|who|whom|whose|which|if|whether)\b")
_BEGINS: Final = any_case(
    r"[\"«„“]|(?<!\d):\s|\b(?:saying|that says|telling)\b"
    r"|(?:^|[,;:.!]\s*|\s[–-]\s*|\s(?:and|so|then|please)\s+)(?:please\s+|then\s+|just\s+|so\s+)*(?:tell"
    r"|let\s+(?!us\b|['’]?s\b)\S+(?:\s\S+)?\s+know|inform|notify|warn|write|e-?mail|mail|message"
    r"|reply|respond|answer|ask|say|remind\s+(?!me\b))\b"
)


def is_news(text: str) -> bool:
    """Whether the words tell something: somebody or something, and what it does. An order, a
    question and what holds only on a condition tell nothing."""
    said = text.strip()
    if _CONDITION.search(said) or _ASKS.match(said) or not _SUBJECT.match(said):
        return False
    return bool(_VERB.search(said))


def before_it(text: str) -> str:
    """The part of a wish before the words that somebody shall be told, or that are quoted: only
    there can a word say what is to be done, and with how many."""
    found = _BEGINS.search(text)
    return text[: found.start()] if found else text
