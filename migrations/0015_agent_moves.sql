-- Agents' change of owner and merger (DOMAIN.md §2).

-- Asked by one person, decided by another; takes effect on the first of the first month that is not closed.
CREATE TABLE agent_moves (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('owner', 'merger')),
  from_agent INTEGER NOT NULL REFERENCES agents (id),
  to_agent INTEGER NOT NULL REFERENCES agents (id),
  -- the month on whose first day it takes effect
  period INTEGER NOT NULL,
  -- what goes along beside the outlets
  deposits INTEGER NOT NULL CHECK (deposits IN (0, 1)),
  fund INTEGER NOT NULL CHECK (fund IN (0, 1)),
  carried INTEGER NOT NULL CHECK (carried IN (0, 1)),
  agreements TEXT NOT NULL CHECK (agreements IN ('takeOver', 'end')),
  document_number TEXT,
  reason TEXT NOT NULL CHECK (reason <> ''),
  state TEXT NOT NULL CHECK (state IN ('asked', 'done', 'refused', 'withdrawn')),
  -- negative fen that the payment of the month takes from the other agent, once done
  carried_amount INTEGER NOT NULL DEFAULT 0 CHECK (carried_amount <= 0),
  -- every amount before and after, as it was when decided
  preview TEXT,
  author TEXT NOT NULL,
  at TEXT NOT NULL,
  decided_by TEXT,
  decided_at TEXT,
  decision TEXT,
  CHECK (from_agent <> to_agent)
) STRICT;
CREATE INDEX agent_moves_period ON agent_moves (period, state);
CREATE INDEX agent_moves_from ON agent_moves (from_agent);
CREATE INDEX agent_moves_to ON agent_moves (to_agent);

CREATE TABLE agent_move_outlets (
  move INTEGER NOT NULL REFERENCES agent_moves (id),
  outlet INTEGER NOT NULL REFERENCES outlets (id),
  PRIMARY KEY (move, outlet)
) STRICT, WITHOUT ROWID;

-- What was left of each fund lot went to the other agent, with its month of contribution.
CREATE TABLE agent_move_lots (
  move INTEGER NOT NULL REFERENCES agent_moves (id),
  period INTEGER NOT NULL,
  origin TEXT NOT NULL,
  own INTEGER NOT NULL CHECK (own >= 0),
  matched INTEGER NOT NULL CHECK (matched >= 0),
  PRIMARY KEY (move, period, origin)
) STRICT, WITHOUT ROWID;
