/** The sample's agents: companies, sole traders and persons, some with several outlets. */
import type { PayerWord, SampleAgent } from './county.ts'
import type { Random } from './random.ts'
import { BANKS, GIVEN_NAMES, PREFIXES, SHOPS, SURNAMES } from './words.ts'

export interface AgentWithOutlets {
  readonly agent: SampleAgent
  /** How many outlets belong to it. */
  readonly outlets: number
}

/** Agents for exactly so many partner outlets. */
export function makeAgents(partnerOutlets: number, random: Random): AgentWithOutlets[] {
  const made: AgentWithOutlets[] = []
  const names = new Set<string>()
  for (let left = partnerOutlets; left > 0; ) {
    const outlets = Math.min(left, outletsOfAgent(random))
    made.push({ agent: makeAgent(made.length + 1, outlets, names, random), outlets })
    left -= outlets
  }
  return made
}

function outletsOfAgent(random: Random): number {
  const place = random.next()
  if (place < 0.72) return 1
  if (place < 0.87) return 2
  if (place < 0.98) return random.between(3, 5)
  return random.between(6, 12)
}

function makeAgent(number: number, outlets: number, names: Set<string>, random: Random): SampleAgent {
  const owner = personName(random)
  const payerKind = payerOf(outlets, random)
  const name = unique(names, () => agentName(payerKind, owner, random))
  const person = payerKind === '自然人'
  return {
    code: `D${String(number).padStart(4, '0')}`,
    name,
    payerKind,
    idNumber: person ? residentId(random) : creditCode(payerKind, random),
    coreTier: coreTier(outlets, random),
    payeeName: payerKind === '企业' ? name : owner,
    bank: random.pick(BANKS),
    account: payerKind === '企业' ? digits(17, random) : cardNumber(random),
    fundMember: random.chance(0.7),
    contact: owner,
    phone: mobile(random),
    remark: random.chance(0.04) ? '合作多年' : '',
  }
}

function payerOf(outlets: number, random: Random): PayerWord {
  if (outlets >= 3) return random.chance(0.8) ? '企业' : '个体工商户'
  return random.weighted([
    ['个体工商户', 60],
    ['自然人', 28],
    ['企业', 12],
  ] as const)
}

function agentName(payerKind: PayerWord, owner: string, random: Random): string {
  if (payerKind === '自然人') return owner
  const shop = random.pick(SHOPS)
  const pair = random.chance(0.5) ? '' : random.pick(SHOPS)
  if (payerKind === '企业') return `舒城县${shop}${pair}通讯器材有限公司`
  return `舒城县${shop}${pair}${random.pick(['通讯店', '手机店', '通讯服务部', '电子商行'])}`
}

function coreTier(outlets: number, random: Random): string {
  if (outlets >= 6) return '省级核心'
  if (outlets >= 3) return random.chance(0.5) ? '市级核心' : '县级重点'
  return random.chance(0.08) ? '县级重点' : '普通'
}

export function personName(random: Random): string {
  return random.pick(SURNAMES) + random.pick(GIVEN_NAMES)
}

export function mobile(random: Random): string {
  return random.pick(PREFIXES) + digits(8, random)
}

/** The first name made that is not taken yet; a number is added where chance repeats itself. */
export function unique(taken: Set<string>, make: () => string): string {
  let name = make()
  for (let tries = 0; taken.has(name) && tries < 20; tries++) name = make()
  for (let copy = 2, base = name; taken.has(name); copy++) name = `${base}${copy}`
  taken.add(name)
  return name
}

function digits(count: number, random: Random): string {
  let text = String(random.between(1, 9))
  while (text.length < count) text += random.below(10)
  return text
}

/** A resident's id number with a right check digit of a county code that does not exist (341599), so that it is nobody's. */
function residentId(random: Random): string {
  const day = `${random.between(1962, 2001)}${two(random.between(1, 12))}${two(random.between(1, 28))}`
  const body = `341599${day}${String(random.between(1, 998)).padStart(3, '0')}`
  let sum = 0
  for (let i = 0; i < 17; i++) sum += Number(body[i]) * (2 ** (17 - i) % 11)
  return body + '10X98765432'[sum % 11]
}

/** A unified social credit code (GB 32100) with a right check character, of the same county that does not exist. */
function creditCode(payerKind: PayerWord, random: Random): string {
  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
  let body = `${payerKind === '企业' ? '91' : '92'}341599MA`
  while (body.length < 17) body += alphabet[random.below(31)]
  let sum = 0
  for (let i = 0; i < 17; i++) sum += alphabet.indexOf(body[i]!) * (3 ** i % 31)
  return body + alphabet[(31 - (sum % 31)) % 31]
}

/** A 19-digit card number with a right last digit (Luhn) of a bank that does not exist. */
function cardNumber(random: Random): string {
  const body = `629999${digits(12, random)}`
  let sum = 0
  for (let i = 0; i < 18; i++) {
    const digit = Number(body[17 - i]) * (i % 2 === 0 ? 2 : 1)
    sum += digit > 9 ? digit - 9 : digit
  }
  return body + String((10 - (sum % 10)) % 10)
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}
