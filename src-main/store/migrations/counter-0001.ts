/** Schema 1 of the clerk's log (counter.db), a file of its own: a counter needs no enterprise home. Forward only, as in 0001. */
export const counterMigration0001 = `
CREATE TABLE log (
  seq INTEGER PRIMARY KEY,
  -- Canonical JSON of the whole row, the digest of the row before it inside.
  content TEXT NOT NULL,
  -- Hex SM3 of content.
  sm3 TEXT NOT NULL UNIQUE
) STRICT;
CREATE TRIGGER log_in_sequence BEFORE INSERT ON log
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM log)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER log_no_update BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER log_no_delete BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER log_no_replace BEFORE INSERT ON log
WHEN EXISTS (SELECT 1 FROM log AS old WHERE old.sm3 = NEW.sm3)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
-- The only table whose rows may change.
CREATE TABLE settings (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT;
`;
