-- The lists of a search without filters, of items that are each found on their own (mails, files):
-- only the items that a list names are read, since in a large mailbox reading all of them costs
-- more than the search. user_id as in narrowed_lists.sql.
WITH lexical AS (
    SELECT id, id AS entity, row_number() OVER (ORDER BY score DESC, id) AS rank
    FROM (
        SELECT found.id, found.score
        FROM (
            SELECT id, score FROM {find}(%(words)s, %(languages)s, %(unfinished)s)
            ORDER BY score DESC, id LIMIT 3 * %(depth)s
        ) AS found
        JOIN {items} AS item ON item.user_id = %(user)s AND item.id = found.id
        WHERE {always}
        ORDER BY found.score DESC, found.id
        LIMIT %(depth)s
    ) AS listed
), near AS MATERIALIZED (
    -- Exact. CASE as in narrowed_lists.sql.
    SELECT item_id AS id,
           CASE WHEN model = %(model)s THEN embedding <#> %(vector)s::halfvec END AS distance
    FROM {passages}
    WHERE user_id = %(user)s AND model = %(model)s
    ORDER BY distance
    LIMIT 5 * %(depth)s
), vector AS (
    SELECT id, id AS entity, row_number() OVER (ORDER BY distance, id) AS rank
    FROM (
        SELECT nearest.id, nearest.distance
        FROM (SELECT id, min(distance) AS distance FROM near GROUP BY id) AS nearest
        JOIN {items} AS item ON item.user_id = %(user)s AND item.id = nearest.id
        WHERE {always}
        ORDER BY nearest.distance, nearest.id
        LIMIT %(depth)s
    ) AS listed
)
