-- Every outlet's latest figure for the quantities that most outlets report
SELECT k.label, c.outlet, c.lang, arg_max(c.quote, c.first_seen_at) AS latest, max(c.published_at) AS published_at
FROM clusters k JOIN claims c USING (cluster_id) WHERE k.outlets > 1
GROUP BY ALL ORDER BY max(k.outlets) DESC, k.label, c.outlet;
