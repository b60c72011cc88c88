"""At work: a candidate, a failing server, a conference talk, the hospital, and the rhythm of weeks."""
# ruff: noqa: E501 - one entry a line

from accounts.google.simulator.demonstration.model import Override, Story
from accounts.google.simulator.demonstration.people import CAST
from accounts.google.simulator.demonstration.script import events, files, mails

_MAILS = """
=== cand-apply | -35 22:10 | INES | Application: wayfinding designer
Dear Ms Hartwell, I have followed Brackenfold since your harbour pilot and would like to apply for the
post of wayfinding designer. I spent four years on tram stops in Porto and two on a hospital in
Ghent. My portfolio is thirty pages; page 17 is the one that went wrong and taught me most.
=== cand-first | -34 10:50 | DEMO | | re=cand-apply ; cc=PRIYANKA
Dear Ines, anyone who points at page 17 gets an invitation. Could you talk to Priyanka and me for
forty minutes next week, by video?
=== cand-when | -34 13:01 | INES | | re=cand-first
With pleasure. Tuesday or Thursday after three are best for me, I teach in the mornings.
=== cand-notes | -28 17:12 | PRIYANKA | Ines, first impressions
Strong on systems, modest, laughed at my arrow joke. Weak spot: never handled a budget or a supplier.
Her tram stops have better typography than ours. I would see her again with the practical exercise.
=== cand-exercise | -25 11:11 | DEMO | Second round and a small exercise | to=INES ; attach=Hiring/Ticket hall exercise.pdf
Dear Ines, we would like to see you again, this time at the studio. Please look at the attached plan
of a ticket hall and bring three sketches on how a visitor in a wheelchair finds platform 4. Two
hours of your time at most, and we pay £150 for them.
=== cand-visit | -24 09:19 | INES | | re=cand-exercise
Thank you, also for paying. I can be in Bristol on {cand:long}; would 13:00 work? My train arrives at
noon.
=== cand-ref | -12 16:16 | BASTIEN | Reference for Ines Carvalhal
You asked me in confidence. She was the calm one when our supplier went bankrupt in the middle of the
Ghent job. Needs somebody to protect her from saying yes to everything. I would hire her back
tomorrow.
=== cand-salary | -5 08:30 | MARGUERITE | Salary band for the designer
For Ines I can go to £41,500, with a review after nine months. If she asks for four days a week, say
yes before she finishes the sentence. No offer before the visit on {cand:long}.
=== orrery-disk | -24 03:12 | TOMASZ | ALERT orrery-02: disk 94 % full
This is the machine talking. /srv/renders on orrery-02 is at 94 %. At 97 % the queue stops. Oldest
large directory: hospital-flythrough-v3 (212 GB).
=== orrery-who | -24 08:44 | TOMASZ | | re=orrery-disk ; to=DEMO
And this is the human. May I move v3 of the hospital flythrough to the cold disks? You said "keep for
the client", but that was in spring.
=== orrery-yes | -24 08:59 | DEMO | | re=orrery-who
Yes, move v1 to v3, keep v4. They only ever asked for the version with the red lift anyway.
=== orrery-down | -10 02:47 | TOMASZ | ALERT orrery-02: not answering
No heartbeat from orrery-02 for 15 minutes. Power supply B reports 0 volts. 11 render jobs are
waiting, the first belongs to Oluchi.
=== orrery-report | -9 17:00 | TOMASZ | What broke orrery-02
Short version: a fan died, the power supply cooked, the second one tripped the fuse that also feeds
the fridge. Nothing lost but time (9 hours) and six yoghurts. New supply is on order, until then only
half the cards work. I put a smoke detector and a note on the fridge circuit.
=== orrery-fixed | -3 12:30 | TOMASZ | | re=orrery-report ; to=DEMO,OLUCHI
New power supply is in. All eight cards render again, and the fridge has its own fuse. Incident closed.
=== talk-accept | -90 10:00 | SIGNPOST | Your talk has been accepted
Dear Deniz Hartwell, the committee of Signpost Europe in Rotterdam chose your talk "Everyone turns
left" from 212 submissions. It is 25 minutes long with five for questions, in the small hall.
We pay two nights and the train.
=== talk-yes | -89 20:30 | DEMO | | re=talk-accept
I am delighted and slightly frightened. Yes. May I bring a folding sign of 1.2 metres?
=== talk-sign | -88 09:05 | SIGNPOST | | re=talk-yes
The hall has a lift, the sign is welcome, last year somebody brought a bus stop.
=== talk-abstract | -40 14:14 | SIGNPOST | Abstract and photo until {talk_abstract:long}
For the printed programme we need 90 words and a portrait in which we can see your face. Yours is the
last we are waiting for.
=== talk-abstract-sent | -39 23:41 | DEMO | | re=talk-abstract ; attach=Talks/Abstract ninety words.txt
Here they are, 90 words exactly: "In a harbour, people turn towards food. In a hospital, towards
light. In a museum, towards other people. We counted 4,300 first turns and redrew our maps..." The
photo is by my daughter, hence from below.
=== talk-slot | -11 11:45 | SIGNPOST | Your slot: {talk:long}, 11:30 local time
The programme is fixed. You speak on {talk:long} at 11:30 in the small hall, after the colleague from
Oslo. Sound check at 08:45. Slides as PDF until the evening before.
=== ward-kickoff | -110 09:30 | WILHELMINA | Signs for Castlemoor Hospital: first meeting
The estates team is ready. Please bring samples of the zone colours in daylight and in that terrible
light of corridor C. The matron will come with opinions.
=== ward-colours | -102 16:20 | PRIYANKA | Zone colours after corridor C
Green and teal are the same colour under those tubes, so teal is out. New set: ochre, brick, moss,
slate. The matron approves of ochre, "like a proper biscuit".
=== ward-carparks | -56 10:27 | WILHELMINA | Car parks, again
The board now wonders whether the car parks should be part of the second round. Six entrances, three
owners. What would it take to survey them? No promise yet.
=== ward-carparks-answer | -55 12:03 | DEMO | | re=ward-carparks ; attach=Clients/Castlemoor/Car park survey estimate.docx
Eight survey days and about £6,700 for drawings. I would begin with entrance 4, where the ambulances
meet the visitors and nobody is happy.
=== ward-thanks | -48 15:55 | WILHELMINA | A letter from a patient
I thought that you should see this: "For the first time I found oncology without asking, and it felt
like somebody had thought of me." It hangs in our office.
=== ward-install | -71 07:58 | OLUCHI | Night shift at the hospital | attach=Clients/Castlemoor/Panel schedule level 2.xlsx
All panels on level 2 are up, except 14, which says "Endocsopy". My fault, I typed it at midnight.
Replacement comes on Tuesday, until then it hides behind a plant.
=== lumen-invite | -84 10:31 | BASTIEN | A tender in Lyon: together?
We are asked to bid for the light guidance of two metro lines. You do the signs, we do the lamps, as
in the old days? The documents are 400 pages of which 380 are about insurance.
=== lumen-no | -82 17:44 | DEMO | | re=lumen-invite
I read the other twenty. It is beautiful and we have nobody free before autumn. Would they accept
that we join for the second line only?
=== lumen-maybe | -80 09:50 | BASTIEN | | re=lumen-no
They would not, I asked. So we bid alone and I will be jealous of your harbour.
=== oluchi-goals | -95 16:40 | OLUCHI | My goals for the half-year, as asked
1. Run one small project alone, from survey to handover. 2. Learn enough Turkish to order breakfast.
3. Say "I need help" before the day of the deadline. Is three enough?
=== oluchi-goals-ok | -94 09:09 | DEMO | | re=oluchi-goals
Three is plenty, and the third is the best that I have read in years. For the first I would give you
the library in Clevedon.
=== clevedon-lib | -62 11:02 | OLUCHI | Clevedon library: done with the survey
Forty-one photos, one dog, two contradictory opening times on the same door. The librarian wants the
children's corner to be found by children, meaning: signs at knee height.
=== marg-cardiff | -66 18:15 | MARGUERITE | Cardiff was good
They liked your honesty about the delay more than my slides. Let us always lead with bad news, it saves
time. Train receipts to Sarah please.
=== jonah-award | -52 14:50 | JONAH | We are on the shortlist!!!
The harbour pilot is one of five for the Compass Rose award, category "places". Ceremony in Leeds,
table for six costs £540. I have six people and no £540.
=== jonah-award-no | -31 16:02 | JONAH | Second place
An airport won. An airport! We have a certificate, a bottle of something blue and a very nice quote
from the jury: "signs that apologise for nothing".
=== licence-font | -77 13:37 | TOMASZ | Font licences before the audit
The foundry audits us. Please look whether you have Harbour Sans on a private laptop and delete it if
so. Three of you do, I can see it in your PDFs.
=== desk-move | -130 10:20 | JONAH | Desks move on Thursday
The plotter needs space, so the row by the window turns by ninety degrees. Take home what you love,
the rest goes into crates with your name. Crates without a name become mine.
=== bike-store | -140 08:15 | JONAH | New code for the bike store
The code changes on Monday. I will not write it here; it is on the whiteboard, in mirror writing.
=== oluchi-sick | -53 07:31 | OLUCHI | Not in today
Fever and a voice like a gate. The hospital drawings are in the shared folder, sheet 7 is the only
one that is not checked. Back tomorrow, I hope.
=== plotter-found | -13 10:48 | TOMASZ | A plotter with one previous owner
A map shop in Bath closes and sells its plotter, serviced last year, £9,750 with two spare heads.
I have seen it print. Shall I reserve it until finance says yes?
=== plotter-yes | -13 11:20 | DEMO | | re=plotter-found ; to=TOMASZ,SARAH
Yes please, reserve it. Sarah, does that help with the line that hurts?
=== plotter-sarah | -12 09:33 | SARAH | | re=plotter-yes ; to=DEMO,TOMASZ
It does, by £1,450. Ask them for a written warranty of six months and I will stop asking questions.
"""

