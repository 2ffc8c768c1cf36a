/** Two ways to do the same work, each in a process of its own, in turns: the machine is noisy, so the best of each counts. */

import { execFileSync } from 'node:child_process'

export interface Measurement {
  readonly name: string
  readonly seconds: number
  readonly floorSeconds: number
  readonly ratio: number
  readonly goal: number
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
  goal: number,
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

function child(script: string, args: readonly string[]): Run {
  const flags = ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', script, ...args]
  return JSON.parse(execFileSync(process.execPath, flags, { encoding: 'utf8' }))
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
  const peakMb = Math.round(process.resourceUsage().maxRSS / 1024)
  console.log(JSON.stringify({ seconds, cpu: (user + system) / 1e6, peakMb }))
}
