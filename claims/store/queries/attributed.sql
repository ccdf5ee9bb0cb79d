-- Who is quoted with figures, and how often
SELECT attributed_to, count(*) AS claims, count(DISTINCT outlet) AS outlets FROM claims
WHERE attributed_to IS NOT NULL GROUP BY ALL ORDER BY claims DESC, attributed_to LIMIT 100;
