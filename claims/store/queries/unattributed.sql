-- Outlets by the share of their figures for which nobody is named
SELECT outlet, count(*) AS figures, count(*) FILTER (attributed_to IS NULL) AS nobody_named,
       round(100.0 * count(*) FILTER (attributed_to IS NULL) / count(*)) AS per_cent
FROM claims WHERE modality = 'asserted' GROUP BY outlet ORDER BY per_cent DESC, figures DESC, outlet;
