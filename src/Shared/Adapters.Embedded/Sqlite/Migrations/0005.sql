-- A call counts once within its session and is forgotten with it. (Nothing was metered before this.)
DROP TABLE usage_calls;
CREATE TABLE usage_calls (session TEXT NOT NULL, call TEXT NOT NULL, PRIMARY KEY (session, call)) WITHOUT ROWID;

CREATE TABLE usage_turns (
    session TEXT NOT NULL,
    turn TEXT NOT NULL,
    input INTEGER NOT NULL,
    output INTEGER NOT NULL,
    cache_read INTEGER NOT NULL,
    cache_write INTEGER NOT NULL,
    cost INTEGER NOT NULL,
    PRIMARY KEY (session, turn)) WITHOUT ROWID;

-- Lists of some days look up the next session, or client, of each day.
CREATE TABLE usage_session_days (
    session TEXT NOT NULL,
    day TEXT NOT NULL,
    input INTEGER NOT NULL,
    output INTEGER NOT NULL,
    cache_read INTEGER NOT NULL,
    cache_write INTEGER NOT NULL,
    cost INTEGER NOT NULL,
    PRIMARY KEY (session, day)) WITHOUT ROWID;
CREATE INDEX usage_session_days_by_day ON usage_session_days (day, session);
CREATE INDEX usage_days_by_day ON usage_days (day, client);

CREATE TABLE usage_all_days (
    day TEXT PRIMARY KEY,
    input INTEGER NOT NULL,
    output INTEGER NOT NULL,
    cache_read INTEGER NOT NULL,
    cache_write INTEGER NOT NULL,
    cost INTEGER NOT NULL) WITHOUT ROWID;
