-- A month's sums by outlet come from this index alone, whatever the lines' details weigh.
CREATE INDEX settlement_lines_sums ON settlement_lines (run, outlet, kind, amount);
