-- The titles of one person's items that hold every word: among the best by any of the words.
SELECT item.{title} AS title
FROM {function}(%(words)s) AS hit
JOIN {items} AS item ON item.user_id = %(user)s AND item.id = hit.id
WHERE item.lexemes @@ plainto_tsquery('english', %(words)s)
ORDER BY hit.score DESC
LIMIT %(limit)s
