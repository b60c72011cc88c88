"""Slips, unfinished words and other languages: `python -m benchmarks.search_slips`.

Invented mails in six languages, each asked for by two of its words: as they stand, in another form
of the word, with a slip of one letter in the longer word (eight of them a mail), and with the last
word unfinished. Around them lie 300 mails of the other words, the shorter ones among them.
The share of questions whose mail is first, by words alone and by hybrid search. Needs the services;
no file is read.
"""

from __future__ import annotations

import asyncio
import os
import random
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import django

if TYPE_CHECKING:
    from search.hits import Mode
    from search.records import EmailRecord

SCRATCH = "slips@benchmark.invalid"
SLIPS = 8
AROUND = 300
# Language, title, text, what is asked, the same in other forms.
MAILS = (
    (
        "en",
        "Roof repairs",
        "The slaters finish the chimney on Friday.",
        "chimney slaters",
        "chimneys slater",
    ),
    (
        "en",
        "Orchestra trip",
        "The violins travel by coach to Ghent.",
        "violins coach",
        "violin coaches",
    ),
    (
        "en",
        "Beehives",
        "Our colonies survived the winter, honey follows in June.",
        "colonies honey",
        "colony honeys",
    ),
    (
        "en",
        "Kitchen order",
        "The marble worktops were cracked at delivery.",
        "marble worktops",
        "worktop marbles",
    ),
    (
        "en",
        "Language course",
        "Portuguese lessons begin after the holidays.",
        "portuguese lessons",
        "lesson portuguese",
    ),
    (
        "de",
        "Heizung",
        "Der Schornsteinfeger hat die Kessel geprüft und die Messwerte notiert.",
        "kessel messwerte",
        "kessels messwert",
    ),
    (
        "de",
        "Umzug",
        "Die Möbelpacker bringen alle Kisten am Dienstag in den neuen Keller.",
        "möbelpacker kisten",
        "möbelpackern kiste",
    ),
    (
        "de",
        "Chorprobe",
        "Die Sopranistinnen singen die Kantaten ohne Noten.",
        "sopranistinnen kantaten",
        "sopranistin kantate",
    ),
    (
        "de",
        "Garten",
        "Wir pflanzen die Apfelbäume und schneiden die Hecken.",
        "apfelbäume hecken",
        "apfelbaum hecke",
    ),
    (
        "fr",
        "Travaux",
        "Les peintres terminent les fenêtres de la cuisine.",
        "peintres fenêtres",
        "peintre fenêtre",
    ),
    (
        "fr",
        "Voyage",
        "Nos billets de train arrivent avec les horaires.",
        "billets horaires",
        "billet horaire",
    ),
    (
        "fr",
        "Marché",
        "Les fromagers apportent leurs chèvres et des confitures.",
        "fromagers confitures",
        "fromager confiture",
    ),
    (
        "es",
        "Reunión",
        "Los vecinos pintan las escaleras y los balcones.",
        "escaleras balcones",
        "escalera balcón",
    ),
    (
        "es",
        "Biblioteca",
        "Las novelas prestadas vencen el lunes, con sus multas.",
        "novelas multas",
        "novela multa",
    ),
    (
        "es",
        "Huerto",
        "Recogemos los tomates y las cebollas esta semana.",
        "tomates cebollas",
        "tomate cebolla",
    ),
    (
        "tr",
        "Bahçe",
        "Komşular çiçekleri suluyor, ağaçlar budandı ve kapı boyandı.",
        "çiçekleri ağaçlar",
        "çiçekler ağaç",
    ),
    (
        "tr",
        "Okul",
        "Öğretmenler toplantıda yeni kitapları seçti.",
        "öğretmenler kitapları",
        "öğretmen kitaplar",
    ),
    (
        "sv",
        "Båten",
        "Vi målar båtarna och lagar seglen innan sommaren.",
        "båtarna seglen",
        "båt segel",
    ),
    (
        "sv",
        "Fest",
        "Grannarna bakar tårtor och hänger lyktor i träden.",
        "tårtor lyktor",
        "tårta lykta",
    ),
)


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "orchestrator.settings")
    django.setup()
    from benchmarks.mailbox import scratch_person

    user_id, connection_id = scratch_person(SCRATCH)
    _load(user_id, connection_id)
    asyncio.run(_measure(user_id))
    return 0


