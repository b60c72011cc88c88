-- Who writes to a person and is called, or speaks of themselves, by one of some words.
WITH own AS (
    SELECT lower(email) AS address FROM accounts_connection WHERE user_id = %(user)s
), asked AS (
    SELECT to_tsquery('english', %(words)s) AS words
), mails AS (
    SELECT lower(sender_email) AS address, split_part(lower(sender_email), '@', 2) AS domain,
           sender_name, received_at,
           ' ' || sender_words || ' ' LIKE ANY(%(begins)s)
               OR split_part(lower(sender_email), '@', 2) LIKE ANY(%(domains)s) AS is_named,
           NOT is_bulk AND lexemes @@ asked.words AS is_about
    FROM search_email, asked
    WHERE user_id = %(user)s AND sender_email <> ''
      AND NOT labels && ARRAY['SPAM', 'TRASH', 'SENT', 'DRAFT']
    ORDER BY received_at DESC LIMIT %(newest)s
), organisation AS (
    SELECT CASE WHEN domain = ANY(%(public)s) THEN address ELSE domain END AS address,
           (array_agg(sender_name ORDER BY received_at DESC))[1] AS name,
           count(*)::int AS messages, max(received_at) AS last,
           bool_or(is_named) AS is_named,
           (count(*) FILTER (WHERE is_about))::int AS about
    FROM mails
    WHERE address NOT IN (SELECT own.address FROM own)
    GROUP BY 1
)
SELECT address, coalesce(name, '') AS name, messages, last, is_named,
       (about::float8 / messages) AS share
FROM organisation
WHERE is_named OR (about >= %(often)s AND about >= %(mostly)s * messages)
ORDER BY is_named DESC, about DESC, messages DESC
LIMIT 5