_EVENTS = """
=== stand-up | -40mon 09:30 | 15 | Stand-up | rrule=FREQ=WEEKLY/BYDAY=MO,TU,WE,TH,FR ; link=https://meet.example.com/std-hkwq-pyr ; by=MARGUERITE ; with=MARGUERITE,DEMO,PRIYANKA,TOMASZ,JONAH,OLUCHI ; skip=-6wed,-3fri
=== one-on-one-oluchi | -40mon 11:00 | 30 | 1:1 Oluchi | rrule=FREQ=WEEKLY/BYDAY=MO ; with=DEMO,OLUCHI ; skip=-5mon,+4mon
=== one-on-one-marguerite | -40tue 10:00 | 45 | 1:1 Marguerite | rrule=FREQ=WEEKLY/BYDAY=TU ; by=MARGUERITE ; with=DEMO,MARGUERITE
=== design-crit | -40wed 15:00 | 60 | Design crit | rrule=FREQ=WEEKLY/BYDAY=WE ; by=PRIYANKA ; with=PRIYANKA,DEMO,OLUCHI ; at=Meeting room Frome
=== project-round | -40thu 11:00 | 45 | Project round | rrule=FREQ=WEEKLY/BYDAY=TH ; by=JONAH ; with=JONAH,DEMO,PRIYANKA,SARAH?
=== week-wrap | -40fri 16:00 | 30 | Week wrap-up with cake | rrule=FREQ=WEEKLY/BYDAY=FR ; by=JONAH ; with=JONAH,DEMO,PRIYANKA,TOMASZ,OLUCHI
=== hospital-call | -30mon 14:00 | 30 | Castlemoor Hospital, fortnightly call | rrule=FREQ=WEEKLY/INTERVAL=2/BYDAY=MO ; link=https://meet.example.com/cmh-rtvd-qls ; by=WILHELMINA ; with=WILHELMINA,DEMO,PRIYANKA
=== payroll-check | -9thu 09:00 | 20 | Approve time sheets | rrule=FREQ=MONTHLY/BYDAY=-1TH ; free=1
=== cand-video | -5tue 15:30 | 40 | Interview Ines Carvalhal (video) | link=https://meet.example.com/inc-bxmz-gdo ; with=INES,PRIYANKA,DEMO
=== cand-visit-event | +1thu 13:00 | 120 | Ines at the studio, ticket hall exercise | with=INES,PRIYANKA,DEMO,MARGUERITE!
=== cand-debrief | +1fri 11:00 | 30 | Debrief on Ines | with=PRIYANKA,DEMO,MARGUERITE
=== talk-rotterdam | +8tue 11:30 | 30 | Talk "Everyone turns left" | zone=Europe/Amsterdam ; at=Rotterdam, small hall ; by=SIGNPOST ; with=SIGNPOST,DEMO
Sound check 08:45. Slides as PDF the evening before.
=== talk-rehearsal | +5wed 13:00 | 60 | Rehearse the talk with Priyanka | with=PRIYANKA,DEMO
=== talk-conference | +8mon | 3d | Signpost Europe, Rotterdam | free=1
=== orrery-postmortem | -1wed 16:00 | 30 | What broke orrery-02 | by=TOMASZ ; with=TOMASZ,DEMO,OLUCHI
=== hospital-level2 | -10mon 19:00 | 300 | Night installation, level 2 | at=Castlemoor Hospital, gate 4 ; with=OLUCHI,PRIYANKA-
=== hospital-colours | -15wed 14:00 | 90 | Colour samples in corridor C | at=Castlemoor Hospital ; by=WILHELMINA ; with=WILHELMINA,PRIYANKA,DEMO
=== clevedon-handover | -3thu 14:30 | 60 | Clevedon library handover | at=Clevedon library ; with=OLUCHI,DEMO
=== award-leeds | -5thu 18:00 | 240 | Compass Rose award dinner | at=Leeds ; with=JONAH,MARGUERITE,DEMO-
=== cardiff-visit | -10tue 10:00 | 300 | Cardiff client visit | at=Cardiff ; with=MARGUERITE,DEMO
=== lyon-call | -12thu 10:00 | 45 | Lyon tender, yes or no | zone=Europe/Paris ; by=BASTIEN ; with=BASTIEN,DEMO ; link=https://meet.example.com/lyo-wkpe-hna
=== new-york-call | +3fri 10:00 | 45 | Transit typeface call (New York) | zone=America/New_York ; with=PRIYANKA,DEMO ; link=https://meet.example.com/nyt-ftwc-voe
=== fire-drill | +1wed 11:30 | 20 | Fire drill
=== plotter-delivery | +1mon 15:00 | 60 | Plotter arrives | with=TOMASZ,DEMO
=== lunch-marguerite | +1wed 12:30 | 60 | Lunch with Marguerite | with=MARGUERITE ; at=The canteen by the lock
=== survey-plan | +3fri 13:00 | 45 | Survey plan for the car parks | with=OLUCHI,PRIYANKA
=== tax-workshop | +2tue 09:45 | 60 | Time sheet workshop (cancelled) | status=CANCELLED ; by=SARAH ; with=SARAH,DEMO
=== handbook-review | +3mon 10:00 | 60 | Maintenance handbook review | with=PRIYANKA
=== appraisal-oluchi | +3wed 13:30 | 60 | Half-year review Oluchi | with=OLUCHI
=== client-lunch | +3tue 12:30 | 75 | Lunch with Wilhelmina Stroud | at=Castlemoor, café ; with=WILHELMINA
=== year-plan | +4tue 14:00 | 90 | Plan the spring with Priyanka and Jonah | with=PRIYANKA,JONAH?
=== photo-shoot | +4wed 09:00 | 180 | Photo shoot at the hospital | at=Castlemoor Hospital ; with=OLUCHI
=== studio-party | +4thu 18:00 | 180 | Studio party | by=JONAH ; with=JONAH,DEMO,PRIYANKA,TOMASZ?,OLUCHI,SARAH
=== archive-day | +5tue 13:00 | 120 | Archive old drawings
=== pitch-cancelled | -2mon 13:00 | 60 | Pitch: botanical garden | status=CANCELLED ; by=JONAH ; with=JONAH,DEMO
=== fire-training | -17tue 14:00 | 90 | Fire warden training
=== typography-day | -24fri 09:00 | 420 | Typography day, Ditchling
=== board-update | -4tue 16:00 | 60 | Quarterly update to the owners | by=MARGUERITE ; with=MARGUERITE,DEMO,SARAH
=== museum-call-1 | -18thu 09:00 | 45 | Call with Aylin: photo survey | zone=Europe/Istanbul ; by=AYLIN ; with=AYLIN,DEMO,OLUCHI ; link=https://meet.example.com/ayl-pgrs-wdu
=== museum-call-2 | -8thu 15:00 | 45 | Call with Aylin: rope hall | zone=Europe/Istanbul ; by=AYLIN ; with=AYLIN,DEMO
"""

