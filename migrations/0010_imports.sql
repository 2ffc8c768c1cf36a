-- Imports: what they found, searching their rows.

-- What a batch changed in the register is told field by field.
CREATE INDEX history_batch ON history (batch) WHERE batch IS NOT NULL;
CREATE INDEX outlet_codes_batch ON outlet_codes (batch) WHERE batch IS NOT NULL;

-- Control totals may be given by outlet; null: the whole ledger or business type.
ALTER TABLE control_totals ADD COLUMN outlet INTEGER REFERENCES outlets (id);
