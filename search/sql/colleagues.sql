-- The domain at which a person writes to the most different people.
WITH sent AS (
    SELECT recipients FROM search_email
    WHERE user_id = %(user)s AND labels @> ARRAY['SENT'] AND NOT labels && ARRAY['SPAM', 'TRASH']
    ORDER BY received_at DESC LIMIT %(newest)s
), written AS (
    SELECT lower(person ->> 'email') AS address,
           split_part(lower(person ->> 'email'), '@', 2) AS domain
    FROM sent, jsonb_array_elements(sent.recipients) AS person
)
SELECT domain
FROM written
WHERE domain <> '' AND NOT domain = ANY(%(public)s)
  AND address NOT IN (SELECT lower(email) FROM accounts_connection WHERE user_id = %(user)s)
GROUP BY domain
HAVING count(DISTINCT address) >= %(at_least)s
ORDER BY count(DISTINCT address) DESC, count(*) DESC
LIMIT 1
