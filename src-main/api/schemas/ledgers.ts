/** The shapes of imports and batches at the door. */
import { z } from 'zod'
import { code, month } from './common.ts'

export const kind = z.enum([
  'agents',
  'outlets',
  'outletCodes',
  'entries',
  'subscriberMonths',
  'volumes',
  'indicators',
  'assignedLines',
  'controlTotals',
  'openingPaid',
  'openingFund',
  'openingCarried',
  'openingDeposits',
  'expectedAmounts',
])

/** Characters of a paste at most; a larger one is better saved as a file. */
const PASTE_LIMIT = 5 * 1024 * 1024

const texts = z.record(z.string().max(60), z.string().max(200))

export const mapping = z
  .object({
    headerRow: z.number().int().min(1).max(1000).optional(),
    headerRows: z.union([z.literal(1), z.literal(2)]).optional(),
    columns: z.record(z.string().max(60), z.string().max(200).nullable()).optional(),
    constants: texts.optional(),
    values: z.record(z.string().max(60), texts).optional(),
    outletCodes: code.optional(),
    filters: z
      .array(
        z
          .object({
            heading: z.string().max(200),
            include: z.array(z.string().max(200)).max(1000).optional(),
            exclude: z.array(z.string().max(200)).max(1000).optional(),
          })
          .strict(),
      )
      .max(20)
      .optional(),
    periodFromFileName: z.boolean().optional(),
  })
  .strict()

export const mappingName = z.string().trim().min(1).max(60)

export const mappingSaved = z
  .object({
    kind,
    name: mappingName,
    mapping,
    fingerprint: z
      .string()
      .regex(/^[0-9a-f]{16}$/)
      .nullish(),
  })
  .strict()

const upload = z.string().min(1).max(100)

/** What is read: an uploaded file, several as one batch, or pasted text; exactly one of them. */
const sources = {
  upload: upload.optional(),
  uploads: z.array(upload).min(1).max(100).optional(),
  pasted: z.string().min(1).max(PASTE_LIMIT).optional(),
}

const oneSource = (asked: { upload?: unknown; uploads?: unknown; pasted?: unknown }): boolean =>
  [asked.upload, asked.uploads, asked.pasted].filter((given) => given !== undefined).length === 1

/**
 * A cell mended without touching the file: `file` (or its place among several, from 0) and `sheet` where there are more than
 * one, the row of the sheet, the heading, and what the cell shall say.
 */
const cellEdit = z
  .object({
    source: z.number().int().min(0).max(99).optional(),
    file: z.string().min(1).max(300).optional(),
    sheet: z.string().min(1).max(300).optional(),
    row: z.number().int().min(1).max(1_048_576),
    column: z.string().min(1).max(200),
    value: z.string().max(1000),
  })
  .strict()

/** A sheet by its name, with its file and the .zip's member before it where they are needed to tell it. */
const sheet = z.string().min(1).max(500)

/** Which of several files, from 0. */
const at = z.number().int().min(0).max(99).optional()

export const importAsked = z
  .object({
    kind,
    ...sources,
    sheet: sheet.optional(),
    sheets: z.array(sheet).min(1).max(500).optional(),
    allSheets: z.boolean().optional(),
    period: month.optional(),
    mapping: mapping.optional(),
    mappingName: mappingName.optional(),
    duplicates: z.enum(['error', 'skip', 'overwrite', 'fillBlanks']).optional(),
    blanks: z.enum(['keep', 'clear']).optional(),
    onlyValid: z.boolean().optional(),
    edits: z.array(cellEdit).max(10_000).optional(),
    dryRun: z.boolean().optional(),
  })
  .strict()
  .refine(oneSource, { path: ['upload'] })

export const inspectAsked = z
  .object({
    kind: kind.optional(),
    ...sources,
    mapping: mapping.optional(),
    mappingName: mappingName.optional(),
    period: month.optional(),
    at,
  })
  .strict()
  .refine(oneSource, { path: ['upload'] })

export const valuesAsked = z
  .object({ kind, ...sources, sheet, at, mapping: mapping.optional(), period: month.optional() })
  .strict()
  .refine(oneSource, { path: ['upload'] })

export const mappingRenamed = z.object({ kind, name: mappingName, to: mappingName }).strict()
