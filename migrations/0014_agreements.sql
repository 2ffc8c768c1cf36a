-- Agreements with their reminders, deposits and their acts, core tiers (DOMAIN.md §2).

-- An agreement (专营协议) with an agent for named outlets. Days are days in force, both ends included.
CREATE TABLE agreements (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE CHECK (number <> ''),
  agent INTEGER NOT NULL REFERENCES agents (id),
  exclusive INTEGER NOT NULL CHECK (exclusive IN (0, 1)),
  signed_on INTEGER NOT NULL,
  from_day INTEGER NOT NULL,
  to_day INTEGER NOT NULL CHECK (to_day >= from_day),
  renewal_of INTEGER UNIQUE REFERENCES agreements (id),
  -- the last day in force where it ended early; the day before from_day where it never began
  ended_on INTEGER CHECK (ended_on IS NULL OR ended_on < to_day),
  ended_reason TEXT,
  ended_by TEXT,
  ended_at TEXT,
  remark TEXT,
  batch INTEGER REFERENCES batches (id),
  author TEXT NOT NULL,
  at TEXT NOT NULL,
  -- the day on which it was recorded: no reminder arises before it
  recorded_on INTEGER NOT NULL
) STRICT;
CREATE INDEX agreements_agent ON agreements (agent, from_day);
CREATE INDEX agreements_end ON agreements (to_day);

-- The outlets it names; to_day where it ended for one of them before it ended for the others.
CREATE TABLE agreement_outlets (
  agreement INTEGER NOT NULL REFERENCES agreements (id),
  outlet INTEGER NOT NULL REFERENCES outlets (id),
  to_day INTEGER,
  PRIMARY KEY (agreement, outlet)
) STRICT, WITHOUT ROWID;
CREATE INDEX agreement_outlets_outlet ON agreement_outlets (outlet);

-- Who was its agent until another took it over (the day from which the other is).
CREATE TABLE agreement_takeovers (
  agreement INTEGER NOT NULL REFERENCES agreements (id),
  from_day INTEGER NOT NULL,
  before INTEGER NOT NULL REFERENCES agents (id),
  PRIMARY KEY (agreement, from_day)
) STRICT, WITHOUT ROWID;

-- What was done about a reminder; the reminder itself follows from the agreement and the day. Never changed.
CREATE TABLE agreement_reminders (
  id INTEGER PRIMARY KEY,
  agreement INTEGER NOT NULL REFERENCES agreements (id),
  -- the end that it was about, and days before it
  to_day INTEGER NOT NULL,
  days INTEGER NOT NULL CHECK (days > 0),
  outcome TEXT NOT NULL CHECK (outcome IN ('renewed', 'ending', 'other')),
  note TEXT,
  user TEXT NOT NULL,
  at TEXT NOT NULL,
  UNIQUE (agreement, to_day, days)
) STRICT;
CREATE TRIGGER agreement_reminders_stay BEFORE UPDATE ON agreement_reminders
  BEGIN SELECT RAISE(ABORT, 'agreement_reminders are not changed'); END;

-- Deposits (保证金): money in, deducted, returned, corrected, moved with a change of owner. Fen, always above zero.
CREATE TABLE deposit_moves (
  id INTEGER PRIMARY KEY,
  agent INTEGER NOT NULL REFERENCES agents (id),
  kind TEXT NOT NULL CHECK (kind <> ''),
  act TEXT NOT NULL CHECK (act IN ('paid', 'deducted', 'returned', 'corrected', 'movedIn', 'movedOut')),
  day INTEGER NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  receipt TEXT,
  reason TEXT,
  -- the payment that a correction takes back
  corrects INTEGER REFERENCES deposit_moves (id),
  state TEXT NOT NULL CHECK (state IN ('asked', 'confirmed', 'refused', 'withdrawn')),
  author TEXT NOT NULL,
  at TEXT NOT NULL,
  decided_by TEXT,
  decided_at TEXT,
  decision TEXT,
  CHECK (act IN ('paid', 'movedIn', 'movedOut') OR reason IS NOT NULL),
  CHECK ((act = 'corrected') = (corrects IS NOT NULL))
) STRICT;
CREATE INDEX deposit_moves_agent ON deposit_moves (agent, kind, day);
CREATE INDEX deposit_moves_state ON deposit_moves (state);
CREATE UNIQUE INDEX deposit_moves_receipt ON deposit_moves (receipt) WHERE act = 'paid' AND receipt IS NOT NULL;

-- Core tiers (核心级别) as decided above; the agent's history holds the value, this the paper.
CREATE TABLE core_tier_decisions (
  id INTEGER PRIMARY KEY,
  agent INTEGER NOT NULL REFERENCES agents (id),
  tier TEXT NOT NULL,
  before TEXT,
  document_number TEXT NOT NULL CHECK (document_number <> ''),
  from_day INTEGER NOT NULL,
  note TEXT,
  author TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX core_tier_decisions_agent ON core_tier_decisions (agent, from_day);
