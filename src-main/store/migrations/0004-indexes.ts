/**
 * Schema 4: what the register is looked up by (docs/adr/0055): one row for each use, the files that were asked for or sealed, and the numbers
 * that were read in them. All of it is worked out of the rows that are there (register-index.ts) and can be made anew at any time; statements,
 * uses and journal stay as they are, and nothing is decided by it.
 */
export const migration0004 = `
CREATE INDEX journal_use ON journal(request_id, json_extract(content, '$.useNumber'));
CREATE TABLE use_index (
  -- Of the journal row with which it began.
  seq INTEGER PRIMARY KEY,
  request_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  time TEXT NOT NULL,
  state TEXT NOT NULL,
  seal_type TEXT NOT NULL,
  matter TEXT,
  -- Uses with the same are on one file.
  paper TEXT NOT NULL,
  -- Hundredths; at most 17 digits.
  fen INTEGER,
  currency TEXT,
  -- Small letters, one cell below the other.
  people TEXT NOT NULL,
  counterparty TEXT NOT NULL,
  words TEXT NOT NULL,
  UNIQUE (request_id, number)
) STRICT;
CREATE TABLE file_index (
  -- Hex: of the file that was asked for, of the sealed one.
  sm3 TEXT NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('requested', 'sealed')),
  request_id TEXT NOT NULL,
  -- Of the journal row of submission or sealing.
  seq INTEGER NOT NULL,
  PRIMARY KEY (sm3, what, request_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX file_index_request ON file_index(request_id);
CREATE TABLE number_index (
  -- As they are compared: one way of typing.
  number TEXT NOT NULL,
  request_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  sm3 TEXT NOT NULL,
  PRIMARY KEY (number, request_id)
) STRICT, WITHOUT ROWID;
`;
