-- The words of the newest subjects, titles, file names and names of people: how often each stands
-- there, how it is mostly written, and whether people are called so. What anybody can send under any
-- name (spam) is left out.
WITH said AS (
    (SELECT subject AS text, false AS is_name FROM search_email
     WHERE user_id = %(user)s AND NOT labels && ARRAY['SPAM', 'TRASH']
     ORDER BY received_at DESC LIMIT %(newest)s)
    UNION ALL
    (SELECT sender_name, true FROM search_email
     WHERE user_id = %(user)s AND NOT labels && ARRAY['SPAM', 'TRASH']
     ORDER BY received_at DESC LIMIT %(newest)s)
    UNION ALL
    (SELECT person ->> 'name', true
     FROM (SELECT recipients FROM search_email
           WHERE user_id = %(user)s AND labels @> ARRAY['SENT']
           ORDER BY received_at DESC LIMIT %(newest)s) AS sent,
          jsonb_array_elements(sent.recipients) AS person)
    UNION ALL
    (SELECT title || ' ' || location, false FROM search_event
     WHERE user_id = %(user)s ORDER BY starts_at DESC LIMIT %(newest)s)
    UNION ALL
    (SELECT regexp_replace(name, '\.\w+$', ''), false FROM search_file
     WHERE user_id = %(user)s ORDER BY modified_at DESC LIMIT %(newest)s)
), words AS (
    SELECT word, said.is_name FROM said, regexp_split_to_table(said.text, '[^[:alpha:]]+') AS word
    WHERE length(word) BETWEEN %(shortest)s AND %(longest)s
)
SELECT mode() WITHIN GROUP (ORDER BY word) AS word, count(*)::int AS times,
       bool_or(is_name) AS is_name
FROM words GROUP BY lower(word)
