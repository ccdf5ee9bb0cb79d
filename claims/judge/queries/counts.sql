-- The values that the articles at hand give, by thing and place, and where each stands first.
SELECT c.article_id, k.thing, c.dimension, c.low, c.high, k.scope, c.place_id, min(c.start_at) AS first_at
FROM store.claims c JOIN store.keys k USING (claim_id)
WHERE c.article_id IN (SELECT article_id FROM store.claims SEMI JOIN (SELECT x AS claim_id FROM batch UNION SELECT y FROM batch) USING (claim_id))
  AND (c.low IS NOT NULL OR c.high IS NOT NULL)
GROUP BY ALL
