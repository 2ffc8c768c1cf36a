-- Assigned lines (DOMAIN.md §3): lines without a policy, whose clause is the item's code; and what the office decided of items.

-- The table is made anew because a line of the province's list has no policy.
CREATE TABLE settlement_lines_new (
  id INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES settlement_runs (id),
  outlet INTEGER NOT NULL REFERENCES outlets (id),
  agent INTEGER REFERENCES agents (id),
  policy INTEGER REFERENCES policies (id),
  clause TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('volume', 'instalment', 'residual', 'fixed', 'assigned', 'clawback')),
  source TEXT,
  line TEXT NOT NULL,
  amount INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  detail TEXT NOT NULL,
  UNIQUE (run, outlet, line),
  CHECK ((policy IS NULL) = (kind = 'assigned'))
) STRICT;
INSERT INTO settlement_lines_new SELECT * FROM settlement_lines;
DROP TABLE settlement_lines;
ALTER TABLE settlement_lines_new RENAME TO settlement_lines;
CREATE INDEX settlement_lines_clause ON settlement_lines (run, policy, clause);
CREATE INDEX settlement_lines_source ON settlement_lines (source) WHERE source IS NOT NULL;
-- A month's sums by outlet come from this index alone, whatever the lines' details weigh.
CREATE INDEX settlement_lines_sums ON settlement_lines (run, outlet, kind, amount);

-- The lines of a closed month are as fixed as its documents: sums, explanations and clawback read them for years.
CREATE INDEX settlements_run ON settlements (run);
CREATE TRIGGER settlement_lines_closed_no_insert BEFORE INSERT ON settlement_lines
  WHEN EXISTS (SELECT 1 FROM settlements WHERE run = new.run AND status IN ('closed', 'paid'))
  BEGIN SELECT RAISE(ABORT, 'a closed month takes no more lines'); END;
CREATE TRIGGER settlement_lines_closed_no_update BEFORE UPDATE ON settlement_lines
  WHEN EXISTS (SELECT 1 FROM settlements WHERE run = old.run AND status IN ('closed', 'paid'))
  BEGIN SELECT RAISE(ABORT, 'a line of a closed month never changes'); END;
CREATE TRIGGER settlement_lines_closed_no_delete BEFORE DELETE ON settlement_lines
  WHEN EXISTS (SELECT 1 FROM settlements WHERE run = old.run AND status IN ('closed', 'paid'))
  BEGIN SELECT RAISE(ABORT, 'a line of a closed month is kept'); END;

-- An item is paid as assigned, or only checked against the own clause named for it. The row in force in a month is the latest
-- one that starts by then (0 = from ever); an item without a row is paid, and closing says that nobody has decided it.
CREATE TABLE assigned_decisions (
  id INTEGER PRIMARY KEY,
  item INTEGER NOT NULL REFERENCES terms (id),
  from_month INTEGER NOT NULL,
  treatment TEXT NOT NULL CHECK (treatment IN ('paid', 'checked')),
  policy TEXT,
  clause TEXT,
  user TEXT NOT NULL,
  at TEXT NOT NULL,
  CHECK ((treatment = 'checked') = (policy IS NOT NULL AND clause IS NOT NULL))
) STRICT;
CREATE INDEX assigned_decisions_item ON assigned_decisions (item, from_month, id);
