-- The store of one county office. Money is integer fen; months are yyyymm, dates yyyymmdd integers; ids from outside are text.
-- A row of a ledger is visible when its batch is 'active'; a line of a settlement when its run is the settlement's run.

CREATE TABLE county (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  code TEXT NOT NULL CHECK (code <> ''),
  name TEXT NOT NULL CHECK (name <> ''),
  sample INTEGER NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
  created_at TEXT NOT NULL
) STRICT;

-- Counts the commands that change what a calculation reads; a calculation compares it before its last step, so that it
-- never mixes two states, and screens compare it to say that a result is older than its data.
CREATE TABLE revision (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  number INTEGER NOT NULL
) STRICT;
INSERT INTO revision (id, number) VALUES (1, 0);

-- People and what they did ------------------------------------------------------------------------------------------

CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  password TEXT NOT NULL,
  roles TEXT NOT NULL,
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  user TEXT NOT NULL,
  act TEXT NOT NULL,
  period INTEGER,
  subject TEXT,
  detail TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX audit_subject ON audit (subject, id) WHERE subject IS NOT NULL;
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;

-- Settings that hold from a month on (factors, fund, tax); the row in force is the latest one that starts by then.
CREATE TABLE settings (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  from_month INTEGER NOT NULL,
  value TEXT NOT NULL,
  user TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX settings_name ON settings (name, from_month, id);

-- The register -------------------------------------------------------------------------------------------------------

-- Words that the office can add to: business types, outlet types, brands, plans, indicators, assigned items, channel managers.
CREATE TABLE terms (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('businessType', 'outletType', 'brand', 'plan', 'indicator', 'item', 'manager')),
  code TEXT NOT NULL,
  name TEXT NOT NULL CHECK (name <> ''),
  attribute TEXT,
  UNIQUE (kind, code),
  UNIQUE (kind, name)
) STRICT;

CREATE TABLE regions (
  id INTEGER PRIMARY KEY,
  parent INTEGER REFERENCES regions (id),
  level TEXT NOT NULL CHECK (level IN ('county', 'centre', 'township')),
  code TEXT,
  name TEXT NOT NULL CHECK (name <> ''),
  UNIQUE (parent, name)
) STRICT;

-- agents and outlets hold the state of `register_day`; history holds every field's dated values once it has changed.
CREATE TABLE register_day (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  day INTEGER NOT NULL
) STRICT;
INSERT INTO register_day (id, day) VALUES (1, 0);

CREATE TABLE agents (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CHECK (code <> ''),
  name TEXT NOT NULL CHECK (name <> ''),
  pinyin TEXT NOT NULL DEFAULT '',
  payer_kind TEXT NOT NULL CHECK (payer_kind IN ('enterprise', 'soleTrader', 'person')),
  id_number TEXT,
  core_tier TEXT,
  payee_name TEXT,
  bank TEXT,
  account TEXT,
  fund_member INTEGER NOT NULL DEFAULT 0 CHECK (fund_member IN (0, 1)),
  contact TEXT,
  phone TEXT,
  remark TEXT
) STRICT;

CREATE TABLE outlets (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CHECK (code <> ''),
  name TEXT NOT NULL CHECK (name <> ''),
  pinyin TEXT NOT NULL DEFAULT '',
  category TEXT NOT NULL CHECK (category IN ('own', 'partner')),
  type INTEGER REFERENCES terms (id),
  agent INTEGER REFERENCES agents (id),
  star INTEGER CHECK (star BETWEEN 1 AND 5),
  grade TEXT,
  region INTEGER REFERENCES regions (id),
  address TEXT,
  contact TEXT,
  phone TEXT,
  manager INTEGER REFERENCES terms (id),
  status TEXT NOT NULL CHECK (status IN ('planned', 'active', 'suspended', 'exited')),
  joined_on INTEGER,
  remark TEXT
) STRICT;
CREATE INDEX outlets_agent ON outlets (agent);
CREATE INDEX outlets_region ON outlets (region);
CREATE INDEX outlets_name ON outlets (name);

