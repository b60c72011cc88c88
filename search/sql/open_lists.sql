-- The lists of a search without filters, of items that are each found on their own (mails, files):
-- only the items that a list names are read, since in a large mailbox reading all of them costs
-- more than the search. user_id as in narrowed_lists.sql.
WITH lexical AS (
    SELECT id, id AS entity, row_number() OVER (ORDER BY score DESC, id) AS rank,
           score / max(score) OVER () AS evidence
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
), {near}, vector AS (
    SELECT id, id AS entity, row_number() OVER (ORDER BY distance, id) AS rank,
           -distance AS evidence
    FROM (
        SELECT nearest.id, nearest.distance
        FROM (SELECT id, min(distance) AS distance FROM near GROUP BY id) AS nearest
        JOIN {items} AS item ON item.user_id = %(user)s AND item.id = nearest.id
        WHERE {always}
        ORDER BY nearest.distance, nearest.id
        LIMIT %(depth)s
    ) AS listed
)
