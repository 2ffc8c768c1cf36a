/** Measures importing 5,000 outlets at once: new, again unchanged, and each changed in two fields; how long each holds the process. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createBackOffice } from '../../src-main/api/back-office.ts'
import { programFolders } from '../../src-main/hosts/program-folders.ts'
import { actorOf } from '../../src-main/services/accounts/accounts.ts'
import { buildScript } from './built.ts'
import { alone, answerAsked, type Measurement } from './in-turns.ts'
import { heldWords, type Watched, watched } from './large-office.ts'

const OUTLETS = 5000
const LIMIT_MS = 100

interface Held extends Omit<Watched<unknown>, 'result'> {
  readonly name: string
}

export async function bench(): Promise<Measurement[]> {
  const built = await buildScript(import.meta.filename)
  try {
    return alone<Held[]>(built.file, ['work']).map((held) => ({
      name: `import ${OUTLETS} outlets, ${held.name}`,
      seconds: held.heldMs / 1000,
      floorSeconds: LIMIT_MS / 1000,
      ratio: held.heldMs / LIMIT_MS,
      goal: 1,
      peakMb: held.peakMb,
      note: `longest hold, its limit as the floor; ${heldWords(held)}; ${held.seconds.toFixed(1)} s in all`,
    }))
  } finally {
    built.remove()
  }
}

const NAMES = ['城关', '东街', '西街', '南门', '北门', '红旗', '胜利', '解放', '人民', '建设']

function lines(star: number, contact: string): string {
  const rows = Array.from({ length: OUTLETS }, (_, n) => {
    const name = `${NAMES[n % 10]}${NAMES[(n >> 3) % 10]}手机专营店${n}号`
    return `W${10000 + n},${name},社会,指定专营店,D${n % 2000},${star},中心${n % 8},乡镇${n % 40},解放路${n}号,${contact}${n % 97},139${10000000 + n},经理${n % 30},在营,2020-01-0${1 + (n % 9)}`
  })
  return `网点编码,网点名称,渠道类别,网点类型,代理商编码,星级,区域营销中心,乡镇,地址,负责人,联系电话,渠道经理,状态,入网日期\n${rows.join('\n')}\n`
}

async function work(): Promise<Held[]> {
  const folder = mkdtempSync(join(tmpdir(), 'desk-bench-'))
  const { migrationsDir, resourcesDir } = programFolders()
  const desk = await createBackOffice({
    dataDir: join(folder, 'data'),
    migrationsDir,
    resourcesDir,
    clock: { now: () => new Date() },
    log: () => {},
    printer: { pdf: () => Promise.reject(new Error('nothing is printed here')) },
  })
  try {
    await desk.caller(null).county.setUp({ code: '1', name: '测试县', user: '管理员', password: 'bench-word' })
    const clerk = desk.caller(actorOf(desk.office.store.read, '管理员') ?? null)
    const put = (kind: 'agents' | 'outlets', text: string, name: string) => {
      const path = join(folder, name)
      writeFileSync(path, text)
      return clerk.ledgers.import({ kind, upload: desk.office.files.lendUpload(path).id })
    }
    const agents = Array.from({ length: 2000 }, (_, n) => `D${n},通达通信${n}`)
    await put('agents', `代理商编码,代理商名称\n${agents.join('\n')}\n`, 'a.csv')
    const held: Held[] = []
    for (const [name, text] of [
      ['new', lines(3, '张')],
      ['unchanged', `${lines(3, '张')}\n`],
      ['changed', lines(4, '李')],
    ] as const) {
      const { result: _, ...found } = await watched(() => put('outlets', text, `${name}.csv`))
      held.push({ name, ...found })
    }
    return held
  } finally {
    await desk.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

if (process.argv[1] === import.meta.filename) await answerAsked({ work })
