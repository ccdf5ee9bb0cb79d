-- Open accusations of a running total, in whose cluster a report came in now that is no later than they are: it may explain them.
SELECT DISTINCT f.claim_a AS x, f.claim_b AS y
FROM store.findings f
JOIN store.keys a ON a.claim_id = f.claim_a
JOIN store.keys b ON b.claim_id = f.claim_b
SEMI JOIN (SELECT c.cluster_id, min(k.day) AS day FROM store.keys k JOIN store.claims c USING (claim_id) WHERE NOT k.judged GROUP BY ALL) n
     ON n.cluster_id = f.cluster_id AND n.day <= greatest(a.day, b.day)
WHERE f.status = 'open' AND f.kind IN ('contradiction', 'revision') AND a.moves = 'running_total'
