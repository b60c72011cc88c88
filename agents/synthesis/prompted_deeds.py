"""Deeds that a model claims. Only a record of an action says what was done."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from agents.query import Operation, StepResult

_QUOTED: Final = re.compile(
    r"“[^”]*”|\"[^\"]*\"|„[^“”]*[“”]|«[^»]*»|»[^«]*«|「[^」]*」|^>.*$", re.MULTILINE
)
_CITED: Final = re.compile(r"\[\d{1,3}(?:\s*[,;]\s*\d{1,3})*\]")
_DEEDS: Final = (
    r"sent|emailed|e-mailed|mailed|cancell?ed|created|scheduled|rescheduled|booked|moved|deleted|"
    r"removed|archived|labell?ed|shared|unshared|forwarded|replied|updated|changed|invited|"
    r"accepted|declined|added|saved|drafted|notified|contacted|starred|trashed|marked"
)
_SOON: Final = r"(?:\s+(?:just|already|now|also|successfully|gone|ahead|and|went|since))*"
_CLAIMS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:I|we)(?:['’]ve|\s+have|\s+did)?{_SOON}\s+(?:{_DEEDS})\b",
        rf"\b(?:successfully|already)\s+(?:{_DEEDS})\b",
        r"^\W*(?:done|all set|erledigt|fertig|hecho|listo|fatto|feito|tamam)\b\W*(?:$|[.!,:–-])",
        # The perfect of German, French, Spanish, Portuguese, Italian, Dutch and Turkish.
        r"\bich\s+habe\b[^.!?]{0,80}\b(?:ge(?:sendet|schickt|löscht|ändert|bucht|teilt|antwortet)"
        r"|verschickt|versendet|storniert|abgesagt|erstellt|angelegt|verschoben|geändert|gelöscht"
        r"|weitergeleitet|beantwortet|archiviert|eingetragen|eingeladen|gespeichert|entfernt)\b",
        r"\bj['’]ai\b[^.!?]{0,60}\b(?:envoyé|annulé|créé|supprimé|déplacé|modifié|partagé|transféré"
        r"|répondu|archivé|réservé|invité|enregistré|planifié)e?s?\b",
        r"\b(?:he|hemos)\s+(?:\w+\s+){0,2}(?:enviado|cancelado|creado|eliminado|borrado|movido"
        r"|cambiado|compartido|reenviado|respondido|archivado|reservado|invitado|guardado)\b",
        r"\b(?:enviei|cancelei|criei|apaguei|movi|alterei|partilhei|compartilhei|reservei)\b",
        r"\bho\s+(?:\w+\s+){0,2}(?:inviato|annullato|cancellato|creato|eliminato|spostato"
        r"|modificato|condiviso|inoltrato|risposto|archiviato|prenotato|invitato)\b",
        r"\bik\s+heb\b[^.!?]{0,80}\b(?:verzonden|gestuurd|geannuleerd|gemaakt|verwijderd"
        r"|verplaatst|gewijzigd|gedeeld|doorgestuurd|beantwoord|gearchiveerd|geboekt)\b",
        r"\b(?:gönderdim|iptal\s+ettim|oluşturdum|sildim|taşıdım|değiştirdim|paylaştım|ilettim"
        r"|yanıtladım|arşivledim|ekledim|kaydettim)\b",
    )
)
# Without a source these are the product's own deeds; with one, what a source tells.
_PASSIVES: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\byour\s+[\w\s-]{{1,40}}?\s(?:has|have|was|were|is|are)\s+"
        rf"(?:now\s+|been\s+|successfully\s+)*(?:{_DEEDS})\b",
        r"\b(?:the|an?)\s+(?:e-?mail|message|reply|draft|invitation|invite)\s+(?:has\s+been"
        r"|have\s+been|is\s+now|was\s+successfully)\s+(?:now\s+|successfully\s+)*"
        rf"(?:{_DEEDS})\b",
        r"\b(?:deine?|ihre?)\s[^.!?]{1,50}\b(?:wurde|ist)\b[^.!?]{0,40}\b(?:gesendet|storniert"
        r"|abgesagt|verschoben|gelöscht|erstellt|geändert|geteilt)\b",
        r"\b(?:votre|ta|ton)\s[^.!?]{1,50}\ba\s+(?:bien\s+)?été\s+(?:envoyé|annulé|créé|supprimé"
        r"|déplacé|modifié|partagé)e?\b",
    )
)
# The words for what was done, by the operation whose record allows them.
_WORDS: Final[Mapping[Operation, str]] = {
    "send_email": r"sent|e-?mailed|mailed|notified|contacted",
    "reply_email": r"sent|replied|e-?mailed",
    "forward_email": r"sent|forwarded",
    "draft_email": r"drafted|saved|created",
    "label_email": r"labell?ed|starred|marked|moved",
    "archive_email": r"archived|moved",
    "trash_email": r"deleted|trashed|removed|moved",
    "create_event": r"created|scheduled|booked|added|invited",
    "update_event": r"updated|changed|moved|rescheduled|scheduled|added|invited",
    "delete_event": r"cancell?ed|deleted|removed",
    "respond_event": r"accepted|declined|replied",
    "share_file": r"shared|added",
    "unshare_file": r"unshared|removed",
}


def deeds_done(results: Iterable[StepResult]) -> frozenset[str]:
    """The operations of this turn that a record shows as done."""
    done = (r for r in results if r.action is not None and r.action.get("status") == "done")
    return frozenset(result.step.operation for result in done)


def claims_a_deed(sentence: str, done: frozenset[str] = frozenset()) -> bool:
    """Whether a sentence says that something was done which no record shows: in the first person,
    or of a thing of the person's without a source. What it quotes does not count."""
    bare = _QUOTED.sub(" ", sentence)
    found = [match[0] for pattern in _CLAIMS for match in pattern.finditer(bare)]
    if not _CITED.search(sentence):
        found += [match[0] for pattern in _PASSIVES for match in pattern.finditer(bare)]
    return any(not _is_recorded(claim, done) for claim in found)


def instead(results: Iterable[StepResult]) -> str:
    """The true sentence in the place of a claim."""
    if any(result.action is not None for result in results):
        return "Nothing has been sent or changed: what is prepared waits for your approval."
    return "Nothing has been sent or changed."


def _is_recorded(claim: str, done: frozenset[str]) -> bool:
    return any(
        re.search(rf"\b(?:{words})\b", claim, re.IGNORECASE)
        for operation, words in _WORDS.items()
        if operation in done
    )
