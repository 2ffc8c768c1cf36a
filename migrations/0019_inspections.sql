-- Inspection sheets, staff of own stores and their scores, who delivers an indicator (DOMAIN.md §6).

-- A template (检查表样表) with versions: a draft changes, what is in use or retired never does.
CREATE TABLE inspection_templates (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL CHECK (code <> ''),
  version INTEGER NOT NULL CHECK (version > 0),
  status TEXT NOT NULL CHECK (status IN ('draft', 'inUse', 'retired')),
  title TEXT NOT NULL CHECK (title <> ''),
  document TEXT NOT NULL,
  saved_by TEXT NOT NULL,
  saved_at TEXT NOT NULL,
  released_by TEXT,
  released_at TEXT,
  UNIQUE (code, version),
  CHECK (status = 'draft' OR released_by <> saved_by)
) STRICT;
CREATE UNIQUE INDEX inspection_templates_in_use ON inspection_templates (code) WHERE status = 'inUse';
CREATE UNIQUE INDEX inspection_templates_draft ON inspection_templates (code) WHERE status = 'draft';
CREATE TRIGGER inspection_templates_fixed BEFORE UPDATE OF code, version, title, document ON inspection_templates
  WHEN old.status <> 'draft' BEGIN SELECT RAISE(ABORT, 'a released template never changes'); END;
CREATE TRIGGER inspection_templates_kept BEFORE DELETE ON inspection_templates
  BEGIN SELECT RAISE(ABORT, 'a template is kept'); END;

-- A sheet: an outlet on a day by a named person. It counts once submitted, or confirmed where its template wants that.
CREATE TABLE inspection_sheets (
  id INTEGER PRIMARY KEY,
  template INTEGER NOT NULL REFERENCES inspection_templates (id),
  outlet INTEGER NOT NULL REFERENCES outlets (id),
  day INTEGER NOT NULL,
  period INTEGER NOT NULL CHECK (period = day / 100),
  inspector TEXT NOT NULL CHECK (inspector <> ''),
  state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'confirmed', 'withdrawn')),
  -- marks, remarks and deductions as JSON
  document TEXT NOT NULL,
  -- the score as an exact fraction, once submitted
  score TEXT,
  counts INTEGER NOT NULL DEFAULT 0 CHECK (counts IN (0, 1)),
  user TEXT NOT NULL,
  at TEXT NOT NULL,
  submitted_by TEXT,
  submitted_at TEXT,
  confirmed_by TEXT,
  confirmed_at TEXT,
  withdrawn_by TEXT,
  withdrawn_at TEXT,
  withdrawn_reason TEXT,
  CHECK (state IN ('draft', 'withdrawn') OR score IS NOT NULL),
  CHECK (state <> 'confirmed' OR confirmed_by <> submitted_by),
  CHECK (counts = 0 OR state IN ('submitted', 'confirmed')),
  CHECK (state <> 'withdrawn' OR withdrawn_reason IS NOT NULL)
) STRICT;
CREATE INDEX inspection_sheets_period ON inspection_sheets (period, template, outlet);
CREATE INDEX inspection_sheets_outlet ON inspection_sheets (outlet, day);
CREATE INDEX inspection_sheets_state ON inspection_sheets (state);
CREATE TRIGGER inspection_sheets_fixed BEFORE UPDATE OF template, outlet, day, period, inspector, document, score ON inspection_sheets
  WHEN old.state <> 'draft' BEGIN SELECT RAISE(ABORT, 'a submitted inspection sheet never changes'); END;
CREATE TRIGGER inspection_sheets_withdrawn BEFORE UPDATE ON inspection_sheets WHEN old.state = 'withdrawn'
  BEGIN SELECT RAISE(ABORT, 'a withdrawn inspection sheet never changes'); END;
CREATE TRIGGER inspection_sheets_kept BEFORE DELETE ON inspection_sheets
  BEGIN SELECT RAISE(ABORT, 'an inspection sheet is kept'); END;

-- Staff of own stores; a state holds from its day until the next one's. No store: not there any more.
CREATE TABLE staff (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE CHECK (number <> '')
) STRICT;
CREATE TABLE staff_states (
  id INTEGER PRIMARY KEY,
  staff INTEGER NOT NULL REFERENCES staff (id),
  from_day INTEGER NOT NULL,
  outlet INTEGER REFERENCES outlets (id),
  name TEXT NOT NULL CHECK (name <> ''),
  post TEXT,
  phone TEXT,
  reason TEXT,
  user TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX staff_states_staff ON staff_states (staff, from_day, id);
CREATE TRIGGER staff_states_no_update BEFORE UPDATE ON staff_states
  BEGIN SELECT RAISE(ABORT, 'what was known of a member of staff is kept'); END;
CREATE TRIGGER staff_states_no_delete BEFORE DELETE ON staff_states
  BEGIN SELECT RAISE(ABORT, 'what was known of a member of staff is kept'); END;

-- What staff are scored by; a month's score is the sum of value × weight. The latest row of an item and of a value holds.
CREATE TABLE staff_items (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  weight TEXT NOT NULL,
  position INTEGER NOT NULL,
  active INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;
CREATE TABLE staff_scores (
  id INTEGER PRIMARY KEY,
  period INTEGER NOT NULL,
  staff INTEGER NOT NULL REFERENCES staff (id),
  item INTEGER NOT NULL REFERENCES staff_items (id),
  -- null: taken away again
  value TEXT,
  user TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX staff_scores_period ON staff_scores (period, staff, item, id);
CREATE TRIGGER staff_scores_no_update BEFORE UPDATE ON staff_scores
  BEGIN SELECT RAISE(ABORT, 'typed scores are kept'); END;
CREATE TRIGGER staff_scores_no_delete BEFORE DELETE ON staff_scores
  BEGIN SELECT RAISE(ABORT, 'typed scores are kept'); END;

-- Star staff of a quarter (its first month), proposed by one and confirmed by another; the ranking as it was.
CREATE TABLE star_rounds (
  id INTEGER PRIMARY KEY,
  quarter INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('proposed', 'confirmed', 'withdrawn')),
  rules TEXT NOT NULL,
  document TEXT NOT NULL,
  user TEXT NOT NULL,
  at TEXT NOT NULL,
  confirmed_by TEXT,
  confirmed_at TEXT,
  withdrawn_by TEXT,
  withdrawn_at TEXT,
  withdrawn_reason TEXT,
  CHECK (state <> 'confirmed' OR confirmed_by <> user),
  CHECK (state <> 'withdrawn' OR withdrawn_reason IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX star_rounds_standing ON star_rounds (quarter) WHERE state <> 'withdrawn';
CREATE TRIGGER star_rounds_fixed BEFORE UPDATE OF quarter, rules, document, user, at ON star_rounds
  BEGIN SELECT RAISE(ABORT, 'a ranking of star staff never changes'); END;
CREATE TRIGGER star_rounds_kept BEFORE DELETE ON star_rounds
  BEGIN SELECT RAISE(ABORT, 'a ranking of star staff is kept'); END;

-- Who delivers an indicator's values, by its name.
CREATE TABLE indicator_deliverers (
  indicator TEXT PRIMARY KEY CHECK (indicator <> ''),
  deliverer TEXT NOT NULL CHECK (deliverer <> ''),
  user TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
