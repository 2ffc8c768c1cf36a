-- Paying (DOMAIN.md §5): where each agent's payment of a closed month stands, its invoices, claim sheets and payment files.
-- A payment is named by its month (yyyymm) and its agent's code, as in closed_documents, which never change.

-- No row: 待票 (awaitingInvoice).
CREATE TABLE payment_states (
  period INTEGER NOT NULL,
  agent TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('awaitingInvoice', 'claimed', 'paid', 'held', 'returned')),
  -- where a held payment goes when it is released
  held_from TEXT CHECK (held_from IN ('awaitingInvoice', 'claimed', 'returned')),
  reason TEXT,
  paid_on INTEGER,
  user TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (period, agent),
  CHECK ((state = 'held') = (held_from IS NOT NULL)),
  CHECK ((state = 'paid') = (paid_on IS NOT NULL))
) STRICT, WITHOUT ROWID;

-- What happened to a payment, for good.
CREATE TABLE payment_events (
  id INTEGER PRIMARY KEY,
  period INTEGER NOT NULL,
  agent TEXT NOT NULL,
  act TEXT NOT NULL,
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,
  amount INTEGER NOT NULL,
  reason TEXT,
  -- the claim sheet or payment file, the bank's reference, the day of payment
  document TEXT,
  paid_on INTEGER,
  user TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX payment_events_payment ON payment_events (agent, period, id);
CREATE TRIGGER payment_events_no_update BEFORE UPDATE ON payment_events
  BEGIN SELECT RAISE(ABORT, 'what happened to a payment is kept'); END;
CREATE TRIGGER payment_events_no_delete BEFORE DELETE ON payment_events
  BEGIN SELECT RAISE(ABORT, 'what happened to a payment is kept'); END;

-- What is payable, without reading the frozen documents themselves.
CREATE INDEX closed_payable ON closed_documents (period, code, json_extract(document, '$.payable')) WHERE kind = 'payment';

-- The invoice register -------------------------------------------------------------------------------------------------

CREATE TABLE invoices (
  id INTEGER PRIMARY KEY,
  agent TEXT NOT NULL,
  number TEXT NOT NULL CHECK (number <> ''),
  kind TEXT NOT NULL CHECK (kind IN ('special', 'ordinary', 'agency', 'other')),
  date INTEGER NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  received_by TEXT NOT NULL,
  received_on INTEGER NOT NULL,
  remark TEXT,
  state TEXT NOT NULL CHECK (state IN ('live', 'void')),
  user TEXT NOT NULL,
  at TEXT NOT NULL,
  voided_by TEXT,
  voided_at TEXT,
  void_reason TEXT
) STRICT;
CREATE UNIQUE INDEX invoices_number ON invoices (number) WHERE state = 'live';
CREATE INDEX invoices_agent ON invoices (agent);

-- What an invoice is for; the amounts of an invoice sum to its own.
CREATE TABLE invoice_payments (
  invoice INTEGER NOT NULL REFERENCES invoices (id),
  period INTEGER NOT NULL,
  agent TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  PRIMARY KEY (invoice, period)
) STRICT, WITHOUT ROWID;
CREATE INDEX invoice_payments_payment ON invoice_payments (period, agent);

-- Claim sheets (报账单) ------------------------------------------------------------------------------------------------

CREATE TABLE claim_sheets (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('live', 'cancelled')),
  -- why payments without invoice or below the least amount are on it
  exception TEXT,
  user TEXT NOT NULL,
  at TEXT NOT NULL,
  cancelled_by TEXT,
  cancelled_at TEXT,
  cancel_reason TEXT
) STRICT;

CREATE TABLE claim_items (
  sheet INTEGER NOT NULL REFERENCES claim_sheets (id),
  period INTEGER NOT NULL,
  agent TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  -- as they were when the sheet was written: a reprint says the same
  invoiced INTEGER NOT NULL,
  payee TEXT,
  bank TEXT,
  account TEXT,
  -- false once taken off the sheet
  live INTEGER NOT NULL DEFAULT 1 CHECK (live IN (0, 1)),
  PRIMARY KEY (sheet, period, agent)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX claim_items_once ON claim_items (period, agent) WHERE live = 1;

-- Payment files for the bank --------------------------------------------------------------------------------------------

CREATE TABLE payment_files (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  format TEXT NOT NULL CHECK (format IN ('xlsx', 'csv')),
  sha256 TEXT NOT NULL,
  content BLOB NOT NULL,
  -- control sum and count of its lines as it was made
  amount INTEGER NOT NULL CHECK (amount > 0),
  lines INTEGER NOT NULL CHECK (lines > 0),
  warnings TEXT NOT NULL DEFAULT '[]',
  state TEXT NOT NULL CHECK (state IN ('live', 'cancelled')),
  user TEXT NOT NULL,
  at TEXT NOT NULL,
  cancelled_by TEXT,
  cancelled_at TEXT,
  cancel_reason TEXT
) STRICT;

-- One transfer to one agent.
CREATE TABLE payment_lines (
  id INTEGER PRIMARY KEY,
  file INTEGER NOT NULL REFERENCES payment_files (id),
  number INTEGER NOT NULL,
  reference TEXT NOT NULL UNIQUE,
  agent TEXT NOT NULL,
  name TEXT NOT NULL,
  payee TEXT NOT NULL,
  bank TEXT,
  account TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  purpose TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'paid', 'returned', 'cancelled')),
  reason TEXT,
  paid_on INTEGER,
  UNIQUE (file, number)
) STRICT;
CREATE INDEX payment_lines_account ON payment_lines (account, amount);

-- The payments that a transfer pays; a payment is in one open line at most.
CREATE TABLE payment_line_items (
  line INTEGER NOT NULL REFERENCES payment_lines (id),
  period INTEGER NOT NULL,
  agent TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  open INTEGER NOT NULL DEFAULT 1 CHECK (open IN (0, 1)),
  PRIMARY KEY (line, period)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX payment_line_items_once ON payment_line_items (period, agent) WHERE open = 1;

-- The bank's answers that were taken in; the same file never twice.
CREATE TABLE payment_results (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL UNIQUE,
  rows INTEGER NOT NULL,
  paid INTEGER NOT NULL,
  returned INTEGER NOT NULL,
  user TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;

-- How this office pays: least amount, due date, the bank's columns, texts. The latest word counts; who changed what is in the audit.
CREATE TABLE paying_settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  user TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A due date of its own for a month.
CREATE TABLE paying_due (
  period INTEGER PRIMARY KEY,
  day INTEGER NOT NULL,
  user TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
