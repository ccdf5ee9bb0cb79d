-- Quantities that are reported in more than one language
SELECT k.label, k.low, k.high, k.outlets, string_agg(DISTINCT c.lang, ', ' ORDER BY c.lang) AS languages, k.cluster_id
FROM clusters k JOIN claims c USING (cluster_id)
GROUP BY ALL HAVING count(DISTINCT c.lang) > 1 ORDER BY k.outlets DESC, k.label;