def _load(user_id: UUID, connection_id: UUID) -> None:
    from accounts.tenancy import tenant
    from search import indexing

    now = datetime(2026, 3, 1, tzinfo=UTC)
    texts = [(language, subject, text) for language, subject, text, _, _ in MAILS]
    records = [_mail(n, *parts) for n, parts in enumerate([*texts, *_around()])]
    page = indexing.prepare(user_id=user_id, connection_id=connection_id, records=records, now=now)
    with tenant(user_id):
        indexing.write(page)


def _mail(number: int, language: str, subject: str, text: str) -> EmailRecord:
    from search.records import EmailRecord

    return EmailRecord(
        google_id=f"s{number}",
        thread_id=f"s{number}",
        rfc822_message_id=f"<{number}@slips>",
        subject=subject,
        sender_name="",
        sender_email="",
        reply_to="",
        recipients=(),
        received_at=datetime(2026, 3, 1, tzinfo=UTC) - timedelta(days=number),
        labels=(),
        text=text,
        language=language,
    )


def _around() -> Iterator[tuple[str, str, str]]:
    """Mails of one language's words each, without the longer words that are asked for."""
    chance = random.Random(3)
    for _ in range(AROUND):
        language = chance.choice(MAILS)[0]
        same = [mail for mail in MAILS if mail[0] == language]
        asked = {max(mail[3].split(), key=len) for mail in same}
        words = re.findall(r"\w+", " ".join(f"{mail[2]} {mail[3]}" for mail in same).lower())
        held = [word for word in words if word not in asked]
        yield language, " ".join(chance.choices(held, k=2)), " ".join(chance.choices(held, k=12))


def _slips(question: str, chance: random.Random) -> Iterator[str]:
    """The longer word with a letter too many, too few or wrong, or two exchanged; its first letter
    stands."""
    word = max(question.split(), key=len)
    for _ in range(SLIPS):
        at, letter = chance.randrange(1, len(word) - 1), chance.choice("abcdefghijklmnopqrstuvwxyz")
        wrong = chance.choice(
            (
                word[:at] + letter + word[at:],
                word[:at] + word[at + 1 :],
                word[:at] + letter + word[at + 1 :],
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            )
        )
        yield question.replace(word, wrong)


async def _measure(user_id: UUID) -> None:
    from accounts.tenancy import close_pool

    chance = random.Random(11)
    kinds: dict[str, list[tuple[int, str]]] = {
        "as it stands": [(n, mail[3]) for n, mail in enumerate(MAILS)],
        "other forms": [(n, mail[4]) for n, mail in enumerate(MAILS)],
        "one slip": [(n, slip) for n, mail in enumerate(MAILS) for slip in _slips(mail[3], chance)],
        "one slip, that word alone": [
            (n, slip)
            for n, mail in enumerate(MAILS)
            for slip in _slips(max(mail[3].split(), key=len), chance)
        ],
        "last word unfinished": [(n, mail[3][:-3]) for n, mail in enumerate(MAILS)],
    }
    modes: tuple[Mode, ...] = ("lexical", "hybrid")
    try:
        for kind, questions in kinds.items():
            for name, is_english in (("English", True), ("other languages", False)):
                some = [(n, q) for n, q in questions if (MAILS[n][0] == "en") == is_english]
                shares = [await _first(user_id, some, mode) for mode in modes]
                sys.stdout.write(
                    f"{kind:26} {name:16} {len(some):4} questions: "
                    f"words {shares[0]:.3f}, hybrid {shares[1]:.3f} first\n"
                )
    finally:
        await close_pool()


async def _first(user_id: UUID, questions: list[tuple[int, str]], mode: Mode) -> float:
    from search.hybrid import search

    right = 0
    for number, question in questions:
        found = await search(
            user_id=user_id, service="gmail", query=question, mode=mode, limit=1, remember=False
        )
        right += [hit.id for hit in found.results] == [f"s{number}"]
    return right / len(questions)


if __name__ == "__main__":
    sys.exit(main())
