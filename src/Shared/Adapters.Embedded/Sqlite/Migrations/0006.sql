-- A session and its head share a row number: a list of sessions that follow each other finds their heads side by side too,
-- not each on a page of its own. The number is a column of its own because VACUUM gives rows without one new numbers.
CREATE TABLE numbered_sessions (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    short TEXT NOT NULL,
    version INTEGER NOT NULL,
    list INTEGER NOT NULL,
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    created INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    expires INTEGER,
    record TEXT NOT NULL);
INSERT INTO numbered_sessions (id, short, version, list, email, name, created, updated, expires, record)
SELECT id, short, version, list, email, name, created, updated, expires, record FROM sessions ORDER BY created, id;
DROP TABLE sessions;
ALTER TABLE numbered_sessions RENAME TO sessions;
CREATE UNIQUE INDEX sessions_short ON sessions (short) WHERE list < 3;
CREATE INDEX sessions_created ON sessions (list, created, id);
CREATE INDEX sessions_updated ON sessions (list, updated, id);
CREATE INDEX sessions_all_created ON sessions (created, id) WHERE list < 2;
CREATE INDEX sessions_all_updated ON sessions (updated, id) WHERE list < 2;
CREATE INDEX sessions_name ON sessions (list, name);
CREATE INDEX sessions_email ON sessions (list, email);
CREATE INDEX sessions_id ON sessions (list, id);
CREATE INDEX sessions_client ON sessions (email, updated, id) WHERE list < 2;
CREATE INDEX sessions_expires ON sessions (expires) WHERE list < 2 AND expires IS NOT NULL;
CREATE TRIGGER sessions_added AFTER INSERT ON sessions BEGIN
    UPDATE session_counts SET n = n + 1 WHERE list = new.list;
END;
CREATE TRIGGER sessions_moved AFTER UPDATE OF list ON sessions WHEN old.list <> new.list BEGIN
    UPDATE session_counts SET n = n + (list = new.list) - (list = old.list) WHERE list IN (old.list, new.list);
END;
CREATE TRIGGER sessions_removed AFTER DELETE ON sessions BEGIN
    UPDATE session_counts SET n = n - 1 WHERE list = old.list;
END;

CREATE TABLE numbered_heads (
    n INTEGER PRIMARY KEY,
    session TEXT NOT NULL UNIQUE,
    epoch INTEGER NOT NULL DEFAULT 0,
    worker TEXT,
    last_seq INTEGER NOT NULL DEFAULT 0,
    last_turn INTEGER NOT NULL DEFAULT 0,
    queued INTEGER NOT NULL DEFAULT 0,
    running TEXT,
    running_state TEXT,
    ended_state TEXT,
    chat_count INTEGER NOT NULL DEFAULT 0,
    phase TEXT NOT NULL DEFAULT '',
    progress INTEGER NOT NULL DEFAULT 0,
    status_message TEXT NOT NULL DEFAULT '');
INSERT INTO numbered_heads (
    n, session, epoch, worker, last_seq, last_turn, queued, running, running_state, ended_state, chat_count,
    phase, progress, status_message)
SELECT s.n, h.session, h.epoch, h.worker, h.last_seq, h.last_turn, h.queued, h.running, h.running_state, h.ended_state,
    h.chat_count, h.phase, h.progress, h.status_message
FROM heads h JOIN sessions s ON s.id = h.session;
DROP TABLE heads;
ALTER TABLE numbered_heads RENAME TO heads;
CREATE INDEX heads_work ON heads (session) WHERE queued > 0 OR running IS NOT NULL;
CREATE INDEX heads_worker ON heads (worker) WHERE worker IS NOT NULL;
