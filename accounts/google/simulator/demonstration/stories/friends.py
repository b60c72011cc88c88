"""Friends and family, in English: recipes, a wedding, a choir, a cat."""
# ruff: noqa: E501 - one entry a line

from accounts.google.simulator.demonstration.model import Story
from accounts.google.simulator.demonstration.people import CAST
from accounts.google.simulator.demonstration.script import events, files, mails
from accounts.google.simulator.demonstration.senders import SENDERS

_MAILS = """
=== recipe-ask | -55 19:40 | ROSALIND | The spinach thing
Dear Deniz, at Finn's party you made a spinach thing in layers that I keep thinking about. Could you
write it down for me, in ounces if possible?
=== recipe-give | -47 20:02 | DEMO | | re=recipe-ask
Dear Rosalind, it is my mother's börek. Four sheets of yufka (the Turkish shop on Stapleton Road), 18 oz
spinach, 7 oz white cheese, three eggs, a glass of milk. 190 degrees, forty minutes, wait ten. It is
in Drive as well, in the Recipes folder.
=== recipe-swap | -45 10:28 | ROSALIND | | re=recipe-give ; attach=Recipes/Plum chutney.txt
It worked and your father-in-law had thirds. In return, my plum chutney: 3 lb plums, 1 lb apples,
12 oz brown sugar, a pint of vinegar, star anise. Two hours on the lowest flame with the window open.
=== recipe-chutney | -42 21:36 | DEMO | | re=recipe-swap
Chutney is in nine jars. The window was not open enough; the whole row smells like pickled Sunday.
=== bea-climb | -48 12:50 | BEATRIX | Thursday wall?
I need to fall off something. Thursday half past six? Ottilie is with her dad so I have hands.
=== bea-climb-yes | -48 13:15 | DEMO | | re=bea-climb
Yes! My tendon says only the blue ones, my head says the orange overhang. You decide.
=== bea-book | -32 22:33 | BEATRIX | Book club picked without you
We are reading "The Salt Ledger", six hundred pages about a customs officer. You missed the vote, so no
complaints. Mine on {bookclub:long}, soup and bread, seven thirty.
=== bea-book-late | -10 22:58 | DEMO | | re=bea-book
I am on page 88 and the customs officer has not left the house. Does he?
=== bea-book-spoil | -9 07:12 | BEATRIX | | re=bea-book-late
Page 241. In slippers.
=== tom-bike | -104 08:41 | TOM | Trailer puncture
The trailer has the third flat this month, always the left side. I suspect the glass by the bottle
bank. Walking Finn in on my shoulders, he steers by the ears.
=== tom-cat | -40 17:29 | TOM | The vet says
Pickle is fat. Official. 6.8 kilos, should be five and a half. No more breakfast from three different
people. The vet made me sign something. Bill was £71.
=== tom-cat-answer | -40 17:50 | DEMO | | re=tom-cat
I fed her once. Once a day. After you did.
=== tom-swap | -3 21:15 | TOM | Late Thursday | re=offsite-childcare
Swimming and pickup on the offsite day are mine. In exchange you do the dentist with Leyla and the
recycling until the new year.
=== tom-money | -67 22:20 | TOM | Holiday pot
I moved £300 into the holiday pot, it stands at £1,940 now. Cottage in Wales costs £720 for the week,
leaves plenty for the ferry the year after.
=== tom-parents | -25 12:12 | TOM | Mum and Dad over the weekend
They arrive Friday at six and bring the folding bed. Dad wants to see the harbour signs. Mum wants to
see anything but signs.
=== desmond-choir | -56 09:18 | DESMOND | Tenors wanted, enthusiasm sufficient
The choir lost two tenors to Australia. Would Tom sing with us until spring? Fauré, nothing dangerous.
Wednesdays in the chapel, heaters provided, gloves advised.
=== desmond-hedge | -88 18:05 | DESMOND | The hedge between us
I plan to take half a metre off the top, unless the blackbirds are still in. Have you looked lately?
=== desmond-hedge-birds | -88 19:00 | DEMO | | re=desmond-hedge
Four chicks, very cross. Could it wait three weeks? Finn gives them names.
=== kerem-thesis | -145 16:00 | KEREM | Proofreading favour
Abla, would you read my English abstract? 300 words on sea urchins. My professor writes "unclear" next to
everything, including my name.
=== kerem-thesis-done | -144 23:05 | DEMO | | re=kerem-thesis
Done. You are clear, he is lazy. I changed "the urchins were suffered" to "were exposed", and cut the
word "very" nine times.
=== bea-wedding | -125 20:48 | BEATRIX | Nell is getting married!
To the beekeeper! In a field! I am supposed to make a speech and own nothing that survives a field. Did
you keep the green dress?
=== bea-wedding-dress | -124 08:10 | DEMO | | re=bea-wedding
The green dress is yours for the day. It has a pocket, in which you will find a confetti from my own
wedding; leave it there for luck.
=== ros-garden | -72 11:47 | ROSALIND | Dahlias
I divided the dahlias, there are eleven tubers in a box in the cold shed with your name on it. Plant them
when the hawthorn flowers, not sooner, whatever the packet says.
=== ros-present | -15 15:51 | ROSALIND | What does Finn wish for?
I would like to begin knitting in time. He mentioned a "rabbit for the rabbit". Is that a thing?
=== ros-present-answer | -14 21:00 | DEMO | | re=ros-present ; attach=Family/Rabbit pattern.pdf
It is a thing: the grey rabbit came back from the railway and apparently had made a friend there. Small,
brown, with a scarf please.
=== old-friend | -83 23:30 | BEATRIX | Found this
Cleaning the loft I found our student map of every free toilet in Bristol. You drew arrows even then.
Shall I frame it for the studio?
=== piano-tuner | -36 10:02 | DESMOND | Piano tuner
Mr Quill comes to tune mine on the 9th and would do yours right after for £55. He is deaf in one ear,
which he calls an advantage.
=== swim-lesson | -28 16:16 | TOM | Finn swam
Three metres without the noodle! He says four. There is a video, mostly splashing and my thumb.
=== veg-box | -118 13:20 | BEATRIX | Share a vegetable box?
One large box for two houses is £17 a week, half each. I take your beetroot, you take my kale, nobody has
to lie.
=== veg-box-yes | -117 08:45 | DEMO | | re=veg-box
In. But I want it in writing that the celeriac is yours.
=== to-self-ideas | -65 23:59 | DEMO | Note to self | to=DEMO
talk idea: first turns, not first looks. Ask the hospital for door counters. Buy a clicker. Sleep.
=== to-self-list | -8 07:05 | DEMO | List for the week | to=DEMO
tax code letter, passports from the drawer, new batteries for the laser, Leyla's permission slip, ring
Quillmere, haircut (really)
"""

