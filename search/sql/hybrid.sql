-- Hybrid search of one person's items of one service, in one statement. Each list ranks items,
-- best first; the lists in {legs} are fused by reciprocal ranks (Cormack, Clarke, Büttcher 2009).
-- user_id is a constant as well as a policy, so that only one partition is planned.
WITH allowed AS MATERIALIZED (
    SELECT item.id, {entity} AS entity, {preference} AS preference, {matches} AS matches
    FROM {items} AS item
    WHERE item.user_id = %(user)s AND {always} AND {required}
), lexical AS (
    SELECT id, entity, row_number() OVER (ORDER BY score DESC, id) AS rank
    FROM (
        SELECT id, entity, score FROM (
            SELECT {once} allowed.id, allowed.entity, found.score
            FROM {find}(%(words)s) AS found JOIN allowed USING (id)
            {best_score}
        ) AS best
        ORDER BY score DESC, id LIMIT %(depth)s
    ) AS listed
), distances AS MATERIALIZED (
    -- Exact. CASE, since the order in which a WHERE is evaluated is the planner's: vectors of
    -- another model may have other dimensions, and comparing those is an error.
    SELECT item_id AS id,
           min(CASE WHEN model = %(model)s THEN embedding <#> %(vector)s::halfvec END) AS distance
    FROM {passages}
    WHERE user_id = %(user)s AND model = %(model)s
    GROUP BY item_id
), nearest AS MATERIALIZED (
    SELECT {once} allowed.id, allowed.entity, allowed.matches, distances.distance
    FROM distances JOIN allowed USING (id)
    {best_distance}
), vector AS (
    SELECT id, entity, row_number() OVER (ORDER BY distance, id) AS rank
    FROM (SELECT * FROM nearest ORDER BY distance, id LIMIT %(depth)s) AS listed
), filtered AS (
    SELECT id, entity, row_number() OVER (ORDER BY distance, id) AS rank
    FROM (SELECT * FROM nearest WHERE matches ORDER BY distance, id LIMIT %(depth)s) AS listed
), fused AS (
    SELECT entity,
           (array_agg(id ORDER BY leg.number))[1] AS id,
           sum(leg.weight / (%(k)s + rank))::float8 AS score,
           jsonb_object_agg(leg.name, rank) AS ranks
    FROM ({legs}) AS leg
    GROUP BY entity
    ORDER BY score DESC, id
    LIMIT %(limit)s
)
SELECT fused.score, fused.ranks, passage.starts, passage.ends,
       -passage.distance AS similarity, account.email AS account, {columns}
FROM fused
JOIN {items} AS item ON item.user_id = %(user)s AND item.id = fused.id
JOIN accounts_connection AS account
  ON account.user_id = %(user)s AND account.id = item.connection_id
LEFT JOIN LATERAL (
    SELECT starts, ends, CASE WHEN passage.model = %(model)s
                              THEN passage.embedding <#> %(vector)s::halfvec END AS distance
    FROM {passages} AS passage
    WHERE passage.user_id = %(user)s AND passage.model = %(model)s AND passage.item_id = item.id
    ORDER BY distance, position
    LIMIT 1
) AS passage ON true
ORDER BY fused.score DESC, fused.id
