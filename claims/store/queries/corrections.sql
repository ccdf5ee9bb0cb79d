-- Articles that were corrected with a note
SELECT outlet, title, url, version, first_seen_at, correction FROM articles
WHERE correction IS NOT NULL ORDER BY first_seen_at DESC, url;
