"""More of the year at work: older jobs, small requests, mails that Deniz sent."""
# ruff: noqa: E501 - one entry a line

from accounts.google.simulator.demonstration.model import Story
from accounts.google.simulator.demonstration.people import CAST
from accounts.google.simulator.demonstration.script import events, files, mails

_MAILS = """
=== pilot-start | -285 09:40 | GARETH | The pilot may begin
The harbour master has agreed to fourteen temporary posts for ninety days. His only condition: nothing red near
the slipway, the boats might take it for a signal.
=== pilot-start-re | -284 10:05 | DEMO | | re=pilot-start
No red at all, promised. We set the first three on Monday at six, before the fish arrives.
=== pilot-gulls | -270 12:55 | OLUCHI | Gulls 3, signs 0
They pick the vinyl off the edges. Post 9 reads "arbour Offi" since this morning. I tried chilli oil on post 10,
result tomorrow.
=== pilot-gulls-2 | -269 13:01 | OLUCHI | | re=pilot-gulls
They like chilli oil.
=== pilot-gulls-3 | -268 09:20 | DEMO | | re=pilot-gulls-2
Then a steel edge, two millimetres, all round. Ask the man who does the lobster pots, he welds.
=== pilot-count | -215 17:35 | PRIYANKA | First numbers from the counters
Week one: 2,140 people, of whom 31 % walked past the turn for the market. Week two with signs up: 19 %. I do not
trust the second number yet, it rained and people followed the dry side.
=== pilot-stolen | -196 08:22 | GARETH | Two signs have gone
"Fish Market" and "Toilets" are missing since the regatta. The first is on a student's balcony, according to the
bar. Shall we ask politely?
=== pilot-stolen-re | -196 09:10 | DEMO | | re=pilot-stolen
Ask politely, and ask where the student thought the fish market was.
=== pilot-end | -165 15:12 | GARETH | What the trustees said
They stood at the ice house for ten minutes and watched people not getting lost. The chair called it "quietly
thrilling". I think you will hear from us again.
=== survey-kit | -255 11:28 | TOMASZ | Laser measures: one is lying
Number 2 adds four centimetres to everything. It was used for the hospital ceiling. Could somebody who has a
ladder and a tape check corridor C?
=== survey-kit-re | -255 13:50 | OLUCHI | | re=survey-kit ; to=TOMASZ,DEMO
Checked: 2.64, not 2.68. The panels still fit because I cut them short by mistake.
=== intern-thanks | -175 16:30 | OLUCHI | A year today
I started a year ago with a broken zip and no idea what a decision point was. Thank you for never laughing at
the zip.
=== holiday-notes | -178 18:02 | DEMO | Handover while I am in Wales | to=PRIYANKA
Open: samples for the matron (courier, Tuesday), insurance for the van (Sarah has it), answer to the botanical
garden if they ask again. Not open: my mail. Ring only if something floods.
=== holiday-flood | -176 12:12 | PRIYANKA | | re=holiday-notes
Nothing flooded. The botanical garden asked whether we also do labels for 4,000 plants. I said that we think
about it, meaning no.
=== insurance-van | -172 10:19 | SARAH | The van insurance, finally
Renewed at £1,086 with any driver over 25. Which excludes Oluchi until spring, please do not let her park it.
=== pension-note | -147 09:00 | SARAH | Pension letters
They go out on paper this week. If yours says that you are 104 years old, tell me; the provider had a bad Monday.
=== train-strike | -136 17:21 | JONAH | Strike on Wednesday
No trains between six and six. The client in Cardiff agrees to a call at ten instead. Marguerite walks in, she
says, and she means it.
=== office-plants | -131 11:11 | JONAH | Who waters the fig
It has lost a third of its leaves. Three people water it, each of them on Friday. New rule: odd weeks Tomasz,
even weeks nobody.
=== museum-first | -163 09:25 | AYLIN | An enquiry from a maritime museum
Dear Ms Hartwell, a colleague in Hobart gave me your name. We have nine staircases, six hundred thousand visitors
and one sign, which is wrong. Would you look at photographs if we sent some?
=== museum-first-re | -162 14:40 | DEMO | | re=museum-first
Dear Ms Karahan, one wrong sign is a better start than forty. Please send the photographs, and the number of
visitors for each staircase if anyone has ever counted.
=== museum-contract | -128 12:07 | AYLIN | Contract for the photo survey | attach=Clients/Museum/Contract photo survey.pdf
The board has signed. Fee €9,400, half now, half with the report. Our lawyer asks that drawings may be shown in
an exhibition, with your name on the wall.
=== museum-report | -108 19:19 | DEMO | Report on the stairs | to=AYLIN
Dear Aylin, the report is in the shared folder: nine flights, four locked doors, and one landing which ought to be
famous. Start with page 11.
=== nhs-panel-text | -104 11:45 | WILHELMINA | Wording for the maternity wing
Please let it not say "Delivery". Parents keep handing parcels to the midwives. "Birth centre" is what everyone
calls it.
=== nhs-panel-text-re | -104 12:30 | DEMO | | re=nhs-panel-text
"Birth centre" it is, with the moss band. I will tell the parcel people where the loading bay is.
=== nhs-invoice | -45 10:10 | SARAH | Castlemoor pays late again | attach=Clients/Castlemoor/Instalments.csv
Their second instalment of £22,300 was due three weeks ago. Deniz, could you ask Wilhelmina gently whether it is
stuck on a desk? I have sent two formal letters that nobody reads.
=== nhs-invoice-ask | -45 15:02 | DEMO | A small question about a large sum | to=WILHELMINA
Dear Wilhelmina, our finance people miss the second instalment. Could it be that it lies under something?
=== nhs-invoice-found | -43 09:00 | WILHELMINA | | re=nhs-invoice-ask
Under a cake, I am ashamed to say. It has been signed and will be paid on the next run.
=== nhs-paid | -36 08:52 | SARAH | The cake money has arrived
£22,300 from the hospital, complete. I have framed the remittance.
=== bath-map | -92 13:03 | DEMO | Lunch talk at the map shop? | to=JONAH
The shop in Bath that is closing has an evening series. Would they let us show the first-turn drawings there, as
a farewell? I would do it for a plate of something.
=== bath-map-re | -91 10:46 | JONAH | | re=bath-map
They would love it and offer a plate of something. Second Thursday next month, forty chairs, no microphone.
=== bath-map-after | -68 22:40 | DEMO | It was full | to=JONAH,MARGUERITE
Sixty people on forty chairs. An old cartographer corrected my arrow and he was right. Two visiting cards, one
from a cemetery that people cannot find the way out of.
=== cemetery | -63 14:14 | JONAH | The cemetery has rung
They are serious: 12 hectares, three gates, mourners go in by the wrong one. Small money, lovely trees. Are we
interested?
=== cemetery-re | -63 14:31 | DEMO | | re=cemetery
Very, but not before spring. And it has to be somebody with a light hand, I thought of Oluchi.
=== desk-lamp | -29 16:16 | TOMASZ | Your monitor
It flickers because the cable is under the wheel of your chair. I moved the chair. That will be one biscuit.
=== vpn-change | -21 08:08 | TOMASZ | Remote access: new address from the first
The old gateway goes away at the end of the month. New profile is on the intranet, needs two minutes and one swear
word. Without it you cannot reach the render queue from home.
=== survey-quote-lab | -33 12:20 | OLUCHI | Counters to rent
Six infrared counters for a month are £540 from the people in Exeter, £390 from the ones in Leeds, who need them
back on a Sunday. I would take Exeter.
=== survey-quote-lab-re | -33 13:44 | DEMO | | re=survey-quote-lab
Exeter. Nobody should have to return anything on a Sunday.
=== archive-drawings | -18 10:30 | PRIYANKA | May I throw these away
Four tubes of drawings from before either of us came here. One is a zoo. The zoo never had an exit, on paper.
=== archive-drawings-re | -18 11:02 | DEMO | | re=archive-drawings
Keep the zoo! It explains so much. The rest can go.
=== marg-feedback | -14 17:48 | MARGUERITE | A word about Thursday's client call
You let the silence stand after naming the price. Eleven seconds, I counted. They filled it with yes. Teach that
to the others.
=== sarah-auditors | -12 15:30 | SARAH | Auditors, two days in December or so
They want to see three projects from first mail to last invoice. I named the pilot, the hospital and the library.
Please file whatever still sits in your inbox.
=== oluchi-turkish | -6 08:58 | OLUCHI | Breakfast vocabulary
Peynir, zeytin, bal, yumurta, çay. I can now order everything except something without nuts. How do I say that
so they believe me?
=== oluchi-turkish-re | -6 09:20 | DEMO | | re=oluchi-turkish
"Fındığa alerjim var, çok ciddi." Say it slowly and look at the waiter, not at the baklava. I will write it on a
card for you.
=== tomasz-van | -4 11:33 | TOMASZ | Van: keys and a smell
The key is back on the hook. The smell is fish and stays, it is from the harbour. I hung up a paper tree, now it
smells of fish in a forest.
=== jonah-cards | -3 13:31 | JONAH | Season's greetings, your signature please
Eighty cards wait on the long table, drawn by Priyanka (an arrow that holds a candle). Sign all of them or none,
clients compare.
=== bastien-hello | -2 15:40 | BASTIEN | Lost the tender
Someone cheaper with brighter lamps won. I am almost relieved. Come to Lyon anyway, the funicular runs again.
"""

