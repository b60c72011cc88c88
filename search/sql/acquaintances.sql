-- One person's correspondents and the people they meet whose names match, each once.
WITH asked AS (
    SELECT CASE WHEN %(topic)s = '' THEN NULL ELSE
        nullif(replace(plainto_tsquery('english', %(topic)s)::text, '&', '|'), '')::tsquery
    END AS topic
), own AS (
    SELECT lower(email) AS address FROM accounts_connection WHERE user_id = %(user)s
    UNION SELECT lower(email) FROM accounts_user WHERE id = %(user)s
), senders AS (
    SELECT sender_name AS name, sender_email AS address, received_at AS at, lexemes,
           false AS is_written
    FROM search_email
    WHERE user_id = %(user)s AND sender_words LIKE ANY(%(patterns)s)
      AND NOT labels && ARRAY['SPAM', 'TRASH']
    ORDER BY received_at DESC LIMIT %(newest)s
), recipients AS (
    SELECT person ->> 'name', person ->> 'email', mail.received_at, mail.lexemes, mail.is_sent
    FROM (
        (SELECT recipients, received_at, lexemes, true AS is_sent FROM search_email
        WHERE user_id = %(user)s AND recipient_words LIKE ANY(%(patterns)s)
          AND labels @> ARRAY['SENT'] AND NOT labels && ARRAY['SPAM', 'TRASH']
        ORDER BY received_at DESC LIMIT %(newest)s)
        UNION ALL
        (SELECT recipients, received_at, lexemes, false FROM search_email
        WHERE user_id = %(user)s AND recipient_words LIKE ANY(%(patterns)s)
          AND NOT labels && ARRAY['SENT', 'SPAM', 'TRASH']
        ORDER BY received_at DESC LIMIT %(newest)s)
    ) AS mail, jsonb_array_elements(mail.recipients) AS person
), guests AS (
    SELECT person ->> 'name', person ->> 'email', meeting.starts_at, meeting.lexemes,
           meeting.is_organised
    FROM (
        SELECT attendees, starts_at, lexemes,
               coalesce(lower(substring(organizer FROM '[^<>\s]+@[^<>\s]+')) IN
                   (SELECT address FROM own), false) AS is_organised
        FROM search_event
        WHERE user_id = %(user)s AND people_words LIKE ANY(%(patterns)s)
        ORDER BY starts_at DESC LIMIT %(newest)s
    ) AS meeting, jsonb_array_elements(meeting.attendees) AS person
), everybody AS (
    SELECT * FROM senders UNION ALL SELECT * FROM recipients UNION ALL SELECT * FROM guests
), weighed AS (
    SELECT coalesce(name, '') AS name, lower(address) AS address, at,
           exp(-0.6931 * abs(extract(epoch FROM %(now)s - at)) / %(half_life)s) AS weight,
           asked.topic IS NOT NULL AND ts_rank(lexemes, asked.topic, 1) > 0 AS about,
           is_written
    FROM everybody, asked
    WHERE coalesce(address, '') <> ''
      AND lower(address) NOT IN (SELECT own.address FROM own)
)
SELECT coalesce((array_agg(name ORDER BY at DESC) FILTER (WHERE name NOT IN ('', address)))[1], '')
           AS name,
       address, count(*)::int AS messages, max(at) AS last, sum(weight)::float8 AS weight,
       coalesce(sum(weight) FILTER (WHERE about), 0)::float8 AS about,
       (count(*) FILTER (WHERE is_written))::int AS written,
       coalesce(sum(weight) FILTER (WHERE is_written), 0)::float8 AS written_weight,
       coalesce(sum(weight) FILTER (WHERE is_written AND about), 0)::float8 AS written_about
FROM weighed
GROUP BY address
