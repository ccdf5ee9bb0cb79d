-- Everything that is counted in a place, the latest first
-- $place: its English name
SELECT coalesce(published_at, first_seen_at) AS said_at, outlet, quote, subject, time_start, time_end, modality, url FROM claims
WHERE $place IS NULL OR lower(place) = lower($place) ORDER BY said_at DESC, outlet, quote LIMIT 500;
