-- What each model used on each day; what was used before this is kept under no name.
CREATE TABLE usage_models (
    model TEXT NOT NULL,
    day TEXT NOT NULL,
    input INTEGER NOT NULL,
    output INTEGER NOT NULL,
    cache_read INTEGER NOT NULL,
    cache_write INTEGER NOT NULL,
    cost INTEGER NOT NULL,
    PRIMARY KEY (model, day)) WITHOUT ROWID;
CREATE INDEX usage_models_by_day ON usage_models (day, model);
INSERT INTO usage_models SELECT '', day, input, output, cache_read, cache_write, cost FROM usage_all_days;

-- What may be spent (in millionths of a US dollar), and of which occasion admins were told.
CREATE TABLE budgets (
    scope TEXT NOT NULL,
    subject TEXT NOT NULL,
    session TEXT,
    ceiling INTEGER,
    near TEXT,
    reached TEXT,
    PRIMARY KEY (scope, subject)) WITHOUT ROWID;
CREATE INDEX budgets_by_session ON budgets (session) WHERE session IS NOT NULL;
