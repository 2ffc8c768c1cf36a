-- Attachments, checking with agents, disputes (DOMAIN.md §5).

-- Evidence kept in the store. The content lies in pieces, so that a large file neither holds the process nor the memory; a
-- file is seen once all its pieces are here (state kept). What is removed stays as a row that says who, when and why.
CREATE TABLE attachments (
  id INTEGER PRIMARY KEY,
  subject TEXT NOT NULL CHECK (subject <> ''),
  name TEXT NOT NULL CHECK (name <> ''),
  media TEXT NOT NULL,
  bytes INTEGER NOT NULL CHECK (bytes > 0),
  sha256 TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('loading', 'kept', 'removed')),
  user TEXT NOT NULL,
  at TEXT NOT NULL,
  removed_by TEXT,
  removed_at TEXT,
  removed_reason TEXT
) STRICT;
CREATE INDEX attachments_subject ON attachments (subject, state, id);
CREATE TABLE attachment_pieces (
  attachment INTEGER NOT NULL REFERENCES attachments (id),
  number INTEGER NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (attachment, number)
) STRICT;
CREATE TRIGGER attachments_fixed BEFORE UPDATE OF subject, name, media, bytes, sha256, user, at ON attachments
  WHEN old.state <> 'loading' BEGIN SELECT RAISE(ABORT, 'an attachment never changes'); END;
CREATE TRIGGER attachments_no_delete BEFORE DELETE ON attachments
  WHEN old.state <> 'loading' BEGIN SELECT RAISE(ABORT, 'an attachment is kept'); END;
CREATE TRIGGER attachment_pieces_no_update BEFORE UPDATE ON attachment_pieces
  BEGIN SELECT RAISE(ABORT, 'an attachment never changes'); END;
CREATE TRIGGER attachment_pieces_no_delete BEFORE DELETE ON attachment_pieces
  WHEN (SELECT state FROM attachments WHERE id = old.attachment) = 'kept'
  BEGIN SELECT RAISE(ABORT, 'an attachment is kept'); END;

-- The office's calendar: public holidays (off) and weekend days that are worked (work).
CREATE TABLE office_days (
  day INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('off', 'work')),
  name TEXT NOT NULL DEFAULT '',
  user TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;

-- 网点核对 of a month: given to agents, or skipped by somebody for a reason; ended where everybody has answered.
CREATE TABLE checkings (
  period INTEGER PRIMARY KEY,
  started_by TEXT,
  started_at TEXT,
  ended TEXT CHECK (ended IN ('finished', 'skipped')),
  ended_by TEXT,
  ended_at TEXT,
  reason TEXT,
  CHECK ((ended IS NULL) = (ended_by IS NULL))
) STRICT;

-- What each outlet's agent was told and what he said; silence after the deadline counts as consent.
CREATE TABLE checking_sheets (
  period INTEGER NOT NULL,
  outlet INTEGER NOT NULL REFERENCES outlets (id),
  gross INTEGER NOT NULL,
  told_by TEXT NOT NULL,
  told_at TEXT NOT NULL,
  times INTEGER NOT NULL DEFAULT 1 CHECK (times > 0),
  deadline INTEGER NOT NULL,
  answer TEXT NOT NULL DEFAULT 'none' CHECK (answer IN ('none', 'consented', 'objected')),
  said_by TEXT,
  note TEXT,
  user TEXT,
  at TEXT,
  PRIMARY KEY (period, outlet)
) STRICT;

-- 申诉: an agent's claim about a line or a missing one; ends as a confirmed adjustment or an answer.
CREATE TABLE disputes (
  id INTEGER PRIMARY KEY,
  period INTEGER NOT NULL,
  outlet INTEGER NOT NULL REFERENCES outlets (id),
  -- the line's id; NULL for what is missing
  line TEXT,
  about TEXT NOT NULL,
  -- what the agent thinks is right, in fen
  claimed INTEGER,
  text TEXT NOT NULL CHECK (text <> ''),
  origin TEXT NOT NULL CHECK (origin IN ('checking', 'later')),
  raised_by TEXT NOT NULL,
  raised_on INTEGER NOT NULL,
  due INTEGER NOT NULL,
  owner TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'answered', 'adjusted', 'withdrawn')),
  adjustment INTEGER REFERENCES adjustments (id),
  answer TEXT,
  decided_by TEXT,
  decided_at TEXT,
  user TEXT NOT NULL,
  at TEXT NOT NULL,
  CHECK ((state = 'open') = (decided_by IS NULL)),
  CHECK (state <> 'adjusted' OR adjustment IS NOT NULL)
) STRICT;
CREATE INDEX disputes_period ON disputes (period, outlet);
CREATE INDEX disputes_open ON disputes (due) WHERE state = 'open';
CREATE INDEX disputes_adjustment ON disputes (adjustment) WHERE adjustment IS NOT NULL;
CREATE TRIGGER disputes_decided_fixed BEFORE UPDATE ON disputes
  WHEN old.state <> 'open' BEGIN SELECT RAISE(ABORT, 'a decided dispute never changes'); END;
CREATE TRIGGER disputes_no_delete BEFORE DELETE ON disputes BEGIN SELECT RAISE(ABORT, 'a dispute is kept'); END;
