-- Hybrid search of one person's items of one service, in one statement. Each list ranks items,
-- best first; those that count are fused by reciprocal ranks (Cormack, Clarke, Büttcher 2009) to the
-- score. Items are ordered by it or by other evidence; the lift raises what else speaks for one.
{lists}, fused AS (
    SELECT entity,
           (array_agg(id ORDER BY leg.number))[1] AS id,
           sum(leg.weight / (%(k)s + rank))::float8 AS score,
           {evidence} AS evidence,
           jsonb_object_agg(leg.name, rank) AS ranks
    FROM ({legs}) AS leg
    GROUP BY entity
), best AS (
    SELECT fused.id, fused.ranks, fused.score * {lift} AS score, fused.evidence * {lift} AS place
    FROM fused
    JOIN {items} AS item ON item.user_id = %(user)s AND item.id = fused.id
    ORDER BY place DESC, fused.id
    LIMIT %(limit)s
)
SELECT best.score, best.ranks, passage.starts, passage.ends,
       -passage.distance AS similarity, account.email AS account, {columns}
FROM best
JOIN {items} AS item ON item.user_id = %(user)s AND item.id = best.id
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
ORDER BY best.place DESC, best.id
