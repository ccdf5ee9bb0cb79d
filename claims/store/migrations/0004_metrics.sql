-- A run knows what it cost.
ALTER TABLE store.runs ADD COLUMN IF NOT EXISTS metrics JSON;
