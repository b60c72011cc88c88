"""The offsite: moved twice, the newest start is 15:00; the deck and who it is shared with."""

from accounts.google.simulator.demonstration.model import (
    Attachment,
    Event,
    File,
    Guest,
    Mail,
    Share,
    Story,
)
from accounts.google.simulator.demonstration.people import (
    DEMO,
    JONAH,
    MARGUERITE,
    OLUCHI,
    PRIYANKA,
    SARAH,
    TOM,
    TOMASZ,
)

_ALL = (DEMO, MARGUERITE, PRIYANKA, TOMASZ, OLUCHI, SARAH)


def _invitation(sequence: int, start: str) -> str:
    return f"""BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
METHOD:REQUEST
BEGIN:VEVENT
UID:offsite@calendar.example
SEQUENCE:{sequence}
DTSTAMP:{{on[-30]:ics}}T090000Z
DTSTART:{{offsite:ics}}T{start}00Z
DTEND:{{offsite:ics}}T190000Z
SUMMARY:Team offsite at Hollowmere Barn
LOCATION:Hollowmere Barn, near Wells
ORGANIZER:mailto:jonah.feldgate@brackenfold.example
ATTENDEE;PARTSTAT=ACCEPTED:mailto:demo@example.com
END:VEVENT
END:VCALENDAR"""


MAILS = (
    Mail(
        "offsite-poll",
        "-44 11:30",
        JONAH,
        "Offsite: barn, boat or bowling alley?",
        """
Three offers are on my desk. The barn near Wells sleeps nobody but has a wood stove and a proper
kitchen, £640. The boat on the floating harbour is £890 and somebody will fall in. The bowling
alley is £300 and we will hate ourselves. One vote each by Friday, silence counts as boat.
""",
        to=_ALL,
    ),
    Mail(
        "offsite-vote-deniz",
        "-44 11:58",
        DEMO,
        "",
        """
Barn, please. I want a day where we can leave drawings on a table overnight and not on a deck.
""",
        re="offsite-poll",
    ),
    Mail(
        "offsite-vote-tomasz",
        "-43 08:41",
        TOMASZ,
        "",
        """
Barn, provided that there is a socket for every two people. I will bring the long leads anyway.
""",
        re="offsite-poll",
        to=(JONAH, DEMO),
    ),
    Mail(
        "offsite-invite",
        "-36 10:12",
        JONAH,
        "Team offsite at Hollowmere Barn, {offsite:long}",
        """
The barn won by six votes to one (Priyanka wanted to bowl). The offsite is on {offsite:long}, we
start at 10:00 and finish around 19:00. Minibus from the studio an hour before. Invitation
attached, the agenda doc follows once Marguerite has stopped changing it.
""",
        to=_ALL,
        attachments=(Attachment("invite.ics", _invitation(0, "1000")),),
    ),
    Mail(
        "offsite-diet",
        "-29 13:20",
        JONAH,
        "What can you eat at the barn?",
        """
The cook needs to know by Monday: vegetarians (I count three), nut allergies (Oluchi), anybody
who does not eat mushrooms. Lunch is a pie, dinner is soup and the good bread.
""",
        to=_ALL,
    ),
    Mail(
        "offsite-moved-13",
        "-17 15:47",
        JONAH,
        "Offsite moved: now 13:00",
        """
Small change. The barn has a wedding viewing in the morning of {offsite:long}, so our offsite
starts at 13:00 instead of 10:00. Lunch is there, so come hungry. Updated invitation attached.
""",
        to=_ALL,
        attachments=(Attachment("invite.ics", _invitation(1, "1300")),),
    ),
    Mail(
        "offsite-minibus",
        "-16 09:09",
        TOMASZ,
        "Who drives the minibus",
        """
I have the licence for it and nobody else does, so I drive. Pick-up is the yard behind the
studio, not the front, because of the bus lane. Bring the model of the ticket hall only if it
fits on your knees.
""",
        to=(JONAH, DEMO, PRIYANKA),
    ),
    Mail(
        "offsite-deck",
        "-9 17:31",
        JONAH,
        "Offsite deck for comments",
        """
Hi all,

The offsite deck is ready for your comments: eleven months of projects on seven slides, then
the three questions that Marguerite wants us to argue about. It is shared with the five of you
and nobody else, so be frank. It sits in Drive, Offsite folder, "Offsite deck".

Slide 5 still needs a photo of the hospital signs. Deniz, do you have one without a trolley in
it?
""",
        to=(DEMO, MARGUERITE, PRIYANKA, TOMASZ, OLUCHI),
        labels=("Important",),
    ),
    Mail(
        "offsite-deck-photo",
        "-8 10:33",
        DEMO,
        "",
        """
Photo is in the deck now, trolley cropped out. I also turned slide 4 around: first what we
learned from the harbour pilot, then the money. It reads better that way.
""",
        re="offsite-deck",
    ),
    Mail(
        "offsite-deck-thanks",
        "-8 11:01",
        PRIYANKA,
        "",
        """
Commented on slides 2 and 6. The arrow on slide 6 points at the toilets, which may be intended.
""",
        re="offsite-deck",
        to=(JONAH, DEMO),
    ),
    Mail(
        "offsite-moved-15",
        "-4 18:05",
        JONAH,
        "Offsite moved again: 15:00, sorry",
        """
Last change, I promise: the viewing at the barn drags on, so we now start at 15:00 on
{offsite:long}. Ignore the earlier times (10:00 and 13:00). Minibus leaves the yard at 14:00
sharp, dinner at 18:00, home by 21:00. The day and the place stay the same.
""",
        to=_ALL,
        labels=("Unread",),
        attachments=(Attachment("invite.ics", _invitation(2, "1500")),),
    ),
    Mail(
        "offsite-agenda-note",
        "-4 19:12",
        MARGUERITE,
        "Agenda, shorter now",
        """
With the later start I have cut the agenda to two blocks: "What do we stop doing" and "Whom do
we hire". The portfolio review moves to January. Please read the doc beforehand, I will not
read it aloud.
""",
        to=(DEMO, JONAH),
    ),
    Mail(
        "offsite-childcare",
        "-3 20:40",
        DEMO,
        "Late on the offsite day",
        """
The offsite now ends late, I am home at nine at the earliest on {offsite:long}. Can you take
swimming and the pickup? I owe you one.
""",
        to=(TOM,),
    ),
)

