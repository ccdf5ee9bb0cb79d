-- Figures that independent sources give alike, those that most give first
-- $about: words of what is counted
-- $place: English name of the place
SELECT k.label AS quantity, coalesce(c.low, c.high) AS value, count(DISTINCT c.origin_id) AS independent_sources,
       string_agg(DISTINCT c.lang, ', ' ORDER BY c.lang) AS languages, string_agg(DISTINCT c.outlet, ', ' ORDER BY c.outlet) AS outlets
FROM claims c JOIN clusters k USING (cluster_id)
WHERE c.modality = 'asserted' AND c.relation IN ('=', '~') AND c.dimension <> 'date'
    AND ($about IS NULL OR contains(lower(k.label), lower($about))) AND ($place IS NULL OR lower(k.place) = lower($place))
GROUP BY k.cluster_id, k.label, c.low, c.high HAVING count(DISTINCT c.origin_id) > 1
ORDER BY independent_sources DESC, quantity, value;
