-- The signs of all vectors tell which are worth comparing exactly: of 400 candidates or more, the
-- ten nearest are (nearly always) among them. CASE as in near.sql.
candidates AS MATERIALIZED (
    SELECT item_id, position
    FROM {passages}
    WHERE user_id = %(user)s AND model = %(model)s AND bits IS NOT NULL
    ORDER BY CASE WHEN model = %(model)s
                  THEN bits <~> binary_quantize(%(vector)s::halfvec) END
    LIMIT 5 * %(depth)s
), near AS MATERIALIZED (
    SELECT item_id AS id,
           CASE WHEN model = %(model)s THEN embedding <#> %(vector)s::halfvec END AS distance
    FROM candidates
    JOIN {passages} AS passage USING (item_id, position)
    WHERE passage.user_id = %(user)s AND passage.model = %(model)s
)
