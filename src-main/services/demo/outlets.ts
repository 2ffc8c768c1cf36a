/** The sample's outlets: own stores and partner outlets in real townships, their life over the three months, their other codes. */
import places from '../../../resources/townships.json' with { type: 'json' }
import { type AgentWithOutlets, mobile, personName, unique } from './agents.ts'
import type { SampleOutlet } from './county.ts'
import { Random } from './random.ts'
import { SHOP_KINDS, SHOPS, STREETS } from './words.ts'

/** The marketing centres (made up) and how much business each township of theirs does. */
const CENTRES: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  城区营销中心: { 城关镇: 26, 舒城县经济开发区: 6, 柏林乡: 3, 棠树乡: 3 },
  城东营销中心: { 杭埠镇: 9, 千人桥镇: 5, 桃溪镇: 5, 百神庙镇: 4 },
  城南营销中心: { 舒茶镇: 4, 南港镇: 5, 干汊河镇: 5, 春秋乡: 2, 阙店乡: 3 },
  万佛湖营销中心: { 万佛湖镇: 4, 汤池镇: 4, 张母桥镇: 4, 五显镇: 3, 高峰乡: 2 },
  山区营销中心: { 晓天镇: 4, 山七镇: 3, 河棚镇: 3, 庐镇乡: 2 },
}

interface Place {
  readonly centre: string
  readonly township: string
}

/** Every place of a centre must be a real township of the extract in resources/. */
const PLACES: readonly (readonly [Place, number])[] = Object.entries(CENTRES).flatMap(([centre, townships]) =>
  Object.entries(townships)
    .filter(([township]) => places.townships.some((each) => each.name === township))
    .map(([township, weight]) => [{ centre, township }, weight] as const),
)

const OUTLETS_PER_MANAGER = 45

export function makeOutlets(
  own: number,
  agents: readonly AgentWithOutlets[],
  random: Random,
  seed: number,
): SampleOutlet[] {
  const names = new Set<string>()
  const partners = agents.reduce((all, each) => all + each.outlets, 0)
  const managers = makeManagers(own + partners, new Random(seed, 5))
  const made: SampleOutlet[] = []
  const code = () => `0564${String(10_001 + made.length * 3)}`
  for (let n = 0; n < own; n++) made.push(ownStore(code(), n, managers, names, random))
  for (const { agent, outlets } of agents) {
    const home = random.weighted(PLACES)
    for (let n = 0; n < outlets; n++) {
      const place = n === 0 || random.chance(0.6) ? home : random.weighted(PLACES)
      made.push(partnerOutlet(code(), agent, place, lifePlace(made.length), managers, names, random))
    }
  }
  return made
}

type Managers = ReadonlyMap<string, readonly string[]>

/** Channel managers by centre, each with some 45 outlets. */
function makeManagers(outlets: number, random: Random): Managers {
  const names = new Set<string>()
  const total = PLACES.reduce((all, [, weight]) => all + weight, 0)
  return new Map(
    Object.entries(CENTRES).map(([centre, townships]) => {
      const part = Object.values(townships).reduce((all, weight) => all + weight, 0) / total
      const count = Math.max(1, Math.round((outlets * part) / OUTLETS_PER_MANAGER))
      return [centre, Array.from({ length: count }, () => unique(names, () => personName(random)))]
    }),
  )
}

function ownStore(code: string, n: number, managers: Managers, names: Set<string>, random: Random): SampleOutlet {
  const main: Place = { centre: '城区营销中心', township: '城关镇' }
  const place = n < 3 ? main : random.weighted(PLACES)
  const inTown = place.township === '城关镇'
  const type =
    n === 0
      ? '综合营业厅'
      : inTown
        ? random.pick(['品牌店', '社区营业厅', '自控卖场', '自助营业厅'])
        : random.pick(['乡镇营业厅', '乡镇营业厅', '社区营业厅'])
  const hall = (street: string) => (n === 0 ? '舒城县城关镇综合营业厅' : `${short(place.township)}${street}${type}`)
  const { name, street } = named(names, hall, random)
  return {
    ...common(code, place, street, managers, random),
    name,
    category: '自有',
    type,
    agent: null,
    star: null,
    grade: '',
    status: '在营',
    weight: random.logNormal(type === '综合营业厅' ? 9 : 4, 0.3),
    open: [true, true, true],
  }
}

