"""Word lists: what names a service, a kind of file, or nothing that could be searched for."""

from __future__ import annotations

from typing import Final

from agents.query import Service


def listed(text: str) -> frozenset[str]:
    """The words of a text, which is easier to read and to extend than a list."""
    return frozenset(text.split())


SERVICE_WORDS: Final[dict[Service, frozenset[str]]] = {
    "gmail": listed(
        """
    correo correos correspondence courriel courriels e-mail e-mails e-posta email emailed
    emailing emails eposta gmail inbox inboxes mail mailbox mailed mails message messages
    nachricht nachrichten newsletter newsletters postalar postası posteingang sender senders
    spam thread threads unread
        """
    ),
    "gcal": listed(
        """
    agenda agendas appointment appointments besprechung besprechungen calendar calendario
    calendars calender calendrier cita citas etkinlik event events gcal invitation invitations
    invite invites kalender meeting meetings randevu reminder reminders rendez-vous reuniones
    reunión réunion réunions schedule schedules takvim takvimim takvimimde
    termin termine toplantı toplantım toplantıyı
        """
    ),
    "gdrive": listed(
        """
    archivo archivos belge carpeta csv datei dateien deck decks doc docs document documento
    documentos documents docx dokument dokumente dossier dosya dosyası dosyayı drive fichier
    fichiers file files folder folders gdrive ordner pdf pdfs powerpoint pptx presentation
    presentations sheet sheets slide slides slideshow spreadsheet spreadsheets tabelle xlsx
        """
    ),
}

FILE_TYPES: Final[dict[str, str]] = {
    word: kind
    for kind, words in {
        "presentation": "deck decks slide slides presentation presentations powerpoint pptx",
        "spreadsheet": "spreadsheet spreadsheets sheet sheets xlsx excel csv tabelle",
        "document": "doc docs document documents docx dokument documento belge",
        "pdf": "pdf pdfs",
        "image": "photo photos picture pictures image images screenshot screenshots",
        "folder": "folder folders ordner carpeta",
    }.items()
    for word in listed(words)
}

STOP_WORDS: Final = listed(
    """
    called named titled entitled hat gesagt geschrieben über dit écrit dijo escribió sobre hakkında
    dedi yazdı söyledi
    a about above actually after again against ai all already also am an and another any
    anybody anyone anything are aren't around as ask at available avec away back bana be
    because been before being below benim between bir both bul busca but by can can't cannot
    check cherche come comes coming comment con concerning could couldn't currently cuándo
    cómo dans das de dear del dem den der des did didn't die display do does doesn't doing
    don't done down du during dónde each earliest ein eine einem einen either el else en es
    est et ever every everybody everyone everything few find finde first for from further für
    get gets getting give gives go goes going gonna got göster habe had happen happened
    happening happens has hasn't hat have haven't having he he's hello her here hereby hers
    herself hey hi him himself his how i i'd i'll i'm i've ich if ile im in into is isn't ist
    it it's its itself için je just kim kind kindly know la las last latest le les let let's
    like list look looking los lot ma made make many may maybe me mein meine meinem meinen
    meiner mes mi mich might mine mir mis mit moi mon more most much muestra must my myself mı
    ne near need needs nerede never new newest next no nobody none not nothing now oder of off
    ok okay old on once one ones only or other others ou our ours out over own où para please
    pls por pour pull put qu'est-ce quand que quel quelle quels qui quickly quién quoi qué
    really receive received receives recent recently regarding right said same say saying says
    search see seen send sent shall she should show shown since sind so some somebody someone
    something son sont sort still such suche sure tell tengo than thanks that that's the their
    theirs them then there there'll there's these they they're thing things this those through
    till to together told too trouve um un una und under une uno until up upcoming us var ve
    very via von wann wanna want wanted wants was wasn't we we're we've well wer were weren't
    what what's whatever when when's where where's whether which while who who's whom whose
    whats whos wheres whens hows
    why wie will with within without wo won't would wouldn't write writes wrote y yes yet yo
    you you'd you'll your yours yourself zaman zeig zeige zu zum
    """
)