_HOLIDAYS = """
=== holiday-new-year | @01-01 | 1d | New Year's Day | cal=Holidays ; free=1 ; rrule=FREQ=YEARLY
=== holiday-cocuk | @04-23 | 1d | Ulusal Egemenlik ve Çocuk Bayramı | cal=Holidays ; free=1 ; rrule=FREQ=YEARLY
=== holiday-early-may | @05-01 | 1d | May Day | cal=Holidays ; free=1 ; rrule=FREQ=YEARLY
=== holiday-zafer | @08-30 | 1d | Zafer Bayramı | cal=Holidays ; free=1 ; rrule=FREQ=YEARLY
=== holiday-einheit | @10-03 | 1d | Tag der Deutschen Einheit | cal=Holidays ; free=1 ; rrule=FREQ=YEARLY
=== holiday-cumhuriyet | @10-29 | 1d | Cumhuriyet Bayramı | cal=Holidays ; free=1 ; rrule=FREQ=YEARLY
=== holiday-christmas | @12-25 | 1d | Christmas Day | cal=Holidays ; free=1 ; rrule=FREQ=YEARLY
=== holiday-boxing | @12-26 | 1d | Boxing Day | cal=Holidays ; free=1 ; rrule=FREQ=YEARLY
"""

_FILES = """
=== Clients/Museum/Contract photo survey.pdf | -128 12:30 | -128 12:30
# Contract, photo survey of nine staircases

Fee EUR 9,400: half on signature, half with the report. Drawings may be exhibited with the name of the author.
=== Clients/Cemetery enquiry.txt | -63 14:50 | -62 09:00
12 hectares, three gates, mourners take the wrong one
light hand needed: Oluchi, spring
=== Clients/Castlemoor/Instalments.csv | -110 09:00 | -36 09:05 | share=SARAH:writer
Instalment | GBP | Due | Paid
1 | 22300 | {on[-98]:iso} | {on[-95]:iso}
2 | 22300 | {on[-66]:iso} | {on[-36]:iso}
3 | 11150 | {on[+40]:iso} |
=== Team/Onboarding.docx | -280 10:00 | -175 16:45 | google=document ; share=OLUCHI:writer,JONAH:reader
# Your first week

- Monday: walk to the harbour without a map and write down where you hesitate
- Tuesday: Tomasz gives you a machine and a look
- Wednesday: sit in a design crit and say one thing
- Friday: cake
=== Personal/CV Deniz Hartwell.docx | -270 22:00 | -140 21:12
# Deniz Hartwell

Head of Projects, Brackenfold, Bristol. Before that: stage designer, map editor, waitress with a perfect
sense of direction. Languages: Turkish, English, passable German.
=== Personal/Things to draw.md | -130 23:00 | -8 23:15
# Things to draw

- the landing with the view
- Bay Tavşan and his new friend
- everybody at the bus stop, from behind
=== Personal/Running log.csv | -200 07:00 | -11 07:40
Week | km | Felt
1 | 12 | like a sack
4 | 21 | like a wet sack
9 | 28 | like a person
=== Personal/Tax code letter.pdf | -38 18:10 | -38 18:10
# Notice of coding

Tax code 1257L remains in force. Estimated benefits: none. Questions: write, do not ring.
"""

_SHELF = files(_FILES, CAST)
STORY = Story(
    mails(_MAILS, CAST, _SHELF),
    events(_HOLIDAYS, CAST),
    _SHELF,
    terms=("arbour Offi", "cake money"),
)
