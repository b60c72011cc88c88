"""Takeout's X-Gmail-Labels, which are written in the person's language, as Gmail's label ids."""

import csv
import re

from accounts.google.simulator import mime

# names as Takeout writes them in English, German, French, Spanish, Italian, Portuguese, Dutch,
# Turkish, Polish, Swedish, Danish, Norwegian, Russian and Japanese
SYSTEM = {
    "INBOX": "inbox|posteingang|boîte de réception|recibidos|bandeja de entrada|posta in arrivo|"
    "caixa de entrada|entrada|inbox|postvak in|gelen kutusu|odebrane|inkorg|inkorgen|indbakke|"
    "innboks|входящие|受信トレイ",
    "SENT": "sent|sent mail|gesendet|messages envoyés|envoyés|enviados|posta inviata|inviati|"
    "verzonden|verzonden berichten|gönderilmiş postalar|gönderildi|gönderilenler|wysłane|skickat|"
    "sendt|sendte mails|sendt e-post|отправленные|送信済みメール|送信済み",
    "DRAFT": "draft|drafts|entwürfe|entwurf|brouillons|brouillon|borradores|borrador|bozze|bozza|"
    "rascunhos|rascunho|concepten|concept|taslaklar|taslak|wersje robocze|robocze|utkast|kladder|"
    "kladde|черновики|черновик|下書き",
    "SPAM": "spam|pourriel|correo no deseado|skräppost|søppelpost|спам|迷惑メール",
    "TRASH": "trash|bin|papierkorb|corbeille|papelera|cestino|lixeira|lixo|prullenbak|"
    "çöp kutusu|çöp|kosz|papperskorgen|papirkurv|papirkurven|papperskorg|корзина|ゴミ箱",
    "STARRED": "starred|markiert|suivis|messages suivis|destacados|con estrella|speciali|"
    "com estrela|met ster|yıldızlı|oznaczone gwiazdką|stjärnmärkt|stjernemarkeret|stjernemerket|"
    "помеченные|スター付き",
    "IMPORTANT": "important|wichtig|importants|importante|importantes|importanti|belangrijk|"
    "önemli|ważne|viktigt|vigtige|viktig|важные|重要",
    "UNREAD": "unread|ungelesen|non lus|non lu|no leídos|no leído|da leggere|non letti|"
    "não lidas|não lidos|não lido|ongelezen|okunmamış|nieprzeczytane|oläst|olästa|ulæst|ulæste|"
    "ulest|uleste|непрочитанные|未読",
    "CHAT": "chat|chats",
}
# what Takeout says of a mail that is no label in Gmail
NOTHING = (
    "opened|geöffnet|ouvert|ouverts|abierto|abiertos|aperti|aperto|già letto|aberto|abertas|"
    "geopend|açıldı|açılmış|otwarte|öppnad|öppnat|åbnet|åpnet|открытые|開封済み|archived|archiviert|"
    "archivierte|archivé|archivés|messages archivés|archivado|archivados|archiviati|archiviata|"
    "arquivado|arquivadas|gearchiveerd|arşivlenmiş|arşivlendi|zarchiwizowane|arkiverad|arkiverat|"
    "arkiveret|arkivert|архивированные|アーカイブ済み|all mail|tous les messages"
)
CATEGORY_WORD = r"(?:category|kategorie|catégorie|categoría|categoria|categorie|kategori|kategoria)"
CATEGORIES = {
    "PERSONAL": "personal|primary|allgemein|privat|principale|principal|primär|persoonlijk|"
    "kişisel|birincil",
    "SOCIAL": "social|soziale medien|soziale netzwerke|réseaux sociaux|sociales|sosyal|sociaal",
    "PROMOTIONS": "promotions|werbung|promociones|promozioni|promoções|tanıtımlar|promoties",
    "UPDATES": "updates|benachrichtigungen|notifications|mises à jour|notificaciones|"
    "actualizaciones|aggiornamenti|atualizações|güncellemeler",
    "FORUMS": "forums|foren|foros|forum|fóruns|forumlar",
}
NAMES = {name: label for label, names in SYSTEM.items() for name in names.split("|")}
IGNORED = frozenset(NOTHING.split("|"))


def split(header: str) -> list[str]:
    """The names in an X-Gmail-Labels header: comma-separated, quoted where they have commas."""
    text = mime.decode(header)
    names = next(csv.reader([text], skipinitialspace=True), [])
    return [name.strip() for name in names if name.strip()]


def system_label(name: str) -> str | None:
    """Gmail's id of a system label's name; "" for a state that is no label; None for an own one."""
    wanted = " ".join(name.casefold().split())
    if wanted in NAMES:
        return NAMES[wanted]
    if wanted in IGNORED:
        return ""
    match = re.fullmatch(rf"{CATEGORY_WORD}\s*[:_\s]\s*(.+)", wanted)
    if match:
        words = match[1].strip("\"'„“”«» ")
        for label, names in CATEGORIES.items():
            if words in names.split("|"):
                return f"CATEGORY_{label}"
    return None
