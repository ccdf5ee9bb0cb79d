-- Everything that judging needs of the claims asked for (batch, claim_id), a batch after the other.
SELECT q.batch, c.claim_id, c.cluster_id, c.position, c.start_at, c.end_at, c.quote, c.low, c.high, c.relation, c.change, c.unit, c.dimension, c.sentence, c.subject,
       c.concept, c.event, c.place, c.place_id, c.time_start, c.time_end, c.attributed_to, c.modality, c.part_of, c.qualifiers,
       coalesce(a.published_at, a.first_seen_at) AS published, a.outlet, a.url, a.article_id, coalesce(a.origin_id, a.article_id) AS origin,
       a.version, a.wire, a.correction, a.lang, a.title, substr(a.text, 1, 900) AS opening
FROM asked q JOIN store.claims c USING (claim_id) JOIN store.articles a USING (article_id)
ORDER BY q.batch
