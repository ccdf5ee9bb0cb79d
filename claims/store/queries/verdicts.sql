-- What was decided of findings, by whom and when, the last first
SELECT v.decided_at, v.decided_by, v.status, v.labels, v.note, k.label AS quantity, a.outlet AS outlet_a, a.quote AS quote_a, b.outlet AS outlet_b,
       b.quote AS quote_b, v.undoes IS NOT NULL AS takes_back, v.finding_id
FROM verdicts v LEFT JOIN findings f USING (finding_id) LEFT JOIN clusters k ON k.cluster_id = f.cluster_id
LEFT JOIN claims a ON a.claim_id = f.claim_a LEFT JOIN claims b ON b.claim_id = f.claim_b ORDER BY v.line DESC;
