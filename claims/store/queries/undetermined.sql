-- What could not be judged, and which piece of information was missing
SELECT f.rule, f.explanation, a.outlet AS outlet_a, a.quote AS quote_a, b.outlet AS outlet_b, b.quote AS quote_b
FROM findings f JOIN claims a ON a.claim_id = f.claim_a JOIN claims b ON b.claim_id = f.claim_b
WHERE f.kind = 'undetermined' ORDER BY f.finding_id LIMIT 200;
