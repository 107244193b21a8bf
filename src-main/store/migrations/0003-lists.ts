/**
 * Schema 3: lists of requests (docs/adr/0035). What people sign about a list is stored once; its items are requests that name it and their
 * place in it, and have no submission and no journal row of their own. `requests` is made anew for that, and with it all that refers to it.
 */
import { appendOnly, neverReplace, sameSeq, sameUse, signedColumns } from './0001-begin.ts';

const sameItem = 'old.list_id = NEW.list_id AND old.list_index = NEW.list_index';
const usesLimits = `
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
BEGIN SELECT RAISE(ABORT, 'use was not spent'); END;`;

/** A table made anew, with the rows of the old one. */
const madeAnew = (table: string, columns: string, body: string, after: string): string => `
ALTER TABLE ${table} RENAME TO old_${table};
CREATE TABLE ${table} (${body}
) STRICT;
INSERT INTO ${table} (${columns}) SELECT ${columns} FROM old_${table};
DROP TABLE old_${table};
${after}`;

export const migration0003 = `
DROP VIEW signed_texts;
-- It asks another table that is made anew.
DROP TRIGGER signed_files_of_open_uses;
CREATE TABLE lists (
  id TEXT PRIMARY KEY NOT NULL,
  count INTEGER NOT NULL CHECK (count > 0), ${signedColumns}
) STRICT;
${appendOnly('lists')}${neverReplace('lists', `old.id = NEW.id OR ${sameSeq}`)}

CREATE TABLE list_decisions (
  id INTEGER PRIMARY KEY,
  list_id TEXT NOT NULL REFERENCES lists(id),
  step INTEGER NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('approve', 'reject')), ${signedColumns},
  UNIQUE (list_id, step)
) STRICT;
${appendOnly('list_decisions')}${neverReplace('list_decisions', `old.id = NEW.id OR (old.list_id = NEW.list_id AND old.step = NEW.step) OR ${sameSeq}`)}

CREATE TABLE list_cancellations (
  id INTEGER PRIMARY KEY,
  list_id TEXT NOT NULL UNIQUE REFERENCES lists(id), ${signedColumns}
) STRICT;
${appendOnly('list_cancellations')}${neverReplace('list_cancellations', `old.id = NEW.id OR old.list_id = NEW.list_id OR ${sameSeq}`)}

-- Nothing of it is left once all that refers to it has been made anew.
ALTER TABLE requests RENAME TO old_requests;
CREATE TABLE requests (
  id TEXT PRIMARY KEY NOT NULL,
  sm3 TEXT NOT NULL UNIQUE,
  uses INTEGER NOT NULL CHECK (uses > 0),
  -- Canonical JSON of the details.
  request TEXT NOT NULL,
  -- The submission of a request that stands alone, which names the digest of the details.
  statement TEXT, signature TEXT, certificate TEXT,
  journal_seq INTEGER UNIQUE REFERENCES journal(seq),
  -- Or: the list, the place in it (0 first), and the digests beside the way to its root, hex, one behind the other.
  list_id TEXT REFERENCES lists(id),
  list_index INTEGER,
  list_path TEXT,
  UNIQUE (list_id, list_index),
  CHECK (iif(list_id IS NULL,
    statement IS NOT NULL AND signature IS NOT NULL AND certificate IS NOT NULL AND journal_seq IS NOT NULL
      AND list_index IS NULL AND list_path IS NULL,
    statement IS NULL AND signature IS NULL AND certificate IS NULL AND journal_seq IS NULL
      AND list_index IS NOT NULL AND list_path IS NOT NULL))
) STRICT;
INSERT INTO requests (id, sm3, uses, request, statement, signature, certificate, journal_seq)
  SELECT id, sm3, uses, request, statement, signature, certificate, journal_seq FROM old_requests;
${madeAnew(
  'decisions',
  'id, request_id, step, decision, statement, signature, certificate, journal_seq',
  `
  id INTEGER PRIMARY KEY,
  request_id TEXT NOT NULL REFERENCES requests(id),
  step INTEGER NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('approve', 'reject')), ${signedColumns},
  UNIQUE (request_id, step)`,
  appendOnly('decisions') +
    neverReplace(
      'decisions',
      `old.id = NEW.id OR (old.request_id = NEW.request_id AND old.step = NEW.step) OR ${sameSeq}`,
    ),
)}
${madeAnew(
  'cancellations',
  'id, request_id, statement, signature, certificate, journal_seq',
  `
  id INTEGER PRIMARY KEY,
  request_id TEXT NOT NULL UNIQUE REFERENCES requests(id), ${signedColumns}`,
  appendOnly('cancellations') +
    neverReplace('cancellations', `old.id = NEW.id OR old.request_id = NEW.request_id OR ${sameSeq}`),
)}
${madeAnew(
  'uses',
  'id, request_id, number, event, holder, journal_seq',
  `
  id INTEGER PRIMARY KEY,
  request_id TEXT NOT NULL REFERENCES requests(id),
  number INTEGER NOT NULL CHECK (number > 0),
  event TEXT NOT NULL CHECK (event IN ('spent', 'completed', 'failed', 'returned', 'interrupted')),
  -- Which process and which opening of the store spent it.
  holder TEXT NOT NULL,
  journal_seq INTEGER NOT NULL UNIQUE REFERENCES journal(seq)`,
  usesLimits + appendOnly('uses') + neverReplace('uses', `old.id = NEW.id OR ${sameUse} OR ${sameSeq}`),
)}
${madeAnew(
  'signed_files',
  'id, request_id, number, sealed_sm3, size, draft, target, journal_seq',
  `
  id INTEGER PRIMARY KEY,
  request_id TEXT NOT NULL REFERENCES requests(id),
  number INTEGER NOT NULL,
  sealed_sm3 TEXT NOT NULL,
  size INTEGER NOT NULL,
  draft TEXT NOT NULL,
  target TEXT NOT NULL,
  journal_seq INTEGER NOT NULL UNIQUE REFERENCES journal(seq),
  UNIQUE (request_id, number)`,
  `CREATE TRIGGER signed_files_of_open_uses BEFORE INSERT ON signed_files
