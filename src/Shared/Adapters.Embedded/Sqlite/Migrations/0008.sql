-- Files that were announced and never came are looked for again and again.
CREATE INDEX uploads_pending ON uploads (created) WHERE complete = 0;
