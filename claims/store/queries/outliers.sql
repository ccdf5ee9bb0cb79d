-- How often each outlet stands on one side of a contradiction
SELECT c.outlet, count(DISTINCT f.finding_id) AS contradictions, count(DISTINCT f.cluster_id) AS quantities
FROM findings f JOIN claims c ON c.claim_id IN (f.claim_a, f.claim_b)
WHERE f.kind = 'contradiction' GROUP BY ALL ORDER BY contradictions DESC, c.outlet;
