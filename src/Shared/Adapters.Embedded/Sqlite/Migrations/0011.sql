-- What may have been left unfinished is looked for again and again.
CREATE INDEX sites_publishing ON sites (id) WHERE json_extract(record, '$.state') = 'Publishing';
CREATE INDEX resources_unsettled ON resources (created, n) WHERE stage <> 'Fact';
CREATE INDEX sessions_unbegun ON sessions (created) WHERE json_extract(record, '$.state') = 'Initializing';

-- What workers tell of their places and who waits for one.
ALTER TABLE workers ADD COLUMN places TEXT;
