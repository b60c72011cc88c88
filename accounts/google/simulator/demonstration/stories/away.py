"""Out of office: a document with dates, one of which clashes with a client meeting."""

from accounts.google.simulator.demonstration.model import Event, File, Guest, Mail, Share, Story
from accounts.google.simulator.demonstration.people import (
    DEMO,
    JONAH,
    MARGUERITE,
    MORWENNA,
    OLUCHI,
    PRIYANKA,
    TOMASZ,
)

MAILS = (
    Mail(
        "away-collect",
        "-20 09:40",
        JONAH,
        "Your out-of-office dates please",
        """
I am filling in the out-of-office list for the next two months. Please put your days into the doc
(Team, "Out of office") yourselves, I no longer take them by shouting across the room.
""",
        to=(DEMO, MARGUERITE, PRIYANKA, TOMASZ, OLUCHI),
    ),
    Mail(
        "away-deniz",
        "-19 08:50",
        DEMO,
        "",
        """
Done: I am out of office from {away_from:long} to {away_to:long}, museum trip with Oluchi. No
laptop during the walks, Priyanka decides what cannot wait.
""",
        re="away-collect",
    ),
    Mail(
        "away-priyanka-cover",
        "-18 12:26",
        PRIYANKA,
        "Covering for you",
        """
Happy to cover from {away_from:day} on. What I cannot do is stand in front of trustees on
{proposal_walk:long}: that is the one day when the nursery is shut and Ravi is in Leeds. Is
anything of that sort planned?
""",
    ),
    Mail(
        "away-clash",
        "-1 08:12",
        MORWENNA,
        "Are you away on the day of the walkthrough?",
        """
Dear Deniz, I saw in Oluchi's signature that you two are in Turkey that week. Gareth still has
you down for the walkthrough with the trustees on {proposal_walk:long} at 10:00. The sail loft is
also free on {walk_other:long} at 14:00, if that helps. Could you let us know soon?
""",
        labels=("Unread", "Important"),
    ),
    Mail(
        "away-tomasz",
        "-15 17:40",
        TOMASZ,
        "Me too, briefly",
        """
I take the two days after the offsite off. The backups run without me; if the red lamp comes on,
unplug nothing and ring +44 7700 900417.
""",
    ),
)

EVENTS = (
    Event(
        "out-of-office-deniz",
        "Out of office (museum trip)",
        "+2wed",
        days=3,
        description="See the document Out of office in the Team folder.",
    ),
    Event("out-of-office-tomasz", "Tomasz off", "+3fri", days=1, busy=False),
    Event(
        "handover-priyanka",
        "Handover to Priyanka",
        "+2tue 16:00",
        30,
        link="https://meet.example.com/hnd-vwpa-tkc",
        guests=(Guest(PRIYANKA), Guest(DEMO)),
    ),
)

FILES = (
    File(
        "Team/Out of office.docx",
        "-20 09:30",
        "-15 17:35",
        """
# Out of office

Who | From | To | Covered by
Deniz | {away_from:full} | {away_to:full} | Priyanka
Oluchi | {away_from:full} | {away_to:full} | Jonah
Tomasz | {on[+3fri]:full} | {on[+4mon]:full} | nobody, ring him
Marguerite | {on[+5mon]:full} | {on[+5fri]:full} | Deniz

Please keep client meetings off the days when you are away.
""",
        google="document",
        shares=(
            Share(JONAH, "owner"),
            Share(DEMO, "writer"),
            Share(PRIYANKA, "writer"),
            Share(TOMASZ, "writer"),
            Share(OLUCHI, "writer"),
            Share(MARGUERITE, "reader"),
        ),
    ),
    File(
        "Team/Who does what.md",
        "-180 10:00",
        "-40 15:30",
        """
# Who does what

- Deniz: projects, client visits
- Priyanka: design lead, covers for Deniz
- Tomasz: machines, licences, minibus
- Jonah: accounts, events, the list of absences
- Oluchi: surveys, photographs
- Sarah Lindqvist: money
""",
    ),
)

STORY = Story(
    MAILS, EVENTS, FILES,
    dates={"away_from": "+2wed", "away_to": "+2fri", "walk_other": "+3mon"},
    terms=("Priyanka", "Ramanathan", "Oluchi", "Nwadike", "Marguerite", "Okonjo", "Tomasz",
           "Wieczorek", "Deniz", "Hartwell"),
)  # fmt: skip
