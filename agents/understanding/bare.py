"""A few nouns and no verb: "train ticket receipts", "quiz", "when is quiz night".

Whoever types no more than a thing looks for it among what is theirs.
"""

from __future__ import annotations

import re
from typing import Final

from agents.understanding.lexicon import COMMAND_WORDS, DATE_WORDS, STOP_WORDS, listed
from agents.understanding.outside import OUTSIDE, PAPERS, PRIOR, weight
from agents.understanding.wording import words_of

MOST_WORDS: Final = 4  # that a thing is called by, small words left out
LOOKED_FOR: Final = 0.9  # what it tells for a search: nearly as much as all exemplars together
DAY_PARTS: Final = listed("morning afternoon evening night")  # of names too: "quiz night"

_WHEN: Final = re.compile(
    r"^(?:(?:where and when|when and where|when|what time) "
    r"(?:is|are|was|were|does|do)|(?:when|what time)'s) (?:(?:the|our|my|this year's) )?"
)
_AND_WHERE: Final = re.compile(r" and (?:where|when)(?: is it)?$")
_JOINING: Final = listed("for of from and the with in my our")
_NOUNS_TOO: Final = listed(
    "book call change draft flag label plan record refund update view access summary digest"
)
# With one of these it is a command, a remark or a question, and not the name of a thing.
_NO_NOUNS: Final = listed(
    """
    agreed bingo dammit exact exactly goodnight hold moderate
    abort activate adjust agree alright amazing attenuate awesome begin boil brew brighten bring
    buy clarify clean confirm cool correct could count damn decrease define describe dim
    disable disconnect enable explain fine follow good great hate hello help
    increase initialize kill launch lighten like louder love lower make mute nice nope olly open
    pause perfect play post power quit quiet raise reduce remember repeat rephrase reset restart
    resume rid right run shuffle shut silence skip sorry speak spell start stop super switch
    teach terminate thank thanks touch translate turn tweet understand unmute use wait wake
    continue correctly evaluate excellent fantastic initiate keep order perfectly playing reopen
    replay snooze solve wonderful wrong yeah yeap yep yup bye cheers
    on off up down is are am was were be do does did have has had i you he she it we they me him
    her us them this that these those what who why how which where when if not no yes ok okay
    please very too
    """
)
_NOT_IN_NAMES: Final = (
    _NO_NOUNS | STOP_WORDS | (COMMAND_WORDS - _NOUNS_TOO) | (DATE_WORDS - DAY_PARTS)
)
# Kinds of business that bare nouns name as well: media, games, machines, shops, the world.
_OTHER_BUSINESS: Final = re.compile(
    r"\b(?:rap|jazz|rock|pop|hip hop|tracks?|tunes?|artists?|bands?|stations?|channels?|fm"
    r"|games?|chess|scrabble|trivia|riddles?|funny|fun facts?|rates?|sounds?|noise|louder|quieter"
    r"|softer|shops?|stores?|cafes?|bars?|directions?|route|uber|coffee|tea|meals?|cook(?:ing|ed)?"
    r"|gossip|celebrit(?:y|ies)|gadgets?|updates?|dollars?|euros?|rupees?|time|o'clock|am|pm"
    r"|mode|settings?|roomba|cleaner|charger|socket|tv|light|brightness|colou?rs?|located|location"
    r"|nearest|closest|local|famous|square|times|minus|sum|percent\w*|area|origin|info|information"
    r"|description|explanation|meaning|words?"
    r"|world|animals?|rivers?|movies?|series|episodes?|foods?|deliver(?:y|ies)|departures?|leaving"
    r"|tickets? (?:for|to|from)|train tickets?|exchange|background|commands?|response|social"
    r"|sports?|football|hockey|badminton|tennis|championship|cnn|bbc|npr|ted talks|snapchat|myspace"
    r"|whatsapp|youtube|netflix|economic|politic\w+|(?:long|larg|bigg|small|high|fast|tall|old|dark)est|best"
    r"|sunset|sunrise|birthday|(?:dark|bright)e(?:n|r)|freezing|silent|horoscope|lists?|items?|entry|nightime)\b"
)


def names_a_thing(wish: str) -> bool:
    """Whether the lower-cased request is a thing's name, or asks only when and where that is."""
    nouns = _AND_WHERE.sub("", _WHEN.sub("", wish).strip(" ?!."))
    words = [word.low for word in words_of(nouns)]
    content = [word for word in words if word not in _JOINING]
    if not 1 <= len(content) <= MOST_WORDS or len(words) > MOST_WORDS + 2:
        return False
    if any(word in _NOT_IN_NAMES or word.isdigit() for word in content):
        return False
    if words[0] == "call" or (len(words) == 1 and words[0].endswith(("ly", "ed"))):
        return False  # a command or a manner
    return not _elsewhere(nouns) and not _elsewhere(wish)


def asks_when(wish: str) -> bool:
    """Whether the request asks for the time or the place of something."""
    return bool(_WHEN.match(wish))


def _elsewhere(text: str) -> bool:
    """Whether it is plainly some other business: the weather, music, an alarm."""
    if PAPERS.search(text):
        return False
    if OUTSIDE.search(text) or _OTHER_BUSINESS.search(text):
        return True
    return weight(text, names_a_service=False, names_something=False) > PRIOR
