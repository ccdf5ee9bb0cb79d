-- Of each suspect (number, cluster_id, most, before, since): the highest totals of its cluster that were told well before and are no higher.
SELECT s.number, c.claim_id
FROM suspects s
JOIN store.claims c ON c.cluster_id = s.cluster_id AND c.low <= s.most AND c.relation <> 'range'
JOIN store.articles a USING (article_id)
WHERE coalesce(a.published_at, a.first_seen_at) BETWEEN s.since AND s.before
QUALIFY row_number() OVER (PARTITION BY s.number ORDER BY c.low DESC, coalesce(a.published_at, a.first_seen_at) DESC, c.claim_id) <= $cap
