-- Times are UTC ticks. "record" columns hold versioned JSON; every other column is there to be searched or counted.

-- list: 0 active, 1 completed, 2 deleted or purging, 3 purged (in no list).
CREATE TABLE sessions (
    id TEXT PRIMARY KEY,
    short TEXT NOT NULL,
    version INTEGER NOT NULL,
    list INTEGER NOT NULL,
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    created INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    expires INTEGER,
    record TEXT NOT NULL);
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

CREATE TABLE session_counts (list INTEGER PRIMARY KEY, n INTEGER NOT NULL);
INSERT INTO session_counts VALUES (0, 0), (1, 0), (2, 0), (3, 0);
CREATE TRIGGER sessions_added AFTER INSERT ON sessions BEGIN
    UPDATE session_counts SET n = n + 1 WHERE list = new.list;
END;
CREATE TRIGGER sessions_moved AFTER UPDATE OF list ON sessions WHEN old.list <> new.list BEGIN
    UPDATE session_counts SET n = n + (list = new.list) - (list = old.list) WHERE list IN (old.list, new.list);
END;
CREATE TRIGGER sessions_removed AFTER DELETE ON sessions BEGIN
    UPDATE session_counts SET n = n - 1 WHERE list = old.list;
END;

CREATE TABLE heads (
    session TEXT PRIMARY KEY,
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
    status_message TEXT NOT NULL DEFAULT '') WITHOUT ROWID;
CREATE INDEX heads_work ON heads (session) WHERE queued > 0 OR running IS NOT NULL;
CREATE INDEX heads_worker ON heads (worker) WHERE worker IS NOT NULL;

-- open: 1 until the turn has ended.
CREATE TABLE turns (
    session TEXT NOT NULL,
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    open INTEGER NOT NULL,
    client_message_id TEXT,
    record TEXT NOT NULL,
    UNIQUE (session, number),
    UNIQUE (session, id));
CREATE INDEX turns_open ON turns (session, number) WHERE open = 1;
CREATE UNIQUE INDEX turns_client_message ON turns (session, client_message_id) WHERE client_message_id IS NOT NULL;

CREATE TABLE chat (
    n INTEGER PRIMARY KEY AUTOINCREMENT,
    session TEXT NOT NULL,
    id TEXT NOT NULL,
    delivery TEXT,
    record TEXT NOT NULL,
    UNIQUE (session, id));
CREATE INDEX chat_lines ON chat (session, n);

CREATE TABLE activity (
    session TEXT NOT NULL,
    seq INTEGER NOT NULL,
    record TEXT NOT NULL,
    UNIQUE (session, seq));

-- What the filter dropped, beside the visible entry before it.
CREATE TABLE activity_dropped (
    n INTEGER PRIMARY KEY AUTOINCREMENT,
    session TEXT NOT NULL,
    seq INTEGER NOT NULL,
    record TEXT NOT NULL);
CREATE INDEX activity_dropped_lines ON activity_dropped (session, seq, n);

CREATE TABLE commands (
    n INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    session TEXT NOT NULL,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    created INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    done INTEGER NOT NULL DEFAULT 0);
CREATE INDEX commands_pending ON commands (session, n) WHERE done = 0;
CREATE INDEX commands_done ON commands (n) WHERE done = 1;
CREATE INDEX commands_expires ON commands (expires);

CREATE TABLE workers (
    id TEXT PRIMARY KEY,
    heartbeat INTEGER NOT NULL,
    capacity INTEGER NOT NULL,
    draining INTEGER NOT NULL,
    started INTEGER NOT NULL);

CREATE TABLE requests (
    id TEXT PRIMARY KEY,
    status TEXT NOT NULL,
    created INTEGER NOT NULL,
    record TEXT NOT NULL);
CREATE INDEX requests_status ON requests (status, created, id);
CREATE INDEX requests_created ON requests (created, id);