WHEN (SELECT group_concat(event) FROM uses WHERE request_id = NEW.request_id AND number = NEW.number) IS NOT 'spent'
BEGIN SELECT RAISE(ABORT, 'use is not open'); END;` +
    appendOnly('signed_files') +
    neverReplace(
      'signed_files',
      `old.id = NEW.id OR ${sameSeq} OR (old.request_id = NEW.request_id AND old.number = NEW.number)`,
    ),
)}
DROP TABLE old_requests;
${appendOnly('requests')}${neverReplace('requests', `old.id = NEW.id OR old.sm3 = NEW.sm3 OR ${sameSeq} OR (${sameItem})`)}
-- An item belongs to a list that is being written, and its number says so.
CREATE TRIGGER requests_of_lists BEFORE INSERT ON requests
WHEN NEW.list_id IS NOT NULL AND
  (NEW.id <> NEW.list_id || printf('-%04d', NEW.list_index + 1)
   OR NEW.list_index >= (SELECT count FROM lists WHERE id = NEW.list_id))
BEGIN SELECT RAISE(ABORT, 'not an item of that list'); END;

-- Every signed text with the journal row that vouches for it; that of a list vouches for its items by the root that it names.
CREATE VIEW signed_texts AS
  SELECT journal_seq, statement, NULL AS request FROM policies
  UNION ALL SELECT journal_seq, statement, request FROM requests WHERE list_id IS NULL
  UNION ALL SELECT journal_seq, statement, NULL FROM decisions
  UNION ALL SELECT journal_seq, statement, NULL FROM cancellations
  UNION ALL SELECT journal_seq, statement, NULL FROM lists
  UNION ALL SELECT journal_seq, statement, NULL FROM list_decisions
  UNION ALL SELECT journal_seq, statement, NULL FROM list_cancellations;
`;
