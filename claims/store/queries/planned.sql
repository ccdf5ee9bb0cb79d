-- What is announced or planned, and for when
-- $place: English name of the place
SELECT coalesce(time_end, time_start) AS "by", subject, quote, place, outlet, attributed_to, url FROM claims
WHERE modality = 'planned' AND ($place IS NULL OR lower(place) = lower($place)) ORDER BY "by" NULLS LAST, outlet, quote;
