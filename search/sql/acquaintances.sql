-- One person's correspondents and the people they meet whose names match, each once.
WITH asked AS (
    SELECT CASE WHEN %(topic)s = '' THEN NULL ELSE
        nullif(replace(plainto_tsquery('english', %(topic)s)::text, '&', '|'), '')::tsquery
    END AS topic
), senders AS (
    SELECT sender_name AS name, sender_email AS address, received_at AS at, lexemes
    FROM search_email
    WHERE user_id = %(user)s AND sender_words LIKE ANY(%(patterns)s)
      AND NOT labels && ARRAY['SPAM', 'TRASH']
    ORDER BY received_at DESC LIMIT %(newest)s
), recipients AS (
    SELECT person ->> 'name', person ->> 'email', mail.received_at, mail.lexemes
    FROM (
        SELECT recipients, received_at, lexemes FROM search_email
        WHERE user_id = %(user)s AND recipient_words LIKE ANY(%(patterns)s)
          AND NOT labels && ARRAY['SPAM', 'TRASH']
        ORDER BY received_at DESC LIMIT %(newest)s
    ) AS mail, jsonb_array_elements(mail.recipients) AS person
), guests AS (
    SELECT person ->> 'name', person ->> 'email', meeting.starts_at, meeting.lexemes
    FROM (
        SELECT attendees, starts_at, lexemes FROM search_event
        WHERE user_id = %(user)s AND people_words LIKE ANY(%(patterns)s)
        ORDER BY starts_at DESC LIMIT %(newest)s
    ) AS meeting, jsonb_array_elements(meeting.attendees) AS person
), everybody AS (
    SELECT * FROM senders UNION ALL SELECT * FROM recipients UNION ALL SELECT * FROM guests
), weighed AS (
    SELECT coalesce(name, '') AS name, lower(address) AS address, at,
           exp(-0.6931 * abs(extract(epoch FROM %(now)s - at)) / %(half_life)s) AS weight,
           asked.topic IS NOT NULL AND ts_rank(lexemes, asked.topic, 1) > 0 AS about
    FROM everybody, asked
    WHERE coalesce(address, '') <> ''
      AND lower(address) NOT IN (
          SELECT lower(email) FROM accounts_connection WHERE user_id = %(user)s
      )
)
SELECT coalesce((array_agg(name ORDER BY at DESC) FILTER (WHERE name NOT IN ('', address)))[1], '')
           AS name,
       address, count(*)::int AS messages, max(at) AS last, sum(weight)::float8 AS weight,
       coalesce(sum(weight) FILTER (WHERE about), 0)::float8 AS about
FROM weighed
GROUP BY address
