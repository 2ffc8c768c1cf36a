/** Two ways to do the same work, each in a process of its own, in turns: the machine is noisy, so the best of each counts. */

import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

export interface Measurement {
  readonly name: string
  readonly seconds: number
  readonly floorSeconds: number
  readonly ratio: number
  /** A ratio, or words such as "≤ 1.3 ×, ≤ 450 MB". */
  readonly goal: number | string
  readonly peakMb: number
  readonly note: string
}

interface Run {
  readonly seconds: number
  readonly cpu: number
  readonly peakMb: number
}

const ROUNDS = 4

/** Runs `script floor …args` and `script work …args`; the note begins with the ratio of processor times, which other programs disturb less. */
export function inTurns(
  script: string,
  args: readonly string[],
  name: string,
  goal: number | string,
  note: string,
): Measurement {
  const floors: Run[] = []
  const works: Run[] = []
  for (let round = 0; round < ROUNDS; round++) {
    floors.push(child(script, ['floor', ...args]))
    works.push(child(script, ['work', ...args]))
  }
  const least = (runs: readonly Run[], key: 'seconds' | 'cpu') => Math.min(...runs.map((run) => run[key]))
  const cpu = least(works, 'cpu') / least(floors, 'cpu')
  return {
    name,
    seconds: least(works, 'seconds'),
    floorSeconds: least(floors, 'seconds'),
    ratio: least(works, 'seconds') / least(floors, 'seconds'),
    goal,
    peakMb: Math.max(...works.map((run) => run.peakMb)),
    note: `processor time ${cpu.toFixed(2)} ×; ${note}`,
  }
}

const child = (script: string, args: readonly string[]): Run => alone<Run>(script, args)

/** Runs `script …args` in a process of its own and answers the JSON that it prints. */
export function alone<Answer>(script: string, args: readonly string[]): Answer {
  const flags = ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', script, ...args]
  return JSON.parse(execFileSync(process.execPath, flags, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }))
}

/** The other side of `alone`: does what its first argument names and prints its answer. */
export async function answerAsked(tasks: Readonly<Record<string, (...args: string[]) => unknown>>): Promise<void> {
  const [task = '', ...args] = process.argv.slice(2)
  console.log(JSON.stringify(await tasks[task]!(...args)))
}

/** The other side, in the child: does the work that its arguments ask for and prints what it took. */
export function runAsked(tasks: Readonly<Record<'floor' | 'work', (...args: string[]) => void>>): void {
  const [task, ...args] = process.argv.slice(2)
  if (task !== 'floor' && task !== 'work') return
  const start = performance.now()
  const before = process.cpuUsage()
  tasks[task](...args)
  const seconds = (performance.now() - start) / 1000
  const { user, system } = process.cpuUsage(before)
  const peakMb = peakMegabytes()
  console.log(JSON.stringify({ seconds, cpu: (user + system) / 1e6, peakMb }))
}

/** The most memory that this process has used. Linux counts its parent's into maxRSS, so its own account is read there. */
export function peakMegabytes(): number {
  const status = '/proc/self/status'
  const own = existsSync(status) ? /^VmHWM:\s*(\d+) kB/m.exec(readFileSync(status, 'utf8'))?.[1] : undefined
  return Math.round((own === undefined ? process.resourceUsage().maxRSS : Number(own)) / 1024)
}