# Not worth searching for once their meaning is in the intent.
COMMAND_WORDS: Final = listed(
    """
    catch changed created uploaded rescheduled postponed cancelled clash clashes clashing
    conflict conflicts conflicting overlap overlaps overlapping
    accept access add annule answer answered append archive arrange attach attached attend
    attended attendee attendees attending block book booked brief bring call cancel cancela
    canceled cancelled cancelling change clear compose create decline delete digest discuss
    discussed draft drafted drop edit edited email emailed enter erase et fetch flag forward
    forwarded grant happen invite invited iptal label make mark mention mentioned modified
    modify move open opened organise organize overview plan planned point postpone push read
    rebook recap refund remind remove rename replied reply reschedule respond responded revoke
    rsvp save schedule scheduled search send set setup share shared shares sharing shift star
    storniere sum summarise summarize summary tag take talk talked tentatively throw trash
    extend shorten lengthen uninvite undo unflag unlabel unshare unstar unsubscribe untag
    update updated upgrade view write written wrote
    """
)

DATE_WORDS: Final = listed(
    """
    afternoon ago am april august ayer bugün coming daily date dates day days december demain
    dün earlier evening february following friday fridays gestern heute hier hour hours hoy
    january july june later march mañana midnight minute minutes monday mondays month monthly
    months morgen morning night noon november o'clock october past pm previous quarter
    saturday saturdays september soon sunday sundays thursday thursdays time today tomorrow
    tonight tuesday tuesdays wednesday wednesdays week weekend weekends weekly weeks yarın
    year years yesterday
    """
)

# What people say beside the thing that they ask for.
_NOISE: Final = listed(
    """
    absolutely almost altogether anyhow anymore anyway anyways apparently awfully basically bit
    bits bloody bother bothered certainly clearly completely damn definitely else entirely
    especially eventually exactly fairly finally fully generally god guess hardly hell honestly
    honest hopefully instead interested kinda lately literally lot lots mainly maybe merely mostly
    nearly normally obviously occasionally often originally otherwise perhaps personally possibly
    precisely presumably pretty previously probably proper properly quite rather realistically
    recall remember remembered remotely seriously simply somehow sometimes somewhere soonish
    sorry specifically straight suddenly supposedly suppose surely technically totally truly
    ungodly usually wonder wondering wondered yet
    arent cant couldnt hadnt isnt mustnt shouldnt wasnt werent wont wouldnt hadn't mustn't
    needn't shouldn't weren't
    ended ending gave given gives giving going gone keep keeps keeping kept mentioning naming
    roughly supposed turned
    turns talking thinking worried bothering anybody's people's remind reminding
    """
)

# Words of fields and of numbers of an answer, and noise, never of its content.
FIELD_WORDS: Final = (
    listed(
        """
    discussion thread conversation correspondence exchange gist tl dr tldr stuff end long double
    meet meets met seeing came miss missed arrive arrived arriving waiting waits await awaiting
    unanswered owe owes expect expects expected expecting asked asks asking belong belongs
    belonging own owns owned owner owners authored uploaded cost costs price pay paid decide
    decided agree agreed conclude concluded outcome conclusion decision double-booked
    double-booking conflict related relevant supposed deliver inboxes today's tomorrow's yesterday's
    free slot slots available availability gap busy stop asking second third fourth fifth sixth
    first 1st 2nd 3rd everything news address amount attachment attachments bcc cc copy count
    important item items label labels latest link location name names number original
    participants people person place result results starred subject title topic total urgent
    version versions
    """
    )
    | _NOISE
)

# Capitalised, and yet nothing particular.
NUMBERS_AND_PLACES: Final = listed(
    """
    africa america american asia australia bbc britain british canada china chinese christmas
    earth easter england english europe european facebook france french german germany google
    india instagram italian italy japan japanese london mars moon new netflix oscar paris reddit
    russia spain spanish spotify tv twitter uk us usa wikipedia world york youtube
    """
)

# Whom a person means without a name.
RELATIONS: Final = listed(
    """
    accountant agency assistant aunt bank boss boyfriend brother client clients colleague
    colleagues cousin customer customers dad daughter doctor everybody everyone family father
    friend friends girlfriend husband landlord lawyer manager mom mother mum partner professor
    recruiter sister son supplier suppliers teacher team uncle wife
    """
)
