-- What each run brought
SELECT night, status, sources_ok, sources_failed, articles_new, claims_new, findings_new, finished_at - started_at AS took FROM runs ORDER BY started_at;
