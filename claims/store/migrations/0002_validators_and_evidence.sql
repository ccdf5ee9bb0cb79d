-- Captures know what a server is asked with; findings keep what led to them.
ALTER TABLE store.findings ADD COLUMN IF NOT EXISTS evidence JSON;
ALTER TABLE store.findings ADD COLUMN IF NOT EXISTS remembered VARCHAR;
CREATE TABLE store.captures_next (
    url VARCHAR NOT NULL, digest VARCHAR NOT NULL, article_id VARCHAR, outcome VARCHAR NOT NULL, fetched_at TIMESTAMP NOT NULL,
    first_at TIMESTAMP NOT NULL, source VARCHAR NOT NULL, etag VARCHAR NOT NULL, last_modified VARCHAR NOT NULL, listed_at TIMESTAMP,
    PRIMARY KEY (url, digest)
);
INSERT INTO store.captures_next
SELECT c.url, c.digest, c.article_id, c.outcome, c.fetched_at, c.fetched_at, coalesce(a.source, ''), '', '', NULL
FROM store.captures c LEFT JOIN store.articles a USING (article_id);
DROP TABLE store.captures;
ALTER TABLE store.captures_next RENAME TO captures;
