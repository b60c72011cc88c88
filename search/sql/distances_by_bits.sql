-- As near_by_bits.sql, of the items that may be listed; and of those that pass lenient filters, as
-- many again, since they have a list of their own.
candidates AS MATERIALIZED (
    (SELECT item_id, position
    FROM {passages}
    WHERE user_id = %(user)s AND model = %(model)s AND bits IS NOT NULL
          AND item_id IN (SELECT id FROM allowed)
    ORDER BY CASE WHEN model = %(model)s
                  THEN bits <~> binary_quantize(%(vector)s::halfvec) END
    LIMIT 5 * %(depth)s)
    UNION
    (SELECT item_id, position
    FROM {passages}
    WHERE user_id = %(user)s AND model = %(model)s AND bits IS NOT NULL
          AND {lenient} AND item_id IN (SELECT id FROM allowed WHERE matches)
    ORDER BY CASE WHEN model = %(model)s
                  THEN bits <~> binary_quantize(%(vector)s::halfvec) END
    LIMIT 5 * %(depth)s)
), distances AS MATERIALIZED (
    SELECT item_id AS id,
           min(CASE WHEN model = %(model)s THEN embedding <#> %(vector)s::halfvec END) AS distance
    FROM candidates
    JOIN {passages} AS passage USING (item_id, position)
    WHERE passage.user_id = %(user)s AND passage.model = %(model)s
    GROUP BY item_id
)
