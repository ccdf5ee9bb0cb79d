-- Open contradictions, the gravest first, with both quotes and where they stand
SELECT round(f.severity, 2) AS severity, f.rule, a.outlet AS outlet_a, a.quote AS quote_a, b.outlet AS outlet_b, b.quote AS quote_b,
       f.explanation, a.url AS url_a, b.url AS url_b, f.finding_id
FROM findings f JOIN claims a ON a.claim_id = f.claim_a JOIN claims b ON b.claim_id = f.claim_b
WHERE f.kind = 'contradiction' AND f.status = 'open'
ORDER BY f.severity DESC, f.finding_id;