_FILES = """
=== Hiring/Ines Carvalhal notes.docx | -28 17:30 | -5 08:50 | google=document ; share=PRIYANKA:writer,MARGUERITE:commenter
# Ines Carvalhal, wayfinding designer

- Porto tram stops (four years), hospital in Ghent (two)
- strong on systems, no supplier experience
- reference by Bastien: would hire her back tomorrow
- salary up to £41,500, four days a week is fine

Visit: {cand:long}, 13:00.
=== Hiring/Ticket hall exercise.pdf | -26 15:00 | -26 15:00
# Ticket hall exercise

A visitor in a wheelchair enters from the taxi rank and needs platform 4. The lift is behind the
bakery. Bring three sketches; words are allowed, arrows cost extra.
=== Hiring/Job advert.md | -60 10:00 | -50 14:22
# Wayfinding designer

You notice where people hesitate. You can draw it, explain it and defend it against a fire officer.
Four or five days a week, Bristol, £36,000 to £42,000.
=== Systems/orrery-02 incident.md | -9 16:30 | -3 12:25 | share=TOMASZ:owner
# orrery-02, power failure

- 02:32 fan of supply A stops
- 02:47 supply B at 0 V, heartbeat lost
- 11:50 half of the cards back
- cause: dust; fuse shared with the kitchen fridge
- follow-up: own circuit (done), filter every quarter (Tomasz)
=== Systems/Licences.xlsx | -200 09:00 | -77 14:10 | google=spreadsheet ; share=TOMASZ:owner,SARAH:reader
# Licences
Product | Seats | GBP a year | Renewal
Harbour Sans | 9 | 1260 | {on[+70]:iso}
Plan drawing suite | 6 | 4140 | {on[+33]:iso}
Photo archive | 3 | 540 | {on[-20]:iso}
Render queue | 2 | 960 | {on[+120]:iso}
=== Talks/Everyone turns left.pptx | -45 21:00 | -6 23:10 | google=presentation ; share=PRIYANKA:commenter
# Everyone turns left
Deniz Hartwell, Signpost Europe
# 4,300 first turns
- Harbour: towards food
- Hospital: towards light
- Museum: towards people
# What we changed
- The map faces the chip shop
- The desk moved to the window
# Questions
=== Talks/Abstract ninety words.txt | -39 23:20 | -39 23:38
In a harbour, people turn towards food. In a hospital, towards light. In a museum, towards other people.
We counted 4,300 first turns and redrew our maps, and learned that signs arrive too late for most.
=== Clients/Castlemoor/Zone colours.docx | -102 16:00 | -70 12:30 | google=document ; share=PRIYANKA:writer,WILHELMINA:commenter
# Zone colours

Ochre | Outpatients
Brick | Emergency
Moss | Maternity
Slate | Wards 1 to 9

Teal was dropped: same as green under the tubes of corridor C.
=== Clients/Castlemoor/Panel schedule level 2.xlsx | -90 10:00 | -69 09:30 | share=OLUCHI:writer
# Level 2
Panel | Text | Size | Status
12 | Cardiology | 900 x 600 | up
13 | Fracture clinic | 900 x 600 | up
14 | Endoscopy | 900 x 600 | reprinted
15 | Chapel, quiet room | 600 x 300 | up
=== Clients/Castlemoor/Car park survey estimate.docx | -55 11:20 | -55 11:58
# Car parks, estimate

Eight survey days, drawings £6,700. Begin with entrance 4. Six entrances, three owners, one ambulance
road that must stay free at all times.
=== Clients/Clevedon/Library survey.csv | -62 10:40 | -60 09:12 | share=OLUCHI:owner,DEMO:writer
Photo | Place | Remark
1 | Front door | two opening times
9 | Stairs | handrail hides the sign
17 | Children's corner | signs must be at knee height
41 | Courtyard | dog
=== Clients/Museum/Photo survey stairs.pdf | -125 17:00 | -125 17:00
# Photo survey of the stairs

Nine flights, four of them end at a locked door. The third landing has the best view of the water and
no sign at all. Recommendation: open landing three, close the detour through the rope hall.
=== Clients/Museum/Route outline.docx | -80 13:00 | -14 10:45 | google=document ; share=AYLIN:commenter,OLUCHI:writer
# Visitor route, outline

- Ferry stop, south quay, rope hall, submarine, terrace
- 75 minutes at a stroll, 40 with a school class
- Languages: Turkish, English, pictograms
=== Clients/Compass Rose submission.pdf | -120 18:00 | -118 16:40
# Compass Rose award, category places

Harbour pilot: 14 signs, 3 maps, 8,100 visitors counted. Wrong turns fell from 31 to 12 per cent.
=== Archive/Standards for arrows.md | -260 09:00 | -150 11:11
# Arrows

- an arrow never points at its own text
- straight on points up, except over stairs
- the longer the name, the shorter the arrow
=== Archive/Timesheet template.xlsx | -280 09:00 | -280 09:20 | share=SARAH:owner
# Week
Day | Project | Hours
Monday | |
Tuesday | |
Wednesday | |
=== Archive/Meeting notes spring.txt | -230 10:00 | -205 12:00
mon: plotter again. tue: hospital wants samples. wed: nobody remembers wednesday.
=== Archive/Harbour pilot report.pdf | -160 15:00 | -158 12:05
# Harbour pilot, final report

Fourteen signs and three maps stood for ninety days. 8,100 people counted, 4,300 first turns drawn.
Costs were eight per cent above plan, all of it print. Two signs were stolen, one came back.
"""

_OVERRIDES = {
    "stand-up": (
        Override("+1wed", start="+1wed 10:15", description="Later: fire drill preparation."),
        Override("+3thu", cancelled=True),
        Override("-2mon", start="-2mon 09:00"),
    ),
    "one-on-one-marguerite": (
        Override("+1tue", start="+1tue 11:30", minutes=30, location="Walk along the lock"),
    ),
    "design-crit": (
        Override("+2wed", cancelled=True),
        Override("-3wed", title="Design crit: hospital panels", minutes=90),
    ),
    "week-wrap": (Override("+4fri", start="+4fri 15:00", title="Last week wrap-up"),),
}

_SHELF = files(_FILES, CAST)
STORY = Story(
    mails(_MAILS, CAST, _SHELF),
    events(_EVENTS, CAST, _OVERRIDES),
    _SHELF,
    dates={"cand": "+1thu", "talk": "+8tue", "talk_abstract": "-37"},
    terms=(
        "Carvalhal",
        "orrery-02",
        "Signpost Europe",
        "Everyone turns left",
        "Castlemoor",
        "Clevedon library",
        "Compass Rose",
        "Harbour Sans",
        "Lumenroute",
        "Delacroix-Mott",
        "Stroud",
    ),
)
