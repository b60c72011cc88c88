"""The statements of a search, composed from the templates in sql/."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, cast

from psycopg import sql

from search.filters import Conditions, Filters, always, asked
from search.hits import Mode, shown_columns
from search.tables import BITS_FROM, TABLES, Service, Table

Order = Literal["newest", "oldest", "soonest"]

K: Final = 10  # of reciprocal rank fusion; the higher, the less the first places count
LEXICAL_WEIGHT: Final = 2.0  # of a few words, as people type them into a search field
SENTENCE_WORDS: Final = 10  # more are a sentence, of which the meaning says more than the words
SENTENCE_LEXICAL_WEIGHT: Final = 0.8
FILTERED_WEIGHT: Final = 1.5
# By evidence rather than by ranks, where a few words are asked without filters that only lift.
ORDERED_BY_EVIDENCE: Final[frozenset[Service]] = frozenset({"gmail"})
DEPTH: Final = 100  # of each list
_RANKS: Final = sql.SQL("sum(leg.weight / (%(k)s + rank))::float8")
# How near the words come to those of the best, and the meaning to the question; what is not in the
# list of the vectors is taken to be as near as the last of it.
_SCORES: Final = sql.SQL("""sum(leg.evidence)::float8 + CASE WHEN bool_or(leg.name = 'vector')
               THEN 0 ELSE coalesce((SELECT min(evidence) FROM vector), 0) END""")
# An item of a named day, or of the three days before it (what is coming up is written about), or
# of the day after it.
_NAMED_DAY: Final = sql.SQL("""(1 + (
    SELECT max(CASE WHEN ahead <= 3 THEN 1 - ahead / 5.0 WHEN ahead = 364 THEN 0.6 ELSE 0 END)
    FROM unnest(%(days)s::int[]) AS day,
         LATERAL (SELECT mod(day - extract(doy FROM item.{when})::int + 365, 365) AS ahead) AS _
))""")

NEWEST_LIFT: Final = 0.3  # of the newest, where the newest is asked for; 0 turns it off
# Of what fits nearly as well as the best, the newer rather than the older.
_NEWEST: Final = sql.SQL("""(1 + CASE WHEN fused.score >= 0.5 * (SELECT max(score) FROM fused) THEN
    {lift} * percent_rank() OVER (
        PARTITION BY fused.score >= 0.5 * (SELECT max(score) FROM fused) ORDER BY item.{when}
    ) ELSE 0 END)""")


def search_statement(
    service: Service,
    filters: Filters,
    mode: Mode,
    *,
    words: int = 1,
    days: Sequence[int] = (),
    dimensions: int = 0,
    newest: bool = False,
) -> tuple[sql.Composed, dict[str, Any]]:
    """The statement for a question of so many `words` that names these `days`, with a vector of
    so many `dimensions`, and those of its parameters that do not depend on the question itself.
    With `newest` it lifts the newer of what fits."""
    table = TABLES[service]
    usual, wanted = always(service, filters), asked(service, filters)
    lenient = wanted.any and not filters.strict
    phrased = asked(service, Filters(phrases=filters.phrases))
    yes = sql.SQL("true")
    parts: dict[str, sql.Composable] = {
        **(_EVENT_PARTS if service == "gcal" else _ITEM_PARTS),
        "items": sql.Identifier(table.items),
        "passages": sql.Identifier(table.passages),
        "find": sql.Identifier(f"{table.items}_matches"),
        "always": usual.sql,
        "required": phrased.sql if lenient else wanted.sql,
        "matches": wanted.sql if lenient else yes,
        "lenient": yes if lenient else sql.SQL("false"),
    }
    is_open = service != "gcal" and not wanted.any
    statement = _template("hybrid").format(
        **parts,
        lists=_template("open_lists" if is_open else "narrowed_lists").format(
            **parts, **_vector_parts(parts, dimensions)
        ),
        legs=_legs(mode, lexical=lexical_weight(words), lenient=lenient),
        evidence=_evidence(service, mode, words=words, lenient=lenient),
        lift=_lift(table, days=bool(days), newest=newest and service != "gcal"),
        columns=_columns(service),
    )
    return statement, {**wanted.params, "k": K, "depth": DEPTH, "days": list(days)}


def _vector_parts(
    parts: Mapping[str, sql.Composable], dimensions: int
) -> dict[str, sql.Composable]:
    """The scan of the vectors: of short ones themselves, of long ones by their signs first."""
    kind = "_by_bits" if dimensions >= BITS_FROM else ""
    return {name: _template(f"{name}{kind}").format(**parts) for name in ("near", "distances")}


def _lift(table: Table, *, days: bool, newest: bool) -> sql.Composed:
    lifts = [lift for lift, wanted in ((_NAMED_DAY, days), (_NEWEST, newest)) if wanted]
    when = sql.Identifier(table.when)
    return sql.SQL(" * ").join(
        [sql.SQL("1"), *(lift.format(when=when, lift=sql.Literal(NEWEST_LIFT)) for lift in lifts)]
    )


def lexical_weight(words: int) -> float:
    """How much the list of the full text counts against that of the vectors."""
    return LEXICAL_WEIGHT if words <= SENTENCE_WORDS else SENTENCE_LEXICAL_WEIGHT


def _evidence(service: Service, mode: Mode, *, words: int, lenient: bool) -> sql.SQL:
    few = service in ORDERED_BY_EVIDENCE and words <= SENTENCE_WORDS
    return _SCORES if few and mode == "hybrid" and not lenient else _RANKS


# Each occurrence of an event is a row, the event is what is found: its best row, and of equal
# ones one that passes the filters, the next to come, or the last.
_EVENT_PARTS: Final[Mapping[str, sql.SQL]] = {
    "entity": sql.SQL(
        "coalesce(nullif(item.ical_uid, ''), nullif(item.recurring_event_id, ''), item.google_id)"
    ),
    "preference": sql.SQL(
        "CASE WHEN item.ends_at > %(now)s THEN extract(epoch FROM item.starts_at - %(now)s) "
        "ELSE 1e12 + extract(epoch FROM %(now)s - item.starts_at) END"
    ),
    "once": sql.SQL("DISTINCT ON (allowed.entity)"),
    "best_score": sql.SQL(
        "ORDER BY allowed.entity, found.score DESC, allowed.matches DESC, allowed.preference, id"
    ),
    "best_distance": sql.SQL(
        "ORDER BY allowed.entity, distance, allowed.matches DESC, allowed.preference, id"
    ),
}
_ITEM_PARTS: Final[Mapping[str, sql.SQL]] = {
    "entity": sql.SQL("item.id"),
    "preference": sql.SQL("0"),
    "once": sql.SQL(""),
    "best_score": sql.SQL(""),
    "best_distance": sql.SQL(""),
}


def _legs(mode: Mode, *, lexical: float, lenient: bool) -> sql.Composed:
    """The lists that count. Under strict filters each holds only what passes them, so the
    filtered list would be the vector list over again."""
    weights = {"lexical": lexical, "vector": 1.0, "filtered": FILTERED_WEIGHT}
    names = {"hybrid": ["lexical", "vector"], "lexical": ["lexical"], "vector": ["vector"]}[mode]
    if lenient and mode != "lexical":
        names.append("filtered")
    return sql.SQL(" UNION ALL ").join(
        sql.SQL("SELECT {} AS name, {} AS number, {}::float8 AS weight, * FROM {}").format(
            sql.Literal(name), sql.Literal(number), sql.Literal(weights[name]), sql.Identifier(name)
        )
        for number, name in enumerate(names)
    )


def browse_statement(
    service: Service, conditions: Sequence[Conditions], order: Order
) -> tuple[sql.Composed, dict[str, Any]]:
    table = TABLES[service]
    direction = sql.SQL("DESC" if order == "newest" else "ASC")
    when = sql.SQL("item.{} {}, item.id").format(sql.Identifier(table.when), direction)
    statement = _template("browse").format(
        items=sql.Identifier(table.items),
        columns=_columns(service),
        always=sql.SQL("true"),
        required=sql.SQL(" AND ").join(condition.sql for condition in conditions),
        order=when,
    )
    params: dict[str, Any] = {}
    for condition in conditions:
        params |= {k: v for k, v in condition.params.items() if v is not None}
    return statement, params


@cache
def _template(name: str) -> sql.SQL:
    path = Path(__file__).parent / "sql" / f"{name}.sql"
    return sql.SQL(cast("Any", path.read_text(encoding="utf-8")))


@cache
def _columns(service: Service) -> sql.Composed:
    names = (sql.SQL("item.{}").format(sql.Identifier(n)) for n in shown_columns(service))
    return sql.SQL(", ").join(names)
