-- The items of app.current_user_id that hold a word of `question`, each with the sum over the
-- words of idf × ts_rank(lexemes, word, 1), idf from the person's own rows. Runs as a role to
-- which row-level security shows every row (under it `@@`, not being leakproof, cannot use the
-- index), so it names the person itself: by the lexeme `u:<id>`, which the GIN index intersects
-- with the word's, and by user_id, as a constant: one partition is planned. No setting, no rows.
LANGUAGE plpgsql AS $function$
DECLARE
    person uuid := nullif(current_setting('app.current_user_id', true), '')::uuid;
BEGIN
    IF person IS NULL THEN
        RETURN;
    END IF;
    RETURN QUERY EXECUTE format($query$
        WITH words AS MATERIALIZED (
            SELECT '''' || replace(replace(lexeme, '\', '\\'), '''', '''''') || '''' AS quoted
            FROM unnest(to_tsvector('english', $1))
            ORDER BY positions[1]
            LIMIT 32
        ), terms AS MATERIALIZED (
            SELECT quoted::tsquery AS term, ('''u:%1$s'' & ' || quoted)::tsquery AS scoped
            FROM words
        ), hits AS MATERIALIZED (
            SELECT terms.term, item.id, ts_rank(item.lexemes, terms.term, 1) AS rank
            FROM terms
            JOIN {items} AS item ON item.lexemes @@ terms.scoped
            WHERE item.user_id = %1$L
        ), frequencies AS (
            SELECT hits.term, count(*) AS df FROM hits GROUP BY hits.term
        ), mailbox AS (
            SELECT count(*) AS n FROM {items} AS item WHERE item.user_id = %1$L
        )
        SELECT hits.id, sum(rank * ln(1 + (n - df + 0.5) / (df + 0.5)))::real
        FROM hits JOIN frequencies USING (term), mailbox
        GROUP BY hits.id
    $query$, person) USING question;
END
$function$
