-- Open contradictions, the gravest first, with both quotes and where they stand
-- $place: English name of the place
-- $outlet: an outlet on either side
-- $since: first seen from this day on, such as 2026-03-01
SELECT round(f.severity, 2) AS severity, a.outlet AS outlet_a, a.quote AS quote_a, b.outlet AS outlet_b, b.quote AS quote_b,
       f.explanation, f.rule, CAST(f.first_seen_at AS DATE) AS known_since, a.url AS url_a, b.url AS url_b, f.finding_id
FROM findings f JOIN claims a ON a.claim_id = f.claim_a JOIN claims b ON b.claim_id = f.claim_b
WHERE f.kind = 'contradiction' AND f.status = 'open' AND ($place IS NULL OR lower($place) IN (lower(a.place), lower(b.place)))
    AND ($outlet IS NULL OR $outlet IN (a.outlet, b.outlet)) AND ($since IS NULL OR f.first_seen_at >= CAST($since AS DATE))
ORDER BY f.severity DESC, f.finding_id;
