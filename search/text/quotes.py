"""What a mail says itself, apart from what it quotes and from its signature."""

import re
from collections.abc import Sequence
from typing import Final

# The last words of the line that introduces a quotation, in the languages of common programs.
_CLOSER: Final = re.compile(
    r"(?:\bwrote|\bschrieb(?:en)?\b[^:]{0,160}|\ba écrit|\bescribió|\bha scritto|\bscrisse"
    r"|\bschreef\b[^:]{0,160}|\byazdı|\bescreveu|\bskrev\b[^:]{0,160}|\bnapisał(?:\(a\)|a)?"
    r"|\bпис(?:ал|ала|ал\(а\))|\bнаписал(?:а|\(а\))?|写道|寫道)\s?\s?[:：]\s*$",
    re.IGNORECASE,
)
_OPENER: Final = re.compile(
    r"^\s*(?:(?:on|am|le|el|il|op|em|den|dnia|w dniu|в)\s|\d{1,4}[./-]\d|\d{1,2}\s|<?\S+@\S+"
    r"|(?:mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|lun|mar|mer|jeu|ven|sam|dim|pzt|sal"
    r"|çar|per|cum|cmt|paz)\w*[.,]?\s|.{1,80}\s(?:<\S+@\S+>|tarihinde)|在\s?\d)",
    re.IGNORECASE,
)
_ADDRESSED: Final = re.compile(r"@[^\s<>]+>\)?\s?:\s*$")
_DATED: Final = re.compile(r"\d|@")
_SEPARATOR: Final = re.compile(
    r"^\s*[-_*]{2,}\s*(?:original message|original appointment|ursprüngliche nachricht"
    r"|originalnachricht|message d'origine|message original|mensaje original|messaggio originale"
    r"|oorspronkelijk bericht|(?:orijinal|özgün|asıl) (?:ileti|mesaj)|mensagem original"
    r"|ursprungligt meddelande|reply message)\s*[-_*]{2,}\s*$",
    re.IGNORECASE,
)
_FORWARDED: Final = re.compile(
    r"^\s*[-_*]{2,}\s*(?:forwarded message|weitergeleitete nachricht|message transféré"
    r"|message transmis|mensaje reenviado|messaggio inoltrato|doorgestuurd bericht"
    r"|(?:yönlendirilmiş|iletilmiş|yönlendirilen) (?:ileti|mesaj)|mensagem encaminhada"
    r"|vidarebefordrat meddelande|wiadomość przekazana dalej)\s*[-_*]{2,}\s*$"
    r"|^\s*(?:begin forwarded message|anfang der weitergeleiteten (?:nachricht|e-mail)"
    r"|début du message (?:réexpédié|transféré)|inizio messaggio inoltrato"
    r"|inicio del mensaje reenviado|begin doorgestuurd bericht"
    r"|iletilen e-posta başlangıcı)\s?:\s*$",
    re.IGNORECASE,
)
_RULE: Final = re.compile(r"^\s*_{20,}\s*$|^\s*-{20,}\s*$")
_NAME: Final = r"^[\s>*_]*(?:{})\s?[*_]*\s?[:：]"
_FROM: Final = re.compile(
    _NAME.format("from|von|de|da|van|kimden|gönderen|från|fra|od|от|差出人|发件人|寄件者"), re.I
)
_SENT: Final = re.compile(
    _NAME.format(
        "sent|date|gesendet|datum|envoyé(?: le)?|enviado(?: el)?|fecha|inviato|data|verzonden"
        "|gönderildi|gönderme tarihi|gönderim tarihi|tarih|skickat|sendt|wysłano|отправлено|дата"
        "|送信日時|发送时间"
    ),
    re.I,
)
_TO: Final = re.compile(
    _NAME.format("to|an|à|a|para|aan|kime|alıcı|till|til|do|кому|宛先|收件人|cc|bilgi"), re.I
)
_SUBJECT: Final = re.compile(
    _NAME.format(
        "subject|betreff|objet|asunto|oggetto|onderwerp|konu|assunto|ämne|emne|temat|тема|件名|主题"
    ),
    re.I,
)
_SENT_FROM: Final = re.compile(
    r"^\s*(?:sent (?:from|via|with) (?:my |your )?\S|get outlook for \S|von meinem .{2,40} gesendet"
    r"|gesendet (?:von|mit) \S|diese nachricht wurde von meinem \S|envoyé (?:de mon|depuis) \S"
    r"|télécharger outlook pour|enviado (?:desde|do) (?:mi |meu )?\S|obtener outlook para"
    r"|inviato (?:da|dal) \S|verstuurd vanaf \S|verzonden vanaf \S|outlook voor \S"
    r"|.{2,30}(?:['’]?(?:umdan|ımdan|imden|umdan|dan|den))? gönderildi\.?$|skickat från min)"
    r".{0,60}$",
    re.IGNORECASE,
)
_SIGNATURE: Final = re.compile(r"^--\s*$")
_LONGEST_SIGNATURE: Final = 20
_HEADER_LINES: Final = 7


