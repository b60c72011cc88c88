-- Who signs by one of some words, or is greeted or greets by one.
WITH own AS (
    SELECT lower(email) AS address FROM accounts_connection WHERE user_id = %(user)s
), mails AS (
    SELECT sender_name, lower(sender_email) AS address, recipients, received_at, preview,
           labels @> ARRAY['SENT'] AS is_sent
    FROM search_email
    WHERE user_id = %(user)s AND NOT is_bulk AND NOT labels && ARRAY['SPAM', 'TRASH', 'DRAFT']
    ORDER BY received_at DESC LIMIT %(newest)s
), theirs AS (
    SELECT address, sender_name AS name, received_at,
           right(preview, 60) ~* %(ends)s OR left(preview, 60) ~* %(begins_theirs)s AS is_told
    FROM mails WHERE NOT is_sent
), greeted AS (
    SELECT lower(person ->> 'email') AS address, person ->> 'name' AS name, received_at,
           left(preview, 60) ~* %(begins)s AS is_told
    FROM mails, jsonb_array_elements(recipients) AS person
    WHERE is_sent AND person ->> 'kind' = 'to'
)
SELECT address,
       coalesce((array_agg(name ORDER BY received_at DESC) FILTER (WHERE name <> ''))[1], '')
           AS name,
       (count(*) FILTER (WHERE is_told))::int AS told, count(*)::int AS messages,
       max(received_at) AS last
FROM (SELECT * FROM theirs UNION ALL SELECT * FROM greeted) AS everybody
WHERE address NOT IN (SELECT own.address FROM own) AND coalesce(address, '') <> ''
GROUP BY address
HAVING bool_or(is_told)
ORDER BY told DESC, messages DESC
LIMIT 3
