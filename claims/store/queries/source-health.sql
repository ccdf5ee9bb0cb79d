-- Sources that failed, and when each one last gave something
SELECT name, outlet, lang, country, articles, last_ok_at, CASE WHEN last_error_at >= coalesce(last_ok_at, last_error_at) THEN last_error END AS trouble
FROM sources ORDER BY trouble IS NULL, last_ok_at, name;
