-- The approval chain of policies (DOMAIN.md §4): steps that the office adds between submitting and approving, by origin;
-- each is decided here or recorded. And the last trial of a version beside the policy in force.

-- The steps as the office set them; the newest row of an origin holds.
CREATE TABLE policy_chains (
  id INTEGER PRIMARY KEY,
  origin TEXT NOT NULL CHECK (origin IN ('province', 'city', 'county')),
  steps TEXT NOT NULL,
  user TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE TRIGGER policy_chains_fixed BEFORE UPDATE ON policy_chains
  BEGIN SELECT RAISE(ABORT, 'what the chain was is kept'); END;
CREATE TRIGGER policy_chains_kept BEFORE DELETE ON policy_chains
  BEGIN SELECT RAISE(ABORT, 'what the chain was is kept'); END;

-- How often the version was submitted: each submission goes through the steps anew.
ALTER TABLE policies ADD COLUMN round INTEGER NOT NULL DEFAULT 0;

-- The steps of one submission, as they were set then.
CREATE TABLE policy_steps (
  id INTEGER PRIMARY KEY,
  policy INTEGER NOT NULL REFERENCES policies (id),
  round INTEGER NOT NULL,
  number INTEGER NOT NULL,
  name TEXT NOT NULL CHECK (name <> ''),
  how TEXT NOT NULL CHECK (how IN ('here', 'recorded')),
  role TEXT CHECK (role IN ('clerk', 'reviewer', 'finance', 'admin')),
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'agreed', 'refused', 'dropped')),
  user TEXT,
  at TEXT,
  document_number TEXT,
  document_date INTEGER,
  note TEXT,
  UNIQUE (policy, round, number),
  CHECK ((how = 'here') = (role IS NOT NULL)),
  CHECK ((state IN ('agreed', 'refused')) = (user IS NOT NULL AND at IS NOT NULL)),
  CHECK (state <> 'agreed' OR how = 'here' OR (document_number IS NOT NULL AND document_date IS NOT NULL))
) STRICT;
CREATE TRIGGER policy_steps_decided BEFORE UPDATE ON policy_steps
  WHEN old.state <> 'open' BEGIN SELECT RAISE(ABORT, 'a decided step never changes'); END;
CREATE TRIGGER policy_steps_kept BEFORE DELETE ON policy_steps
  BEGIN SELECT RAISE(ABORT, 'a step is kept'); END;

-- No version comes into force past its steps, and none that was in force goes back to a draft.
CREATE TRIGGER policies_steps_done BEFORE UPDATE OF status ON policies
  WHEN new.status = 'approved' AND old.status <> 'approved'
    AND EXISTS (SELECT 1 FROM policy_steps s WHERE s.policy = old.id AND s.round = old.round AND s.state <> 'agreed')
  BEGIN SELECT RAISE(ABORT, 'a policy is approved after all its steps'); END;
CREATE TRIGGER policies_status_fixed BEFORE UPDATE OF status ON policies
  WHEN (old.status = 'approved' AND new.status NOT IN ('approved', 'retired')) OR (old.status = 'retired' AND new.status <> 'retired')
  BEGIN SELECT RAISE(ABORT, 'an approved policy version can only be retired'); END;

-- What the last trial of a version came to; amounts in fen. `document` is a SHA-256 of what was tried.
CREATE TABLE policy_trials (
  policy INTEGER PRIMARY KEY REFERENCES policies (id),
  document TEXT NOT NULL,
  period INTEGER NOT NULL,
  since INTEGER NOT NULL,
  outlets INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  old_amount INTEGER NOT NULL,
  new_amount INTEGER NOT NULL,
  clauses TEXT NOT NULL,
  user TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