-- One row per dated value. from_day 0 = the first known value, which holds for all earlier time (DOMAIN.md §2).
CREATE TABLE history (
  id INTEGER PRIMARY KEY,
  subject TEXT NOT NULL CHECK (subject IN ('agent', 'outlet')),
  subject_id INTEGER NOT NULL,
  field TEXT NOT NULL,
  value TEXT,
  from_day INTEGER NOT NULL,
  batch INTEGER REFERENCES batches (id),
  user TEXT NOT NULL,
  at TEXT NOT NULL,
  reason TEXT
) STRICT;
CREATE INDEX history_subject ON history (subject, subject_id, field, from_day, id);
CREATE INDEX history_day ON history (from_day);

CREATE TABLE outlet_codes (
  id INTEGER PRIMARY KEY,
  outlet INTEGER NOT NULL REFERENCES outlets (id),
  kind TEXT NOT NULL,
  value TEXT NOT NULL CHECK (value <> ''),
  from_day INTEGER NOT NULL DEFAULT 0,
  to_day INTEGER,
  batch INTEGER REFERENCES batches (id),
  CHECK (to_day IS NULL OR to_day >= from_day)
) STRICT;
CREATE INDEX outlet_codes_value ON outlet_codes (value);
CREATE INDEX outlet_codes_outlet ON outlet_codes (outlet);

-- Ledgers -------------------------------------------------------------------------------------------------------------

CREATE TABLE batches (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('loading', 'active', 'undone')),
  mapping TEXT NOT NULL,
  rows_read INTEGER NOT NULL DEFAULT 0,
  rows_added INTEGER NOT NULL DEFAULT 0,
  rows_updated INTEGER NOT NULL DEFAULT 0,
  rows_skipped INTEGER NOT NULL DEFAULT 0,
  rows_rejected INTEGER NOT NULL DEFAULT 0,
  report TEXT NOT NULL DEFAULT '{}',
  user TEXT NOT NULL,
  at TEXT NOT NULL,
  undone_by TEXT,
  undone_at TEXT,
  undone_reason TEXT,
  swept INTEGER NOT NULL DEFAULT 0 CHECK (swept IN (0, 1))
) STRICT;
CREATE INDEX batches_state ON batches (state, kind);

CREATE TABLE batch_files (
  batch INTEGER NOT NULL REFERENCES batches (id),
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  sheet TEXT NOT NULL,
  PRIMARY KEY (batch, number)
) STRICT;
CREATE INDEX batch_files_hash ON batch_files (sha256);

-- Ledger row ids of a batch, which follow each other: its rows are found without an index of their own.
CREATE TABLE batch_ranges (
  batch INTEGER PRIMARY KEY REFERENCES batches (id),
  first_row INTEGER NOT NULL,
  last_row INTEGER NOT NULL
) STRICT;

-- What a batch brought, by month: shown in lists without reading its rows.
CREATE TABLE batch_periods (
  batch INTEGER NOT NULL REFERENCES batches (id),
  period INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  quantity INTEGER NOT NULL DEFAULT 0,
  amount INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (batch, period)
) STRICT;
CREATE INDEX batch_periods_period ON batch_periods (period);

CREATE TABLE entries (
  id INTEGER PRIMARY KEY,
  batch INTEGER NOT NULL REFERENCES batches (id),
  file INTEGER NOT NULL,
  row INTEGER NOT NULL,
  date INTEGER,
  period INTEGER NOT NULL,
  outlet INTEGER NOT NULL REFERENCES outlets (id),
  type INTEGER NOT NULL REFERENCES terms (id),
  brand INTEGER REFERENCES terms (id),
  plan INTEGER REFERENCES terms (id),
  subscriber TEXT,
  subscriber_id TEXT,
  quantity INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  external_id TEXT,
  line_number INTEGER,
  reverses TEXT,
  operator TEXT,
  remark TEXT
) STRICT;
-- A month's sums by outlet, type, brand and plan come from this index alone.
CREATE INDEX entries_sums ON entries (period, outlet, type, brand, plan, batch, quantity, amount);
CREATE INDEX entries_external ON entries (external_id, line_number) WHERE external_id IS NOT NULL;
CREATE INDEX entries_subscriber ON entries (subscriber, period) WHERE subscriber IS NOT NULL;

