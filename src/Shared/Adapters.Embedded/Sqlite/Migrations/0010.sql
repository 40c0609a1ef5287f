-- What was recorded stays as it was recorded: not even this program changes or removes it.
CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'The audit is never changed.'); END;
CREATE TRIGGER audit_is_never_removed BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'Nothing is removed from the audit.'); END;
-- REPLACE removes without asking those two.
CREATE TRIGGER audit_is_never_replaced BEFORE INSERT ON audit WHEN EXISTS (SELECT 1 FROM audit WHERE n = NEW.n)
BEGIN SELECT RAISE(ABORT, 'A record of the audit is never replaced.'); END;
