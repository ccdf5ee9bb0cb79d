-- What people decided is read into the database by every run, so that it can be asked for.
CREATE TABLE store.verdicts (
    line INTEGER PRIMARY KEY, finding_id VARCHAR NOT NULL, status VARCHAR NOT NULL, note VARCHAR NOT NULL, labels VARCHAR[] NOT NULL,
    decided_at TIMESTAMP NOT NULL, decided_by VARCHAR NOT NULL, undoes TIMESTAMP
);
