-- Pairs of one cluster that plainly agree: what each allows (`reading`: claim_id, least, most; none = open) overlaps, and nothing but values can differ. Every rule before `rounding` and `bounds` passes them over, and those two call them the same.
DELETE FROM pairs p USING store.claims a, store.claims b, reading ra, reading rb
WHERE a.claim_id = p.x AND b.claim_id = p.y AND ra.claim_id = p.x AND rb.claim_id = p.y
  AND a.cluster_id = b.cluster_id AND a.dimension = b.dimension AND a.dimension <> 'date'
  AND a.modality = b.modality AND a.event IS NOT DISTINCT FROM b.event AND coalesce(a.change = b.change, true)
  AND (a.low IS NOT NULL OR a.high IS NOT NULL) AND (b.low IS NOT NULL OR b.high IS NOT NULL)
  AND coalesce(ra.least <= rb.most, true) AND coalesce(rb.least <= ra.most, true)
  -- 6 and 7, each give or take a half, meet in a value that neither says
  AND (coalesce(ra.least <> rb.most, true) OR ra.least IN (a.low, a.high, b.low, b.high))
  AND (coalesce(rb.least <> ra.most, true) OR rb.least IN (a.low, a.high, b.low, b.high))
  -- "more than 9" against a plain 9 differs where the rest is said in the same words
  AND NOT (a.relation IN ('>', '<') AND b.relation = '=') AND NOT (b.relation IN ('>', '<') AND a.relation = '=')
