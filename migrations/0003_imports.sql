-- Imports: saved mappings, ledger rows that a later batch took the place of, and what a batch added to the register.

-- How a layout of workbook is read, saved under a name; the fingerprint of its headings finds it again.
CREATE TABLE mappings (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  name TEXT NOT NULL CHECK (name <> ''),
  fingerprint TEXT,
  mapping TEXT NOT NULL,
  user TEXT NOT NULL,
  at TEXT NOT NULL,
  UNIQUE (kind, name)
) STRICT;
CREATE INDEX mappings_fingerprint ON mappings (kind, fingerprint) WHERE fingerprint IS NOT NULL;

-- Rows that `batch` took the place of: their own batch is `owner`, and while they are replaced they stand under batch 0,
-- which is never active. Undoing `batch` gives them back.
CREATE TABLE replaced_rows (
  batch INTEGER NOT NULL REFERENCES batches (id),
  row INTEGER NOT NULL,
  owner INTEGER NOT NULL REFERENCES batches (id),
  PRIMARY KEY (batch, row)
) STRICT, WITHOUT ROWID;
CREATE INDEX replaced_rows_owner ON replaced_rows (owner);

-- Agents and outlets that a batch added, so that it can be undone while nothing depends on them.
CREATE TABLE batch_additions (
  batch INTEGER NOT NULL REFERENCES batches (id),
  subject TEXT NOT NULL CHECK (subject IN ('agent', 'outlet')),
  subject_id INTEGER NOT NULL,
  PRIMARY KEY (batch, subject, subject_id)
) STRICT, WITHOUT ROWID;
