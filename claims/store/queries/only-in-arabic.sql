-- Quantities that only Arabic outlets report
SELECT k.label, k.low, k.high, k.outlets, min(c.quote) AS example, min(c.url) AS url
FROM clusters k JOIN claims c USING (cluster_id)
GROUP BY ALL HAVING bool_and(c.lang = 'ar') ORDER BY k.outlets DESC, k.label LIMIT 100;
