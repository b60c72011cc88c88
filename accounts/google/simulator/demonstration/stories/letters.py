"""Long mails and a long document, whose answers stand far down; and a handful of short ones."""
# ruff: noqa: E501 - one entry a line

from accounts.google.simulator.demonstration.model import Story
from accounts.google.simulator.demonstration.people import CAST
from accounts.google.simulator.demonstration.script import files, mails
from accounts.google.simulator.demonstration.senders import SENDERS

_MAILS = """
=== annual-letter | -11 18:30 | MARGUERITE | The year, as I saw it | to=DEMO,PRIYANKA,TOMASZ,JONAH,OLUCHI,SARAH
Dear all,

every year I write this letter in the train back from my sister's, and every year I promise to keep it short. You
know how that goes.

We began in January with one large client who did not pay, one small client who paid twice by mistake, and a boiler
that made the noise of a dying goose. Sarah talked the large client into paying and the small client into a second
job. Tomasz talked to the goose. I remember thinking that if we came to Easter with nobody leaving I would be
content, and then Oluchi asked for a raise with a slide deck of eleven pages, and I was more than content, because
page nine was better than anything that I had drawn in that month.

Spring was the harbour. I will not repeat what the trustees said, it hangs in the hall. What I would like to
remember instead is the Monday on which all three of our posts leaned to the left because somebody had read the
tide table of the wrong port, and how nobody looked for the culprit, and how Deniz stood in the mud until two in the
afternoon in a pair of shoes that were meant for a christening. That is the studio that I wanted when I signed the
lease fourteen years ago with a pen that I had to borrow from the other side.

In summer we lost two pitches, both to firms with larger lobbies. I was cross for a week. Then Priyanka showed me
the drawings again and we noticed that in both of them we had answered the question that we liked instead of the
one that was asked. We wrote that on the wall above the plotter. It is still there, only the plotter has gone.

Autumn was the hospital. A wing opened on the day that it was meant to, which the estates people tell me has not
happened since 1998. The letter from the patient made me cry in a lift, with the matron, who pretended to look for
her keys.

Three people deserve a sentence of their own. Jonah, who found us a table at an award ceremony that we could not
afford, and then a way not to pay for it. Sarah, who reads every contract to the last comma and once saved us from
owning a roundabout. And whoever washes the cups on Fridays without ever having been seen doing it; I have my
suspicions, and I have a present.

Next year will be different, because it will be fuller. There may be a second harbour, there is certainly a museum,
and I have agreed to listen to a cemetery. I would like us to become slower rather than larger: fewer versions, fewer
pitches, longer walks before the first drawing. If you think that this is the kind of thing that one says in
December, remind me of it in June, loudly, and if necessary with the fig.

Now to the practical part, for those who scroll. The studio is closed from {closed_from:long} to {closed_to:long},
both days included. The heating is off in that time, please take your plants home, yes, the fig too. Whoever
wants to work then may do so from their own sofa and without telling me. Bonuses are paid with the next salary and
are the same for everybody: £1,200. And I will be away for the whole of February, on a ship, without a telephone;
Deniz has the keys, the cheque book and my full confidence.

Thank you.
Marguerite
=== museum-minutes | -13 16:20 | AYLIN | Minutes of our call, and a few practical things
Dear Deniz, dear Oluchi,

here are my notes from Thursday's call. Please correct me where I misheard, the line was full of ferries.

1. Rope hall. The scaffolding is gone and the floor has been oiled, which makes it beautiful and slippery. Until the
oil has dried we may only cross along the eastern wall. You wanted to measure the height of the beams for hanging
signs. Our carpenter has measured for you: 3.42 metres at the door, 3.38 in the middle, since the building has been
sagging politely for two hundred years.

2. Landing three. The fire brigade agreed to keep the door open in the day. In return we must have a luminous plate
and a lock that opens by itself when the current fails. The lock costs 14,800 lira and is on order. The plate is
yours to design. They ask for letters of at least thirty millimetres and would like a running figure, not an arrow.

3. Languages. The board discussed Arabic for one hour and postponed it. Turkish above, English below, pictograms
between them. Nobody wants Comic Sans, although the director's nephew proposed it.

4. Audio guide. Twenty-two stops against nineteen plates, as I wrote. I now believe that the galley of the submarine
does not need a plate of its own, because people queue there anyway and read whatever hangs in front of them.

5. School classes. They come in the mornings from Tuesday to Thursday, up to sixty children at once. The teachers
wish for a meeting point that is not beside the toilets. Oluchi suggested the anchor. Everybody liked the anchor.

6. Photographs. You may take as many as you want, except in the map room, where the light is measured by a lady who
is stricter than the fire brigade.

7. Money. The second half of the fee is released when the route outline has been approved, most likely at the meeting
of the board on the last Tuesday of the month.

8. The shop. It sells the ends of ropes, which children tie to the banisters. We cannot stop this and have decided to
call it participation. If your route could pass the shop after the banisters and not before, the cleaners would be
grateful.

9. Numbers for your outline. Visitors on a weekday in winter: about 900. On a Sunday in spring: 4,100. In the rain they
stay twenty minutes longer and buy soup. The narrowest point of the whole route is the bulkhead of the submarine, with
61 centimetres, and no, we may not widen it.

Practical things. The side gate is open from eight; the main gate has a queue. For the lift to the clock tower you
need a key, which the night porter keeps: Mr Sezgin, extension 417. He goes home at 08:30, so come before that or ring
him the day before. Bring flat shoes and something warm, the quay is windy even when the city is not.

Warm regards,
Aylin
=== bea-letter | -77 23:12 | BEATRIX | A long one, sorry
Dear D,

it is eleven, Ottilie sleeps with her feet on the pillow and I have had the sort of day that wants telling to
somebody who does not answer back at once. So, a letter. Make tea.

You know that I have been looking for a place to put the kiln since the allotment people said no. (They said "not in
principle, but in practice", which is a sentence that I shall have embroidered.) I had given up. Then on Tuesday I
went to return the wheelbarrow to the man with the three-legged dog, and we got talking about clay, as one does, and
it turned out that his late brother had a boat. Not a nice boat. A coal barge, sixty feet, with a hold that you could
keep a cow in, on which he had built a workshop, without asking anybody, over nineteen years. Lathe, gas, shelves
made of church pews. It has been standing there since he died. The man cannot bear to go in and cannot bear to sell.

I asked whether he could bear to let. He looked at the dog for a long time. The dog looked at me. I think that it was
the dog who decided.

So I went to see it. Deniz, it is dreadful. There is a hole that you can put your arm through and something lives in
the bow. The stairs are a ladder and the ladder is mostly hope. But in the afternoon the sun comes in through the
hatch and goes along the pews from left to right as if somebody were reading a line, and I stood there and thought of
my mother, who never had a room with a door, and I cried on the lathe.

I have been measuring all evening on squared paper. The kiln fits if it stands where the gas bottles were. The wheel goes
under the hatch. There is a hook for a coat and a nail for the second coat. I even found, behind the pews, a tin of his
brother's buttons, sorted by size and not by colour, and I thought: I would have liked you, sir. I shall leave the tin
where it is.

What speaks against it? Damp, obviously. Tides, which I have never understood and of which there seem to be two a day.
That I am forty-four and that my knees make a noise on ladders. That I would have to tell the choir why I smell of
diesel. I wrote all of this into the left column and into the right column I wrote "a door", and the right column won.

He wants eighty pounds a month, cash, in an envelope, and that I say hello to the photograph. I have said yes. I have
not told my sister. The electrics will be done by Desmond's nephew, who owes me for the goose. Welding I do not know
yet; you once mentioned a man who makes lobster pots?

I would like you to be the first who sees it. Come on a Sunday, bring the girl, wear nothing that you love. The barge
is called Prudence and lies at slip 9 in Underfall Yard, behind the blue crane; ring the bell twice, the first time
does not count.

Love, and go to bed,
B
=== bea-letter-re | -76 07:40 | DEMO | | re=bea-letter ; noquote
I read it at breakfast and cried into the porridge, Leyla asked whether the boat had sunk. Sunday week. I bring the
welder's number and boots.
=== pot-welder | -75 12:00 | DEMO | A barge with a hole | to=GARETH
Dear Gareth, off topic: what is the name of the man who makes the lobster pots and welded our sign edges? A friend has
acquired a barge named Prudence, with a hole in it.
=== pot-welder-re | -75 12:44 | GARETH | | re=pot-welder
That is Jory. He has no telephone and no letter box; you find him at the slip at low water. He likes being asked about
holes.
=== kassel-messe | -118 10:10 | HENRIK | Fotos von der Messe | charset=iso-8859-1 ; encoding=quoted-printable
Unser Stand war klein, aber gut besucht. Am besten gefiel den Leuten der drehbare Arm: Ein Junge hat ihn ungefähr
vierhundert Mal gedreht, die Klemmringe hielten. Drei Städte möchten ein Angebot, eine davon liegt am Meer.
=== kassel-messe-re | -117 09:09 | DEMO | | re=kassel-messe
Herzlichen Glückwunsch! Bitte stellen Sie den Jungen ein, als Dauertest.
=== kassel-farbe | -65 14:14 | HENRIK | Anthrazit ist nicht gleich Anthrazit
Der Pulverhersteller hat seine Rezeptur geändert. Das neue RAL 7016 wirkt im Schatten bläulicher. Ich lege zwei
Bleche in die Post, bitte halten Sie beide bei Regen gegen den Granit und sagen Sie mir, welches verschwindet.
=== kassel-farbe-re | -61 08:31 | DEMO | | re=kassel-farbe
Es hat zuverlässig geregnet. Blech A verschwindet, Blech B sieht aus wie ein Polizeiauto. Also A.
=== yazlik-cati | -90 19:05 | KEREM | Çatı bitti | charset=iso-8859-9 ; encoding=quoted-printable
Usta dün son kiremidi koydu. Toplam 37.250 lira tuttu, artan parayla oluğu da değiştirdim. Bahçede tek kiremit
bırakmadı, fotoğraf ekte değil çünkü telefonumu denize düşürdüm.
=== anne-paket | -24 11:40 | GULAY | Paket yolladım | charset=iso-8859-9 ; encoding=quoted-printable
Çocuklara iki kazak, sana zeytin ve nar ekşisi koydum. Kargocu on gün dedi, gümrük sorarsa hediye de. Zeytinin suyunu
dökme, buzdolabına da koyma.
=== anne-paket-geldi | -10 20:25 | DEMO | | re=anne-paket
Paket geldi! Nar ekşisi gömleklerden birine bulaşmış ama şişe sağlam. Finn kazakla uyudu, Leyla kollarını biraz uzun
buldu, seneye tam olur.
=== muze-levha-hata | -31 09:12 | AYLIN | Levhada bir harf eksik
Deneme baskısında "Güney İskelesi" yazısının noktalı büyük İ harfi düşmüş, "Güney skelesi" okunuyor. Yazı tipinde bu
harf var mı, yoksa matbaanın hatası mı? Çarşambaya kadar düzeltirsek kurul görmeden asarız.
=== muze-levha-hata-re | -31 10:02 | DEMO | | re=muze-levha-hata
Harf yazı tipinde var, dosya yanlış kodlanmış. Yenisini klasöre koydum; lütfen ı, ğ ve ş harflerini de kontrol
ettirin.
=== ottilie-lantern | -2 16:16 | BEATRIX | Lantern walk on Sunday
We meet at Prudence at five, lanterns from jam jars, soup on the stove. Ottilie has made one with windows for Leyla.
Bring wellies and a second pair of socks for everyone under ten.
=== coach-seat | -3 08:08 | OLUCHI | Coach to the airport
I have put us on the six o'clock from stop 4, not stop 2, they moved it because of the roadworks. I bring nut-free
flapjacks and both power banks.
=== spam-degree | -55 02:22 | SPAM_SEO | Doctor Deniz Hartwell? | labels=Spam,Unread
Obtain a full diploma from a real-looking university in seven working days. No study, no exam, gown in your size. We
deliver in plain envelopes.
"""

