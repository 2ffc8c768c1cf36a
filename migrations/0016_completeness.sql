-- Completeness of each file, confirmed twice a year (DOMAIN.md §2); checks an auditor would make; where acts were done.

-- The PC of an act: the machine's name or address as the host knows it, and the browser's own number. Rows written before, and
-- work of the program itself, have none; a row that has one is hashed with it (data/audit-chain.ts).
ALTER TABLE audit ADD COLUMN pc TEXT;
ALTER TABLE audit ADD COLUMN browser TEXT;
CREATE INDEX audit_at ON audit (at);
CREATE INDEX audit_period ON audit (period, id) WHERE period IS NOT NULL;

-- What the office wants in a file where it differs from the usual: required, optional (shown, not counted) or not at all.
CREATE TABLE file_needs (
  subject TEXT NOT NULL CHECK (subject IN ('agent', 'outlet')),
  item TEXT NOT NULL CHECK (item <> ''),
  need TEXT NOT NULL CHECK (need IN ('required', 'optional', 'none')),
  -- JSON: categories and types of outlets, payer kinds of agents; empty: all
  kinds TEXT NOT NULL,
  user TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (subject, item)
) STRICT, WITHOUT ROWID;

-- A round of confirming all files, for a half-year ("2026-H2").
CREATE TABLE confirmation_rounds (
  id INTEGER PRIMARY KEY,
  half TEXT NOT NULL UNIQUE CHECK (half GLOB '[12][0-9][0-9][0-9]-H[12]'),
  due INTEGER NOT NULL,
  opened_by TEXT NOT NULL,
  opened_at TEXT NOT NULL,
  closed_by TEXT,
  closed_at TEXT,
  -- why it was closed with files left
  close_reason TEXT,
  -- JSON, as it was at closing
  report TEXT,
  CHECK ((closed_by IS NULL) = (report IS NULL))
) STRICT;
CREATE UNIQUE INDEX confirmation_rounds_open ON confirmation_rounds (closed_by IS NULL) WHERE closed_by IS NULL;
CREATE TRIGGER confirmation_rounds_closed BEFORE UPDATE ON confirmation_rounds
  WHEN old.closed_by IS NOT NULL BEGIN SELECT RAISE(ABORT, 'a closed round never changes'); END;
CREATE TRIGGER confirmation_rounds_no_delete BEFORE DELETE ON confirmation_rounds
  BEGIN SELECT RAISE(ABORT, 'a round is kept'); END;

-- 已核对: somebody looked at a file and says that it is right. A file changed afterwards is confirmed again: the latest counts.
CREATE TABLE confirmations (
  id INTEGER PRIMARY KEY,
  round INTEGER NOT NULL REFERENCES confirmation_rounds (id),
  subject TEXT NOT NULL CHECK (subject IN ('agent', 'outlet')),
  subject_id INTEGER NOT NULL,
  -- who looked: the channel manager, or who records it
  checked_by TEXT NOT NULL CHECK (checked_by <> ''),
  -- JSON: what was missing then
  missing TEXT NOT NULL,
  -- the last row of the history then: what came later is a change since
  history_row INTEGER NOT NULL,
  note TEXT,
  user TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX confirmations_file ON confirmations (round, subject, subject_id, id);
CREATE TRIGGER confirmations_no_update BEFORE UPDATE ON confirmations
  BEGIN SELECT RAISE(ABORT, 'a confirmation never changes'); END;
CREATE TRIGGER confirmations_no_delete BEFORE DELETE ON confirmations
  BEGIN SELECT RAISE(ABORT, 'a confirmation is kept'); END;

-- Checks an auditor would make (稽核): who looked for findings of a month and when, and what is found.
CREATE TABLE check_runs (
  period INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  -- JSON: findings by check
  found TEXT NOT NULL,
  user TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;

CREATE TABLE check_findings (
  id INTEGER PRIMARY KEY,
  period INTEGER NOT NULL,
  code TEXT NOT NULL CHECK (code <> ''),
  -- names the same thing at every run
  key TEXT NOT NULL,
  -- what was found, as a hash: another one is to be looked at again
  facts TEXT NOT NULL,
  subject TEXT NOT NULL,
  name TEXT NOT NULL,
  said TEXT NOT NULL,
  -- JSON: label and value, line by line
  evidence TEXT NOT NULL,
  link TEXT NOT NULL,
  -- JSON: users it is about, who may not wave it through
  people TEXT NOT NULL,
  found_at TEXT NOT NULL,
  -- when a run did not find it any more
  gone_at TEXT,
  UNIQUE (period, code, key)
) STRICT;

-- What a reviewer says of a finding; counts as long as its facts are the same.
CREATE TABLE check_looks (
  id INTEGER PRIMARY KEY,
  finding INTEGER NOT NULL REFERENCES check_findings (id),
  facts TEXT NOT NULL,
  result TEXT NOT NULL CHECK (result IN ('fine', 'mended', 'pursued')),
  note TEXT NOT NULL CHECK (note <> ''),
  user TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX check_looks_finding ON check_looks (finding, id);
CREATE TRIGGER check_looks_no_update BEFORE UPDATE ON check_looks BEGIN SELECT RAISE(ABORT, 'a look is kept'); END;
CREATE TRIGGER check_looks_no_delete BEFORE DELETE ON check_looks BEGIN SELECT RAISE(ABORT, 'a look is kept'); END;
