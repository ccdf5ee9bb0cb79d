-- Quantities that several outlets print and that all rest on one text
SELECT k.label AS quantity, k.low, k.high, k.outlets, coalesce(min(a.wire), arg_min(a.outlet, coalesce(a.published_at, a.first_seen_at))) AS origin,
       string_agg(DISTINCT c.outlet, ', ' ORDER BY c.outlet) AS printed_by
FROM clusters k JOIN claims c USING (cluster_id) JOIN articles a USING (article_id)
WHERE k.independent_sources = 1 AND k.outlets > 1 GROUP BY k.cluster_id, k.label, k.low, k.high, k.outlets ORDER BY k.outlets DESC, quantity;