def split_reply(text: str) -> tuple[str, str]:
    """(what the mail itself says, what it quotes), without signatures.

    Quotations are known by ">", by their attribution ("On ... wrote:") and by the header blocks
    that Outlook writes, in the common languages. Answers between quoted lines belong to the reply.
    A forwarded message ("---------- Forwarded message") is part of what is said.
    """
    lines = text.split("\n")
    own: list[str] = []
    quoted: list[str] = []
    index = 0
    while index < len(lines) and not _FORWARDED.match(lines[index]):
        length = _quotation(lines, index)
        target = quoted if length else own
        target.extend(lines[index : index + max(length, 1)])
        index += max(length, 1)
    said = [_without_signature(own), "\n".join(lines[index:]).strip()]
    return "\n\n".join(filter(None, said)), "\n".join(quoted).strip()


def _quotation(lines: Sequence[str], index: int) -> int:
    """How many lines from here on are quoted; 0 where the writer speaks."""
    line = lines[index]
    if line.startswith(">") or line.lstrip(" \t").startswith(">"):
        return 1
    if not line or line.isspace():
        return 0
    if _begins_original(lines, index):
        return len(lines) - index
    introduction = _attribution(lines, index)
    if not introduction:
        return 0
    following = next((text for text in lines[index + introduction :] if text.strip()), ">")
    return introduction if following.lstrip().startswith(">") else len(lines) - index


def _begins_original(lines: Sequence[str], index: int) -> bool:
    line = lines[index]
    if _SEPARATOR.match(line):
        return True
    if _RULE.match(line):
        return index + 1 < len(lines) and _is_header_block(lines, index + 1)
    return _is_header_block(lines, index)


def _is_header_block(lines: Sequence[str], index: int) -> bool:
    """From, then Sent, and To or Subject within a few lines, as Outlook writes them. (Indented
    blocks are examples in reports, and forms that people fill in have no date.)"""
    if lines[index][:1].isspace() or not _FROM.match(lines[index]):
        return False
    block = lines[index + 1 : index + 1 + _HEADER_LINES]
    sent = any(_SENT.match(line) for line in block[:4])
    return sent and any(_SUBJECT.match(line) or _TO.match(line) for line in block)


def _attribution(lines: Sequence[str], index: int) -> int:
    """How many lines the attribution that begins here has (at most 4); 0 where none begins."""
    if not _OPENER.match(lines[index][:200]):
        return 0
    joined = ""
    for count, line in enumerate(lines[index : index + 4], start=1):
        if not line.strip() or len(line) > 300:
            return 0
        joined = f"{joined} {line.strip()}"
        if _CLOSER.search(joined[-400:]):
            return count if _DATED.search(joined) else 0
        if _ADDRESSED.search(joined[-400:]) and "".join(lines[index + count :][:2]).startswith(">"):
            return count
    return 0


def _without_signature(lines: list[str]) -> str:
    kept = "\n".join(lines).rstrip().split("\n")
    for index in range(max(len(kept) - _LONGEST_SIGNATURE, 0), len(kept)):
        if _SIGNATURE.match(kept[index]):
            kept = kept[:index]
            break
    while kept and (not kept[-1].strip() or _SENT_FROM.match(kept[-1][:200])):
        kept.pop()
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()
