-- How often each outlet stood alone against two or more independent sources, of all contradictions that it is a side of
WITH told AS (
    SELECT finding_id, 'a' AS side, claim_a AS claim_id FROM findings WHERE kind = 'contradiction' AND status NOT IN ('dismissed', 'not_same')
    UNION ALL
    SELECT finding_id, 'b', claim_b FROM findings WHERE kind = 'contradiction' AND status NOT IN ('dismissed', 'not_same')
), placed AS (
    SELECT t.finding_id, t.side, c.outlet, c.cluster_id, c.low, c.high, c.time_start, c.dimension, coalesce(c.published_at, c.first_seen_at) AS told_at
    FROM told t JOIN claims c USING (claim_id)
), backed AS ( -- by how many independent texts of the same days its value is given
    SELECT p.finding_id, p.side, p.outlet, p.cluster_id, greatest(count(DISTINCT o.origin_id), 1) AS sources
    FROM placed p LEFT JOIN claims o ON o.cluster_id = p.cluster_id AND o.low IS NOT DISTINCT FROM p.low AND o.high IS NOT DISTINCT FROM p.high
        AND (p.dimension <> 'date' OR o.time_start IS NOT DISTINCT FROM p.time_start) AND o.modality <> 'denied'
        AND abs(date_diff('day', coalesce(o.published_at, o.first_seen_at), p.told_at)) <= 7
    GROUP BY ALL
)
SELECT one.outlet, count(DISTINCT one.finding_id) AS contradictions, count(DISTINCT one.cluster_id) AS quantities,
       count(DISTINCT one.cluster_id) FILTER (one.sources = 1 AND other.sources > 1) AS alone
FROM backed one JOIN backed other ON other.finding_id = one.finding_id AND other.side <> one.side
GROUP BY ALL ORDER BY alone DESC, contradictions DESC, one.outlet;
