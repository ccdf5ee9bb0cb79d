-- How reported tolls moved, by place and day
-- $place: English name of the place
SELECT coalesce(place, '?') AS place, concept, CAST(coalesce(published_at, first_seen_at) AS DATE) AS day,
       min(coalesce(low, high)) AS lowest, max(coalesce(high, low)) AS highest, count(DISTINCT outlet) AS outlets
FROM claims WHERE concept IN ('death', 'injury', 'missing', 'displaced') AND modality = 'asserted'
    AND ($place IS NULL OR lower(place) = lower($place))
GROUP BY ALL ORDER BY place, concept, day;
