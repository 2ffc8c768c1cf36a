-- Requests (DOMAIN.md §2, Life): admission, change of core fields, suspension, resumption and exit, asked and decided by two people.

-- Of an outlet or an agent; an admission has its outlet once it is approved. 报备 (notice) is approved when it is asked, by nobody.
CREATE TABLE requests (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE CHECK (number <> ''),
  kind TEXT NOT NULL CHECK (kind IN ('admission', 'change', 'suspension', 'resumption', 'exit')),
  outlet INTEGER REFERENCES outlets (id),
  agent INTEGER REFERENCES agents (id),
  -- an admission's: the code of the new outlet, once it is known
  code TEXT CHECK (code <> ''),
  manner TEXT NOT NULL CHECK (manner IN ('approval', 'notice')),
  from_day INTEGER NOT NULL,
  -- an admission's: the day from which the outlet is active; it has its code then
  active_day INTEGER,
  reason TEXT NOT NULL CHECK (reason <> ''),
  -- checklist with its answers, settlement and open work of an exit, as JSON
  document TEXT NOT NULL,
  batch INTEGER REFERENCES batches (id),
  state TEXT NOT NULL CHECK (state IN ('asked', 'approved', 'rejected', 'withdrawn')),
  author TEXT NOT NULL,
  at TEXT NOT NULL,
  decided_by TEXT,
  decided_at TEXT,
  decision TEXT,
  document_number TEXT,
  -- who read a notice
  seen_by TEXT,
  seen_at TEXT,
  CHECK ((state = 'asked') = (decided_at IS NULL)),
  CHECK (outlet IS NULL OR agent IS NULL),
  CHECK (kind = 'admission' OR outlet IS NOT NULL OR agent IS NOT NULL),
  CHECK (agent IS NULL OR kind = 'change'),
  CHECK (kind = 'admission' OR (code IS NULL AND active_day IS NULL)),
  CHECK ((seen_by IS NULL) = (seen_at IS NULL))
) STRICT;
CREATE INDEX requests_state ON requests (state, id);
CREATE INDEX requests_outlet ON requests (outlet, state) WHERE outlet IS NOT NULL;
CREATE INDEX requests_agent ON requests (agent, state) WHERE agent IS NOT NULL;
CREATE INDEX requests_batch ON requests (batch) WHERE batch IS NOT NULL;
CREATE INDEX requests_unseen ON requests (id) WHERE manner = 'notice' AND seen_by IS NULL;
CREATE TRIGGER requests_decided_fixed BEFORE UPDATE OF number, kind, outlet, agent, manner, from_day, reason, document, batch,
  state, author, at, decided_by, decided_at, decision, document_number ON requests
  WHEN old.state <> 'asked' BEGIN SELECT RAISE(ABORT, 'a decided request never changes'); END;
CREATE TRIGGER requests_coded_fixed BEFORE UPDATE OF code, active_day ON requests
  WHEN old.active_day IS NOT NULL BEGIN SELECT RAISE(ABORT, 'an admitted outlet has its code'); END;
CREATE TRIGGER requests_seen_fixed BEFORE UPDATE OF seen_by, seen_at ON requests
  WHEN old.seen_by IS NOT NULL BEGIN SELECT RAISE(ABORT, 'a notice is read once'); END;
CREATE TRIGGER requests_no_delete BEFORE DELETE ON requests BEGIN SELECT RAISE(ABORT, 'a request is kept'); END;

-- What it changes, field by field, as history keeps values; of an admission the first values of the outlet.
CREATE TABLE request_changes (
  request INTEGER NOT NULL REFERENCES requests (id),
  field TEXT NOT NULL,
  was TEXT,
  becomes TEXT,
  PRIMARY KEY (request, field)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER request_changes_no_update BEFORE UPDATE ON request_changes
  BEGIN SELECT RAISE(ABORT, 'what was asked never changes'); END;
CREATE TRIGGER request_changes_no_delete BEFORE DELETE ON request_changes
  BEGIN SELECT RAISE(ABORT, 'what was asked never changes'); END;

-- Whether requests are on, which are 报批 or 报备, the checklist of admissions: JSON by name; absent: as standard.
CREATE TABLE request_settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  user TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
