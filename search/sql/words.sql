-- The items of app.current_user_id that hold a word of `question`, each with
--
--     sum over its words of idf × ts_rank(lexemes, word, 1)  ×  sum of their idf
--
-- idf from the person's own rows; the second sum lifts what holds more of the question. A word
-- counts in each stem that it has in `languages` (configurations of which 'english' is the first and
-- decides what is a stop word). Of the words that nobody wrote to the person the last is taken for a
-- beginning (`unfinished`), others for a slip of one letter, where that leads to a word they know.
--
-- Runs as a role to which row-level security shows every row (under it `@@`, not being leakproof,
-- cannot use the index), so it names the person itself: by the lexeme `u:<id>`, which the GIN
-- index intersects with the word's, and by user_id. No setting, no rows.
--
-- It reads the person's partition by its name: looking a word up in the other fifteen takes as
-- long, and planning for them longer. user_id is compared only after the index has spoken, and
-- sequential scans are off: what the planner knows of a person's rows is old just after a sync, and
-- it would then rather read all of them for each word.
LANGUAGE plpgsql SET enable_seqscan = off AS $function$
DECLARE
    person uuid := nullif(current_setting('app.current_user_id', true), '')::uuid;
    -- What a word counts in the text, beside it, in names and in the title.
    places float4[] := '{0.3, 0.4, 0.6, 1}';
    mine text := '''u:' || person || ''' & ';
    leaf text;
    terms text[];  -- of each word its stems, as a tsquery
    missing int[];
    instead record;
BEGIN
    SELECT tableoid::regclass INTO leaf FROM {items} WHERE user_id = person LIMIT 1;
    SELECT array_agg(word.term ORDER BY word.position) INTO terms
    FROM (
        SELECT stem.positions[1] AS position,
               string_agg(DISTINCT search_quoted(stem.lexeme), '|') AS term
        FROM unnest(languages) AS config, unnest(to_tsvector(config::regconfig, question)) AS stem
        GROUP BY 1
        HAVING bool_or(config = 'english')
        ORDER BY 1
        LIMIT 32
    ) AS word;
    IF leaf IS NULL OR terms IS NULL THEN
        RETURN;
    END IF;

    EXECUTE format($query$
        SELECT array_agg(word.number)
        FROM unnest($1) WITH ORDINALITY AS word (term, number)
        WHERE NOT EXISTS (
            SELECT FROM %1$s AS item WHERE item.lexemes @@ ($2 || '(' || term || ')')::tsquery
        )
    $query$, leaf) INTO missing USING terms, mine;

    IF missing IS NOT NULL THEN
        FOR instead IN EXECUTE format($query$
            WITH letters AS MATERIALIZED (
                SELECT raw.letters, raw.number, raw.number = max(raw.number) OVER () AS is_last
                FROM string_to_table($1, ' ') WITH ORDINALITY AS raw (letters, number)
                WHERE raw.letters <> ''
            ), unknown AS MATERIALIZED (
                SELECT missing.word, letters.letters, letters.is_last
                FROM unnest($2) AS missing (word)
                JOIN letters
                  ON to_tsvector('english', letters.letters) @@ ($3[missing.word])::tsquery
                WHERE (letters.number <= 40 OR is_last) AND letters.letters ~ '^[a-z]{3,24}$'
                ORDER BY letters.number DESC
                LIMIT 2
            ), begun AS MATERIALIZED (
                SELECT unknown.word, search_quoted(unknown.letters) || ':*' AS term
                FROM unknown
                WHERE $4 AND is_last AND EXISTS (
                    SELECT FROM %1$s AS item
                    WHERE item.lexemes @@ ($5 || search_quoted(unknown.letters) || ':*')::tsquery
                )
            ), slips AS MATERIALIZED (
                SELECT DISTINCT unknown.word, lexeme, search_quoted(lexeme) AS term
                FROM unknown
                CROSS JOIN LATERAL search_edits(unknown.letters) AS edit
                CROSS JOIN LATERAL unnest(ts_lexize('english_stem', edit)) AS lexeme
                WHERE length(unknown.letters) > 4
                  AND NOT EXISTS (SELECT FROM begun WHERE begun.word = unknown.word)
            ), near AS MATERIALIZED (
                SELECT any_of.word, tsvector_to_array(item.lexemes) AS held
                FROM (
                    SELECT slips.word, ($5 || '(' || string_agg(term, '|') || ')')::tsquery AS scoped
                    FROM slips
                    GROUP BY slips.word
                ) AS any_of
                CROSS JOIN LATERAL (
                    SELECT lexemes FROM %1$s AS item
                    WHERE item.lexemes @@ any_of.scoped AND item.user_id = $6
                    LIMIT 100
                ) AS item
            ), held AS (
                SELECT near.word, unnest(near.held) AS lexeme FROM near
            ), meant AS (
                SELECT DISTINCT ON (slips.word) slips.word, slips.term
                FROM held
                JOIN slips USING (word, lexeme)
                GROUP BY slips.word, slips.term
                ORDER BY slips.word, count(*) DESC, slips.term
            )
            SELECT word, term FROM begun UNION ALL SELECT word, term FROM meant
        $query$, leaf) USING question, missing, terms, unfinished, mine, person
        LOOP
            terms[instead.word] := instead.term;
        END LOOP;
    END IF;

    RETURN QUERY EXECUTE format($query$
        WITH words AS MATERIALIZED (
            SELECT number, term::tsquery AS term, ($2 || '(' || term || ')')::tsquery AS scoped
            FROM unnest($1) WITH ORDINALITY AS word (term, number)
        ), said AS MATERIALIZED (
            SELECT words.number, item.user_id, item.id,
                   ts_rank($3, item.lexemes, words.term, 1) AS rank
            FROM words
            JOIN %1$s AS item ON item.lexemes @@ words.scoped
        ), frequencies AS MATERIALIZED (
            SELECT said.number, count(*) AS df FROM said WHERE said.user_id = $4 GROUP BY said.number
        ), mailbox AS MATERIALIZED (
            SELECT count(*) AS n FROM %1$s AS item WHERE item.user_id = $4
        ), weights AS MATERIALIZED (
            SELECT number, ln(1 + greatest(n - df + 0.5, 0.5) / (df + 0.5)) AS idf
            FROM frequencies, mailbox
        )
        SELECT said.id, (sum(rank * idf) * sum(idf))::real
        FROM said JOIN weights USING (number)
        WHERE said.user_id = $4
        GROUP BY said.id
    $query$, leaf) USING terms, mine, places, person;
END
$function$