_FILES = """
=== Team/Studio handbook.docx | -270 10:00 | -33 16:12 | google=document ; share=MARGUERITE:owner,DEMO:writer,PRIYANKA:writer,OLUCHI:reader,JONAH:reader,TOMASZ:reader
# Studio handbook

This is how we work when nobody is watching. It is written by all of us, so it contradicts itself in places; where it
does, the kinder reading is right.

# Surveys

Walk the place before you look at a plan. Walk it once with the flow and once against it, once at the busiest hour and
once when it is empty. Write down every point at which you slow down, even if you know why. Take photographs at the
height of your own eyes and then, at each decision point, one from the height of a child and one from a wheelchair.
Never correct people who go wrong while you watch; note where they notice.

# Drawing

One drawing answers one question. If it answers two, make two drawings. Arrows follow the standards in the archive.
Names are spelled as the people who live there spell them. Nothing is set in capitals except the names of ferries.

# Clients

Bad news first, on the telephone, then in writing on the same day. A price is named once and followed by silence. We do
not work for free, and we do not let anybody else do so: candidates are paid for exercises, and speakers for talks,
including our own cousins.

# Site

Two people at night, always. Hard hats where there is a sign for them and where there ought to be one. The van carries a
first-aid box, a rope and a flask; whoever empties the flask fills it. Gulls are not to be fed or fought.

# Money

Receipts go to Sarah within the month. Travel is second class unless the journey lasts more than four hours and you work
in it. Meals on the road are paid up to £32 a day, without a receipt, because we trust you and because receipts fall
into soup. Suppliers are paid on time, in dispute or not at all, and the reason is written into the log.

# Meetings

They start five minutes late and end on time. Whoever calls one writes the question into the invitation; a meeting without
a question may be declined without a reason. Nobody shares a screen before somebody has drawn something by hand. The crit
on Wednesdays is for unfinished work only: what is finished gets cake on Fridays instead.

# When something breaks

Tell somebody before you repair it. Machines: Tomasz. Water: the tap is behind the grey panel next to the plotter, turn it
to the right. Fire: leave. The assembly point is the bench under the plane tree, not the car park.

# Leaving

Everybody who leaves gets the drawing that they are proudest of, framed, and may come back once without an interview.
"""

STORY = Story(
    mails(_MAILS, {**CAST, **SENDERS}),
    (),
    files(_FILES, CAST),
    dates={"closed_from": "+5thu", "closed_to": "+6fri"},
    terms=("Underfall", "Sezgin", "Studio handbook", "Prudence"),
)
