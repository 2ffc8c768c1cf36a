/** Storing imported agents, outlets and other codes: new rows added, known ones changed field by field, none deleted. */

import type { TermKind } from '../../data/schema.ts'
import { firstDay, type Month } from '../../domain/month.ts'
import type { Chunk, IngestResult } from '../../workbook/ingest/request.ts'
import type { KindKey, Value } from '../../workbook/kinds/column.ts'
import type { Command } from '../office.ts'
import { addAgent, changeAgent } from '../register/agents.ts'
import type { Stored } from '../register/fields.ts'
import { effectiveDay } from '../register/history.ts'
import { addOutlet, addOutletCode, changeOutlet } from '../register/outlets.ts'
import { regionFor, TermDesk } from '../register/terms.ts'

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
}

type Given = Record<string, Value>

/** Stores the rows; a blank cell or a missing column keeps what is known. Changes hold from today or from a month's first day. */
export function storeRegister(
  cx: Command,
  kind: RegisterKind,
  chunks: readonly Chunk[],
  result: IngestResult,
  origin: { batch: number; period: Month | undefined },
): StoredRegister {
  const from = effectiveDay(cx, origin.period === undefined ? undefined : firstDay(origin.period))
  const stored: StoredRegister = { added: 0, updated: 0, unchanged: 0, created: [] }
  const managers = new TermDesk(cx.db, 'manager')
  const mapped = new Set(result.sources.flatMap((sheet) => sheet.columns.map(({ key }) => key)))
  for (const chunk of chunks) {
    for (let row = 0; row < chunk.count; row++) {
      const given: Given = {}
      for (const [key, values] of Object.entries(chunk.columns)) {
        const value = values[row] ?? null
        if (value !== null && (mapped.has(key) || !DEFAULTED.has(key))) given[key] = value
      }
      count(stored, storeRow(cx, kind, given, { from, batch: origin.batch }, managers, stored))
    }
  }
  stored.created.push(...managers.created)
  return stored
}

// a default fills a new row only; over a known one it would be a change that nobody asked for
const DEFAULTED = new Set(['payerKind', 'fundMember', 'category', 'status'])

type Outcome = 'added' | 'updated' | 'unchanged'

function count(stored: StoredRegister, outcome: Outcome): void {
  stored[outcome] += 1
}

function storeRow(
  cx: Command,
  kind: RegisterKind,
  given: Given,
  origin: { from: import('../../domain/month.ts').IsoDate; batch: number },
  managers: TermDesk,
  stored: StoredRegister,
): Outcome {
  const code = String(given.code ?? '')
  if (kind === 'outletCodes') return addOutletCode(cx, given, origin.batch) ? 'added' : 'unchanged'
  if (kind === 'agents') {
    const known = cx.db.get<{ id: number }>('SELECT id FROM agents WHERE code = ?', code)
    const { code: _, ...fields } = given
    if (!known) {
      addAgent(cx, code, fields)
      return 'added'
    }
    return changeAgent(cx, known.id, fields, origin).length > 0 ? 'updated' : 'unchanged'
  }
  const { code: _, centre, township, manager, ...rest } = given
  const fields: Record<string, Stored> = { ...rest }
  const region = regionFor(cx.db, asText(centre), asText(township), stored.created)
  if (region !== null) fields.region = region
  if (typeof manager === 'string') fields.manager = managers.idOf(cx.db, manager)
  const known = cx.db.get<{ id: number }>('SELECT id FROM outlets WHERE code = ?', code)
  if (!known) {
    addOutlet(cx, code, fields)
    return 'added'
  }
  return changeOutlet(cx, known.id, fields, origin).length > 0 ? 'updated' : 'unchanged'
}

function asText(value: Value | undefined): string | null {
  return typeof value === 'string' ? value : null
}
