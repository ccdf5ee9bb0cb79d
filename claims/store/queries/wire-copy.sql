-- Texts that several outlets took from one origin
SELECT coalesce(min(wire), '?') AS agency, count(*) AS articles, string_agg(DISTINCT outlet, ', ' ORDER BY outlet) AS outlets, min(title) AS title
FROM articles GROUP BY origin_id HAVING count(DISTINCT outlet) > 1 ORDER BY articles DESC, title;