CREATE TABLE request_counts (status TEXT PRIMARY KEY, n INTEGER NOT NULL);
CREATE TRIGGER requests_added AFTER INSERT ON requests BEGIN
    INSERT INTO request_counts VALUES (new.status, 1) ON CONFLICT (status) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER requests_decided AFTER UPDATE OF status ON requests WHEN old.status <> new.status BEGIN
    UPDATE request_counts SET n = n - 1 WHERE status = old.status;
    INSERT INTO request_counts VALUES (new.status, 1) ON CONFLICT (status) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER requests_removed AFTER DELETE ON requests BEGIN
    UPDATE request_counts SET n = n - 1 WHERE status = old.status;
END;

CREATE TABLE sites (
    id TEXT PRIMARY KEY,
    session TEXT NOT NULL,
    slug TEXT NOT NULL,
    bucket TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    created INTEGER NOT NULL,
    record TEXT NOT NULL);
CREATE INDEX sites_session ON sites (session, created, id);
CREATE INDEX sites_slug ON sites (session, slug, created, id);

CREATE TABLE releases (
    site TEXT NOT NULL,
    id TEXT NOT NULL,
    session TEXT NOT NULL,
    created INTEGER NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (site, id)) WITHOUT ROWID;
CREATE INDEX releases_site ON releases (site, created, id);
CREATE INDEX releases_session ON releases (session);

CREATE TABLE resources (
    n INTEGER PRIMARY KEY AUTOINCREMENT,
    session TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    stage TEXT NOT NULL,
    created INTEGER NOT NULL,
    record TEXT NOT NULL,
    UNIQUE (session, kind, id));

CREATE TABLE uploads (
    session TEXT NOT NULL,
    id TEXT NOT NULL,
    complete INTEGER NOT NULL,
    created INTEGER NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (session, id)) WITHOUT ROWID;
CREATE INDEX uploads_complete ON uploads (session, created, id) WHERE complete = 1;

CREATE TABLE clients (email TEXT PRIMARY KEY, record TEXT NOT NULL);

CREATE TABLE grants (
    kind TEXT NOT NULL,
    hash TEXT NOT NULL,
    id TEXT NOT NULL,
    subject TEXT NOT NULL,
    label TEXT NOT NULL,
    created INTEGER NOT NULL,
    expires INTEGER,
    PRIMARY KEY (kind, hash)) WITHOUT ROWID;
CREATE INDEX grants_id ON grants (kind, id);
CREATE INDEX grants_subject ON grants (kind, subject, created);
CREATE INDEX grants_created ON grants (kind, created);
CREATE INDEX grants_expires ON grants (expires) WHERE expires IS NOT NULL;

CREATE TABLE answers (
    key TEXT PRIMARY KEY,
    body_hash TEXT NOT NULL,
    free_at INTEGER NOT NULL,
    status INTEGER,
    content_type TEXT,
    body TEXT);
CREATE INDEX answers_free ON answers (free_at);

CREATE TABLE limits (
    key TEXT NOT NULL,
    span INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    used INTEGER NOT NULL,
    PRIMARY KEY (key, span)) WITHOUT ROWID;
CREATE INDEX limits_ends ON limits (ends);

CREATE TABLE audit (n INTEGER PRIMARY KEY AUTOINCREMENT, subject TEXT NOT NULL, record TEXT NOT NULL);
CREATE INDEX audit_subject ON audit (subject, n);

CREATE TABLE operations (id TEXT PRIMARY KEY, action TEXT NOT NULL, created INTEGER NOT NULL);
CREATE TABLE operation_items (
    operation TEXT NOT NULL,
    position INTEGER NOT NULL,
    subject TEXT NOT NULL,
    record TEXT NOT NULL,
    UNIQUE (operation, subject));

CREATE TABLE usage_calls (call TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE usage_sessions (
    session TEXT PRIMARY KEY,
    input INTEGER NOT NULL,
    output INTEGER NOT NULL,
    cache_read INTEGER NOT NULL,
    cache_write INTEGER NOT NULL,
    cost INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE usage_days (
    client TEXT NOT NULL,
    day TEXT NOT NULL,
    input INTEGER NOT NULL,
    output INTEGER NOT NULL,
    cache_read INTEGER NOT NULL,
    cache_write INTEGER NOT NULL,
    cost INTEGER NOT NULL,
    PRIMARY KEY (client, day)) WITHOUT ROWID;
