"""`python -m benchmarks.import_takeout`: an import of many mails, and the same import again.

Needs the servers of DATA_DIR (`make services`). The mails are made up: threads with quoted
replies, HTML, newsletters, attachments, several languages, lengths as in a real mailbox.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure, Report

ROOT = Path(__file__).resolve().parent.parent
VOCABULARY = """
account agree agenda amount answer approve arrive attach audit balance before begin board bring
budget build call cancel carry change charge check choose clear client close collect comment
company compare complete confirm consider contact contract copy correct cost course cover create
customer daily date deadline deal decide deliver demand department depend deposit design detail
develop difference direct discuss document double draft early effect email employee engine enough
enter error estimate event example expect expense explain extend factor family field figure file
final finance find finish first follow forward friday garden general give group handle happen
harbour heavy history holiday hotel house idea improve include increase inform insurance interest
invoice issue item join journey keep kitchen language later launch lead learn leave letter level
library license limit list local machine manage market material matter measure meeting member
message method minute model monday month morning move music name need network note notice number
offer office online open order organise original other outline owner package page paper part
partner pass payment people period person phone picture place plan platform point policy position
possible post prepare present price print problem process produce product profit project promise
proposal provide public purchase quality quarter question quick rate reach read ready reason
receipt receive recent record reduce refund region register release remember remind rent repair
reply report request research reserve result return review risk room route sample schedule school
season section select send series service session share ship short show sign simple site size
solution source space special staff stage standard start station stay step stock store street
student study subject suggest summer supply support survey system table task team tell test thank
ticket time title today together tomorrow total track train transfer travel treatment type
understand update urgent value version visit volume wait warehouse water website week weekend
welcome window winter work workshop write year
"""
WORDS = VOCABULARY.split()
OTHER = {
    "de": "die Rechnung der Termin und wir bitten um eine Antwort bis Freitag für das Angebot mit",
    "fr": "la réunion de lundi est reportée nous avons reçu votre commande pour le mois prochain",
}
PEOPLE = [
    (f"{first} {last}", f"{first}.{last}@{domain}".lower())
    for first in ("Nora", "Ivo", "Mei", "Tomas", "Asha", "Lars", "Pilar", "Yusuf")
    for last, domain in (
        ("Keller", "example.com"),
        ("Okafor", "example.net"),
        ("Lind", "example.org"),
    )
]


def write_export(folder: Path, *, mails: int, seed: int = 1) -> None:
    """`Takeout/Mail/All mail.mbox` with this many mails."""
    chance = random.Random(seed)
    target = folder / "Takeout" / "Mail" / "All mail.mbox"
    target.parent.mkdir(parents=True)
    with target.open("wb") as out:
        for number, message in enumerate(_mails(chance, mails)):
            labels = "Inbox,Opened" if chance.random() < 0.8 else "Sent"
            thread = str(10**18 + number // 3)
            head = f"X-GM-THRID: {thread}\r\nX-Gmail-Labels: {labels}\r\n".encode()
            out.write(b"From bench@example.org Mon Mar  2 10:00:00 2026\r\n" + head)
            body = bytes(message).replace(b"\r\n", b"\n")
            lines = (b">" + x if x.startswith(b"From ") else x for x in body.split(b"\n"))
            out.write(b"\r\n".join(lines) + b"\r\n\r\n")


def _mails(chance: random.Random, mails: int) -> Iterator[EmailMessage]:
    moment = datetime(2025, 1, 1, 8, tzinfo=UTC)
    before = ""
    for number in range(mails):
        moment += timedelta(minutes=chance.randint(5, 240))
        is_reply = number % 3 != 0
        text = _text(chance)
        yield _mail(chance, number, moment, text, quoted=before if is_reply else "")
        before = text


def _mail(
    chance: random.Random, number: int, moment: datetime, text: str, *, quoted: str
) -> EmailMessage:
    message = EmailMessage()
    sender, recipient = chance.sample(PEOPLE, 2)
    subject = " ".join(chance.sample(WORDS, chance.randint(3, 7))).capitalize()
    message["From"], message["To"] = formataddr(sender), formataddr(recipient)
    message["Subject"] = f"Re: {subject}" if quoted else subject
    message["Date"] = format_datetime(moment)
    message["Message-ID"] = f"<bench-{number}@example.org>"
    if quoted:
        lines = "\n".join(f"> {line}" for line in quoted.splitlines())
        text += f"\n\nOn {moment:%d %b %Y}, {recipient[0]} wrote:\n{lines}\n"
    message.set_content(text)
    kind = chance.random()
    if kind < 0.4:
        paragraphs = "".join(f"<p style='margin:0'>{part}</p>" for part in text.split("\n\n"))
        message.add_alternative(f"<html><body><table><tr><td>{paragraphs}", subtype="html")
    elif kind < 0.5:
        message["List-Unsubscribe"] = "<https://example.com/unsubscribe>"
    if chance.random() < 0.05:
        rows = "\n".join(f"{chance.choice(WORDS)},{chance.randint(1, 999)}" for _ in range(40))
        message.add_attachment(rows, subtype="csv", filename="figures.csv")
    return message


def _text(chance: random.Random) -> str:
    """Words in sentences and paragraphs; half of all mails have under 100 words, few over 500."""
    words = min(1500, max(8, int(chance.lognormvariate(4.4, 0.9))))
    vocabulary = OTHER[chance.choice(sorted(OTHER))].split() if chance.random() < 0.1 else WORDS
    sentences: list[str] = []
    while words > 0:
        length = min(words, chance.randint(5, 18))
        sentences.append(" ".join(chance.choices(vocabulary, k=length)).capitalize() + ".")
        words -= length
    paragraphs = [" ".join(sentences[i : i + 4]) for i in range(0, len(sentences), 4)]
    return "\n\n".join(paragraphs)


def measure(folder: Path, *, mails: int) -> list[Figure]:
    """The figures of a first and a second import."""
    write_export(folder, mails=mails)
    email = f"bench-{uuid.uuid4().hex[:8]}@example.org"
    report = Report()
    first, wall = _import(folder, email)
    gmail = first["gmail"]
    note = f"{mails} mails, {wall:.1f} s with starting and loading the simulator"
    report.add("import.rows", gmail["new"] / gmail["seconds"], "rows/s", "cold", "", note)
    share = first["embedding_seconds"] / gmail["seconds"]
    report.add("import.embedding_share", 100 * share, "%", "cold")
    second, wall = _import(folder, email)
    note = (
        f"new {second['gmail']['new']}, changed {second['gmail']['changed']}, {wall:.1f} s in all"
    )
    report.add("import.again", second["gmail"]["seconds"], "s", "warm", "", note)
    report.add("import.again.embedding", second["embedding_seconds"], "s", "warm", "0")
    return report.figures


def _import(folder: Path, email: str) -> tuple[dict[str, Any], float]:
    command = [sys.executable, "manage.py", "import_takeout", str(folder), "--email", email]
    started = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout), time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mails", type=int, default=3000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        report = Report(measure(Path(folder), mails=options.mails))
    print(report.table())
    for figure in report.figures:
        if figure.note:
            print(f"{figure.name}: {figure.note}")
    if file := os.environ.get("FIGURES"):
        earlier = json.loads(Path(file).read_text()) if Path(file).exists() else []
        mine = [vars(figure) for figure in report.figures]
        Path(file).write_text(json.dumps(earlier + mine))


if __name__ == "__main__":
    main()