EVENTS = (
    Event(
        "offsite",
        "Team offsite at Hollowmere Barn",
        "+3thu 15:00",
        240,
        sequence=2,
        location="Hollowmere Barn, near Wells",
        organizer=JONAH,
        description="Moved from 10:00 to 13:00 and now to 15:00. Minibus from the yard at "
        "14:00, dinner at 18:00. Deck and agenda are in Drive, folder Offsite.",
        guests=(
            Guest(JONAH),
            Guest(DEMO),
            Guest(MARGUERITE),
            Guest(PRIYANKA),
            Guest(TOMASZ),
            Guest(OLUCHI),
            Guest(SARAH, "DECLINED"),
        ),
    ),
    Event(
        "offsite-prep",
        "Offsite prep with Jonah",
        "+2mon 15:30",
        30,
        organizer=JONAH,
        link="https://meet.example.com/ofp-qkdn-wzt",
        guests=(Guest(JONAH), Guest(DEMO)),
    ),
    Event(
        "offsite-minibus-pickup",
        "Minibus to the barn",
        "+3thu 14:00",
        45,
        location="Studio yard",
        description="Tomasz drives.",
    ),
)

FILES = (
    File(
        "Offsite/Offsite deck.pptx",
        "-12 09:40",
        "-8 11:05",
        """
# Brackenfold offsite
Hollowmere Barn, {offsite:long}
# What we built this year
- Harbour pilot: 14 signs, 3 maps
- Hospital zone colours
- Museum photo survey
# Where the hours went
- 61 % client work, 22 % pitches, 17 % fixing our own tools
# What the harbour pilot taught us
- People look down before they look up
- Then the money: 8 % over, all of it print
# Hospital signs
- Photo: main corridor without trolleys
# Where we point next year
- Two large clients, one open tender
# Three questions
- What do we stop doing?
- Whom do we hire?
- Who may say no to a pitch?
""",
        google="presentation",
        starred=True,
        shares=(
            Share(JONAH, "owner"),
            Share(DEMO, "writer"),
            Share(PRIYANKA, "writer"),
            Share(MARGUERITE, "commenter"),
            Share(TOMASZ, "reader"),
            Share(OLUCHI, "reader"),
        ),
    ),
    File(
        "Offsite/Offsite agenda.docx",
        "-30 14:00",
        "-4 19:05",
        """
# Offsite agenda, {offsite:long}

- 14:00 minibus leaves the yard
- 15:00 block 1: what do we stop doing (Marguerite)
- 16:45 tea
- 17:00 block 2: whom do we hire (Deniz)
- 18:00 dinner
- 20:15 minibus home

Portfolio review: moved to January.
""",
        google="document",
        shares=(Share(MARGUERITE, "owner"), Share(DEMO, "writer"), Share(JONAH, "writer")),
    ),
    File(
        "Offsite/Barn costs.csv",
        "-28 10:00",
        "-10 16:30",
        """
Item | GBP
Barn hire | 640
Minibus | 118.50
Cook and food for eight | 392
Firewood | 35
""",
    ),
)

STORY = Story(
    MAILS, EVENTS, FILES, dates={"offsite": "+3thu"},
    terms=("Hollowmere", "Hollowmere Barn", "Offsite deck", "Offsite agenda", "Feldgate",
           "Barn costs"),
)  # fmt: skip
