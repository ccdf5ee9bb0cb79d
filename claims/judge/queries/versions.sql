-- Claims of two successive versions of one article, of which one is new and neither is a live page.
SELECT o.claim_id AS x, n.claim_id AS y
FROM store.articles vb
JOIN store.articles va ON va.url = vb.url AND va.version = vb.version - 1
JOIN store.claims n ON n.article_id = vb.article_id
JOIN store.claims o ON o.article_id = va.article_id AND o.dimension = n.dimension
     AND o.concept IS NOT DISTINCT FROM n.concept AND o.event IS NOT DISTINCT FROM n.event AND o.unit IS NOT DISTINCT FROM n.unit
JOIN store.keys k ON k.claim_id = n.claim_id
JOIN store.keys ko ON ko.claim_id = o.claim_id
WHERE (NOT k.judged OR NOT ko.judged) AND vb.kind <> 'live'
  AND (o.low IS DISTINCT FROM n.low OR o.high IS DISTINCT FROM n.high)
  -- a value that both versions give did not change
  AND NOT EXISTS (FROM store.claims s WHERE s.article_id = vb.article_id AND s.concept IS NOT DISTINCT FROM o.concept
                  AND s.event IS NOT DISTINCT FROM o.event AND s.low IS NOT DISTINCT FROM o.low AND s.high IS NOT DISTINCT FROM o.high)
  AND NOT EXISTS (FROM store.claims s WHERE s.article_id = va.article_id AND s.concept IS NOT DISTINCT FROM n.concept
                  AND s.event IS NOT DISTINCT FROM n.event AND s.low IS NOT DISTINCT FROM n.low AND s.high IS NOT DISTINCT FROM n.high)
