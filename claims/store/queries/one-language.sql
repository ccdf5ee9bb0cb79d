-- Quantities that outlets of one language alone report
-- $lang: this language, such as ar; else of each
SELECT min(c.lang) AS lang, k.label AS quantity, k.low, k.high, k.outlets, min(c.quote) AS example, min(c.url) AS url
FROM clusters k JOIN claims c USING (cluster_id)
GROUP BY k.cluster_id, k.label, k.low, k.high, k.outlets HAVING count(DISTINCT c.lang) = 1 AND ($lang IS NULL OR min(c.lang) = $lang)
ORDER BY k.outlets DESC, quantity, k.cluster_id LIMIT 200;
