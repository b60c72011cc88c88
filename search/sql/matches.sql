-- The items of app.current_user_id that hold a word of `question`, each with
--
--     sum over its words of idf × ts_rank(lexemes, word, 1)  ×  sum of their idf
--
-- idf from the person's own rows; the second sum lifts what holds more of the question. A word counts in
-- each stem that it has in `languages` (configurations of which 'english' is the first and decides
-- what is a stop word). Of the words that nobody wrote to the person the last is taken for a
-- beginning (`unfinished`), others for a slip of one letter, where that leads to a word they know.
--
-- Runs as a role to which row-level security shows every row (under it `@@`, not being leakproof,
-- cannot use the index), so it names the person itself: by the lexeme `u:<id>`, which the GIN
-- index intersects with the word's, and by user_id. No setting, no rows.
--
-- user_id is compared only after the index has spoken, and sequential scans are off: what the
-- planner knows of a person's rows is old just after a sync, and it would then rather read all of
-- them for each word. A partition without the person's lexeme costs two look-ups a word.
LANGUAGE plpgsql SET enable_seqscan = off AS $function$
DECLARE
    person uuid := nullif(current_setting('app.current_user_id', true), '')::uuid;
    -- What a word counts in the text, beside it, in names and in the title.
    places float4[] := '{0.3, 0.4, 0.6, 1}';
    mine text := '''u:' || person || ''' & ';
BEGIN
    IF person IS NULL THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH stems AS MATERIALIZED (
        SELECT config = 'english' AS is_english, stem.positions[1] AS position,
               search_quoted(stem.lexeme) AS quoted
        FROM unnest(languages) AS config,
             unnest(to_tsvector(config::regconfig, question)) AS stem
    ), terms AS MATERIALIZED (
        SELECT position AS word,
               string_agg(DISTINCT quoted, '|')::tsquery AS term,
               (mine || '(' || string_agg(DISTINCT quoted, '|') || ')')::tsquery AS scoped
        FROM stems
        GROUP BY position
        HAVING bool_or(is_english)
        ORDER BY position
        LIMIT 32
    ), said AS MATERIALIZED (
        SELECT terms.word, item.user_id, item.id, ts_rank(places, item.lexemes, terms.term, 1) AS rank
        FROM terms
        JOIN {items} AS item ON item.lexemes @@ terms.scoped
    ), missing AS MATERIALIZED (
        SELECT terms.word, terms.term
        FROM terms
        WHERE NOT EXISTS (SELECT FROM said WHERE said.word = terms.word AND said.user_id = person)
    ), letters AS MATERIALIZED (
        SELECT raw.letters, raw.number, raw.number = max(raw.number) OVER () AS is_last
        FROM string_to_table(question, ' ') WITH ORDINALITY AS raw (letters, number)
        WHERE raw.letters <> ''
    ), unknown AS MATERIALIZED (
        SELECT missing.word, letters.letters, letters.is_last
        FROM missing
        JOIN letters ON to_tsvector('english', letters.letters) @@ missing.term
        WHERE (letters.number <= 40 OR is_last) AND letters.letters ~ '^[a-z]{3,24}$'
        ORDER BY letters.number DESC
        LIMIT 2
    ), begun AS MATERIALIZED (
        SELECT unknown.word, item.id, ts_rank(places, item.lexemes, beginning, 1) AS rank
        FROM unknown
        CROSS JOIN LATERAL (
            SELECT (search_quoted(unknown.letters) || ':*')::tsquery AS beginning,
                   (mine || search_quoted(unknown.letters) || ':*')::tsquery AS scoped
        ) AS prefix
        JOIN {items} AS item ON item.lexemes @@ prefix.scoped
        WHERE unfinished AND is_last AND item.user_id = person
    ), slips AS MATERIALIZED (
        SELECT DISTINCT unknown.word, lexeme, search_quoted(lexeme) AS quoted
        FROM unknown
        CROSS JOIN LATERAL search_edits(unknown.letters) AS edit
        CROSS JOIN LATERAL unnest(ts_lexize('english_stem', edit)) AS lexeme
        WHERE length(unknown.letters) > 4
          AND NOT EXISTS (SELECT FROM begun WHERE begun.word = unknown.word)
    ), near AS MATERIALIZED (
        SELECT any_of.word, tsvector_to_array(item.lexemes) AS held
        FROM (
            SELECT slips.word, (mine || '(' || string_agg(quoted, '|') || ')')::tsquery AS scoped
            FROM slips
            GROUP BY slips.word
        ) AS any_of
        CROSS JOIN LATERAL (
            SELECT lexemes FROM {items} AS item
            WHERE item.lexemes @@ any_of.scoped AND item.user_id = person
            LIMIT 100
        ) AS item
    ), meant AS MATERIALIZED (
        SELECT DISTINCT ON (slips.word) slips.word, slips.quoted
        FROM (SELECT near.word, unnest(near.held) AS lexeme FROM near) AS held
        JOIN slips ON slips.word = held.word AND slips.lexeme = held.lexeme
        GROUP BY slips.word, slips.quoted
        ORDER BY slips.word, count(*) DESC, slips.quoted
    ), hits AS MATERIALIZED (
        SELECT said.word, said.id, said.rank FROM said WHERE said.user_id = person
        UNION ALL
        SELECT begun.word, begun.id, begun.rank FROM begun
        UNION ALL
        SELECT meant.word, item.id, ts_rank(places, item.lexemes, meant.quoted::tsquery, 1)
        FROM meant
        JOIN {items} AS item ON item.lexemes @@ (mine || meant.quoted)::tsquery
        WHERE item.user_id = person
    ), frequencies AS MATERIALIZED (
        SELECT hits.word, count(*) AS df FROM hits GROUP BY hits.word
    ), mailbox AS MATERIALIZED (
        SELECT count(*) AS n FROM {items} AS item WHERE item.user_id = person
    ), weights AS MATERIALIZED (
        SELECT frequencies.word, ln(1 + greatest(n - df + 0.5, 0.5) / (df + 0.5)) AS idf
        FROM frequencies, mailbox
    )
    SELECT hits.id, (sum(rank * idf) * sum(idf))::real
    FROM hits JOIN weights USING (word)
    GROUP BY hits.id;
END
$function$
