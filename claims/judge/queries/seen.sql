-- A finding lives while both of its articles do.
UPDATE store.findings f SET last_seen_at = s.seen
FROM (SELECT f.finding_id, least(max(va.last_seen_at), max(vb.last_seen_at)) AS seen
      FROM store.findings f
      JOIN store.claims a ON a.claim_id = f.claim_a JOIN store.articles va ON va.article_id = a.article_id
      JOIN store.claims b ON b.claim_id = f.claim_b JOIN store.articles vb ON vb.article_id = b.article_id
      GROUP BY ALL) s
WHERE s.finding_id = f.finding_id AND s.seen > f.last_seen_at
