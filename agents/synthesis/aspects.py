"""The kind of value that a question asks for: a sum, a day, a time of day, a span, a number of
things, a phone number, a reference, an address, a place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from agents.synthesis.values import ADDRESS, AMOUNT, CODE, PERCENT, PHONE, WHEN

_FEW = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen|eighteen|nineteen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?"
    r"|(?:a )?(?:hundred|thousand|dozen|couple)|half an?|zwei|drei|vier|fünf|sechs|sieben|acht"
    r"|neun|zehn|zwölf|deux|trois|quatre|cinq|sept|huit|neuf|dix|dos|tres|cuatro|cinco|seis|siete"
    r"|ocho|nueve|diez|iki|üç|dört|beş|altı|yedi|sekiz|dokuz)"
)
_UNITS = (
    r"(?:minutes?|mins?|hours?|hrs?|(?:(?:working|business) )?days?|nights?|weeks?|fortnights?"
    r"|months?|years?|h|seconds?|minuten?|stunden?|tagen?|tage|wochen?|monaten?|jahren?|jours?"
    r"|heures?|semaines?|mois|ans?|días?|horas?|semanas?|meses|años?|dakika|saat|gün|hafta|ay|yıl)"
)
SPAN = re.compile(rf"(?<![\w.,])(?:\d+(?:[.,]\d+)?|{_FEW})[ -]?{_UNITS}\b", re.IGNORECASE)
NUMBER = re.compile(rf"(?<![\w.,:/-])\d+(?:[.,]\d+)?(?![\w:/-])|\b{_FEW}\b", re.IGNORECASE)
PLACE = re.compile(
    r"\b(?:(?i:stop|stand|room|platform|gate|seat|bay|hall|floor|desk|table|terminal|entrance"
    r"|door|yard|garden|station|court|square|building|level|ward|office|shelf|cupboard|drawer"
    r"|car park|corner)\b|[A-ZÀ-Þ]\w+ (?:Street|Road|Lane|Row|Square|Avenue|Quay|Court)\b"
    r"|(?:in|at|on|near|behind|under|outside|beside|by|from) (?:the )?[A-ZÀ-Þ][\w'’]+)"
)
REASON = re.compile(
    r"\b(?:because|since|due to|owing to|reasons?|so that|(?:would|could|did|does|do) not|cannot"
    r"|(?:can|won|didn|doesn|couldn|wouldn|isn|wasn)['’]?t|nobody|no one|nothing|too \w+|instead"
    r"|therefore|otherwise|weil|denn|wegen|nicht|parce que|à cause|porque|çünkü|yüzünden)\b",
    re.IGNORECASE,
)
# A title and a name, two names, or one before a verb.
PERSON = re.compile(
    r"\b(?:Mrs?|Ms|Miss|Dr|Prof|Herr|Frau|Mme|Señora?|Sr|Sra)\.? [A-ZÀ-Þ]\w+"
    r"|\b[A-ZÀ-Þ][a-zà-ÿ]+ [A-ZÀ-Þ][a-zà-ÿ]+\b"
    r"|\b(?!(?:It|He|She|They|We|You|This|That|There|Who|What)\b)[A-ZÀ-Þ][a-zà-ÿ]+(?= (?:is|has"
    r"|was|will|can|does|did|said|comes|brings|takes|drives|covers|looks|runs|leads)\b)"
)


@dataclass(frozen=True, slots=True)
class Aspect:
    """`value` is what such a value looks like; `name` what it is called where none is found, or
    "" where a sentence without one may answer just as well."""

    value: re.Pattern[str]
    asks: re.Pattern[str]
    name: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether what looks like such a value is one, so that it may stand out."""
        return bool(self.name) or self.value is SPAN


def _aspect(value: re.Pattern[str], asks: str, name: str = "") -> Aspect:
    return Aspect(value, re.compile(asks, re.IGNORECASE), name)


