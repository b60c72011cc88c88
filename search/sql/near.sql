-- Exact. CASE, since the order in which a WHERE is evaluated is the planner's: vectors of another
-- model may have other dimensions, and comparing those is an error.
near AS MATERIALIZED (
    SELECT item_id AS id,
           CASE WHEN model = %(model)s THEN embedding <#> %(vector)s::halfvec END AS distance
    FROM {passages}
    WHERE user_id = %(user)s AND model = %(model)s
    ORDER BY distance
    LIMIT 5 * %(depth)s
)
