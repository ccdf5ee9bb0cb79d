-- How each toll moved, report by report: who was first, who jumps above the others, who lags behind them and by how many hours
-- $about: words of what is counted
-- $place: English name of the place
WITH told AS (
    SELECT cluster_id, origin_id, outlet, coalesce(low, high) AS value, min(coalesce(published_at, first_seen_at)) AS told_at
    FROM claims
    WHERE concept IN ('death', 'injury', 'missing', 'displaced') AND dimension = 'count' AND part_of IS NULL AND modality = 'asserted'
        AND relation NOT IN ('<', '<=')
    GROUP BY ALL
), beside AS (
    SELECT k.label, k.place, t.cluster_id, t.told_at, t.outlet, t.value, max(o.value) AS highest, min(o.told_at) FILTER (o.value = t.value) AS known,
           count(DISTINCT o.origin_id) FILTER (o.value > t.value) AS higher, min(o.told_at) FILTER (o.value > t.value) AS passed
    FROM told t JOIN clusters k USING (cluster_id)
    LEFT JOIN told o ON o.cluster_id = t.cluster_id AND o.told_at < t.told_at AND o.told_at >= t.told_at - INTERVAL 7 DAYS
    WHERE t.cluster_id IN (SELECT cluster_id FROM told GROUP BY cluster_id HAVING count(DISTINCT origin_id) > 1 AND min(value) < max(value))
    GROUP BY k.label, k.place, t.cluster_id, t.told_at, t.outlet, t.value, t.origin_id
), named AS (
    SELECT *, CASE WHEN highest IS NULL THEN 'first' WHEN value > 1.5 * highest THEN 'jumps' WHEN value > highest THEN 'rises'
                   WHEN known IS NULL AND value < highest THEN 'falls'
                   WHEN value = highest OR known >= passed THEN 'repeats' -- what others give now, though it be lower
                   WHEN higher > 1 THEN 'lags' ELSE 'keeps' END AS move -- one higher report alone, which may be wrong, leaves nobody behind
    FROM beside
)
SELECT label AS toll, told_at, outlet, value, highest AS highest_before, move,
       CASE WHEN move = 'lags' THEN round(date_diff('minute', passed, told_at) / 60, 1) END AS hours_behind
FROM named WHERE ($about IS NULL OR contains(lower(label), lower($about))) AND ($place IS NULL OR lower(place) = lower($place))
ORDER BY toll, cluster_id, told_at, outlet, value;
