-- Imports: what they found, searching their rows.

-- What a batch changed in the register is told field by field.
CREATE INDEX history_batch ON history (batch) WHERE batch IS NOT NULL;
CREATE INDEX outlet_codes_batch ON outlet_codes (batch) WHERE batch IS NOT NULL;

-- Control totals may be given by outlet; null: the whole ledger or business type.
ALTER TABLE control_totals ADD COLUMN outlet INTEGER REFERENCES outlets (id);

-- What the last imports and checks found, so that the door to the wrong rows outlives a restart; `batch` where one came of it.
-- Kept in bounds by src-main/services/ledgers/findings.ts.
CREATE TABLE import_findings (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  batch INTEGER REFERENCES batches (id),
  user TEXT NOT NULL,
  at TEXT NOT NULL,
  -- JSON: names and hashes of the files; titles, headings and columns of the sheets; cells mended on the screen
  files TEXT NOT NULL,
  sheets TEXT NOT NULL,
  edits TEXT NOT NULL,
  -- JSON: how many findings of each level, code and column are kept
  facets TEXT NOT NULL,
  -- wrong rows, also those that are not kept
  wrong INTEGER NOT NULL
) STRICT;
CREATE INDEX import_findings_batch ON import_findings (batch) WHERE batch IS NOT NULL;

-- A row with findings as the file has it, with the mended cells.
CREATE TABLE finding_rows (
  findings INTEGER NOT NULL REFERENCES import_findings (id),
  sheet INTEGER NOT NULL,
  row INTEGER NOT NULL,
  level TEXT NOT NULL CHECK (level IN ('error', 'warning')),
  cells TEXT NOT NULL,
  problems TEXT NOT NULL,
  PRIMARY KEY (findings, sheet, row)
) STRICT, WITHOUT ROWID;

-- Cells in which a batch differs from its file: mended on the screen before the import. `file` is the number in batch_files.
CREATE TABLE batch_edits (
  batch INTEGER NOT NULL REFERENCES batches (id),
  file INTEGER NOT NULL,
  row INTEGER NOT NULL,
  column TEXT NOT NULL,
  was TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (batch, file, row, column)
) STRICT, WITHOUT ROWID;

-- Rows that `batch` takes the place of stand under its holder, a batch that is seen until `batch` is: so any number of rows
-- changes hands by two rows of `batches`. (Rows replaced before this migration stand under batch 0.)
CREATE TABLE replacements (
  batch INTEGER PRIMARY KEY REFERENCES batches (id),
  holder INTEGER NOT NULL UNIQUE REFERENCES batches (id)
) STRICT;

-- What those rows count for in the months of the batches they come from.
CREATE TABLE replaced_sums (
  batch INTEGER NOT NULL REFERENCES batches (id),
  owner INTEGER NOT NULL REFERENCES batches (id),
  period INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  quantity INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  PRIMARY KEY (batch, owner, period)
) STRICT, WITHOUT ROWID;