CREATE TABLE subscriber_months (
  id INTEGER PRIMARY KEY,
  batch INTEGER NOT NULL REFERENCES batches (id),
  file INTEGER NOT NULL,
  row INTEGER NOT NULL,
  period INTEGER NOT NULL,
  subscriber TEXT NOT NULL,
  subscriber_id TEXT,
  outlet INTEGER REFERENCES outlets (id),
  activation_date INTEGER,
  status TEXT NOT NULL CHECK (status IN ('onNet', 'suspended', 'terminated')),
  brand INTEGER REFERENCES terms (id),
  plan INTEGER REFERENCES terms (id),
  billed INTEGER NOT NULL,
  arrears INTEGER NOT NULL,
  minutes TEXT
) STRICT;
CREATE INDEX subscriber_months_subscriber ON subscriber_months (subscriber, period);
CREATE INDEX subscriber_months_outlet ON subscriber_months (period, outlet);

-- A summary volume is an entry without subscriber whose count is its quantity.
CREATE TABLE volumes (
  id INTEGER PRIMARY KEY,
  batch INTEGER NOT NULL REFERENCES batches (id),
  file INTEGER NOT NULL,
  row INTEGER NOT NULL,
  period INTEGER NOT NULL,
  outlet INTEGER NOT NULL REFERENCES outlets (id),
  type INTEGER NOT NULL REFERENCES terms (id),
  quantity INTEGER NOT NULL,
  amount INTEGER NOT NULL
) STRICT;
CREATE INDEX volumes_sums ON volumes (period, outlet, type, batch, quantity, amount);

CREATE TABLE indicator_values (
  id INTEGER PRIMARY KEY,
  batch INTEGER NOT NULL REFERENCES batches (id),
  file INTEGER NOT NULL,
  row INTEGER NOT NULL,
  period INTEGER NOT NULL,
  outlet INTEGER NOT NULL REFERENCES outlets (id),
  indicator INTEGER NOT NULL REFERENCES terms (id),
  value TEXT NOT NULL
) STRICT;
CREATE INDEX indicator_values_period ON indicator_values (period, indicator, outlet);

CREATE TABLE assigned_lines (
  id INTEGER PRIMARY KEY,
  batch INTEGER NOT NULL REFERENCES batches (id),
  file INTEGER NOT NULL,
  row INTEGER NOT NULL,
  period INTEGER NOT NULL,
  outlet INTEGER NOT NULL REFERENCES outlets (id),
  item INTEGER NOT NULL REFERENCES terms (id),
  amount INTEGER NOT NULL
) STRICT;
CREATE INDEX assigned_lines_period ON assigned_lines (period, outlet, item);

CREATE TABLE control_totals (
  id INTEGER PRIMARY KEY,
  batch INTEGER NOT NULL REFERENCES batches (id),
  file INTEGER NOT NULL,
  row INTEGER NOT NULL,
  period INTEGER NOT NULL,
  ledger TEXT NOT NULL,
  type INTEGER REFERENCES terms (id),
  count INTEGER NOT NULL,
  amount INTEGER NOT NULL
) STRICT;
CREATE INDEX control_totals_period ON control_totals (period, ledger, type);

-- Policies ------------------------------------------------------------------------------------------------------------

CREATE TABLE policies (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL CHECK (code <> ''),
  version INTEGER NOT NULL CHECK (version > 0),
  status TEXT NOT NULL CHECK (status IN ('draft', 'submitted', 'approved', 'rejected', 'retired')),
  title TEXT NOT NULL,
  from_month INTEGER NOT NULL,
  to_month INTEGER,
  document TEXT NOT NULL,
  saved_by TEXT NOT NULL,
  saved_at TEXT NOT NULL,
  submitted_by TEXT,
  submitted_at TEXT,
  decided_by TEXT,
  decided_at TEXT,
  reason TEXT,
  UNIQUE (code, version),
  CHECK (to_month IS NULL OR to_month >= from_month)
) STRICT;
-- An approved version never changes (DOMAIN.md §4); only its end may be set, when the next version takes over.
CREATE TRIGGER policies_approved_fixed BEFORE UPDATE OF code, version, title, from_month, document ON policies
  WHEN old.status IN ('approved', 'retired') BEGIN SELECT RAISE(ABORT, 'an approved policy version never changes'); END;
