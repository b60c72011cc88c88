-- One person's items of one service by their columns alone, without a question.
SELECT 0::float8 AS score, '{{}}'::jsonb AS ranks, NULL::int AS starts, NULL::int AS ends,
       account.email AS account, {columns}
FROM {items} AS item
JOIN accounts_connection AS account
  ON account.user_id = %(user)s AND account.id = item.connection_id
WHERE item.user_id = %(user)s AND {always} AND {required}
ORDER BY {order}
LIMIT %(limit)s
