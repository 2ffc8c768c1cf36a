/** Completeness of a file (档案完整性): what an outlet's or agent's file must hold, by what it is, and what is missing (DOMAIN.md §2). */
import type { IsoDate } from './month.ts'

export type FileSubject = 'outlet' | 'agent'
/** optional: shown where it is missing, not counted. */
export type Need = 'required' | 'optional' | 'none'

export interface FileItem {
  readonly subject: FileSubject
  /** The key of a field of the register, or agreement, or the name of a paper. */
  readonly item: string
  readonly label: string
  readonly kind: 'field' | 'agreement' | 'paper'
  /** A paper is there when an attachment's name holds one of these words. */
  readonly words?: readonly string[]
}

const field = (subject: FileSubject, item: string, label: string): FileItem => ({ subject, item, label, kind: 'field' })
const paper = (subject: FileSubject, item: string, label: string, words: readonly string[]): FileItem => ({
  subject,
  item,
  label,
  kind: 'paper',
  words,
})

/** All that a file can be asked for, in the order of the page. */
export const FILE_ITEMS: readonly FileItem[] = [
  field('outlet', 'type', '网点类型'),
  field('outlet', 'agent', '代理商'),
  field('outlet', 'region', '区域'),
  field('outlet', 'address', '地址'),
  field('outlet', 'contact', '负责人'),
  field('outlet', 'phone', '联系电话'),
  field('outlet', 'manager', '渠道经理'),
  field('outlet', 'joinedOn', '入网日期'),
  { subject: 'outlet', item: 'agreement', label: '有效协议', kind: 'agreement' },
  paper('outlet', 'photo', '门头照片', ['照片', '门头']),
  paper('outlet', 'licence', '营业执照', ['执照']),
  field('agent', 'idNumber', '证件号码'),
  field('agent', 'payeeName', '收款户名'),
  field('agent', 'bank', '开户行'),
  field('agent', 'account', '银行账号'),
  field('agent', 'contact', '联系人'),
  field('agent', 'phone', '联系电话'),
  paper('agent', 'contract', '代理合同', ['合同', '协议']),
  paper('agent', 'licence', '营业执照', ['执照']),
  paper('agent', 'identity', '身份证复印件', ['身份证']),
  paper('agent', 'invoicing', '开票资料', ['开票']),
]

export interface FileNeed {
  readonly subject: FileSubject
  readonly item: string
  readonly need: Need
  /** Categories (own, partner) and type names of outlets, payer kinds of agents; empty: all. */
  readonly kinds: readonly string[]
}

const need = (
  subject: FileSubject,
  item: string,
  what: Need = 'required',
  kinds: readonly string[] = [],
): FileNeed => ({
  subject,
  item,
  need: what,
  kinds,
})

/** What an office wants that has said nothing of its own. */
export const USUAL_NEEDS: readonly FileNeed[] = [
  need('outlet', 'type'),
  need('outlet', 'agent', 'required', ['partner']),
  need('outlet', 'region'),
  need('outlet', 'address'),
  need('outlet', 'contact'),
  need('outlet', 'phone'),
  need('outlet', 'manager'),
  need('outlet', 'joinedOn'),
  need('outlet', 'agreement', 'required', ['指定专营店']),
  need('outlet', 'photo', 'optional'),
  need('outlet', 'licence', 'optional', ['partner']),
  need('agent', 'idNumber'),
  need('agent', 'payeeName'),
  need('agent', 'bank'),
  need('agent', 'account'),
  need('agent', 'contact'),
  need('agent', 'phone'),
  need('agent', 'contract', 'optional'),
  need('agent', 'licence', 'optional', ['enterprise', 'soleTrader']),
  need('agent', 'identity', 'optional', ['person']),
  need('agent', 'invoicing', 'none', ['enterprise', 'soleTrader']),
]

/** The usual needs with what the office says instead. */
export function needsOf(own: readonly FileNeed[]): FileNeed[] {
  return USUAL_NEEDS.map(
    (usual) => own.find(({ subject, item }) => subject === usual.subject && item === usual.item) ?? usual,
  )
}

/** What is known of one file. */
export interface FileFacts {
  readonly subject: FileSubject
  /** What it is: category and type of an outlet, payer kind of an agent. */
  readonly kinds: readonly string[]
  /** Values of the register by field. */
  readonly fields: Readonly<Record<string, string | number | null>>
  /** Whether an agreement is in force. */
  readonly agreement: boolean
  /** Names of its attachments. */
  readonly papers: readonly string[]
}

export interface Completeness {
  /** How many required items this file has to have. */
  readonly required: number
  /** Required and not there, in the order of FILE_ITEMS. */
  readonly missing: readonly string[]
  /** Optional and not there. */
  readonly wanted: readonly string[]
}

const ITEMS = new Map(FILE_ITEMS.map((each) => [`${each.subject}.${each.item}`, each]))

/** The item of a file. @throws Error for one that does not exist (a mistake of ours) */
export function fileItem(subject: FileSubject, item: string): FileItem {
  const found = ITEMS.get(`${subject}.${item}`)
  if (!found) throw new Error(`${subject} files have no item ${item}`)
  return found
}

/** Whether a file has an item. Spaces alone are nothing. */
function has(facts: FileFacts, { kind, item, words = [] }: FileItem): boolean {
  if (kind === 'agreement') return facts.agreement
  if (kind === 'paper') return facts.papers.some((name) => words.some((word) => name.includes(word)))
  const value = facts.fields[item]
  return value !== null && value !== undefined && String(value).trim() !== ''
}

/** An item that files of one kind are asked for. */
interface AskedItem {
  readonly item: FileItem
  readonly required: boolean
}

/** What a file of these kinds is asked for, in the order of the needs. */
function askedItems(subject: FileSubject, kinds: readonly string[], needs: readonly FileNeed[]): AskedItem[] {
  return needs
    .filter((need) => need.subject === subject && need.need !== 'none')
    .filter((need) => need.kinds.length === 0 || need.kinds.some((kind) => kinds.includes(kind)))
    .map((need) => ({ item: fileItem(subject, need.item), required: need.need === 'required' }))
}

/** Holds files against the needs that concern them; what is asked for is looked up once for all files of one kind. */
export function completenessIn(needs: readonly FileNeed[]): (facts: FileFacts) => Completeness {
  const known = new Map<string, AskedItem[]>()
  return (facts) => {
    const key = [facts.subject, ...facts.kinds].join('\u001f')
    const asked = known.get(key) ?? askedItems(facts.subject, facts.kinds, needs)
    known.set(key, asked)
    return held(facts, asked)
  }
}

function held(facts: FileFacts, asked: readonly AskedItem[]): Completeness {
  const missing: string[] = []
  const wanted: string[] = []
  let required = 0
  for (const each of asked) {
    if (each.required) required += 1
    if (has(facts, each.item)) continue
    if (each.required) missing.push(each.item.item)
    else wanted.push(each.item.item)
  }
  return { required, missing, wanted }
}

/** A half-year "2026-H2", in which all files are confirmed once. */
export type Half = `${number}-H${1 | 2}`

/** The half-year of a day. */
export function halfOf(day: IsoDate): Half {
  return `${Number(day.slice(0, 4))}-H${Number(day.slice(5, 7)) <= 6 ? 1 : 2}`
}

/** 2026年下半年. */
export function halfWords(half: string): string {
  return `${half.slice(0, 4)}年${half.endsWith('1') ? '上' : '下'}半年`
}
