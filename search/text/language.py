"""Which language a text is written in, cheaply."""

import re
from collections import Counter
from typing import Final

_STOP_WORDS: Final = {
    "en": "the and of to is in that for you with this have are be on it we not your will at from",
    "de": "der die das und ist nicht ich sie mit für auf ein eine zu den wir von im bitte wird",
    "fr": "le la les et est des vous que pour dans une pas nous votre avec sur ce du sont à merci",
    "es": "el la los que y en de por para con una su del se es las no lo un como está nos",
    "it": "il che di e la per non con una sono del le si della gli anche nel ho questo grazie è",
    "nl": "de het een en van ik je niet dat is op te voor met zijn wij ook maar bij graag",
    "tr": "ve bir bu için ile da de çok olarak daha ne ama gibi var sonra kadar değil ben biz siz",
    "pt": "o que não uma para com os do da em você por mais como dos ao seu foi são está",
    "pl": "i w nie na się z do to że jest jak o za od po dla czy przez tylko proszę",
    "sv": "och att det som en på är av för med den till inte jag har vi om ett så kan",
    "da": "og at det er en til på som med for den af ikke jeg har vi du kan et der",
}
_LANGUAGES_OF: Final = {
    word: tuple(code for code, words in _STOP_WORDS.items() if word in words.split())
    for words in _STOP_WORDS.values()
    for word in words.split()
}
_SCRIPTS: Final = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("uk", re.compile("[іїєґ]", re.IGNORECASE)),
    ("ru", re.compile("[\u0430-\u044f]", re.IGNORECASE)),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("fa", re.compile("[پچژگ]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
)
_BEYOND_LATIN: Final = re.compile("[\u0370-\uffff]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_SAMPLE: Final = 3000


def language(text: str) -> str | None:
    """The ISO 639-1 code of the text's language by its script or its commonest words, or None
    where they do not tell (too short, mixed, a language that is not known here)."""
    sample = text[:_SAMPLE].lower()
    words = _WORD.findall(sample)
    if not words:
        return None
    return _by_script(sample, len("".join(words))) or _by_words(words)


def _by_script(sample: str, letters: int) -> str | None:
    if not _BEYOND_LATIN.search(sample):
        return None
    for code, characters in _SCRIPTS:
        share = 0.02 if code in ("uk", "fa") else 0.1 if code == "ja" else 0.3
        if len(characters.findall(sample)) > letters * share:
            return code
    return None


def _by_words(words: list[str]) -> str | None:
    votes: Counter[str] = Counter()
    for word in words:
        known = _LANGUAGES_OF.get(word, ())
        for code in known:
            votes[code] += 6 // len(known) if len(known) < 4 else 1
    ranked = votes.most_common(2)
    if not ranked or ranked[0][1] < 10:
        return None
    if len(ranked) > 1 and ranked[0][1] < ranked[1][1] * 1.2:
        return None
    return ranked[0][0]
