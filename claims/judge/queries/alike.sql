-- Stored claims that may be of the same quantity as one at hand, nearest in time first. Parameters: thing, place_key, day, cap.
SELECT c.claim_id, c.cluster_id, c.position, c.start_at, c.end_at, c.quote, c.low, c.high, c.relation, c.change, c.unit, c.dimension, c.sentence, c.subject,
       c.concept, c.event, c.place, c.place_id, c.time_start, c.time_end, c.attributed_to, c.modality, c.part_of, c.qualifiers,
       coalesce(a.published_at, a.first_seen_at) AS published, a.outlet, a.url, a.article_id, coalesce(a.origin_id, a.article_id) AS origin,
       a.version, a.wire, a.correction, a.lang, a.title, substr(a.text, 1, 900) AS opening
FROM (SELECT claim_id, day FROM store.keys WHERE thing = $thing AND place_key = $place_key
      ORDER BY abs(date_diff('day', day, coalesce($day::DATE, day))), claim_id LIMIT $cap) k
JOIN store.claims c USING (claim_id) JOIN store.articles a USING (article_id)
WHERE NOT EXISTS (FROM store.articles v WHERE v.url = a.url AND v.version > a.version)
ORDER BY abs(date_diff('day', k.day, coalesce($day::DATE, k.day))), c.claim_id
