/** An office of 10,000 outlets with everything that a register gathers around them: agreements, requests, deposits, a round, staff. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BackOffice, type Caller, createBackOffice } from '../../src-main/api/back-office.ts'
import { addDays, asDate, type IsoDate } from '../../src-main/domain/month.ts'
import { programFolders } from '../../src-main/hosts/program-folders.ts'
import { actorOf } from '../../src-main/services/accounts/accounts.ts'

export const COUNTS = { outlets: 10_000, agents: 2000, agreements: 9000, managers: 40, requests: 3000, deposits: 3000 }
/** 12 centres and their townships: 300 regions. */
const [CENTRES, TOWNSHIPS] = [12, 288]
const STAFF = 1000
const CONFIRMED = 4000
/** The register was made on the first of these days; agreements end around the second, which is today. */
const [MADE, TODAY] = ['2026-01-05', '2026-11-20'].map(asDate) as [IsoDate, IsoDate]

export interface RegisterOffice {
  readonly desk: BackOffice
  /** 王芳 is clerk, 李强 reviewer, 管理员 all. */
  as(name: string): Caller
  close(): Promise<void>
}

const many = <Made>(n: number, make: (n: number) => Made): Made[] => Array.from({ length: n }, (_, at) => make(at))
export const outletCode = (n: number) => `W${10_000 + n}`
/** Every twentieth outlet is the office's own, every fiftieth has exited. */
const isOwn = (n: number) => n % 20 === 19
const hasExited = (n: number) => n % 50 === 0
export const inService = (n: number): number[] => many(n, (at) => at).filter((at) => !hasExited(at))
const agentOf = (n: number) => `D${n % COUNTS.agents}`

