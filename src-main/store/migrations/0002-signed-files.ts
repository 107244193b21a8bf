/**
 * Schema 2: which file a signature of a seal makes, before that file is on disk (docs/adr/0022). Each row has a journal row
 * `signature-made` with the digest of the file; the places are for finding it and are vouched for by nothing.
 */
export const migration0002 = `
CREATE TABLE signed_files (
  id INTEGER PRIMARY KEY,
  request_id TEXT NOT NULL REFERENCES requests(id),
  number INTEGER NOT NULL,
  sealed_sm3 TEXT NOT NULL,
  size INTEGER NOT NULL,
  draft TEXT NOT NULL,
  target TEXT NOT NULL,
  journal_seq INTEGER NOT NULL UNIQUE REFERENCES journal(seq),
  UNIQUE (request_id, number)
) STRICT;
CREATE TRIGGER signed_files_of_open_uses BEFORE INSERT ON signed_files
WHEN (SELECT group_concat(event) FROM uses WHERE request_id = NEW.request_id AND number = NEW.number) IS NOT 'spent'
BEGIN SELECT RAISE(ABORT, 'use is not open'); END;
CREATE TRIGGER signed_files_no_update BEFORE UPDATE ON signed_files BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER signed_files_no_delete BEFORE DELETE ON signed_files BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER signed_files_no_replace BEFORE INSERT ON signed_files
WHEN EXISTS (SELECT 1 FROM signed_files AS old WHERE old.id = NEW.id OR old.journal_seq = NEW.journal_seq
  OR (old.request_id = NEW.request_id AND old.number = NEW.number))
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
`;
