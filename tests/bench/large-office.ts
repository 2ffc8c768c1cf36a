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
import { peakMegabytes } from './in-turns.ts'

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
  const folder = mkdtempSync(join(tmpdir(), 'desk-bench-'))
  const workbooks = await prepareOffice(folder)
  const office = await openOfficeIn(folder, workbooks)
  return {
    ...office,
    async close() {
      await office.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Fills a folder with the county: its store, and the workbooks of a month, which are answered. */
export async function prepareOffice(folder: string): Promise<readonly SampleFile[]> {
  const size = (process.env.DESK_BENCH_SIZE ?? 'large') as CountySize
  const desk = await openDesk(folder)
  try {
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
    return installed.workbooks
  } finally {
    await desk.close()
  }
}

/** Opens a county that `prepareOffice` made, in this process or another; closing it leaves its folder. */
export async function openOfficeIn(folder: string, workbooks: readonly SampleFile[]): Promise<LargeOffice> {
  const desk = await openDesk(folder)
  const as = (name: string) => desk.caller(actorOf(desk.office.store.read, name) ?? null)
  return {
    desk,
    folder,
    workbooks,
    as,
    import(kind, period) {
      const file = workbooks.find((each) => each.kind === kind && each.period === period && !each.note)
      if (!file) throw new Error(`no ${kind} of ${period}`)
      return as('王芳').ledgers.import({ kind, upload: desk.office.files.lendUpload(file.path).id })
    },
    close: () => desk.close(),
  }
}

function openDesk(folder: string): Promise<BackOffice> {
  return createBackOffice({
    dataDir: join(folder, 'data'),
    migrationsDir: root('migrations'),
    resourcesDir: root('resources'),
    clock: { now: () => new Date() },
    log: () => {},
    printer: { pdf: () => Promise.reject(new Error('nothing is printed here')) },
  })
}

export interface Watched<Result> {
  readonly result: Result
  readonly seconds: number
  /** Processor time of all threads, in seconds. */
  readonly cpu: number
  /** The longest hold of the event loop in milliseconds, and the most that this thread itself worked within one. */
  readonly heldMs: number
  readonly heldCpuMs: number
  readonly peakMb: number
}

/** Runs `work` and watches the process meanwhile; on a busy machine the own work within a hold tells more than its length. */
export async function watched<Result>(work: () => Promise<Result>): Promise<Watched<Result>> {
  const delay = monitorEventLoopDelay({ resolution: 5 })
  let heldCpu = 0
  let held = 0
  let before = ownMicroseconds()
  let looked = performance.now()
  const look = setInterval(() => {
    const [now, at] = [ownMicroseconds(), performance.now()]
    heldCpu = Math.max(heldCpu, now - before)
    // the histogram below misses a hold that begins before its first turn
    held = Math.max(held, at - looked - 5)
    ;[before, looked] = [now, at]
  }, 5)
  delay.enable()
  // work that never waits would else be over before the watch has begun
  await new Promise((resolve) => setTimeout(resolve, 20))
  ;[held, heldCpu] = [0, 0]
  const began = performance.now()
  const cpuBegan = process.cpuUsage()
  const result = await work()
  const seconds = (performance.now() - began) / 1000
  const { user, system } = process.cpuUsage(cpuBegan)
  // a hold that ends with the work is counted when the loop turns next
  await new Promise((resolve) => setTimeout(resolve, 20))
  delay.disable()
  clearInterval(look)
  return {
    result,
    seconds,
    cpu: (user + system) / 1e6,
    heldMs: Math.round(Math.max(delay.max / 1e6, held)),
    heldCpuMs: Math.round(heldCpu / 1000),
    peakMb: peakMegabytes(),
  }
}

/** Processor time of this thread so far. */
function ownMicroseconds(): number {
  const { user, system } = process.threadCpuUsage()
  return user + system
}

/** "the process was held 80 ms at most, 60 ms of them by its own work" */
export function heldWords({ heldMs, heldCpuMs }: { readonly heldMs: number; readonly heldCpuMs: number }): string {
  return `the process was held ${heldMs} ms at most, ${heldCpuMs} ms of them its own work`
}