function partnerOutlet(
  code: string,
  agent: AgentWithOutlets['agent'],
  place: Place,
  life: number,
  managers: Managers,
  names: Set<string>,
  random: Random,
): SampleOutlet {
  const type = random.weighted([
    ['指定专营店', 34],
    ['特约代理点', 58],
    ['直销点', 8],
  ] as const)
  const weight = random.logNormal(type === '指定专营店' ? 1.7 : type === '特约代理点' ? 0.8 : 0.4, 0.9)
  const rank = weight * random.logNormal(1, 0.3)
  const shop = (street: string) => `${short(place.township)}${street}${random.pick(SHOPS)}${random.pick(SHOP_KINDS)}`
  const { name, street } = named(names, shop, random)
  const about = common(code, place, street, managers, random)
  return {
    ...about,
    name,
    category: '社会',
    type,
    agent: agent.code,
    star: rank > 4 ? 5 : rank > 2 ? 4 : rank > 0.9 ? 3 : rank > 0.4 ? 2 : 1,
    grade: rank > 2 ? 'A' : rank > 0.6 ? 'B' : 'C',
    contact: random.chance(0.6) ? agent.contact : about.contact,
    weight,
    ...lifeOf(life, about.joinedOn, random),
  }
}

/** A name that no other outlet has, and the street or landmark in it. */
function named(taken: Set<string>, name: (street: string) => string, random: Random): { name: string; street: string } {
  let street = ''
  const found = unique(taken, () => {
    street = random.pick(STREETS)
    return name(street)
  })
  return { name: found, street }
}

/** Spread evenly, not by chance, so that the smallest county too has outlets that are new, stopped and gone. */
function lifePlace(index: number): number {
  return (index * 0.618_034) % 1
}

/** Most outlets run all three months; some are new, some stopped, a few left. */
function lifeOf(life: number, joinedOn: number, random: Random): Pick<SampleOutlet, 'status' | 'open' | 'joinedOn'> {
  if (life < 0.03) return { status: '退出', open: [true, false, false], joinedOn }
  if (life < 0.06) return { status: '暂停', open: [true, true, false], joinedOn }
  if (life < 0.09) return { status: '在营', open: [false, true, true], joinedOn: 20260900 + random.between(1, 5) }
  if (life < 0.11) return { status: '在营', open: [false, false, true], joinedOn: 20261000 + random.between(1, 5) }
  return { status: '在营', open: [true, true, true], joinedOn }
}

function common(code: string, place: Place, street: string, managers: Managers, random: Random) {
  return {
    code,
    centre: place.centre,
    township: place.township,
    address: `舒城县${short(place.township)}${street}${/[路街]$/.test(street) ? `${random.between(1, 260)}号` : ''}`,
    contact: personName(random),
    phone: mobile(random),
    manager: random.pick(managers.get(place.centre)!),
    joinedOn: random.between(2014, 2025) * 10_000 + random.between(1, 12) * 100 + random.between(1, 28),
    remark: random.chance(0.03) ? random.pick(['店面较小', '2025年迁址', '与快递点合用']) : '',
  }
}

/** 舒城县经济开发区 is called 开发区 in names and addresses. */
function short(township: string): string {
  return township.replace(/^舒城县经济/, '')
}

export interface SampleOutletCode {
  readonly outlet: string
  readonly kind: '工号' | '空充主号' | '旧编码'
  readonly value: string
  /** yyyymmdd. */
  readonly from: number | null
  readonly to: number | null
}

/** Staff numbers of an outlet's counters: entries name them as 操作员. */
export function operatorsOf(outletCode: string): string[] {
  const count = 1 + (Number(outletCode) % 3)
  return Array.from({ length: count }, (_, n) => `GH${outletCode.slice(-5)}${n + 1}`)
}

/** By what other codes ledgers may name the outlets: first staff number, recharge number of partners, a former code of some. */
export function outletCodesOf(outlets: readonly SampleOutlet[], seed: number): SampleOutletCode[] {
  return outlets.flatMap((outlet, index) => {
    const random = new Random(seed, 6, index)
    const codes: SampleOutletCode[] = operatorsOf(outlet.code)
      .slice(0, 1)
      .map((value) => ({ outlet: outlet.code, kind: '工号', value, from: null, to: null }))
    if (outlet.category === '社会')
      codes.push({ outlet: outlet.code, kind: '空充主号', value: rechargeNumber(index), from: null, to: null })
    if (random.chance(0.06))
      codes.push({ outlet: outlet.code, kind: '旧编码', value: `SC${outlet.code.slice(-5)}`, from: null, to: 20251231 })
    return codes
  })
}

/** The number an outlet recharges others from; none of the subscribers' numbers begins with 198. */
export function rechargeNumber(outletIndex: number): string {
  return `198${String(((outletIndex + 1) * 7_654_321) % 100_000_000).padStart(8, '0')}`
}
