/** The sample's files of agents, outlets and the outlets' other codes as sheets. */
import type { County, SampleAgent, SampleOutlet } from './county.ts'
import { outletCodesOf, type SampleOutletCode } from './outlets.ts'
import type { SampleColumn, SampleSheet } from './sample-sheet.ts'

const AGENT_COLUMNS: readonly SampleColumn<SampleAgent>[] = [
  ['code', 'text', 12, (agent) => agent.code],
  ['name', 'text', 30, (agent) => agent.name],
  ['payerKind', 'text', 14, (agent) => agent.payerKind],
  ['idNumber', 'text', 22, (agent) => agent.idNumber],
  ['coreTier', 'text', 12, (agent) => agent.coreTier],
  ['payeeName', 'text', 30, (agent) => agent.payeeName],
  ['bank', 'text', 28, (agent) => agent.bank],
  ['account', 'text', 24, (agent) => agent.account],
  ['fundMember', 'text', 10, (agent) => (agent.fundMember ? '是' : '否')],
  ['contact', 'text', 10, (agent) => agent.contact],
  ['phone', 'text', 14, (agent) => agent.phone],
  ['remark', 'text', 16, (agent) => agent.remark],
]

const OUTLET_COLUMNS: readonly SampleColumn<SampleOutlet>[] = [
  ['code', 'text', 12, (outlet) => outlet.code],
  ['name', 'text', 32, (outlet) => outlet.name],
  ['category', 'text', 10, (outlet) => outlet.category],
  ['type', 'text', 14, (outlet) => outlet.type],
  ['agent', 'text', 12, (outlet) => outlet.agent],
  ['star', 'any', 8, (outlet) => outlet.star],
  ['grade', 'text', 8, (outlet) => outlet.grade],
  ['centre', 'text', 18, (outlet) => outlet.centre],
  ['township', 'text', 18, (outlet) => outlet.township],
  ['address', 'text', 32, (outlet) => outlet.address],
  ['contact', 'text', 10, (outlet) => outlet.contact],
  ['phone', 'text', 14, (outlet) => outlet.phone],
  ['manager', 'text', 10, (outlet) => outlet.manager],
  ['status', 'text', 8, (outlet) => outlet.status],
  ['joinedOn', 'date', 12, (outlet) => outlet.joinedOn],
  ['remark', 'text', 16, (outlet) => outlet.remark],
]

const CODE_COLUMNS: readonly SampleColumn<SampleOutletCode>[] = [
  ['outlet', 'text', 12, (code) => code.outlet],
  ['kind', 'text', 14, (code) => code.kind],
  ['value', 'text', 16, (code) => code.value],
  ['from', 'date', 12, (code) => code.from],
  ['to', 'date', 12, (code) => code.to],
]

export function agentsSheet({ agents, name }: County): SampleSheet<SampleAgent> {
  return { kind: 'agents', name: '代理商', title: `${name}分公司代理商档案`, columns: AGENT_COLUMNS, items: agents }
}

export function outletsSheet({ outlets, name }: County): SampleSheet<SampleOutlet> {
  return { kind: 'outlets', name: '网点', title: `${name}分公司网点档案`, columns: OUTLET_COLUMNS, items: outlets }
}

export function outletCodesSheet({ outlets, seed }: County): SampleSheet<SampleOutletCode> {
  return { kind: 'outletCodes', name: '识别码', columns: CODE_COLUMNS, items: outletCodesOf(outlets, seed) }
}
