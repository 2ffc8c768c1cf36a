-- Grading (DOMAIN.md §6): schemes with versions and approval, what the city gave as reference, gradings and their results.
CREATE TABLE grading_schemes (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL CHECK (code <> ''),
  version INTEGER NOT NULL CHECK (version > 0),
  status TEXT NOT NULL CHECK (status IN ('draft', 'submitted', 'approved', 'rejected', 'retired')),
  title TEXT NOT NULL,
  document TEXT NOT NULL,
  saved_by TEXT NOT NULL,
  saved_at TEXT NOT NULL,
  submitted_by TEXT,
  submitted_at TEXT,
  decided_by TEXT,
  decided_at TEXT,
  reason TEXT,
  UNIQUE (code, version)
) STRICT;
-- An approved version never changes.
CREATE TRIGGER grading_schemes_approved_fixed BEFORE UPDATE OF code, version, title, document ON grading_schemes
  WHEN old.status IN ('approved', 'retired') BEGIN SELECT RAISE(ABORT, 'an approved scheme version never changes'); END;
CREATE TRIGGER grading_schemes_approved_kept BEFORE DELETE ON grading_schemes
  WHEN old.status IN ('approved', 'retired') BEGIN SELECT RAISE(ABORT, 'an approved scheme version is kept'); END;

-- Best, mean and total of the city for an indicator of a scheme, where it compares its counties; decimals as text.
CREATE TABLE grading_references (
  scheme TEXT NOT NULL,
  indicator TEXT NOT NULL,
  period INTEGER NOT NULL,
  best TEXT,
  mean TEXT,
  total TEXT,
  user TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (scheme, indicator, period)
) STRICT, WITHOUT ROWID;

-- A published grading: what it said, and from which month its grades hold.
CREATE TABLE gradings (
  id INTEGER PRIMARY KEY,
  scheme INTEGER NOT NULL REFERENCES grading_schemes (id),
  period INTEGER NOT NULL,
  from_month INTEGER NOT NULL,
  published_by TEXT NOT NULL,
  published_at TEXT NOT NULL
) STRICT;
CREATE INDEX gradings_scheme ON gradings (scheme, period);
CREATE TABLE grading_results (
  grading INTEGER NOT NULL REFERENCES gradings (id),
  outlet INTEGER NOT NULL REFERENCES outlets (id),
  grade TEXT NOT NULL,
  -- the whole result as it was published
  document TEXT NOT NULL,
  PRIMARY KEY (grading, outlet)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER grading_results_no_update BEFORE UPDATE ON grading_results
  BEGIN SELECT RAISE(ABORT, 'a published grading never changes'); END;
CREATE TRIGGER grading_results_no_delete BEFORE DELETE ON grading_results
  BEGIN SELECT RAISE(ABORT, 'a published grading never changes'); END;
