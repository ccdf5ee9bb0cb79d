-- Every outlet's latest figure for the quantities that most outlets report
-- $about: words of what is counted, such as killed
-- $place: English name of the place
SELECT k.label AS quantity, c.outlet, c.lang, arg_max(c.quote, coalesce(c.published_at, c.first_seen_at)) AS latest,
       max(coalesce(c.published_at, c.first_seen_at)) AS said_at, count(*) AS times, arg_max(c.url, coalesce(c.published_at, c.first_seen_at)) AS url
FROM clusters k JOIN claims c USING (cluster_id)
WHERE k.outlets > 1 AND ($about IS NULL OR contains(lower(k.label), lower($about))) AND ($place IS NULL OR lower(k.place) = lower($place))
GROUP BY k.cluster_id, k.label, k.outlets, c.outlet, c.lang ORDER BY k.outlets DESC, k.label, k.cluster_id, said_at, c.outlet;
