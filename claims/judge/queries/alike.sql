-- Stored claims that may be of the same quantity as one of those asked for (number, thing, place_key, day), nearest in time first. Parameter: cap.
-- All are asked at once: what is stored is gone through once, not once a claim.
SELECT k.number, c.claim_id, c.cluster_id, c.position, c.start_at, c.end_at, c.quote, c.low, c.high, c.relation, c.change, c.unit, c.dimension, c.sentence, c.subject,
       c.concept, c.event, c.place, c.place_id, c.time_start, c.time_end, c.attributed_to, c.modality, c.part_of, c.qualifiers,
       coalesce(a.published_at, a.first_seen_at) AS published, a.outlet, a.url, a.article_id, coalesce(a.origin_id, a.article_id) AS origin,
       a.version, a.wire, a.correction, a.lang, a.title, substr(a.text, 1, 900) AS opening
FROM (SELECT q.number, k.claim_id, abs(date_diff('day', k.day, coalesce(q.day, k.day))) AS apart
      FROM store.keys k JOIN asked q ON k.thing = q.thing AND k.place_key = q.place_key
      QUALIFY row_number() OVER (PARTITION BY q.number ORDER BY apart, k.claim_id) <= $cap) k
JOIN store.claims c USING (claim_id) JOIN store.articles a USING (article_id)
WHERE NOT EXISTS (FROM store.articles v WHERE v.url = a.url AND v.version > a.version)
ORDER BY k.number, k.apart, c.claim_id
