/** Schema 1. Migrations go forward only: a released file is never edited, the next one gets the next number. */

export const appendOnly = (table: string): string => `
CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, 'append-only'); END;`;

/** INSERT OR REPLACE deletes without a delete trigger: a row that would be in the way must stop it before. */
export const neverReplace = (table: string, same: string): string => `
CREATE TRIGGER ${table}_no_replace BEFORE INSERT ON ${table}
WHEN EXISTS (SELECT 1 FROM ${table} AS old WHERE ${same})
BEGIN SELECT RAISE(ABORT, 'append-only'); END;`;
export const sameSeq = 'old.journal_seq = NEW.journal_seq';

export const sameUse = `(old.request_id = NEW.request_id AND old.number = NEW.number
  AND (old.event = 'spent') = (NEW.event = 'spent'))`;

export const signedColumns = `
  statement TEXT NOT NULL,
  signature TEXT NOT NULL,
  certificate TEXT NOT NULL,
  journal_seq INTEGER NOT NULL UNIQUE REFERENCES journal(seq)`;

export const migration0001 = `
CREATE TABLE journal (
  seq INTEGER PRIMARY KEY,
  -- Canonical JSON of the whole row, the digest of the row before it inside.
  content TEXT NOT NULL,
  -- Hex SM3 of content.
  sm3 TEXT NOT NULL UNIQUE,
  event TEXT NOT NULL GENERATED ALWAYS AS (json_extract(content, '$.event')) STORED,
  time TEXT NOT NULL GENERATED ALWAYS AS (json_extract(content, '$.time')) STORED,
  request_id TEXT GENERATED ALWAYS AS (json_extract(content, '$.requestId')) STORED
) STRICT;
CREATE INDEX journal_time ON journal(time);
CREATE INDEX journal_event ON journal(event);
CREATE INDEX journal_request ON journal(request_id);
CREATE TRIGGER journal_in_sequence BEFORE INSERT ON journal
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM journal)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
${appendOnly('journal')}${neverReplace('journal', 'old.sm3 = NEW.sm3')}

CREATE TABLE policies (sequence INTEGER PRIMARY KEY, ${signedColumns}
) STRICT;
${appendOnly('policies')}${neverReplace('policies', `old.sequence = NEW.sequence OR ${sameSeq}`)}

CREATE TABLE requests (
  id TEXT PRIMARY KEY NOT NULL,
  sm3 TEXT NOT NULL UNIQUE,
  uses INTEGER NOT NULL CHECK (uses > 0),
  -- Canonical JSON of the details; the statement is the submission that names their digest.
  request TEXT NOT NULL, ${signedColumns}
) STRICT;
${appendOnly('requests')}${neverReplace('requests', `old.id = NEW.id OR old.sm3 = NEW.sm3 OR ${sameSeq}`)}

CREATE TABLE decisions (
  id INTEGER PRIMARY KEY,
  request_id TEXT NOT NULL REFERENCES requests(id),
  step INTEGER NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('approve', 'reject')), ${signedColumns},
  UNIQUE (request_id, step)
) STRICT;
${appendOnly('decisions')}${neverReplace('decisions', `old.id = NEW.id OR (old.request_id = NEW.request_id AND old.step = NEW.step) OR ${sameSeq}`)}

CREATE TABLE cancellations (
  id INTEGER PRIMARY KEY,
  request_id TEXT NOT NULL UNIQUE REFERENCES requests(id), ${signedColumns}
) STRICT;
${appendOnly('cancellations')}${neverReplace('cancellations', `old.id = NEW.id OR old.request_id = NEW.request_id OR ${sameSeq}`)}

-- One row when a use is spent, one when it ended. A use counts as spent unless it was returned: the token made no signature.
CREATE TABLE uses (
  id INTEGER PRIMARY KEY,
  request_id TEXT NOT NULL REFERENCES requests(id),
  number INTEGER NOT NULL CHECK (number > 0),
  event TEXT NOT NULL CHECK (event IN ('spent', 'completed', 'failed', 'returned', 'interrupted')),
  -- Which process and which opening of the store spent it.
  holder TEXT NOT NULL,
  journal_seq INTEGER NOT NULL UNIQUE REFERENCES journal(seq)
) STRICT;
CREATE UNIQUE INDEX uses_spent_once ON uses(request_id, number) WHERE event = 'spent';
CREATE UNIQUE INDEX uses_ended_once ON uses(request_id, number) WHERE event <> 'spent';
CREATE TRIGGER uses_within_limit BEFORE INSERT ON uses
WHEN NEW.event = 'spent' AND
  (SELECT count(*) FILTER (WHERE event = 'spent') - count(*) FILTER (WHERE event = 'returned')
   FROM uses WHERE request_id = NEW.request_id) >= (SELECT uses FROM requests WHERE id = NEW.request_id)
BEGIN SELECT RAISE(ABORT, 'uses exhausted'); END;
CREATE TRIGGER uses_end_what_began BEFORE INSERT ON uses
WHEN NEW.event <> 'spent' AND NOT EXISTS
  (SELECT 1 FROM uses WHERE request_id = NEW.request_id AND number = NEW.number AND event = 'spent')
BEGIN SELECT RAISE(ABORT, 'use was not spent'); END;
${appendOnly('uses')}${neverReplace('uses', `old.id = NEW.id OR ${sameUse} OR ${sameSeq}`)}

-- Every signed text with the journal row that vouches for it.
CREATE VIEW signed_texts AS
  SELECT journal_seq, statement, NULL AS request FROM policies
  UNION ALL SELECT journal_seq, statement, request FROM requests
  UNION ALL SELECT journal_seq, statement, NULL FROM decisions
  UNION ALL SELECT journal_seq, statement, NULL FROM cancellations;

-- The only table whose rows may change.
CREATE TABLE settings (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT;
`;
