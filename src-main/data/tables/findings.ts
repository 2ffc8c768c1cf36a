/** What imports found, the cells mended on the way, the rows they replace (migrations/0010_imports.sql). */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const importFindings = sqliteTable('import_findings', {
  id: integer().primaryKey(),
  key: text().notNull(),
  kind: text().notNull(),
  batch: integer(),
  user: text().notNull(),
  at: text().notNull(),
  files: text().notNull(),
  sheets: text().notNull(),
  edits: text().notNull(),
  facets: text().notNull(),
  wrong: integer().notNull(),
})

export const findingRows = sqliteTable(
  'finding_rows',
  {
    findings: integer().notNull(),
    sheet: integer().notNull(),
    row: integer().notNull(),
    level: text().$type<'error' | 'warning'>().notNull(),
    cells: text().notNull(),
    problems: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.findings, table.sheet, table.row] })],
)

export const batchEdits = sqliteTable(
  'batch_edits',
  {
    batch: integer().notNull(),
    file: integer().notNull(),
    row: integer().notNull(),
    column: text().notNull(),
    was: text().notNull(),
    value: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.batch, table.file, table.row, table.column] })],
)

export const replacements = sqliteTable('replacements', {
  batch: integer().primaryKey(),
  holder: integer().notNull(),
})

export const replacedSums = sqliteTable(
  'replaced_sums',
  {
    batch: integer().notNull(),
    owner: integer().notNull(),
    period: integer().notNull(),
    rows: integer().notNull(),
    quantity: integer().notNull(),
    amount: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.batch, table.owner, table.period] })],
)
