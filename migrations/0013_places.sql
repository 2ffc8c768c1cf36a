-- Regions and their moves by date, channel managers with portfolios, stand-ins and transfers (DOMAIN.md §2).

-- Regions have a history like agents and outlets: name, the region above, closed or not.
CREATE TABLE history_of_all (
  id INTEGER PRIMARY KEY,
  subject TEXT NOT NULL CHECK (subject IN ('agent', 'outlet', 'region')),
  subject_id INTEGER NOT NULL,
  field TEXT NOT NULL,
  value TEXT,
  from_day INTEGER NOT NULL,
  batch INTEGER REFERENCES batches (id),
  user TEXT NOT NULL,
  at TEXT NOT NULL,
  reason TEXT
) STRICT;
INSERT INTO history_of_all (id, subject, subject_id, field, value, from_day, batch, user, at, reason)
  SELECT id, subject, subject_id, field, value, from_day, batch, user, at, reason FROM history;
DROP TABLE history;
ALTER TABLE history_of_all RENAME TO history;
CREATE INDEX history_subject ON history (subject, subject_id, field, from_day, id);
CREATE INDEX history_day ON history (from_day);
CREATE INDEX history_batch ON history (batch) WHERE batch IS NOT NULL;

-- A closed region takes no outlet any more; one that was a second spelling of another points to it.
ALTER TABLE regions ADD COLUMN closed INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1));
ALTER TABLE regions ADD COLUMN merged_into INTEGER REFERENCES regions (id);
CREATE INDEX regions_code ON regions (code) WHERE code IS NOT NULL;

-- The county in the national list of divisions (six digits), whose townships are offered.
ALTER TABLE county ADD COLUMN division TEXT;

-- What is known of a channel manager (a term of kind 'manager'); without a row only the name is.
CREATE TABLE channel_managers (
  manager INTEGER PRIMARY KEY REFERENCES terms (id),
  phone TEXT,
  from_day INTEGER,
  -- the last day
  to_day INTEGER,
  -- the account under which he works in the program
  account TEXT REFERENCES users (name),
  -- who stands above him
  above INTEGER REFERENCES terms (id),
  remark TEXT,
  CHECK (to_day IS NULL OR from_day IS NULL OR to_day >= from_day),
  CHECK (above IS NULL OR above <> manager)
) STRICT;

-- 代理: somebody stands in for a manager for a time; ended early by setting its last day.
CREATE TABLE stand_ins (
  id INTEGER PRIMARY KEY,
  manager INTEGER NOT NULL REFERENCES terms (id),
  stand_in INTEGER NOT NULL REFERENCES terms (id),
  from_day INTEGER NOT NULL,
  to_day INTEGER NOT NULL,
  reason TEXT NOT NULL CHECK (reason <> ''),
  user TEXT NOT NULL,
  at TEXT NOT NULL,
  ended_by TEXT,
  ended_at TEXT,
  CHECK (manager <> stand_in),
  -- one that never began ends the day before it starts
  CHECK (to_day >= from_day OR ended_by IS NOT NULL)
) STRICT;
CREATE INDEX stand_ins_manager ON stand_ins (manager, from_day);
CREATE INDEX stand_ins_stand_in ON stand_ins (stand_in, from_day);

-- 转移: outlets handed to another manager for good, with the work that was open then, word for word.
CREATE TABLE transfers (
  id INTEGER PRIMARY KEY,
  from_manager INTEGER NOT NULL REFERENCES terms (id),
  to_manager INTEGER NOT NULL REFERENCES terms (id),
  from_day INTEGER NOT NULL,
  reason TEXT NOT NULL CHECK (reason <> ''),
  -- JSON: outlets with code and name; open work at the time
  document TEXT NOT NULL,
  outlets INTEGER NOT NULL CHECK (outlets > 0),
  work INTEGER NOT NULL,
  user TEXT NOT NULL,
  at TEXT NOT NULL,
  CHECK (from_manager <> to_manager)
) STRICT;
CREATE INDEX transfers_from ON transfers (from_manager, id);
CREATE INDEX transfers_to ON transfers (to_manager, id);
CREATE TRIGGER transfers_no_update BEFORE UPDATE ON transfers BEGIN SELECT RAISE(ABORT, 'a transfer is kept'); END;
CREATE TRIGGER transfers_no_delete BEFORE DELETE ON transfers BEGIN SELECT RAISE(ABORT, 'a transfer is kept'); END;
