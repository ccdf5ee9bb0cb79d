-- The values that the articles of the claims asked for (batch, claim_id) give, by thing and place, and where each stands first.
SELECT q.batch, c.article_id, k.thing, c.dimension, c.low, c.high, k.scope, c.place_id, min(c.start_at) AS first_at
FROM (SELECT DISTINCT batch, article_id FROM asked JOIN store.claims USING (claim_id)) q
JOIN store.claims c USING (article_id) JOIN store.keys k USING (claim_id)
WHERE c.low IS NOT NULL OR c.high IS NOT NULL
GROUP BY ALL ORDER BY q.batch