export async function openRegisterOffice(): Promise<RegisterOffice> {
  const folder = mkdtempSync(join(tmpdir(), 'desk-bench-'))
  const { migrationsDir, resourcesDir } = programFolders()
  let now = MADE
  const desk = await createBackOffice({
    dataDir: join(folder, 'data'),
    migrationsDir,
    resourcesDir,
    clock: { now: () => new Date(`${now}T02:00:00.000Z`) },
    log: () => {},
    printer: { pdf: () => Promise.reject(new Error('nothing is printed here')) },
  })
  const as = (name: string) => desk.caller(actorOf(desk.office.store.read, name) ?? null)
  await desk.caller(null).county.setUp({ code: '1', name: '测试县', user: '管理员', password: 'bench-word' })
  await as('管理员').users.add({ name: '王芳', roles: ['clerk'], password: 'bench-word' })
  await as('管理员').users.add({ name: '李强', roles: ['reviewer'], password: 'bench-word' })
  await fillRegister(desk, as('王芳'), folder)
  await recordAgreements(as('王芳'))
  now = TODAY
  await gather(as)
  return {
    desk,
    as,
    async close() {
      await desk.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function fillRegister(desk: BackOffice, clerk: Caller, folder: string): Promise<void> {
  const put = (kind: 'agents' | 'outlets' | 'entries', name: string, lines: readonly string[]) => {
    const path = join(folder, name)
    writeFileSync(path, `${lines.join('\n')}\n`)
    return clerk.ledgers.import({ kind, upload: desk.office.files.lendUpload(path).id })
  }
  await put('agents', 'agents.csv', [
    '代理商编码,代理商名称,核心级别,收款户名,开户行,银行账号,参加基金,联系人,联系电话',
    // some lack what a file must hold, some share an account
    ...many(
      COUNTS.agents,
      (n) =>
        `D${n},通达通信${n},${['普通', '县级重点', ''][n % 3]},${n % 7 ? `户名${n}` : ''},工行${n % 9},6222${100_000 + (n % 1950)},${n % 2 ? '是' : '否'},王${n % 97},138${10_000_000 + n}`,
    ),
  ])
  const outlets = (star: number, contact: string) => [
    '网点编码,网点名称,渠道类别,网点类型,代理商编码,星级,区域营销中心,乡镇,地址,负责人,联系电话,渠道经理,入网日期,状态',
    ...many(
      COUNTS.outlets,
      (n) =>
        `${outletCode(n)},解放手机专营店${n}号,${isOwn(n) ? '自有,品牌店,' : `社会,${['指定专营店', '特约代理点', '直销点'][n % 3]},${agentOf(n)}`},${1 + ((n + star) % 5)},中心${n % CENTRES},乡镇${n % TOWNSHIPS},${n % 11 ? `解放路${n}号` : ''},${contact}${n % 97},139${10_000_000 + n},经理${n % COUNTS.managers},2020-01-0${1 + (n % 9)},${hasExited(n) ? '退出' : '在营'}`,
    ),
  ]
  await put('outlets', 'new.csv', outlets(0, '张'))
  await put('outlets', 'changed.csv', outlets(1, '李'))
  await put('entries', 'entries.csv', [
    '网点编码,业务类型,业务日期,流水号,金额,用户号码',
    ...many(
      20_000,
      (n) =>
        `${outletCode(n % COUNTS.outlets)},放号,2026-10-${String(1 + (n % 28)).padStart(2, '0')},L${n},100,137${10_000_000 + n}`,
    ),
  ])
}

/** One for each partner outlet, ends spread from three months ago to a year ahead, most of them of exclusive stores. */
async function recordAgreements(clerk: Caller): Promise<void> {
  const partners = many(COUNTS.outlets, (n) => n).filter((n) => !isOwn(n))
  const agreements = partners.slice(0, COUNTS.agreements).map((n, at) => ({
    number: `XY${at}`,
    agent: agentOf(n),
    exclusive: n % 3 === 0,
    signedOn: MADE,
    from: MADE,
    to: addDays(TODAY, (at % 455) - 90),
    outlets: [outletCode(n)],
  }))
  for (let at = 0; at < agreements.length; at += 500)
    await clerk.agreements.addMany({ agreements: agreements.slice(at, at + 500) })
}

async function gather(as: (name: string) => Caller): Promise<void> {
  const [admin, clerk, reviewer] = [as('管理员'), as('王芳'), as('李强')]
  for (let n = 0; n < 8; n++)
    await clerk.channelManagers.addStandIn({
      ...{ manager: `经理${n}`, standIn: `经理${n + 20}`, from: TODAY, to: addDays(TODAY, 30), reason: '休假' },
    })
  await admin.requests.setSettings({ on: true })
  for (let n = 0; n < COUNTS.requests; n++) {
    const code = outletCode(n * 3 + 1)
    const { id } = await clerk.requests.askChange({
      subject: 'outlet',
      code,
      fields: { name: `新名${n}` },
      reason: '更名',
    })
    if (n % 3 === 0) await reviewer.requests.approve({ id })
  }
  for (let n = 0; n < COUNTS.deposits; n++) {
    const [agent, kind] = [`D${n % COUNTS.agents}`, n < COUNTS.agents ? '专营保证金' : '号卡保证金']
    await clerk.deposits.pay({ agent, kind, day: TODAY, amount: '5000.00', receipt: `S${n}` })
    if (n % 10 === 0)
      await clerk.deposits.ask({ agent, kind, act: 'deducted', day: TODAY, amount: '100.00', reason: '违约' })
  }
  await clerk.completeness.openRound({})
  const files = inService(COUNTS.outlets)
    .slice(0, CONFIRMED)
    .map((n) => ({ subject: 'outlet' as const, code: outletCode(n) }))
  for (let at = 0; at < files.length; at += 1000)
    await clerk.completeness.confirm({ files: files.slice(at, at + 1000) })
  // some change after they were confirmed
  const codes = files.slice(0, 500).map(({ code }) => code)
  await clerk.outlets.batchChange({ codes, fields: { star: 5 }, reason: '评定' })
  const own = many(COUNTS.outlets, (n) => n).filter((n) => isOwn(n))
  await clerk.staff.take({
    rows: many(STAFF, (n) => ({
      ...{ number: `G${n}`, name: `店员${n}`, outlet: outletCode(own[n % own.length]!), from: TODAY },
    })),
  })
  await admin.checks.run({ period: '2026-11' as never })
}
