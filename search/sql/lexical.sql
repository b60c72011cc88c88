-- The items of app.current_user_id that hold a word of `question`, each with the sum over the
-- words of idf × ts_rank(lexemes, word, 1), idf from the person's own rows. Runs as a role to
-- which row-level security shows every row (under it `@@`, not being leakproof, cannot use the
-- index), so it names the person itself: by the lexeme `u:<id>`, which the GIN index intersects
-- with the word's, and by user_id. No setting, no rows.
--
-- user_id is compared only after the index has spoken, and sequential scans are off: what the
-- planner knows of a person's rows is old just after a sync, and it would then rather read all of
-- them for each word. A partition without the person's lexeme costs two look-ups a word.
LANGUAGE plpgsql SET enable_seqscan = off AS $function$
DECLARE
    person uuid := nullif(current_setting('app.current_user_id', true), '')::uuid;
BEGIN
    IF person IS NULL THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH words AS MATERIALIZED (
        SELECT '''' || replace(replace(lexeme, '\', '\\'), '''', '''''') || '''' AS quoted
        FROM unnest(to_tsvector('english', question))
        ORDER BY positions[1]
        LIMIT 32
    ), terms AS MATERIALIZED (
        SELECT quoted::tsquery AS term, ('''u:' || person || ''' & ' || quoted)::tsquery AS scoped
        FROM words
    ), hits AS MATERIALIZED (
        SELECT terms.term, item.user_id, item.id, ts_rank(item.lexemes, terms.term, 1) AS rank
        FROM terms
        JOIN {items} AS item ON item.lexemes @@ terms.scoped
    ), own AS MATERIALIZED (
        SELECT hits.* FROM hits WHERE hits.user_id = person
    ), frequencies AS MATERIALIZED (
        SELECT own.term, count(*) AS df FROM own GROUP BY own.term
    ), mailbox AS MATERIALIZED (
        SELECT count(*) AS n FROM {items} AS item WHERE item.user_id = person
    )
    SELECT own.id, sum(rank * ln(1 + (n - df + 0.5) / (df + 0.5)))::real
    FROM own JOIN frequencies USING (term), mailbox
    GROUP BY own.id;
END
$function$
