-- Of each suspect (number, cluster_id, upper, most, before, since): the highest totals of its cluster that were told well before and are no higher.
WITH totals AS MATERIALIZED (
    SELECT claim_id, article_id, cluster_id, low FROM store.claims
    WHERE relation <> 'range' AND low IS NOT NULL AND cluster_id IN (SELECT cluster_id FROM suspects)
)
SELECT s.number, c.claim_id, s.upper
FROM suspects s
JOIN totals c ON c.cluster_id = s.cluster_id AND c.low <= s.most
JOIN store.articles a USING (article_id)
WHERE coalesce(a.published_at, a.first_seen_at) BETWEEN s.since AND s.before
QUALIFY row_number() OVER (PARTITION BY s.number ORDER BY c.low DESC, coalesce(a.published_at, a.first_seen_at) DESC, c.claim_id) <= $cap
