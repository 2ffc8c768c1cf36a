-- Members (DOMAIN.md §4): the entries that can make them, what each was paid in a line, and who was taken back.

-- The entries of the business types that clauses of members name, copied from visible batches so that a calculation need
-- not read all history. A batch and type stands in member_entry_batches once its rows are all here. day = date, or the
-- month with day 0 where the row has no date. Rebuilt at will: the ledger is the truth.
CREATE TABLE member_entries (
  entry INTEGER PRIMARY KEY,
  batch INTEGER NOT NULL,
  day INTEGER NOT NULL,
  period INTEGER NOT NULL,
  outlet INTEGER NOT NULL,
  type INTEGER NOT NULL,
  brand INTEGER,
  plan INTEGER,
  subscriber TEXT,
  subscriber_id TEXT,
  quantity INTEGER NOT NULL
) STRICT;
CREATE INDEX member_entries_subscriber_id ON member_entries (subscriber_id) WHERE subscriber_id IS NOT NULL;
CREATE TABLE member_entry_batches (
  batch INTEGER NOT NULL,
  type INTEGER NOT NULL,
  PRIMARY KEY (batch, type)
) STRICT, WITHOUT ROWID;

-- Terminations are few among the rows of years, and reset a number whenever they were.
CREATE INDEX subscriber_months_terminated ON subscriber_months (period, batch, subscriber, subscriber_id)
  WHERE status = 'terminated';

-- The members of a line: the entry that activated each, its subscriber-month row (0 = missing data), and what it brought to
-- the line's sum, in fen before factors (0 = a condition did not hold). One row a line, since years of single members would
-- cost more to write and sweep than the lines themselves: n parts as 64-bit floats, n entries and n months as 32-bit
-- integers, little-endian, by entry.
CREATE TABLE member_parts (
  line INTEGER PRIMARY KEY REFERENCES settlement_lines (id),
  members BLOB NOT NULL
) STRICT;

-- Members that a run takes back from a line of a closed month, each once; evidence is the reversing entry or the
-- subscriber-month row that says terminated.
CREATE TABLE member_takings (
  run INTEGER NOT NULL REFERENCES settlement_runs (id),
  source INTEGER NOT NULL REFERENCES settlement_lines (id),
  activation INTEGER NOT NULL,
  cause TEXT NOT NULL CHECK (cause IN ('reversed', 'terminated')),
  evidence INTEGER,
  PRIMARY KEY (source, activation, run)
) STRICT, WITHOUT ROWID;
CREATE INDEX member_takings_run ON member_takings (run);
CREATE INDEX settlement_lines_source ON settlement_lines (source) WHERE source IS NOT NULL;
