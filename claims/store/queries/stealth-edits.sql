-- Numbers that changed on a page without a note
SELECT a.outlet, a.url, a.quote AS before, b.quote AS after, a.first_seen_at AS seen, b.first_seen_at AS changed, f.explanation
FROM findings f JOIN claims a ON a.claim_id = f.claim_a JOIN claims b ON b.claim_id = f.claim_b
WHERE f.kind = 'stealth_edit' ORDER BY b.first_seen_at DESC, a.url;
