-- Sources that failed, and when each one last gave something
SELECT name, outlet, lang, country, articles, last_ok_at, last_error FROM sources ORDER BY last_error IS NULL, last_ok_at, name;
