-- Places with the most contradictions
SELECT coalesce(c.place, '?') AS place, count(DISTINCT f.finding_id) AS contradictions, max(round(f.severity, 2)) AS gravest
FROM findings f JOIN claims c ON c.claim_id = f.claim_a
WHERE f.kind = 'contradiction' GROUP BY ALL ORDER BY contradictions DESC, place;
