/** Procedures about ledgers: importing workbooks, their batches, reconciliation, templates. */
import { z } from 'zod'
import { batchRows } from '../services/ledgers/batch-rows.ts'
import { getBatch, listBatches, undoBatch } from '../services/ledgers/batches.ts'
import { columnValues, type ValuesAsked } from '../services/ledgers/column-values.ts'
import { exportKind } from '../services/ledgers/export.ts'
import { type ImportAsked, importWorkbook } from '../services/ledgers/import.ts'
import { type InspectAsked, inspectSources } from '../services/ledgers/inspect.ts'
import { dropMapping, listMappings, renameMapping, saveMapping } from '../services/ledgers/mappings.ts'
import { downloadFindings, matchingCells, writeFindings, wrongRows } from '../services/ledgers/mistakes.ts'
import { reconcileInSteps } from '../services/ledgers/reconcile.ts'
import { makeTemplate, XLSX } from '../services/ledgers/template.ts'
import { kinds } from '../workbook/kinds/kinds.ts'
import { command, job, query, router } from './procedure.ts'
import { batchRowsAsked } from './schemas/batches.ts'
import { month, page, period, reason } from './schemas/common.ts'
import {
  importAsked,
  inspectAsked,
  kind,
  mappingName,
  mappingRenamed,
  mappingSaved,
  valuesAsked,
} from './schemas/ledgers.ts'

const batch = z.number().int().positive()
const mistakes = z.object({ mistakes: z.string().min(1).max(100) })

export const ledgers = router({
  import: job({
    access: ['clerk'],
    input: importAsked,
    lock: 'store',
    subject: (input) => input.kind,
    run: (office, actor, running, input, act) =>
      // zod says `undefined` where the mapping says absent; they mean the same
      importWorkbook(office, actor, running, input as ImportAsked, act),
  }),
  /** What a file is, for the wizard: sheets, headings, how they are mapped, which saved mapping fits, the first rows. */
  inspect: job({
    access: ['clerk'],
    input: inspectAsked,
    lock: null,
    subject: (input) => input.kind ?? null,
    run: (office, _actor, running, input) => inspectSources(office, running, input as InspectAsked),
  }),
  /** The different texts of a sheet's columns, found in its first rows, and what we make of them. */
  values: job({
    access: ['clerk'],
    input: valuesAsked,
    lock: null,
    subject: (input) => input.kind,
    run: (office, _actor, running, input) => columnValues(office, running, input as ValuesAsked),
  }),
  mappings: query({
    input: z.object({ kind: kind.optional() }).strict(),
    run: (cx, input) => listMappings(cx, input.kind),
  }),
  saveMapping: command({
    access: ['clerk'],
    input: mappingSaved,
    subject: (input) => `mapping:${input.kind}/${input.name}`,
    run: (cx, input) => saveMapping(cx, input as Parameters<typeof saveMapping>[1]),
  }),
  dropMapping: command({
    access: ['clerk'],
    input: z.object({ kind, name: mappingName }).strict(),
    subject: (input) => `mapping:${input.kind}/${input.name}`,
    detail: (_input, dropped) => dropped,
    run: dropMapping,
  }),
  renameMapping: command({
    access: ['clerk'],
    input: mappingRenamed,
    subject: (input) => `mapping:${input.kind}/${input.name}`,
    run: renameMapping,
  }),
  batches: query({
    input: page
      .extend({ kind: kind.optional(), period: month.optional(), text: z.string().max(100).optional() })
      .strict(),
    run: listBatches,
  }),
  batch: query({ input: z.object({ id: batch }).strict(), run: (cx, { id }) => getBatch(cx, id) }),
  /** A page of a ledger batch's rows; while `complete` is false more is found, and the same question is asked again. */
  rows: query({ input: page.extend(batchRowsAsked).strict(), run: batchRows }),
  undo: job({
    access: ['clerk'],
    input: z.object({ id: batch, reason }).strict(),
    lock: 'store',
    subject: (input) => `batch:${input.id}`,
    run: undoBatch,
  }),
  reconcile: query({ input: period, run: (cx, input) => reconcileInSteps(cx.db, input.period) }),
  /** All rows of a kind in the columns of its template; for the command line, which names the file. */
  exportTo: job({
    access: 'signedIn',
    input: z.object({ kind, file: z.string().min(1), period: month.optional() }).strict(),
    lock: null,
    localOnly: true,
    subject: (input) => input.kind,
    run: async (office, _actor, running, input) => {
      const { rows } = await exportKind(office.store.read, input.kind, input.file, {
        period: input.period,
        signal: running.signal,
        onProgress: (count) => running.progress('writing', null, count),
      })
      return { file: input.file, rows }
    },
  }),
  /** The same as a download: answers the id for GET /files/exports/:id. */
  export: job({
    access: 'signedIn',
    input: z.object({ kind, period: month.optional(), format: z.enum(['xlsx', 'csv']).default('xlsx') }).strict(),
    lock: null,
    subject: (input) => input.kind,
    run: async (office, _actor, running, input) => {
      const name = `${kinds[input.kind].title}${input.period ?? ''}.${input.format}`
      const file = office.files.beginExport(name, input.format === 'csv' ? 'text/csv' : XLSX)
      const { rows } = await exportKind(office.store.read, input.kind, file.path, {
        period: input.period,
        format: input.format,
        signal: running.signal,
        onProgress: (count) => running.progress('writing', null, count),
      })
      return { export: file.id, name, rows }
    },
  }),
  /** The rows of a check or an import in which something was found, by the key that it answered or by its batch. */
  wrongRows: query({
    input: page
      .extend({
        mistakes: mistakes.shape.mistakes.optional(),
        batch: batch.optional(),
        level: z.enum(['error', 'warning']).optional(),
        code: z.string().max(60).optional(),
        column: z.string().max(200).optional(),
      })
      .strict()
      .refine((asked) => (asked.mistakes === undefined) !== (asked.batch === undefined), { path: ['mistakes'] }),
    run: wrongRows,
  }),
  /** Where a column of the wrong rows says just this: what replacing all of them would change. */
  matchingCells: query({
    input: mistakes.extend({ column: z.string().max(200), value: z.string().max(40_000) }).strict(),
    run: matchingCells,
  }),
  /** The wrong rows of an import in the user's own layout, by the id that the import answered; a download. */
  mistakes: job({
    access: ['clerk'],
    input: mistakes.strict(),
    lock: null,
    run: (office, _actor, running, input) => downloadFindings(office, running, input.mistakes),
  }),
  /** The same for the command line, which names the file. */
  errorFile: job({
    access: ['clerk'],
    input: mistakes.extend({ file: z.string().min(1) }).strict(),
    lock: null,
    localOnly: true,
    run: async (office, _actor, running, input) => ({
      file: input.file,
      ...(await writeFindings(office, running, input.mistakes, input.file)),
    }),
  }),
  /** A template workbook of a kind; answers the export's id for GET /files/exports/:id. */
  template: query({
    input: z.object({ kind }).strict(),
    run: (_cx, input, office) => makeTemplate(office, input.kind),
  }),
})