_EVENTS = """
=== book-club | +1fri 19:30 | 150 | Book club: The Salt Ledger | at=Bea's ; with=BEATRIX,DEMO?
=== nells-wedding | -10sat 13:00 | 480 | Nell's wedding | cal=Family ; at=A field near Frome
=== parents-visit | -3fri | 3d | Rosalind and Arthur visit | cal=Family ; free=1
=== piano-tuning | -4tue 17:00 | 60 | Piano tuner, Mr Quill | cal=Family
=== wales-week | -17mon | 6d | Cottage in Wales | cal=Family
=== choir-concert | +4sun 17:00 | 90 | Choir concert, Tom sings tenor | cal=Family ; at=Chapel ; with=TOM,DESMOND
=== vet-pickle | -6mon 16:00 | 20 | Vet: Pickle | cal=Family
=== dinner-neighbours | +1sat 19:00 | 180 | Dinner with Desmond and Bea | cal=Family ; with=DESMOND,BEATRIX!
=== haircut | +1mon 17:30 | 45 | Haircut
=== passport-photos | +4fri 17:15 | 30 | Passport photos Leyla | cal=Family
=== car-mot | +3mon 08:00 | 45 | MOT, the old estate | at=Garage on Fishponds Road
=== theatre-half | -12sat 15:00 | 120 | Puppet theatre | cal=Family ; status=CANCELLED
=== allotment | -16sun 10:00 | 180 | Allotment with Bea | with=BEATRIX
=== flu-jab | -5wed 08:40 | 15 | Flu jab
=== running-race | -21sun 09:00 | 120 | Harbour ten kilometres | at=Floating harbour
=== museum-birthday | -29sun 11:00 | 180 | Leyla's birthday party | cal=Family
=== spring-cottage | +11fri | 4d | Long weekend in Wales | cal=Family
=== eclipse-evening | +9wed 20:00 | 60 | Stars with Leyla on Troopers Hill | cal=Family
"""

_FILES = """
=== Recipes/Plum chutney.txt | -45 11:00 | -42 21:40
3 lb plums, 1 lb apples, 12 oz brown sugar, 1 pint vinegar, 2 star anise
2 hours, lowest flame, WINDOW OPEN
makes nine jars
=== Recipes/Sunday soups.docx | -230 18:00 | -100 19:10 | google=document ; share=BEATRIX:writer,TOM:reader
# Sunday soups

- Red lentil with mint butter (annemin)
- Leek, potato and the end of the cheddar
- Beetroot, Bea's way: with orange
=== Family/Holiday pot.xlsx | -290 20:00 | -67 22:25 | google=spreadsheet ; share=TOM:writer
# Pot
Month | In | Out | Stands at
January | 150 | 0 | 820
March | 220 | 60 | 980
May | 360 | 0 | 1340
July | 300 | 0 | 1640
Now | 300 | 0 | 1940
=== Family/Pickle weight.csv | -40 18:00 | -5 08:10
Week | kg
1 | 6.8
3 | 6.6
5 | 6.4
=== Family/Speech for Nell.md | -122 22:00 | -112 23:40 | share=BEATRIX:owner,DEMO:writer
# Nell and the beekeeper

Nobody here expected bees. We expected, at most, a goat. But when Nell told us that he talks to them about
her every evening, we knew that she had found the only man who says more than she does.
=== Family/Passports.txt | -150 20:00 | -20 20:30
Deniz: valid, two years left. Tom: renew in spring. Leyla: photo needed. Finn: valid.
=== Family/Rabbit pattern.pdf | -13 16:00 | -13 16:00
# Small brown rabbit

Cast on 22 stitches. Ears: knit 2 together at both ends until 4 remain. Scarf: optional, red.
"""

_SHELF = files(_FILES, CAST)
STORY = Story(
    mails(_MAILS, {**CAST, **SENDERS}, _SHELF),
    events(_EVENTS, CAST),
    _SHELF,
    dates={"bookclub": "+1fri"},
    terms=(
        "Rosalind",
        "Yarwood",
        "The Salt Ledger",
        "Pickle weight",
        "plum chutney",
        "Nell and the beekeeper",
        "Stapleton Road",
        "Ottilie",
    ),
)
