-- The X-Request-Id of the call that gave a command.
ALTER TABLE commands ADD COLUMN trace TEXT;
