/** The generated large county in a real store, for the measurements: register, policies, and one month's ledgers on disk. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { type BackOffice, type Caller, createBackOffice } from '../../src-main/api/back-office.ts'
import { actorOf } from '../../src-main/services/accounts/accounts.ts'
import { type CountySize, PERIODS } from '../../src-main/services/demo/county.ts'
import { installSample } from '../../src-main/services/demo/install.ts'
import type { SampleFile } from '../../src-main/services/demo/workbooks.ts'

const root = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))

export interface LargeOffice {
  readonly desk: BackOffice
  readonly folder: string
  readonly workbooks: readonly SampleFile[]
  as(name: string): Caller
  import(kind: SampleFile['kind'], period: string): Promise<{ rows: { added: number } }>
  close(): Promise<void>
}

/** Makes the county of a size; DESK_BENCH_SIZE=county makes a quick try of it. */
export async function openLargeOffice(): Promise<LargeOffice> {
  const size = (process.env.DESK_BENCH_SIZE ?? 'large') as CountySize
  const folder = mkdtempSync(join(tmpdir(), 'desk-bench-'))
  const desk = await createBackOffice({
    dataDir: join(folder, 'data'),
    migrationsDir: root('migrations'),
    resourcesDir: root('resources'),
    clock: { now: () => new Date() },
    log: () => {},
    printer: { pdf: () => Promise.reject(new Error('nothing is printed here')) },
  })
  const installed = await desk.office.jobs.run(
    { act: 'demo.install', user: '', subject: size, lock: 'store', now: '' },
    (job) =>
      installSample(desk.office, job, {
        size,
        folder: join(folder, 'workbooks'),
        password: 'bench-word',
        periods: [PERIODS[0]!],
      }),
  )
  const as = (name: string) => desk.caller(actorOf(desk.office.store.read, name) ?? null)
  return {
    desk,
    folder,
    workbooks: installed.workbooks,
    as,
    import(kind, period) {
      const file = installed.workbooks.find((each) => each.kind === kind && each.period === period && !each.note)
      if (!file) throw new Error(`no ${kind} of ${period}`)
      return as('王芳').ledgers.import({ kind, upload: desk.office.files.lendUpload(file.path).id })
    },
    async close() {
      await desk.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Runs `work` and answers its seconds, the longest hold of the event loop in milliseconds, and the peak memory. */
export async function watched<Result>(
  work: () => Promise<Result>,
): Promise<{ result: Result; seconds: number; heldMs: number; peakMb: number }> {
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const began = performance.now()
  const result = await work()
  const seconds = (performance.now() - began) / 1000
  delay.disable()
  return {
    result,
    seconds,
    heldMs: Math.round(delay.max / 1e6),
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
  }
}
