/** Writing down what an import into the register is to do: new rows many a statement, changes with their history, none deleted. */
import { dateNumber } from '../../domain/month.ts'
import type { RequestSubject } from '../../domain/request.ts'
import type { Command } from '../office.ts'
import { AGENT_COLUMNS } from '../register/agents.ts'
import type { Stored, Subject } from '../register/fields.ts'
import { insertRows } from '../register/insert-rows.ts'
import { OUTLET_CODE_COLUMNS, OUTLET_COLUMNS } from '../register/outlets.ts'
import { writeTurns } from '../register/write-turns.ts'
import { askAdmission, type MadeRequest } from '../requests/ask.ts'
import { askMany } from '../requests/ask-many.ts'
import type { PlannedAsk, RegisterPlan } from './register-plan.ts'

/**
 * Writes the plan, inside the command that makes the batch; answers the requests that it made. The plan must be of this
 * revision and day.
 * @throws Refusal REQUEST_OPEN and others of asking
 */
export function writeRegister(cx: Command, plan: RegisterPlan, batch: number): MadeRequest[] {
  const idOf = plan.names.make(cx.db)
  if (plan.kind === 'outletCodes') {
    const rows = plan.additions.map((values) => [...values, batch])
    insertRows(cx.db, 'outlet_codes', OUTLET_CODE_COLUMNS, rows)
    return []
  }
  const subject = plan.kind === 'agents' ? 'agent' : 'outlet'
  addRows(cx, plan, subject, batch, idOf)
  writeTurns(cx, subject, plan.changes, { from: dateNumber(plan.from), batch, reason: null }, idOf)
  return askFor(cx, plan, subject, batch, idOf)
}

function askFor(cx: Command, { asks, from }: RegisterPlan, subject: Subject, batch: number, idOf: IdOf): MadeRequest[] {
  const reason = `第 ${batch} 批导入`
  const named = asks.map((ask) => ({ ...ask, fields: withIds(ask.fields, idOf) }))
  const each = named.flatMap(({ id, code, fields }) => (id === null ? [] : [{ id, code, fields }]))
  const admissions = named.filter(({ id }) => id === null)
  return [
    ...askMany(cx, { subject: subject as RequestSubject, from, reason, batch, each }),
    ...admissions.map(({ code, fields }) =>
      askAdmission(cx, { code, fields, answers: {}, from, reason, batch }, false),
    ),
  ]
}

/** New regions and managers by the ids that they have got. */
function withIds(fields: PlannedAsk['fields'], idOf: IdOf): Record<string, Stored> {
  const found: Record<string, Stored> = { ...fields }
  for (const key of ['region', 'manager']) {
    const value = found[key]
    if (typeof value === 'number') found[key] = idOf(value)
  }
  return found
}

type IdOf = (value: number) => number

function addRows(cx: Command, plan: RegisterPlan, subject: Subject, batch: number, idOf: IdOf): void {
  const columns = subject === 'agent' ? AGENT_COLUMNS : OUTLET_COLUMNS
  const named = ['region', 'manager'].map((column) => columns.indexOf(column)).filter((at) => at >= 0)
  for (const values of plan.additions as Stored[][]) {
    for (const at of named) {
      const value = values[at]
      if (typeof value === 'number') values[at] = idOf(value)
    }
  }
  const last = insertRows(cx.db, subject === 'agent' ? 'agents' : 'outlets', columns, plan.additions)
  // remembered, so that the batch can be undone while nothing depends on it
  const first = last - plan.additions.length + 1
  const remembered = plan.additions.map((_, at) => [batch, subject, first + at])
  insertRows(cx.db, 'batch_additions', ['batch', 'subject', 'subject_id'], remembered)
}
