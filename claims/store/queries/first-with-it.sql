-- Who was first to give a figure that others gave later, and how many hours the next independent source took
-- $about: words of what is counted
-- $place: English name of the place
WITH told AS (
    SELECT cluster_id, low, high, time_start, outlet, origin_id, min(coalesce(published_at, first_seen_at)) AS told_at
    FROM claims WHERE modality = 'asserted' AND (low IS NOT NULL OR high IS NOT NULL) GROUP BY ALL
), ranked AS (
    SELECT *, row_number() OVER (PARTITION BY cluster_id, low, high ORDER BY told_at, outlet) AS place_in_line,
           first_value(origin_id) OVER (PARTITION BY cluster_id, low, high ORDER BY told_at, outlet) AS first_origin
    FROM told
)
SELECT k.label AS quantity, coalesce(r.low, r.high) AS value, min(r.outlet) FILTER (r.place_in_line = 1) AS first, min(r.told_at) AS first_at,
       arg_min(r.outlet, r.told_at) FILTER (r.origin_id <> r.first_origin) AS next,
       round(date_diff('minute', min(r.told_at), min(r.told_at) FILTER (r.origin_id <> r.first_origin)) / 60, 1) AS hours_later,
       count(DISTINCT r.origin_id) AS independent_sources
FROM ranked r JOIN clusters k USING (cluster_id)
WHERE ($about IS NULL OR contains(lower(k.label), lower($about))) AND ($place IS NULL OR lower(k.place) = lower($place))
GROUP BY r.cluster_id, k.label, r.low, r.high HAVING count(DISTINCT r.origin_id) > 1
ORDER BY independent_sources DESC, quantity, value;
