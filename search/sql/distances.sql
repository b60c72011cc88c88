-- Exact. CASE, since the order in which a WHERE is evaluated is the planner's: vectors of another
-- model may have other dimensions, and comparing those is an error.
distances AS MATERIALIZED (
    SELECT item_id AS id,
           min(CASE WHEN model = %(model)s THEN embedding <#> %(vector)s::halfvec END) AS distance
    FROM {passages}
    WHERE user_id = %(user)s AND model = %(model)s
    GROUP BY item_id
)
