-- Going live, fund accounts, late data and the office's own expected amounts (DOMAIN.md §3, §5).

-- What the fund holds of an agent by the month of contribution: from closed months and from the opening.
CREATE TABLE fund_lots (
  agent INTEGER NOT NULL REFERENCES agents (id),
  period INTEGER NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('settled', 'opening')),
  own INTEGER NOT NULL CHECK (own >= 0),
  matched INTEGER NOT NULL CHECK (matched >= 0),
  PRIMARY KEY (agent, period, origin)
) STRICT, WITHOUT ROWID;
CREATE INDEX fund_lots_period ON fund_lots (period, origin);

-- Months that were closed before there were accounts: their frozen statements say what was contributed.
INSERT INTO fund_lots (agent, period, origin, own, matched)
  SELECT a.id, d.period, 'settled',
    sum(CAST(replace(d.document ->> '$.fund.contributed', '.', '') AS INTEGER)),
    sum(CAST(replace(d.document ->> '$.fund.matched', '.', '') AS INTEGER))
  FROM closed_documents d JOIN settlements s ON s.period = d.period AND s.status IN ('closed', 'paid')
  JOIN agents a ON a.code = d.document ->> '$.agent'
  WHERE d.kind = 'statement' AND d.document ->> '$.fund.contributed' <> '0.00'
  GROUP BY a.id, d.period;

-- Money out of the fund: free lots on request, or everything at an agent's exit, where the match may be forfeited.
CREATE TABLE fund_payouts (
  id INTEGER PRIMARY KEY,
  agent INTEGER NOT NULL REFERENCES agents (id),
  kind TEXT NOT NULL CHECK (kind IN ('withdrawal', 'exit')),
  reason TEXT NOT NULL CHECK (reason <> ''),
  state TEXT NOT NULL CHECK (state IN ('asked', 'approved', 'refused', 'withdrawn', 'paid')),
  author TEXT NOT NULL,
  at TEXT NOT NULL,
  decided_by TEXT,
  decided_at TEXT,
  decision TEXT,
  paid_by TEXT,
  paid_at TEXT,
  paid_on INTEGER
) STRICT;
CREATE INDEX fund_payouts_agent ON fund_payouts (agent, id);

-- What a payout takes from each lot; of a refused one nothing is left here.
CREATE TABLE fund_payout_lots (
  payout INTEGER NOT NULL REFERENCES fund_payouts (id),
  period INTEGER NOT NULL,
  origin TEXT NOT NULL,
  own INTEGER NOT NULL CHECK (own >= 0),
  matched INTEGER NOT NULL CHECK (matched >= 0),
  forfeited INTEGER NOT NULL DEFAULT 0 CHECK (forfeited >= 0),
  PRIMARY KEY (payout, period, origin)
) STRICT, WITHOUT ROWID;

-- Going live (期初): what came from workbooks before the first settled month, in batches like any ledger.
CREATE TABLE opening_paid (
  id INTEGER PRIMARY KEY,
  batch INTEGER NOT NULL REFERENCES batches (id),
  file INTEGER NOT NULL,
  row INTEGER NOT NULL,
  period INTEGER NOT NULL,
  outlet INTEGER NOT NULL REFERENCES outlets (id),
  subscriber TEXT,
  subscriber_id TEXT,
  policy TEXT NOT NULL,
  clause TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount >= 0)
) STRICT;
CREATE INDEX opening_paid_subscriber ON opening_paid (subscriber, policy, clause);
CREATE TABLE opening_fund (
  id INTEGER PRIMARY KEY,
  batch INTEGER NOT NULL REFERENCES batches (id),
  file INTEGER NOT NULL,
  row INTEGER NOT NULL,
  period INTEGER NOT NULL,
  agent INTEGER NOT NULL REFERENCES agents (id),
  own INTEGER NOT NULL CHECK (own >= 0),
  matched INTEGER NOT NULL CHECK (matched >= 0)
) STRICT;
CREATE INDEX opening_fund_agent ON opening_fund (agent, period);
CREATE TABLE opening_carried (
  id INTEGER PRIMARY KEY,
  batch INTEGER NOT NULL REFERENCES batches (id),
  file INTEGER NOT NULL,
  row INTEGER NOT NULL,
  period INTEGER NOT NULL,
  agent INTEGER NOT NULL REFERENCES agents (id),
  amount INTEGER NOT NULL CHECK (amount <= 0)
) STRICT;
CREATE INDEX opening_carried_agent ON opening_carried (agent);
CREATE TABLE opening_deposits (
  id INTEGER PRIMARY KEY,
  batch INTEGER NOT NULL REFERENCES batches (id),
  file INTEGER NOT NULL,
  row INTEGER NOT NULL,
  period INTEGER NOT NULL,
  agent INTEGER NOT NULL REFERENCES agents (id),
  kind TEXT NOT NULL,
  date INTEGER NOT NULL,
  receipt TEXT,
  amount INTEGER NOT NULL CHECK (amount >= 0),
  remark TEXT
) STRICT;
CREATE INDEX opening_deposits_agent ON opening_deposits (agent, kind);

-- The opening itself: one, asked with control sums by one person and confirmed by another; its month stands before all
-- settled ones, closed, with the lines that were paid before and the negatives that are carried on.
CREATE TABLE opening (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  from_month INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('asked', 'confirmed')),
  controls TEXT NOT NULL,
  proof TEXT NOT NULL,
  run INTEGER REFERENCES settlement_runs (id),
  author TEXT NOT NULL,
  at TEXT NOT NULL,
  decided_by TEXT,
  decided_at TEXT
) STRICT;

-- What the office's own workbook expects, compared with the statements outlet by outlet.
CREATE TABLE expected_amounts (
  id INTEGER PRIMARY KEY,
  batch INTEGER NOT NULL REFERENCES batches (id),
  file INTEGER NOT NULL,
  row INTEGER NOT NULL,
  period INTEGER NOT NULL,
  outlet INTEGER NOT NULL REFERENCES outlets (id),
  clause TEXT,
  amount INTEGER NOT NULL
) STRICT;
CREATE INDEX expected_amounts_period ON expected_amounts (period, outlet);

-- Late data (DOMAIN.md §5): a closed month calculated anew on the side; each outlet's difference becomes one correction in the
-- open month, and from then on clawback takes from the lines of that calculation.
CREATE TABLE late_runs (
  run INTEGER PRIMARY KEY REFERENCES settlement_runs (id),
  period INTEGER NOT NULL,
  author TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX late_runs_period ON late_runs (period, run);
CREATE TABLE late_corrections (
  adjustment INTEGER PRIMARY KEY REFERENCES adjustments (id),
  period INTEGER NOT NULL,
  outlet INTEGER NOT NULL REFERENCES outlets (id),
  run INTEGER NOT NULL REFERENCES late_runs (run),
  -- the month it is posted into
  posted INTEGER NOT NULL,
  -- by clause: what was closed, what came out now, what clawback changes of it
  breakdown TEXT NOT NULL,
  -- revision of the store when it was confirmed: the month must be calculated after it
  confirmed INTEGER
) STRICT;
CREATE INDEX late_corrections_outlet ON late_corrections (period, outlet);
CREATE INDEX late_corrections_posted ON late_corrections (posted);
-- What clawback had taken, in fen, of a line's members when it took the place of the closed line.
CREATE TABLE late_sources (
  line INTEGER PRIMARY KEY REFERENCES settlement_lines (id),
  taken INTEGER NOT NULL
) STRICT;
