-- The lists of a search that reads every item which passes the filters. user_id is a constant as
-- well as a policy, so that only one partition is planned.
WITH allowed AS MATERIALIZED (
    SELECT item.id, {entity} AS entity, {preference} AS preference, {matches} AS matches
    FROM {items} AS item
    WHERE item.user_id = %(user)s AND {always} AND {required}
), lexical AS (
    SELECT id, entity, row_number() OVER (ORDER BY score DESC, id) AS rank,
           score / max(score) OVER () AS evidence
    FROM (
        SELECT id, entity, score FROM (
            SELECT {once} allowed.id, allowed.entity, found.score
            FROM {find}(%(words)s, %(languages)s, %(unfinished)s) AS found JOIN allowed USING (id)
            {best_score}
        ) AS best
        ORDER BY score DESC, id LIMIT %(depth)s
    ) AS listed
), {distances}, nearest AS MATERIALIZED (
    SELECT {once} allowed.id, allowed.entity, allowed.matches, distances.distance
    FROM distances JOIN allowed USING (id)
    {best_distance}
), vector AS (
    SELECT id, entity, row_number() OVER (ORDER BY distance, id) AS rank,
           -distance AS evidence
    FROM (SELECT * FROM nearest ORDER BY distance, id LIMIT %(depth)s) AS listed
), filtered AS (
    SELECT id, entity, row_number() OVER (ORDER BY distance, id) AS rank,
           -distance AS evidence
    FROM (SELECT * FROM nearest WHERE matches ORDER BY distance, id LIMIT %(depth)s) AS listed
)
