-- Gradings from score to final: review, public notice, objections, final (DOMAIN.md §6). A grading is a scheme version × period;
-- a second one of the same scheme and period is its next edition and puts the former aside, which keeps its record.
CREATE TABLE gradings_staged (
  id INTEGER PRIMARY KEY,
  scheme INTEGER NOT NULL REFERENCES grading_schemes (id),
  code TEXT NOT NULL,
  period INTEGER NOT NULL,
  edition INTEGER NOT NULL CHECK (edition > 0),
  status TEXT NOT NULL CHECK (status IN ('scored', 'reviewed', 'published', 'notice', 'final', 'withdrawn')),
  -- the round whose results stand
  round INTEGER,
  scored_by TEXT,
  scored_at TEXT,
  reviewed_by TEXT,
  reviewed_at TEXT,
  sent_back_by TEXT,
  sent_back_reason TEXT,
  notice_from INTEGER,
  notice_to INTEGER,
  notice_text TEXT,
  notice_by TEXT,
  notice_at TEXT,
  final_by TEXT,
  final_at TEXT,
  -- the month from which its grades hold; null while they do not
  from_month INTEGER,
  published_by TEXT,
  published_at TEXT,
  withdrawn_by TEXT,
  withdrawn_at TEXT,
  withdrawn_reason TEXT,
  UNIQUE (code, period, edition),
  CHECK ((from_month IS NULL) = (published_by IS NULL)),
  CHECK (notice_from IS NULL OR notice_to >= notice_from),
  CHECK (status <> 'final' OR from_month IS NOT NULL),
  CHECK (status <> 'withdrawn' OR withdrawn_reason IS NOT NULL)
) STRICT;
INSERT INTO gradings_staged (id, scheme, code, period, edition, status, round, from_month, published_by, published_at, withdrawn_by,
    withdrawn_at, withdrawn_reason)
  SELECT g.id, g.scheme, s.code, g.period, row_number() OVER same, iif(lead(g.id) OVER same IS NULL, 'published', 'withdrawn'), g.id,
    g.from_month, g.published_by, g.published_at, lead(g.published_by) OVER same, lead(g.published_at) OVER same,
    iif(lead(g.id) OVER same IS NULL, NULL, '重新发布')
  FROM gradings g JOIN grading_schemes s ON s.id = g.scheme WINDOW same AS (PARTITION BY s.code, g.period ORDER BY g.id);

-- One scoring of a grading: what its scores were worked out from. A kept round never changes; one that is still being scored goes
-- when it is scored again.
CREATE TABLE grading_rounds (
  id INTEGER PRIMARY KEY,
  -- null while it is being written
  grading INTEGER REFERENCES gradings (id),
  number INTEGER NOT NULL,
  kept INTEGER NOT NULL DEFAULT 0 CHECK (kept IN (0, 1)),
  -- the revision of what it was calculated from
  revision INTEGER NOT NULL,
  user TEXT NOT NULL,
  at TEXT NOT NULL,
  -- best, mean, total and number of each group and indicator; outlets left out; as JSON
  figures TEXT NOT NULL,
  excluded TEXT NOT NULL,
  -- how many results it has, and how many of them differ from the grade held when it was scored: what lists show, without reading them
  outlets INTEGER NOT NULL,
  changed INTEGER NOT NULL
) STRICT;
CREATE INDEX grading_rounds_grading ON grading_rounds (grading);
INSERT INTO grading_rounds (id, grading, number, kept, revision, user, at, figures, excluded, outlets, changed)
  SELECT g.id, g.id, 1, 1, 0, g.published_by, g.published_at, '[]', '[]', count(e.outlet),
    count(*) FILTER (WHERE e.outlet IS NOT NULL AND e.document ->> 'before' IS NOT e.grade)
  FROM gradings g LEFT JOIN grading_results e ON e.grading = g.id GROUP BY g.id;

CREATE TABLE grading_results_staged (
  round INTEGER NOT NULL REFERENCES grading_rounds (id),
  outlet INTEGER NOT NULL REFERENCES outlets (id),
  grade TEXT NOT NULL,
  -- the whole result as it was scored
  document TEXT NOT NULL,
  PRIMARY KEY (round, outlet)
) STRICT, WITHOUT ROWID;
INSERT INTO grading_results_staged SELECT grading, outlet, grade, document FROM grading_results;
DROP TABLE grading_results;
DROP TABLE gradings;
ALTER TABLE gradings_staged RENAME TO gradings;
ALTER TABLE grading_results_staged RENAME TO grading_results;
CREATE INDEX gradings_period ON gradings (period);
CREATE INDEX grading_results_outlet ON grading_results (outlet, round);
-- one of a scheme and period in work, and one in effect
CREATE UNIQUE INDEX gradings_in_work ON gradings (code, period) WHERE status IN ('scored', 'reviewed', 'notice');
CREATE UNIQUE INDEX gradings_in_effect ON gradings (code, period) WHERE status <> 'withdrawn' AND from_month IS NOT NULL;

