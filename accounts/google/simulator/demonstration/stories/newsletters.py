"""Three newsletters over the year: wayfinding, cooking, slow travel."""
# ruff: noqa: E501 - one entry a line

from accounts.google.simulator.demonstration.model import Story
from accounts.google.simulator.demonstration.script import mails
from accounts.google.simulator.demonstration.senders import SENDERS

_MAILS = """
=== way-01 | -290 06:00 | WAYMARK | Why airport signs are yellow | labels=Category Updates
# Why airport signs are yellow

Yellow on black was chosen in Amsterdam in the sixties after a single afternoon of tests in fog. We talked
to one of the assistants who held the cards. She remembers cold hands and a designer who refused green
because it "belonged to exits".

- Also: a bridge in Bergen that hums when you cross it
- Job: a transit agency in Turin looks for a pictogram editor
=== way-02 | -262 06:00 | WAYMARK | Maps that face the wrong way | labels=Category Updates
North up or heads up? A study with 640 pedestrians in Leeds found that a map turned to face the walker cuts
wrong turns by a third, but that people who grew up with atlases trust it less. The authors suggest a
compromise: turn the map, and print the north arrow very large.
=== way-03 | -235 06:00 | WAYMARK | A short history of the pointing hand | labels=Category Updates,Unread
Printers called it the fist, or mutton fist. From medieval margins it wandered to station walls, lost its
cuff around 1910 and its fingers by 1930. What remained is the arrow. Three museums still keep enamel hands;
one of them, in Ghent, lets you touch it.
=== way-04 | -208 06:00 | WAYMARK | Can a floor be a sign? | labels=Category Updates
Hospitals love coloured lines on the floor until the cleaners come. We measured eleven of them: after two
years only four could still be told apart. Better: change the material. Feet notice carpet before eyes
notice blue.
=== way-05 | -180 06:00 | WAYMARK | The station without a name | labels=Category Updates
Between two suburbs of Antwerp trains stop at a platform that appears on no timetable. We went there, met a
signalman with a garden and eighteen rabbits, and asked why nobody ever put up a board.
=== way-06 | -152 06:00 | WAYMARK | Braille at bus stops: who actually reads it? | labels=Category Updates
Fewer than one blind person in ten reads Braille, and hardly anyone searches a wet pole for it. Talking
beacons do better but annoy the neighbours. Warsaw now uses a button that answers in a whisper. We tried it
in the rain.
=== way-07 | -124 06:00 | WAYMARK | Numbers instead of names | labels=Category Updates
Seoul numbers its station exits, Tokyo its stations, and strangers get lost less often in both. Why do
European cities refuse? A conversation with a transport planner who lost that battle twice and would
fight it again.
=== way-08 | -97 06:00 | WAYMARK | Five typefaces for bad light | labels=Category Updates
Our testers stood twenty metres away in a corridor at 30 lux. The winner has an open lower-case a and a
flat-topped three. The famous one with round dots came fourth. All measurements are in the archive for
readers to download.
=== way-09 | -69 06:00 | WAYMARK | Temporary signs that stayed for 30 years | labels=Category Updates
Paper in a plastic sleeve, held by tape: the honest form of wayfinding. Readers sent 212 photographs. Our
favourite says "Not this door" on a wall where there is no door any more.
=== way-10 | -41 06:00 | WAYMARK | Harbours, and what they hide | labels=Category Updates,Starred
Harbours grew by accident and are signed by committee. This week: Hobart, which leads visitors by smell,
and a small English trust whose pilot counted first turns rather than glances. The results surprised
the chip shop.
=== way-11 | -13 06:00 | WAYMARK | Should a sign say please? | labels=Category Updates,Unread
A university library tried "Please do not enter" against "Staff only". The polite version was ignored twice
as often. On the other hand nobody drew moustaches on it.
=== pan-01 | -280 16:00 | KITCHEN | Beans, and nothing else | labels=Category Promotions
# Beans, and nothing else

Soak them overnight with a spoon of salt, whatever your grandmother said about salt. Simmer with half an
onion and a sage leaf until they give in. Eat the first bowl standing.
=== pan-02 | -252 16:00 | KITCHEN | What to do with a sad carrot | labels=Category Promotions
A bendy carrot is only thirsty. An hour in iced water and it snaps again. If it stays soft, roast it
hard with cumin and pretend that was the plan.
=== pan-03 | -224 16:00 | KITCHEN | Bread for people who forget | labels=Category Promotions
400 grams of flour, 300 of water, a quarter spoon of yeast. Stir at breakfast, forget, fold when you come
home, forget, bake at 240 in a lidded pot. It forgives everything except opening the lid too soon.
=== pan-04 | -196 16:00 | KITCHEN | Asparagus has eleven days | labels=Category Promotions
The good ones come from the stall with the longest queue. Do not peel the green ones. A pan, butter, four
minutes, lemon. Water is for pasta.
=== pan-05 | -168 16:00 | KITCHEN | Cold soups for hot trains | labels=Category Promotions,Unread
Cucumber, yoghurt, dill, a fistful of walnuts: blend, bottle, freeze half, take on the train. By Swindon it
is exactly right.
=== pan-06 | -140 16:00 | KITCHEN | Tomatoes: stop slicing | labels=Category Promotions
Grate them. Against the large holes, skin in hand, until only the skin is left. Salt, oil, toast. You will
not buy sauce again before October.
=== pan-07 | -112 16:00 | KITCHEN | The pickle drawer | labels=Category Promotions
Equal parts water and vinegar, a spoon each of salt and sugar per cup. Boil, pour over anything with a
crunch. Radishes turn the whole jar pink by morning.
=== pan-08 | -84 16:00 | KITCHEN | Plums, apples, vinegar, patience | labels=Category Promotions
Chutney season opens. Our rule: twice as long as you think, half as sweet as you fear. Label the jars with
the weather of the day.
=== pan-09 | -57 16:00 | KITCHEN | Onions until they are brown, really brown | labels=Category Promotions
No recipe tells the truth about onions. It takes fifty minutes. Put on a long record, stir at the end of each
song, add the vinegar when the needle lifts.
=== pan-10 | -29 16:00 | KITCHEN | Dumplings from leftovers | labels=Category Promotions,Unread
Old bread, milk, an egg, a handful of parsley, nutmeg. Shape with wet hands. They should float like
somebody who has just handed in their notice.
=== tow-01 | -270 07:30 | TRAMLINES | Berlin to Palermo without leaving the rails | labels=Category Updates
The sleeper is rolled onto a ferry in the middle of the night, carriage by carriage, and you stay in your
bunk. We counted eleven clanks. Coffee at sunrise with a view of a volcano costs €1.20.
=== tow-02 | -242 07:30 | TRAMLINES | The slowest tram in Portugal | labels=Category Updates
It takes forty-one minutes for six kilometres because the driver knows everybody. Bring something to carry
for somebody and you ride for nothing.
=== tow-03 | -214 07:30 | TRAMLINES | Towpaths for beginners | labels=Category Updates
Flat, car-free, full of herons. Our three favourites under twenty miles: Devizes to Bath, Skipton to Leeds in
parts, and the one in Wales that crosses the valley on a trough of iron. Look down only if you like to.
=== tow-04 | -186 07:30 | TRAMLINES | How to sleep in a seat | labels=Category Updates,Unread
Scarf round the eyes, shoes off but through the strap of the bag, and the inner seat if you snore. A retired
conductor told us that nobody is ever robbed while holding a sandwich.
=== tow-05 | -158 07:30 | TRAMLINES | Islands by post boat | labels=Category Updates
Four times a week a red boat leaves Oban's neighbour with letters, a vet and up to five guests. You get off
where you like and are picked up when the weather agrees.
=== tow-06 | -130 07:30 | TRAMLINES | Folding bicycles, ranked by folding | labels=Category Updates
We folded nine of them on a moving train with one hand full. Only two made it before Reading. One bit us.
=== tow-07 | -102 07:30 | TRAMLINES | Funiculars: a love letter | labels=Category Updates
Two cars, one rope, no engine on board: while one goes up the other must come down. There is a marriage
metaphor here which we leave to the reader. Best bench: Bergamo, left side, going up.
=== tow-08 | -74 07:30 | TRAMLINES | Crossing the Bosphorus for the price of a bun | labels=Category Updates
Take the ferry from Karaköy at six, when the commuters feed the gulls. Tea comes in a glass that is too hot
and the ride takes twenty minutes. Nobody hurries, it is water.
=== tow-09 | -46 07:30 | TRAMLINES | What conductors write in their notebooks | labels=Category Updates
"Left: one accordion." "Wept near Crewe, gave tissue." "Dog paid, owner did not." Forty years of duty reports
go to auction next month in York.
=== tow-10 | -18 07:30 | TRAMLINES | Winter timetables, and how to read a footnote | labels=Category Updates
Everything important hides behind a small letter. An a means not on Sundays, a q that the train splits, and
the sign that looks like crossed hammers means weekdays. Ours hung a wrong one up for ten years.
"""

STORY = Story(
    mails(_MAILS, SENDERS),
    terms=("Waymark Weekly", "Slow Saucepan", "Tramlines & Towpaths"),
)
