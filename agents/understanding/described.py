"""Somebody who is told by what they did: "the latest mail from the woman who sent the contract"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

SOMEBODY: Final = (
    r"(?:(?:the|that) (?:\w+ )?(?:person|man|woman|guy|lady|bloke|chap|fellow|girl|boy|colleague"
    r"|one|people|company|firm|lot)(?:,? (?:who|that|which)(?:'s| is| was| has)?)?"
    r"|who(?:m)?ever(?:'s| is| was| has)?|(?:some|any)(?:one|body) who)"
)
DOES: Final = (
    r"(?:(?!(?:i|we|you|is|are|was|were|will|from|in|at|on|of|with|to|about|and)\b)\w+(?:s|ed|ing|t"
    r"|e|n|ew|ve|d|k|l)\b)"
)
_ASKS: Final = (
    r"(?:write|wrote|written|say|said|send|sent|tell|told|want|need|ask|asked|think|answer|answered"
    r"|reply|replied|mention|mentioned|expect|off|away|on (?:leave|holiday)|out of office)"
)
_AFTER_CUE: Final = re.compile(
    rf"\b(?:from|by|of) (?P<who>{SOMEBODY}) (?P<thing>{DOES} [^?!.,;]+)", re.IGNORECASE
)
_AS_SUBJECT: Final = re.compile(
    rf"\b(?:did|does|do|has|is|was|will) (?P<who>{SOMEBODY}) (?P<thing>{DOES} [^?!.;]+?)"
    rf"(?= (?:last |ever |also |still |already |going to be |since )*{_ASKS}\b)",
    re.IGNORECASE,
)
_READS: Final = re.compile(
    rf"\b(?:can|could|may|is|are|does|do) (?P<who>{SOMEBODY}) (?P<thing>{DOES} [^?!.;]+?)"
    r"(?= (?:(?:be |also |still )*(?:able |allowed )?(?:to )?)?(?:see|open|edit|access|view"
    r"|get into|comment|have access)\b)",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(
    rf"^\W*(?P<who>{SOMEBODY}) (?P<thing>{DOES} [^?!,;]+), (?=(?:and )?(?:what|when|where|why|how"
    r"|is|are|has|have|did|does|do|any)\b)",
    re.IGNORECASE,
)
# "When are they off after that": the turn of the sentence, not of time.
_REST: Final = re.compile(r"\s+(?:after|before) (?:that|this|it)\b", re.IGNORECASE)
_NEWS: Final = re.compile(r"\b(?:news|word|update)\b", re.IGNORECASE)
_OFF: Final = re.compile(
    r"\b(?:off|away|on (?:leave|holiday|vacation)|out of (?:the )?office)\b", re.IGNORECASE
)
_LAST: Final = re.compile(r"\blast\b", re.IGNORECASE)
_TO_FILES: Final = re.compile(
    r"^(?:owns?|owned|shared?|shares|keeps?|uploaded|made|created|edited)\b"
    r"|\b(?:files?|docs?|documents?|decks?|sheets?|spreadsheets?|slides)\b",
    re.IGNORECASE,
)
_SENT: Final = re.compile(r"^(?:sent|sends|mailed|e-?mailed|forwarded|wrote)\b", re.IGNORECASE)
# Whoever sent, shared or asked for something did it in their mail, and whoever is doing it writes
# of it; of what was sold or repaired others write just as much.
_TOLD_IN_MAIL: Final = re.compile(
    r"^(?:sen[dt]s?|mail(?:ed|s)|e-?mail(?:ed|s)|forward(?:ed|s)|writes?|wrote|written|owns?|owned"
    r"|shared?|shares|keeps?|kept|upload(?:ed|s)|made|makes|create[ds]|edit(?:ed|s)|g[ai]ve[sn]?"
    r"|ask(?:ed|s)|invite[ds]|told|tells|offer(?:ed|s)|quote[ds]|suggest(?:ed|s)|propose[ds]"
    r"|attach(?:ed|es)|introduce[ds]|recommend(?:ed|s)|announce[ds]|organi[sz]e[ds]|hosts?|hosted"
    r"|(?!sell|comment|charg|supply|buy)\w+ing)\b",
    re.IGNORECASE,
)
_ORGANISES: Final = re.compile(r"^(?:organi[sz]e|host|invite)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Described:
    """`main` is the question for what they wrote, `thing` what they did; `by` says where it is
    known: who wrote a mail of it (`writer`), or whose file it is (`owner`); of a `reader` who
    wrote a mail of it, asked is what they may read. `is_off`: asked is
    when they are away."""

    main: str
    thing: str
    by: str
    is_off: bool = False


def find_described(text: str) -> Described | None:
    """The one who is told by what they did, where a question asks what they wrote; else `None`."""
    if reads := _READS.search(text):
        main = f"{text[: reads.start('who')]}they{text[reads.end('thing') :]}"
        return Described(main, reads["thing"], "reader")
    found = _AFTER_CUE.search(text) or _AS_SUBJECT.search(text) or _BEFORE.search(text)
    if found is None or _ORGANISES.match(found["thing"]):
        return None
    if not _TOLD_IN_MAIL.match(found["thing"]):
        return None
    by = "owner" if _TO_FILES.search(found["thing"]) else "writer"
    if _SENT.match(found["thing"]):
        by = "writer"
    rest = f"{text[: found.start('who')]} {text[found.end('thing') :]}"
    return Described(_main(text, found), found["thing"], by, bool(_OFF.search(rest)))


def _main(text: str, found: re.Match[str]) -> str:
    """What is asked of them."""
    before, after = text[: found.start("who")], text[found.end("thing") :].lstrip(" ,")
    if found.re is _BEFORE:
        before, after = "", _REST.sub("", after)
    rest = f"{before} {after}"
    if found.re is _AS_SUBJECT and _LAST.search(rest):
        return "the latest mail"
    if found.re is _AFTER_CUE:
        rest = f"{text[: found.start()]} {after}"
        return _NEWS.sub("mail", rest).strip()
    return f"{before}they {after}".strip() if found.re is _AS_SUBJECT else rest.strip()
