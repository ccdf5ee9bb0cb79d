-- Totals that fell in a later report
SELECT k.label AS quantity, a.outlet AS outlet_before, a.quote AS before, b.outlet AS outlet_after, b.quote AS after, f.explanation, f.status, f.finding_id
FROM findings f JOIN claims a ON a.claim_id = f.claim_a JOIN claims b ON b.claim_id = f.claim_b LEFT JOIN clusters k ON k.cluster_id = f.cluster_id
WHERE f.kind = 'revision' ORDER BY f.severity DESC, f.finding_id;
