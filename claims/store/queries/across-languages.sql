-- Where texts of two languages contradict each other
SELECT round(f.severity, 2) AS severity, k.label AS quantity, a.lang AS lang_a, a.outlet AS outlet_a, a.quote AS quote_a, b.lang AS lang_b,
       b.outlet AS outlet_b, b.quote AS quote_b, f.finding_id
FROM findings f JOIN claims a ON a.claim_id = f.claim_a JOIN claims b ON b.claim_id = f.claim_b LEFT JOIN clusters k ON k.cluster_id = f.cluster_id
WHERE f.kind = 'contradiction' AND a.lang <> b.lang AND f.status NOT IN ('dismissed', 'not_same') ORDER BY f.severity DESC, f.finding_id;
