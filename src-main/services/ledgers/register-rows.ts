/** Storing imported agents, outlets and other codes: new rows added, known ones changed field by field, none deleted. */

import type { TermKind } from '../../data/schema.ts'
import { firstDay, type IsoDate, type Month } from '../../domain/month.ts'
import type { Chunk, IngestResult } from '../../workbook/ingest/request.ts'
import type { KindKey, Value } from '../../workbook/kinds/column.ts'
import type { Command } from '../office.ts'
import { addAgent, changeAgent } from '../register/agents.ts'
import { fieldOf, type Stored, type Subject, sayValue } from '../register/fields.ts'
import { effectiveDay } from '../register/history.ts'
import { addOutlet, addOutletCode, changeOutlet } from '../register/outlets.ts'
import { regionFor, TermDesk } from '../register/terms.ts'
import { DifferenceList } from './differences.ts'

export type RegisterKind = Extract<KindKey, 'agents' | 'outlets' | 'outletCodes'>

export interface Created {
  readonly kind: TermKind | 'centre' | 'township'
  readonly name: string
}

export interface StoredRegister {
  added: number
  updated: number
  unchanged: number
  created: Created[]
  /** What changed in agents and outlets that were known. */
  readonly differences: DifferenceList
}

type Given = Record<string, Value>

/** How many differences are told one by one. */
const TOLD = 500

/**
 * Stores the rows. A missing column keeps what is known; so does a blank cell, unless blanks clear. Changes hold from today
 * or from a month's first day.
 */
export function storeRegister(
  cx: Command,
  kind: RegisterKind,
  chunks: readonly Chunk[],
  result: IngestResult,
  origin: { batch: number; period: Month | undefined; blanks: 'keep' | 'clear' },
): StoredRegister {
  const from = effectiveDay(cx, origin.period === undefined ? undefined : firstDay(origin.period))
  const stored: StoredRegister = {
    added: 0,
    updated: 0,
    unchanged: 0,
    created: [],
    differences: new DifferenceList(TOLD),
  }
  const managers = new TermDesk(cx.db, 'manager')
  const mapped = new Set(result.sources.flatMap((sheet) => sheet.columns.map(({ key }) => key)))
  for (const chunk of chunks) {
    for (let row = 0; row < chunk.count; row++) {
      const given: Given = {}
      for (const [key, values] of Object.entries(chunk.columns)) {
        const value = values[row] ?? null
        if (value !== null && (mapped.has(key) || !DEFAULTED.has(key))) given[key] = value
        else if (value === null && origin.blanks === 'clear' && mapped.has(key) && !KEPT.has(key)) given[key] = null
      }
      const at = { from, batch: origin.batch, row: chunk.rowNumbers[row] ?? 0 }
      count(stored, storeRow(cx, kind, given, at, managers, stored))
    }
  }
  stored.created.push(...managers.created)
  return stored
}

// a default fills a new row only; over a known one it would be a change that nobody asked for
const DEFAULTED = new Set(['payerKind', 'fundMember', 'category', 'status'])

// never without a value, so a blank cell clears nothing
const KEPT = new Set(['code', 'name', ...DEFAULTED])

type Outcome = 'added' | 'updated' | 'unchanged'

function count(stored: StoredRegister, outcome: Outcome): void {
  stored[outcome] += 1
}

function storeRow(
  cx: Command,
  kind: RegisterKind,
  given: Given,
  origin: { from: IsoDate; batch: number; row: number },
  managers: TermDesk,
  stored: StoredRegister,
): Outcome {
  const code = String(given.code ?? '')
  if (kind === 'outletCodes') return addOutletCode(cx, given, origin.batch) ? 'added' : 'unchanged'
  if (kind === 'agents') {
    const known = cx.db.get<{ id: number }>('SELECT id FROM agents WHERE code = ?', code)
    const { code: _, ...fields } = given
    if (!known) {
      addition(cx, origin.batch, 'agent', addAgent(cx, code, fields))
      return 'added'
    }
    return changed(cx, 'agent', { id: known.id, code }, fields, origin, stored)
  }
  const { code: _, centre, township, manager, ...rest } = given
  const fields: Record<string, Stored> = { ...rest }
  const region = regionFor(cx.db, asText(centre), asText(township), stored.created)
  if (region !== null) fields.region = region
  // both levels blank: the outlet belongs nowhere
  else if (centre === null && township === null) fields.region = null
  if (typeof manager === 'string') fields.manager = managers.idOf(cx.db, manager)
  else if (manager === null) fields.manager = null
  const known = cx.db.get<{ id: number }>('SELECT id FROM outlets WHERE code = ?', code)
  if (!known) {
    addition(cx, origin.batch, 'outlet', addOutlet(cx, code, fields))
    return 'added'
  }
  return changed(cx, 'outlet', { id: known.id, code }, fields, origin, stored)
}

/** Remembered, so that the batch can be undone while nothing depends on it. */
function addition(cx: Command, batch: number, subject: Subject, id: number): void {
  cx.db.run('INSERT INTO batch_additions (batch, subject, subject_id) VALUES (?, ?, ?)', batch, subject, id)
}

/** Changes the fields of a known agent or outlet and notes each difference. */
function changed(
  cx: Command,
  subject: Subject,
  known: { id: number; code: string },
  fields: Readonly<Record<string, Stored>>,
  origin: { from: IsoDate; batch: number; row: number },
  stored: StoredRegister,
): Outcome {
  const table = subject === 'agent' ? 'agents' : 'outlets'
  const before = cx.db.get<Record<string, Stored>>(`SELECT * FROM ${table} WHERE id = ?`, known.id) ?? {}
  const keys = (subject === 'agent' ? changeAgent : changeOutlet)(cx, known.id, fields, origin)
  const found = keys.map((key) => {
    const field = fieldOf(subject, key)
    const from = sayValue(cx.db, field, before[field.column] ?? null)
    return { field: key, from, to: sayValue(cx.db, field, fields[key] ?? null) }
  })
  stored.differences.add(origin.row, known.code, found)
  return keys.length > 0 ? 'updated' : 'unchanged'
}

function asText(value: Value | undefined): string | null {
  return typeof value === 'string' ? value : null
}
