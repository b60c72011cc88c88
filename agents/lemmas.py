"""The word that an English form is of: "lost" of "lose", "voting" of "vote", "teeth" of "tooth".

Irregular forms are listed; of regular ones an ending is cut where a word of the local model's
vocabulary is left (which is what tells "signing" from "ceiling").
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from search.embeddings.words import rank

SHORTEST: Final = 3  # letters of a word that an ending is cut from
# Forms that are oftener another word ("left", "rose", "saw" as a noun apart) are left out.
_VERBS: Final = """
arise arose arisen|awake awoke awoken|bear bore borne|beat beaten|become became|begin began begun
|bend bent|bite bitten|bleed bled|blow blew blown|break broke broken|breed bred|bring brought
|build built|burn burnt|burst|buy bought|catch caught|choose chose chosen|come came|creep crept
|deal dealt|dig dug|draw drew drawn|dream dreamt|drink drank drunk|drive drove driven
|eat ate eaten|fall fell fallen|feed fed|feel felt|fight fought|find found|fly flew flown
|forbid forbade forbidden|forget forgot forgotten|forgive forgave forgiven|freeze froze frozen
|get got gotten|give gave given|go went gone|grow grew grown|hang hung|hear heard|hide hid hidden
|hold held|keep kept|kneel knelt|know knew known|lead led|lean leant|learn learnt|lend lent
|lose lost losing|make made|mean meant|meet met|misunderstand misunderstood|mow mown
|overtake overtook overtaken|oversleep overslept|pay paid|prove proven|ride rode ridden
|ring rang rung|rise risen|run ran|say said|see seen|seek sought|sell sold|send sent|sew sewn
|shake shook shaken|shine shone|shoot shot|show shown|shrink shrank shrunk|sing sang sung
|sink sank sunk|sit sat|sleep slept|smell smelt|sow sown|speak spoke spoken|spell spelt|spend spent
|spill spilt|spoil spoilt|stand stood|steal stole stolen|stick stuck|sting stung|strike struck
|swear swore sworn|sweep swept|swell swollen|swim swam swum|swing swung|take took taken
|teach taught|tear tore torn|tell told|think thought|throw threw thrown|understand understood
|wake woke woken|wear wore worn|weave wove woven|weep wept|win won winning
|withdraw withdrew withdrawn|write wrote written|die dying|lie lying|tie tying|leave leaving
"""
_NOUNS: Final = """
child children|man men|woman women|foot feet|tooth teeth|mouse mice|goose geese|louse lice|ox oxen
|wife wives|knife knives|shelf shelves|half halves|loaf loaves|wolf wolves|scarf scarves|calf calves
|thief thieves|penny pence|bus buses|gas gases
"""
# These name a thing of their own.
_THINGS: Final = """
accounting bearing being blessing boarding booking briefing building ceiling clothing coming
covering crossing daring dining does doing dressing during dwelling earring earrings evening
everything feeling flooring founding goes going hearing holding housing king landing letting
lining listing lodging
meeting morning nothing offering outing parting pending pudding railing rating reading ring
rising saving savings setting settings shilling sibling something spring standing sterling
string swing thing towing training wedding willing wing wiring wording
bed blessed hundred indeed kindred naked need red sacred seed shed speed tired wicked
always bus business campus canvas christmas chorus class cross dress gas glass less lens mass
news paris plus process progress series species status tennis various virus yes
"""
# Everyday words that the vocabulary has not.
_MORE: Final = """
annoy apologise bake bathe carve expire fasten grate insure invoice itch jog mend mow overflow
postpone puncture recycle refund reimburse rinse sew sow unpack weld wobble
"""
_ITSELF: Final = frozenset(_THINGS.split())
_RARE: Final = frozenset(_MORE.split())
_DOUBLED: Final = re.compile(r"([bdgkmnprt])\1$")
# "Not" would double its last letter: "noted" is of "note".
_DROPS_E: Final = re.compile(r"[^aeiou][aeiou][^aeiouwxy]$")
_VOWEL: Final = re.compile(r"[aeiouy]")


def _irregular() -> dict[str, str]:
    rows = f"{_VERBS}|{_NOUNS}".replace("\n", " ").split("|")
    return {form: base for base, *forms in map(str.split, rows) for form in forms}


_IRREGULAR: Final = _irregular()


@lru_cache(maxsize=32_768)
def lemma(word: str) -> str:
    """The base of a folded word, or the word itself."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) <= SHORTEST or word in _ITSELF or not word.isalpha():
        return word
    return next((base for base in _bases(word) if _is_word(base)), word)


def _is_word(base: str) -> bool:
    return len(base) >= SHORTEST and (rank(base) is not None or base in _RARE)


def _bases(word: str) -> tuple[str, ...]:
    """What may be left without an ending, the likelier first."""
    if word.endswith("ies"):
        return (word[:-3] + "y", word[:-1])
    if word.endswith("ied"):
        return (word[:-3] + "y", word[:-1])
    for ending in ("ing", "ed"):
        if word.endswith(ending):
            return _without(word.removesuffix(ending))
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return (word[:-2], word[:-1])
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return (word[:-1],)
    return ()


def _without(rest: str) -> tuple[str, ...]:
    """ "plann" is of "plan", "driv" of "drive", "sign" itself."""
    if not _VOWEL.search(rest):
        return ()  # "string"
    if _DOUBLED.search(rest):
        return (rest[:-1], rest)
    if rest.endswith("ll"):
        return (rest, rest[:-1])
    if _DROPS_E.search(rest):
        return (rest + "e", rest)
    known = [(place, base) for base in (rest + "e", rest) if (place := rank(base)) is not None]
    return tuple(base for _, base in sorted(known)) or (rest + "e", rest)
