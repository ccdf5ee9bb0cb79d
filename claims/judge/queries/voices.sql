-- Independent sources of each cluster that the claims at hand (`sides`) are in, a batch after the other.
SELECT q.batch, c.cluster_id, count(DISTINCT coalesce(a.origin_id, a.article_id)) AS sources
FROM (SELECT DISTINCT batch, cluster_id FROM sides) q
JOIN store.claims c USING (cluster_id) JOIN store.articles a USING (article_id)
GROUP BY ALL
