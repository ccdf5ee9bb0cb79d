-- Pairs of one cluster that plainly agree: what each allows (`reading`: the claim with least and most; none = open) overlaps, and nothing but values can differ. Every rule before `rounding` and `bounds` passes them over, and those two call them the same.
DELETE FROM pairs p USING reading a, reading b
WHERE a.claim_id = p.x AND b.claim_id = p.y
  AND a.cluster_id = b.cluster_id AND a.dimension = b.dimension AND a.dimension <> 'date'
  AND a.modality = b.modality AND a.event IS NOT DISTINCT FROM b.event AND coalesce(a.change = b.change, true)
  AND (a.low IS NOT NULL OR a.high IS NOT NULL) AND (b.low IS NOT NULL OR b.high IS NOT NULL)
  AND coalesce(a.least <= b.most, true) AND coalesce(b.least <= a.most, true)
  -- 6 and 7, each give or take a half, meet in a value that neither says
  AND (coalesce(a.least <> b.most, true) OR a.least IN (a.low, a.high, b.low, b.high))
  AND (coalesce(b.least <> a.most, true) OR b.least IN (a.low, a.high, b.low, b.high))
  -- "more than 9" against a plain 9 differs where the rest is said in the same words
  AND NOT (a.relation IN ('>', '<') AND b.relation = '=') AND NOT (b.relation IN ('>', '<') AND a.relation = '=')
