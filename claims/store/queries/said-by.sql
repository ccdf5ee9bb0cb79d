-- What somebody is quoted with, figure by figure
-- $who: words of the name, as written in any language
SELECT attributed_to, coalesce(published_at, first_seen_at) AS said_at, outlet, quote, subject, place, modality, sentence, url FROM claims
WHERE attributed_to IS NOT NULL AND ($who IS NULL OR contains(lower(attributed_to), lower($who))) ORDER BY said_at DESC, attributed_to, outlet, quote LIMIT 500;