-- The members behind retention and ARPU of an outlet: entries.id and subscriber_months.id as pairs of 32-bit numbers.
CREATE TABLE grading_members (
  round INTEGER NOT NULL REFERENCES grading_rounds (id),
  outlet INTEGER NOT NULL REFERENCES outlets (id),
  source TEXT NOT NULL CHECK (source IN ('retention', 'arpu')),
  members BLOB NOT NULL,
  PRIMARY KEY (round, outlet, source)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER grading_rounds_kept BEFORE UPDATE ON grading_rounds WHEN old.kept = 1
  BEGIN SELECT RAISE(ABORT, 'kept results of a grading never change'); END;
CREATE TRIGGER grading_rounds_kept_stay BEFORE DELETE ON grading_rounds WHEN old.kept = 1
  BEGIN SELECT RAISE(ABORT, 'kept results of a grading never change'); END;
CREATE TRIGGER grading_results_no_update BEFORE UPDATE ON grading_results
  BEGIN SELECT RAISE(ABORT, 'kept results of a grading never change'); END;
CREATE TRIGGER grading_results_no_delete BEFORE DELETE ON grading_results
  WHEN (SELECT kept FROM grading_rounds WHERE id = old.round) = 1
  BEGIN SELECT RAISE(ABORT, 'kept results of a grading never change'); END;
CREATE TRIGGER grading_results_no_insert BEFORE INSERT ON grading_results
  WHEN (SELECT kept FROM grading_rounds WHERE id = new.round) = 1
  BEGIN SELECT RAISE(ABORT, 'kept results of a grading never change'); END;
CREATE TRIGGER grading_members_no_update BEFORE UPDATE ON grading_members
  BEGIN SELECT RAISE(ABORT, 'kept results of a grading never change'); END;
CREATE TRIGGER grading_members_no_delete BEFORE DELETE ON grading_members
  WHEN (SELECT kept FROM grading_rounds WHERE id = old.round) = 1
  BEGIN SELECT RAISE(ABORT, 'kept results of a grading never change'); END;

-- Objections to a grading while it is on public notice; an answer is proposed by one person and decided by another.
CREATE TABLE grading_objections (
  id INTEGER PRIMARY KEY,
  grading INTEGER NOT NULL REFERENCES gradings (id),
  outlet INTEGER NOT NULL REFERENCES outlets (id),
  -- the indicator's code; null for the grade as a whole
  indicator TEXT,
  text TEXT NOT NULL CHECK (text <> ''),
  raised_by TEXT NOT NULL CHECK (raised_by <> ''),
  raised_on INTEGER NOT NULL,
  due INTEGER NOT NULL CHECK (due >= raised_on),
  state TEXT NOT NULL CHECK (state IN ('open', 'proposed', 'upheld', 'refused', 'withdrawn')),
  -- what the answer does: nothing, another grade, or scoring anew
  outcome TEXT CHECK (outcome IN ('refused', 'changed', 'recalculate')),
  grade TEXT,
  answer TEXT,
  proposed_by TEXT,
  proposed_at TEXT,
  decided_by TEXT,
  decided_at TEXT,
  -- why a proposed answer was not agreed to
  returned TEXT,
  user TEXT NOT NULL,
  at TEXT NOT NULL,
  CHECK ((outcome = 'changed') = (grade IS NOT NULL) OR outcome IS NULL),
  CHECK (state IN ('open', 'withdrawn') OR (outcome IS NOT NULL AND answer IS NOT NULL AND proposed_by IS NOT NULL)),
  CHECK (state NOT IN ('upheld', 'refused') OR decided_by <> proposed_by)
) STRICT;
CREATE INDEX grading_objections_grading ON grading_objections (grading, state);
CREATE INDEX grading_objections_outlet ON grading_objections (outlet);
CREATE INDEX grading_objections_due ON grading_objections (due) WHERE state IN ('open', 'proposed');
CREATE TRIGGER grading_objections_decided BEFORE UPDATE ON grading_objections WHEN old.state IN ('upheld', 'refused', 'withdrawn')
  BEGIN SELECT RAISE(ABORT, 'a decided objection never changes'); END;
CREATE TRIGGER grading_objections_no_delete BEFORE DELETE ON grading_objections
  BEGIN SELECT RAISE(ABORT, 'an objection is kept'); END;
