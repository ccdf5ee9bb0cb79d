-- Tables of the working file and of the published snapshot. The stable views over them are in views.sql.
-- A change here needs a step in migrations/ as well.
-- No foreign keys: DuckDB's upserts break on them. Orphans are looked for by `claims doctor`.
CREATE SCHEMA IF NOT EXISTS store;

CREATE TABLE IF NOT EXISTS store.meta (key VARCHAR PRIMARY KEY, value VARCHAR);

CREATE TABLE IF NOT EXISTS store.articles (
    article_id    VARCHAR PRIMARY KEY,  -- content hash of URL, title and text: one row a version
    outlet        VARCHAR NOT NULL,
    source        VARCHAR NOT NULL,     -- name in sources.yaml, or empty for imports
    url           VARCHAR NOT NULL,
    lang          VARCHAR NOT NULL,
    title         VARCHAR NOT NULL,
    text          VARCHAR NOT NULL,
    published_at  TIMESTAMP,            -- all times are UTC
    first_seen_at TIMESTAMP NOT NULL,
    last_seen_at  TIMESTAMP NOT NULL,
    version       INTEGER NOT NULL,     -- 1 for the first content seen at the URL
    wire          VARCHAR,              -- the agency that it credits
    origin_id     VARCHAR,              -- the earliest article of the same wire copy or text
    kind          VARCHAR NOT NULL,
    correction    VARCHAR,
    archive       VARCHAR               -- where the response is kept: FILE.warc.gz#RECORD
);

CREATE TABLE IF NOT EXISTS store.claims (
    claim_id      VARCHAR PRIMARY KEY,
    article_id    VARCHAR NOT NULL,
    position      INTEGER NOT NULL,     -- in the article's list of claims, from 0
    cluster_id    VARCHAR,
    start_at      INTEGER NOT NULL,     -- code points in the article's text
    end_at        INTEGER NOT NULL,
    quote         VARCHAR NOT NULL,
    low           DOUBLE,
    high          DOUBLE,
    relation      VARCHAR NOT NULL,
    change        VARCHAR,
    unit          VARCHAR,
    dimension     VARCHAR NOT NULL,
    sentence      VARCHAR NOT NULL,
    subject       VARCHAR,
    concept       VARCHAR,
    event         VARCHAR,
    place         VARCHAR,
    place_id      VARCHAR,
    time_start    DATE,
    time_end      DATE,
    attributed_to VARCHAR,
    modality      VARCHAR NOT NULL,
    part_of       INTEGER,              -- position, in the same article, of the whole
    qualifiers    VARCHAR[] NOT NULL
);

CREATE TABLE IF NOT EXISTS store.clusters (
    cluster_id VARCHAR PRIMARY KEY,
    label      VARCHAR NOT NULL,
    key        VARCHAR NOT NULL,
    concept    VARCHAR,
    event      VARCHAR,
    unit       VARCHAR,
    dimension  VARCHAR,
    place      VARCHAR,
    place_id   VARCHAR
);

CREATE TABLE IF NOT EXISTS store.findings (
    finding_id    VARCHAR PRIMARY KEY,
    kind          VARCHAR NOT NULL,
    rule          VARCHAR NOT NULL,
    severity      DOUBLE NOT NULL,
    cluster_id    VARCHAR,
    claim_a       VARCHAR NOT NULL,
    claim_b       VARCHAR NOT NULL,
    explanation   VARCHAR NOT NULL,
    slots         JSON NOT NULL,        -- field → [a, b, how]
    interval_a    DOUBLE[],             -- after tolerance
    interval_b    DOUBLE[],
    first_seen_at TIMESTAMP NOT NULL,
    last_seen_at  TIMESTAMP NOT NULL,
    status        VARCHAR NOT NULL DEFAULT 'open',
    note          VARCHAR,
    evidence      JSON,                 -- why it was taken for one happening, and which rule fired
    remembered    VARCHAR               -- what a person decided before of this quantity
);

CREATE TABLE IF NOT EXISTS store.runs (
    run_id         VARCHAR PRIMARY KEY,
    night          DATE NOT NULL,
    started_at     TIMESTAMP NOT NULL,
    finished_at    TIMESTAMP,
    status         VARCHAR NOT NULL,    -- running, done or failed
    sources_ok     INTEGER NOT NULL DEFAULT 0,
    sources_failed INTEGER NOT NULL DEFAULT 0,
    articles_new   INTEGER NOT NULL DEFAULT 0,
    claims_new     INTEGER NOT NULL DEFAULT 0,
    findings_new   INTEGER NOT NULL DEFAULT 0,
    skipped        JSON,                -- reason → count
    errors         JSON,                -- list of {source, url, reason}
    metrics        JSON                 -- {seconds: {stage: seconds}, peak_memory_bytes}
);

CREATE TABLE IF NOT EXISTS store.sources (
    name       VARCHAR PRIMARY KEY,
    outlet     VARCHAR NOT NULL,
    lang       VARCHAR,
    country    VARCHAR,
    last_ok_at TIMESTAMP,
    last_error VARCHAR,
    last_error_at TIMESTAMP
);

-- What people decided, line by line; DATA/verdicts.jsonl is the truth, and every run reads it in.
CREATE TABLE IF NOT EXISTS store.verdicts (
    line       INTEGER PRIMARY KEY,  -- in that file, from 1
    finding_id VARCHAR NOT NULL,
    status     VARCHAR NOT NULL,
    note       VARCHAR NOT NULL,
    labels     VARCHAR[] NOT NULL,
    decided_at TIMESTAMP NOT NULL,
    decided_by VARCHAR NOT NULL,
    undoes     TIMESTAMP             -- when the decision that it takes back was made
);

-- A payload that was seen at a URL is not read again; it only moves the article's last_seen_at.
CREATE TABLE IF NOT EXISTS store.captures (
    url        VARCHAR NOT NULL,
    digest     VARCHAR NOT NULL,
    article_id VARCHAR,                 -- NULL where the page held no article
    outcome    VARCHAR NOT NULL,
    fetched_at TIMESTAMP NOT NULL,
    first_at   TIMESTAMP NOT NULL,
    source     VARCHAR NOT NULL,
    etag       VARCHAR NOT NULL,        -- what the server is asked with, whether anything changed
    last_modified VARCHAR NOT NULL,
    listed_at  TIMESTAMP,               -- the time that the listing gave with it
    PRIMARY KEY (url, digest)
);

-- What matching knows of each claim, and whether it was judged.
CREATE TABLE IF NOT EXISTS store.keys (
    claim_id  VARCHAR PRIMARY KEY,
    base      VARCHAR NOT NULL,         -- canonical key without time
    family    VARCHAR NOT NULL,         -- the same without the kind of people or things: wholes and parts share it
    thing     VARCHAR NOT NULL,
    category  VARCHAR NOT NULL,
    place_key VARCHAR NOT NULL,
    scope     VARCHAR NOT NULL,
    moves     VARCHAR NOT NULL,
    block     VARCHAR NOT NULL,         -- where names without an id are compared, or empty
    name      VARCHAR NOT NULL,
    day       DATE NOT NULL,
    episode   VARCHAR,
    judged    BOOLEAN NOT NULL
);
