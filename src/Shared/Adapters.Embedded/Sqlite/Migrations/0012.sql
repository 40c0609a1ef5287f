-- What a worker says of itself; NULL of one that has not registered since.
ALTER TABLE workers ADD COLUMN version TEXT;
ALTER TABLE workers ADD COLUMN memory_mb INTEGER;
ALTER TABLE workers ADD COLUMN processors INTEGER;
