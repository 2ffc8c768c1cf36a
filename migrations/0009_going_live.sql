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