# After "how much" these say that it is money: "how much flour" is none.
_SPENT = (
    r"(?:is|are|was|were|did|do|does|will|would|can|could|should|have|has|had|must|may|to|for|per"
    r"|each|in|money|rent|deposit|the|it|we|i|you|they|exactly|altogether|more|less|cheaper|cash)"
)
_STUFF = (
    r"(?:weight|water|flour|sugar|milk|butter|space|room|work|storage|luggage|baggage|power|paper)"
)
# "When" asks here; in "what do I pay when I come" it does not.
_OPENS = (
    r"(?:^\W*|[,;:.–-] |\b(?:and|or|but|so|know|me|remember|says?|said|ask|asks|it|that|again) )"
)
# Of two that begin at the same word, the first counts: "how much notice" is no sum.
ASPECTS = (
    _aspect(
        CODE,
        r"\b(?:(?:booking|confirmation|order|invoice|reference|ticket|tracking|claim|customer"
        r"|membership|member|policy|flight|case|account|loyalty|registration|serial|locker)"
        r" ?(?:number|code|reference|id|no)\b"
        r"|(?<!his )(?<!her )(?<!their )(?<!a )reference\b(?! (?:from|for \w+$|of))"
        r"|pnr\b|buchungs\w*|numéro de\b|número de\b)",
        "a number or code",
    ),
    _aspect(
        PHONE,
        r"\b(?:(?:tele)?phone|mobile|extension"
        r"|(?:number|who) (?:do|can|should|to|must|shall) (?:i |we )?(?:ring|call|dial|phone)"
        r"|telefonnummer|numéro de téléphone|teléfono|telefon\w*)\b",
        "a phone number",
    ),
    _aspect(ADDRESS, r"\be-?mail address\b|\badresse (?:e-?)?mail\b", "an e-mail address"),
    _aspect(
        SPAN,
        r"\bhow (?:long|many (?:more |working |whole )?(?:hours?|days?|weeks?|months?|years?"
        r"|nights?|minutes?))\b(?! ago)|\bhow much (?:time|notice|longer|leave|holiday|warning)\b"
        r"|\bwie lange\b|\bcombien de (?:temps|jours|heures)\b|\bcuánto (?:tiempo|dura)\b"
        r"|\bkaç (?:saat|gün|hafta|dakika)\b|\bne kadar sür\w*",
    ),
    _aspect(
        AMOUNT,
        rf"\bhow much(?! {_STUFF}\b)(?=[?.!]*$| {_SPENT}\b|'(?:s|ll|d)\b"
        r"|[^,;?]*\b(?:costs?|pay|pays|paid|spen[dt]|charged?|owed?|saved?|lose|bill|fee)\b)"
        r"|\b(?:price|costs?|fee|charg(?:es?|ed|ing)|salary|worth"
        r"|(?:come|came) to(?=\W*$|,| (?:and|in|altogether|all|for)\b)|set (?:me|us|you"
        r"|him|her|them) back|(?:fork|shell)\w* out|(?:in the )?(?:black|red) with"
        r"|(?:pay|paying|paid|spend|spent) for|(?:spend|spent) on|rent|deposit|fare|kostet"
        r"|wie ?viel (?:kostet|zahl\w*|mehr)"
        r"|combien (?:coûte|ça|je|on)|cuánto (?:cuesta|pag\w*)|ne kadar(?! sür))\b"
        r"|\bwhat\b[^,;?]*\b(?:pay(?:ing|s)?|paid|owed?|owing)\b",
        "an amount",
    ),
    _aspect(
        WHEN,
        rf"{_OPENS}when\b|\b(?:by when|until when|deadline|due (?:date|on|by)"
        r"|what (?:day|date|time)"
        r"|(?:what|which) (?:\w+ )?(?:hour|slot|morning|evening|weekday|week|month)"
        r"|how (?:soon|late|early)|since when|wann|bis wann|um wie viel uhr|quand|quelle heure"
        r"|cuándo|qué (?:hora|día)|ne zaman|saat kaçta)\b",
        "a day or a time",
    ),
    _aspect(
        PLACE,
        r"\b(?:where(?:abouts)?|(?:which|what) (?:stop|room|platform|gate|seat|terminal|station"
        r"|floor|hall|entrance|door|side|place|address|street|building|town|city"
        r"|shelf|drawer)|wo|wohin"
        r"|où|dónde|nerede|nereye)\b",
    ),
    _aspect(
        NUMBER,
        r"\b(?:how many|how much|what number|number of|wie ?viele|combien d|cuánt[oa]s|kaç"
        r"|(?:how|what) (?:far|big|heavy|large|high|wide|tall|old|often|full|deep|thick|size|width"
        r"|height|weight|temperature|pressure)|measurements?|dimensions?)\b",
    ),
    _aspect(
        PERSON,
        r"^\W*(?:and |so |but )*(?:who|whose|whom|with whom|wer|wem|wessen|qui|quién|kim)\b"
        r"|\bwhat(?:'s| is| was) (?:the|his|her|their) name\b|\b(?:which|what) (?:person|colleague"
        r"|teacher|doctor|man|woman)\b",
    ),
    _aspect(
        REASON,
        r"\b(?:why|how come|what for|the reason|warum|wieso|weshalb|pourquoi|por qué|neden|niye)\b",
    ),
    _aspect(PERCENT, r"\b(?:percent\w*|per cent|what share|discount|interest rate|rate)\b"),
)
NAMES = {aspect.value: aspect.name for aspect in ASPECTS if aspect.name}
_NEXT = re.compile(
    r"(?:[,;?–-]|\band\b|&|\bund\b|\bet\b|\by\b|\bve\b)\s+(?:and )?(?=(?:(?:by|from|on|at|in|to"
    r"|for|until) )?(?:what|which|when|where|who(?:['’]?s)?|how|was|wann|wo|wer|wie|quand"
    r"|où|qui|combien|cuándo|dónde|quién|cuánt\w+|kim|kaç)\b)",
    re.IGNORECASE,
)

_ASKS = re.compile(
    r"^\W*(?:and |so |but )*(?:what|which|who|where|when|how|why|did|does|do|is|are|was|were|has"
    r"|have|can|will)\b",
    re.IGNORECASE,
)


def aspect_of(question: str) -> Aspect | None:
    """What a question asks for first, if it names a kind of value; "what colour, and who pays"
    asks first for none."""
    first, *rest = _NEXT.split(question)
    clauses = [first] if _ASKS.match(first) else [first, *rest]
    return next((aspect for clause in clauses for aspect, _ in aspects(clause)), None)


def asks_for(question: str, value: re.Pattern[str]) -> bool:
    """Whether such a value is what a question asks for first."""
    aspect = aspect_of(question)
    return aspect is not None and aspect.value is value


def aspects(question: str) -> list[tuple[Aspect, str]]:
    """What the clauses of a question ask for, in order, without doubles, each with its clause."""
    found: dict[Aspect, str] = {}
    for clause in _NEXT.split(question):
        asked = [(m.start(), n) for n, a in enumerate(ASPECTS) if (m := a.asks.search(clause))]
        if asked:
            found.setdefault(ASPECTS[min(asked)[1]], clause)
    return list(found.items())
