-- Exits that settle deposit and fund; agents' moves agreed for a later month, and undone (DOMAIN.md §2).

-- The exit whose settlement it is: decided with the request, by the same two people.
ALTER TABLE deposit_moves ADD COLUMN request INTEGER REFERENCES requests (id);
ALTER TABLE fund_payouts ADD COLUMN request INTEGER REFERENCES requests (id);
CREATE INDEX deposit_moves_request ON deposit_moves (request) WHERE request IS NOT NULL;
CREATE INDEX fund_payouts_request ON fund_payouts (request) WHERE request IS NOT NULL;

-- A move for a later month is agreed by the second person, and done once the month before it is closed.
ALTER TABLE agent_moves ADD COLUMN agreed_by TEXT;
ALTER TABLE agent_moves ADD COLUMN agreed_at TEXT;
-- One that was done is undone by two people; its state is 'withdrawn' then.
ALTER TABLE agent_moves ADD COLUMN undo_asked_by TEXT;
ALTER TABLE agent_moves ADD COLUMN undo_asked_at TEXT;
ALTER TABLE agent_moves ADD COLUMN undo_reason TEXT;
ALTER TABLE agent_moves ADD COLUMN undone_by TEXT;
ALTER TABLE agent_moves ADD COLUMN undone_at TEXT;
-- Where only some outlets move: the receipts whose deposit goes along, as JSON; NULL: all of the deposits or none of them.
ALTER TABLE agent_moves ADD COLUMN receipts TEXT;
