-- Quantities on which independent sources lie farthest apart, as a ratio
SELECT label, low, high, round(high / nullif(low, 0), 2) AS ratio, outlets, independent_sources, cluster_id
FROM clusters WHERE independent_sources > 1 AND low < high
ORDER BY ratio DESC NULLS LAST, label LIMIT 50;
