/** Measures the export of 400,000 ledger rows to .xlsx against hand-written XML with deflate level 6 (DESIGN.md "What it must reach"). */
import { mkdtemp, open, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { createDeflateRaw } from 'node:zlib'
import { type SheetColumn, type SheetRow, writeXlsx } from '../../src-main/workbook/write/sheet-stream.ts'

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

/** Seconds, ratio to the floor of the same run, and the process's peak memory while writing (MB over the start). */
export async function bench(): Promise<Measure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'channel-desk-bench-'))
  const measures: Measure[] = []
  try {
    await timed(() => handWritten(join(folder, 'warm.bin')))
    for (const strings of ['inline', 'shared'] as const) {
      const path = join(folder, `${strings}.xlsx`)
      let peak = 0
      const delay = monitorEventLoopDelay({ resolution: 5 })
      const before = await timed(() => handWritten(join(folder, 'floor.bin')))
      const watch = setInterval(() => {
        peak = Math.max(peak, process.memoryUsage.rss())
      }, 20)
      delay.enable()
      const seconds = await timed(() =>
        writeXlsx(path, [{ name: '业务明细', columns: COLUMNS, rows: sheetRows(), totals: '合计' }], { strings }),
      )
      delay.disable()
      clearInterval(watch)
      const after = await timed(() => handWritten(join(folder, 'floor.bin')))
      const floorSeconds = Math.min(before, after)
      const { size } = await stat(path)
      const { size: floorSize } = await stat(join(folder, 'floor.bin'))
      measures.push({
        name: `export 400,000 × ${COLUMNS.length} rows to .xlsx, ${strings} strings`,
        seconds,
        floorSeconds,
        ratio: seconds / floorSeconds,
        goal: '≤ 1.5 ×, ≤ 250 MB',
        peakMb: Math.round(peak / 1e6),
        note: `${(size / 1e6).toFixed(1)} MB (floor ${(floorSize / 1e6).toFixed(1)} MB), longest hold ${(delay.max / 1e6).toFixed(0)} ms`,
      })
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  return measures
}

function* sheetRows(): Generator<SheetRow> {
  yield* entries()
}
