-- The items of app.current_user_id that hold a word of `question`, each with the sum over the
-- words of idf × ts_rank(lexemes, word, 1), idf from the person's own rows. Runs as a role to
-- which row-level security shows every row (under it `@@`, not being leakproof, cannot use the
-- index), so it names the person itself: by the lexeme `u:<id>`, which the GIN index intersects
-- with the word's, and by user_id. No setting, no rows.
LANGUAGE sql AS $$
    WITH person AS MATERIALIZED (
        SELECT nullif(current_setting('app.current_user_id', true), '')::uuid AS id
    ), words AS MATERIALIZED (
        SELECT '''' || replace(replace(lexeme, '\', '\\'), '''', '''''') || '''' AS quoted
        FROM unnest(to_tsvector('english', question))
        ORDER BY positions[1]
        LIMIT 32
    ), terms AS MATERIALIZED (
        SELECT quoted::tsquery AS term, ('''u:' || person.id || ''' & ' || quoted)::tsquery AS scoped
        FROM words, person
    ), hits AS MATERIALIZED (
        SELECT terms.term, item.id, ts_rank(item.lexemes, terms.term, 1) AS rank
        FROM terms
        JOIN {items} AS item ON item.lexemes @@ terms.scoped
        WHERE item.user_id = (SELECT person.id FROM person)
    ), frequencies AS (
        SELECT hits.term, count(*) AS df FROM hits GROUP BY hits.term
    ), mailbox AS (
        SELECT count(*) AS n FROM {items} AS item
        WHERE item.user_id = (SELECT person.id FROM person)
    )
    SELECT hits.id, sum(rank * ln(1 + (n - df + 0.5) / (df + 0.5)))::real AS score
    FROM hits JOIN frequencies USING (term), mailbox
    GROUP BY hits.id
$$
