/** Measures the export of 400,000 ledger rows to .xlsx against hand-written XML with deflate level 6 (DESIGN.md "What it must reach"). */
import { execFile } from 'node:child_process'
import { mkdtemp, open, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { promisify } from 'node:util'
import { createDeflateRaw } from 'node:zlib'
import { type SheetColumn, writeXlsx } from '../../src-main/workbook/write/sheet-stream.ts'

interface Measure {
  readonly name: string
  readonly seconds: number
  readonly floorSeconds: number
  readonly ratio: number
  readonly goal: string
  readonly peakMb: number
  readonly note: string
}

const ROWS = 400_000

const COLUMNS: readonly SheetColumn[] = [
  { heading: '业务日期', type: 'date' },
  { heading: '账期', type: 'month' },
  { heading: '网点编码', type: 'text' },
  { heading: '业务类型', type: 'text' },
  { heading: '品牌', type: 'text' },
  { heading: '套餐', type: 'text', width: 28 },
  { heading: '用户号码', type: 'text' },
  { heading: '用户标识', type: 'text' },
  { heading: '数量', type: 'integer', sum: true },
  { heading: '金额', type: 'money', sum: true },
  { heading: '流水号', type: 'text', width: 24 },
  { heading: '操作员', type: 'text' },
]

const TYPES = ['放号', '空中充值', '代收费', '套餐办理', '新业务']
const BRANDS = ['全球通', '动感地带', '神州行']
const PLANS = ['神州行大众卡19元套餐', '全球通畅享129元套餐', '动感地带校园青春卡39元套餐', '']

type Entry = readonly [number, string, string, string, string, string, string, string, number, number, string, string]

function* entries(): Generator<Entry> {
  for (let n = 0; n < ROWS; n++) {
    const mixed = (n * 2654435761) % 100_000_000
    yield [
      20261001 + (n % 31),
      '2026-10',
      `0564${String(10_000 + (n % 700))}`,
      TYPES[n % 5]!,
      BRANDS[n % 3]!,
      PLANS[mixed % 4]!,
      `138${String(mixed).padStart(8, '0')}`,
      `4815${String(mixed).padStart(10, '0')}`,
      1,
      (mixed % 20_000) + 1,
      `202610015563${String(mixed).padStart(8, '0')}`,
      `K${10_000 + (n % 900)}`,
    ]
  }
}

/** The floor: one template per row for exactly these columns, no escaping, one deflater, nothing else. */
async function handWritten(path: string): Promise<void> {
  const file = await open(path, 'w')
  const deflate = createDeflateRaw({ level: 6, chunkSize: 1 << 18 })
  const out: Buffer[] = []
  deflate.on('data', (piece: Buffer) => out.push(piece))
  const flush = async (xml: string) => {
    await new Promise<void>((resolve) => deflate.write(Buffer.from(xml, 'utf8'), () => resolve()))
    for (const piece of out.splice(0)) await file.write(piece)
  }
  let xml = ''
  let row = 1
  for (const [day, month, outlet, type, brand, plan, number, id, quantity, fen, external, operator] of entries()) {
    const r = ++row
    const serial = 46_296 + (day % 100) - 1
    xml +=
      `<row r="${r}"><c r="A${r}" s="5"><v>${serial}</v></c>${cell('B', r, month)}${cell('C', r, outlet)}${cell('D', r, type)}` +
      `${cell('E', r, brand)}${plan === '' ? '' : cell('F', r, plan)}${cell('G', r, number)}${cell('H', r, id)}` +
      `<c r="I${r}" s="4"><v>${quantity}</v></c><c r="J${r}" s="3"><v>${fen / 100}</v></c>${cell('K', r, external)}${cell('L', r, operator)}</row>`
    if (xml.length > 1 << 17) {
      await flush(xml)
      xml = ''
    }
  }
  await flush(xml)
  await new Promise<void>((resolve) => {
    deflate.once('end', resolve)
    deflate.end()
  })
  for (const piece of out) await file.write(piece)
  await file.close()
}

function cell(column: string, row: number, text: string): string {
  return `<c r="${column}${row}" s="1" t="inlineStr"><is><t>${text}</t></is></c>`
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

/** One export, alone; exported for the process that measures its memory. */
export async function exportOnce(path: string, strings: 'inline' | 'shared'): Promise<void> {
  await writeXlsx(path, [{ name: '业务明细', columns: COLUMNS, rows: entries(), totals: '合计' }], { strings })
}

/** Peak memory in MB of a fresh process that does nothing but one export. */
async function peakOfExport(path: string, strings: 'inline' | 'shared'): Promise<number> {
  const script =
    `const { exportOnce } = await import(${JSON.stringify(import.meta.url)});` +
    `await exportOnce(${JSON.stringify(path)}, '${strings}');` +
    'console.log(process.resourceUsage().maxRSS)'
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script])
  return Math.round((Number(stdout) * 1024) / 1e6)
}

/** Seconds and ratio to the floor of the same run (the better of one run before and one after), peak memory of a process of its own. */
export async function bench(): Promise<Measure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'channel-desk-bench-'))
  const measures: Measure[] = []
  try {
    const floor = join(folder, 'floor.bin')
    await handWritten(floor)
    for (const strings of ['inline', 'shared'] as const) {
      const path = join(folder, `${strings}.xlsx`)
      await exportOnce(path, strings)
      const before = await timed(() => handWritten(floor))
      const delay = monitorEventLoopDelay({ resolution: 5 })
      delay.enable()
      const seconds = await timed(() => exportOnce(path, strings))
      delay.disable()
      const floorSeconds = Math.min(before, await timed(() => handWritten(floor)))
      const [{ size }, { size: floorSize }] = await Promise.all([stat(path), stat(floor)])
      measures.push({
        name: `export 400,000 × ${COLUMNS.length} to .xlsx, ${strings} strings`,
        seconds,
        floorSeconds,
        ratio: seconds / floorSeconds,
        goal: '≤ 1.5 ×, ≤ 250 MB',
        peakMb: await peakOfExport(path, strings),
        note: `${(size / 1e6).toFixed(1)} MB (floor ${(floorSize / 1e6).toFixed(1)} MB), thread held at most ${(delay.max / 1e6).toFixed(0)} ms`,
      })
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  return measures
}