CREATE TRIGGER policies_approved_kept BEFORE DELETE ON policies
  WHEN old.status IN ('approved', 'retired') BEGIN SELECT RAISE(ABORT, 'an approved policy version is kept'); END;

-- Settlements ---------------------------------------------------------------------------------------------------------

CREATE TABLE settlements (
  period INTEGER PRIMARY KEY,
  status TEXT NOT NULL CHECK (status IN ('open', 'calculated', 'checking', 'reviewed', 'approved', 'closed', 'paid')),
  run INTEGER REFERENCES settlement_runs (id),
  calculated_by TEXT,
  calculated_at TEXT,
  reviewed_by TEXT,
  reviewed_at TEXT,
  approved_by TEXT,
  approved_at TEXT,
  closed_by TEXT,
  closed_at TEXT,
  sent_back_reason TEXT,
  warnings TEXT,
  hash TEXT
) STRICT;

CREATE TABLE settlement_runs (
  id INTEGER PRIMARY KEY,
  period INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'complete', 'superseded')),
  revision INTEGER NOT NULL,
  outlets INTEGER NOT NULL DEFAULT 0,
  lines INTEGER NOT NULL DEFAULT 0,
  report TEXT NOT NULL DEFAULT '{}',
  user TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;

-- sum is an exact fraction as text; detail holds breakdown, factors and effects as the rules gave them.
CREATE TABLE settlement_lines (
  id INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES settlement_runs (id),
  outlet INTEGER NOT NULL REFERENCES outlets (id),
  agent INTEGER REFERENCES agents (id),
  policy INTEGER NOT NULL REFERENCES policies (id),
  clause TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('volume', 'instalment', 'residual', 'fixed', 'assigned', 'clawback')),
  source TEXT,
  line TEXT NOT NULL,
  amount INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  detail TEXT NOT NULL,
  UNIQUE (run, outlet, line)
) STRICT;
CREATE INDEX settlement_lines_clause ON settlement_lines (run, policy, clause);

CREATE TABLE adjustments (
  id INTEGER PRIMARY KEY,
  period INTEGER NOT NULL,
  outlet INTEGER NOT NULL REFERENCES outlets (id),
  kind TEXT NOT NULL CHECK (kind IN ('bonus', 'penalty', 'correction', 'dispute')),
  amount INTEGER NOT NULL CHECK (amount <> 0),
  reason TEXT NOT NULL CHECK (reason <> ''),
  state TEXT NOT NULL CHECK (state IN ('waiting', 'confirmed', 'refused')),
  author TEXT NOT NULL,
  at TEXT NOT NULL,
  decided_by TEXT,
  decided_at TEXT,
  decision TEXT
) STRICT;
CREATE INDEX adjustments_period ON adjustments (period, outlet);

-- What a closed month said, word for word; written in steps before the month's state flips to closed.
CREATE TABLE closed_documents (
  period INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('statement', 'payment')),
  code TEXT NOT NULL,
  document TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (period, kind, code)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER closed_documents_no_update BEFORE UPDATE ON closed_documents
  WHEN (SELECT status FROM settlements WHERE period = old.period) IN ('closed', 'paid')
  BEGIN SELECT RAISE(ABORT, 'a closed statement never changes'); END;
CREATE TRIGGER closed_documents_no_delete BEFORE DELETE ON closed_documents
  WHEN (SELECT status FROM settlements WHERE period = old.period) IN ('closed', 'paid')
  BEGIN SELECT RAISE(ABORT, 'a closed statement never changes'); END;
