-- The stable views: same names and columns in the working file and in the published snapshot.
CREATE OR REPLACE VIEW articles AS
SELECT article_id, outlet, url, lang, title, published_at, first_seen_at, last_seen_at, version, wire,
       coalesce(origin_id, article_id) AS origin_id, text, source, kind, correction, archive
FROM store.articles;

CREATE OR REPLACE VIEW claims AS
SELECT c.claim_id, c.article_id, c.cluster_id, a.outlet, a.url, a.lang, a.published_at, a.title, a.version,
       coalesce(a.origin_id, a.article_id) AS origin_id, c.position, c.start_at AS "start", c.end_at AS "end", c.quote,
       c.low, c.high, c.relation, c.change, c.unit, c.dimension, c.sentence, c.subject, c.concept, c.event, c.place, c.place_id,
       c.time_start, c.time_end, c.attributed_to, c.modality, c.part_of, c.qualifiers, a.first_seen_at, a.last_seen_at
FROM store.claims c JOIN store.articles a USING (article_id);

CREATE OR REPLACE VIEW clusters AS
SELECT k.cluster_id, k.label, k.unit, k.place, count(*) AS claims, count(DISTINCT c.outlet) AS outlets,
       count(DISTINCT c.origin_id) AS independent_sources, min(coalesce(c.low, c.high)) AS low, max(coalesce(c.high, c.low)) AS high,
       min(c.first_seen_at) AS first_seen_at, max(c.last_seen_at) AS last_seen_at, k.concept, k.event, k.dimension, k.place_id
FROM store.clusters k JOIN claims c USING (cluster_id)
GROUP BY ALL;

CREATE OR REPLACE VIEW verdicts AS
SELECT v.line, v.decided_at, v.decided_by, v.finding_id, v.status, v.note, v.labels, v.undoes, v.line = max(v.line) OVER (PARTITION BY v.finding_id) AS holds
FROM store.verdicts v;

CREATE OR REPLACE VIEW findings AS
SELECT f.finding_id, f.kind, f.rule, f.severity, f.cluster_id, f.claim_a, f.claim_b, f.explanation, f.first_seen_at, f.last_seen_at, f.status, f.note,
       f.slots, f.interval_a, f.interval_b, f.remembered, coalesce(v.labels, []) AS labels
FROM store.findings f LEFT JOIN verdicts v ON v.finding_id = f.finding_id AND v.holds;

CREATE OR REPLACE VIEW runs AS
SELECT run_id, started_at, finished_at, status, sources_ok, sources_failed, articles_new, claims_new, findings_new, night, skipped, errors, metrics
FROM store.runs;

CREATE OR REPLACE VIEW sources AS
SELECT s.name, s.outlet, s.lang, s.country, s.last_ok_at, s.last_error, count(a.article_id) AS articles, s.last_error_at
FROM store.sources s LEFT JOIN store.articles a ON a.source = s.name
GROUP BY ALL;

CREATE OR REPLACE VIEW evidence AS
SELECT finding_id, e.name AS piece, e.share, e.points, nullif(e."text", '') AS "text", fired, score, threshold
FROM (SELECT finding_id, evidence->>'$.fired' AS fired, CAST(evidence->>'$.score' AS DOUBLE) AS score,
             CAST(evidence->>'$.threshold' AS DOUBLE) AS threshold,
             unnest(from_json(evidence->'$.weighed', '[{"name": "VARCHAR", "share": "DOUBLE", "points": "DOUBLE", "text": "VARCHAR"}]')) AS e
      FROM store.findings);
