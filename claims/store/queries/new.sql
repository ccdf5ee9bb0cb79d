-- What the last night brought: its findings by kind, the gravest first
SELECT f.kind, round(f.severity, 2) AS severity, k.label AS quantity, a.outlet AS outlet_a, a.quote AS quote_a, b.outlet AS outlet_b,
       b.quote AS quote_b, f.status, f.finding_id
FROM findings f JOIN claims a ON a.claim_id = f.claim_a JOIN claims b ON b.claim_id = f.claim_b LEFT JOIN clusters k ON k.cluster_id = f.cluster_id
WHERE f.first_seen_at >= (SELECT max(started_at) FROM runs)
ORDER BY f.kind <> 'contradiction', f.severity DESC, f.finding_id;
