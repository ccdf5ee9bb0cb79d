-- Everything that judging needs of the claims of the pairs at hand.
SELECT c.claim_id, c.cluster_id, c.position, c.start_at, c.end_at, c.quote, c.low, c.high, c.relation, c.change, c.unit, c.dimension, c.sentence, c.subject,
       c.concept, c.event, c.place, c.place_id, c.time_start, c.time_end, c.attributed_to, c.modality, c.part_of, c.qualifiers,
       coalesce(a.published_at, a.first_seen_at) AS published, a.outlet, a.url, a.article_id, coalesce(a.origin_id, a.article_id) AS origin,
       a.version, a.wire, a.correction, a.lang, a.title, substr(a.text, 1, 900) AS opening
FROM store.claims c JOIN store.articles a USING (article_id)
WHERE c.claim_id IN (SELECT x FROM batch UNION SELECT y FROM batch)
