-- Ids of purged sessions, as SHA-256: they are never given again, and tell nobody what they were.
CREATE TABLE purged (hash TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;

-- What was purged before there were tombstones kept its id; those ids are free again.
DELETE FROM heads WHERE session IN (SELECT id FROM sessions WHERE list = 3);
DELETE FROM sessions WHERE list = 3;
