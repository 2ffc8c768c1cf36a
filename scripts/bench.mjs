/** `npm run bench [-- NAME …]`: the goals of DESIGN.md, each beside its floor, each bench in a process of its own. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureInstalled, giveUp, programEnvironment, programNode, root } from './bootstrap.mjs'

ensureInstalled()
const folder = join(root, 'tests', 'bench')
const names = (existsSync(folder) ? readdirSync(folder) : [])
  .filter((name) => name.endsWith('.ts') && !name.includes('.test'))
  .map((name) => basename(name, '.ts'))
  .filter((name) => readFileSync(join(folder, `${name}.ts`), 'utf8').includes('function bench('))
const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !names.includes(name))
if (unknown.length > 0) giveUp(`No bench named ${unknown.join(', ')}. There are: ${names.join(', ')}`, 2)

const rows = []
let failed = false
for (const name of asked.length > 0 ? asked : names) {
  process.stderr.write(`${name} …\n`)
  const found = runBench(name)
  if (found) rows.push(...found)
  else failed = true
}
print(rows)
if (rows.length === 0) failed = true
process.exit(failed ? 1 : 0)

/** Runs one file's bench() with room for the collector to be called; null when it fails. */
function runBench(name) {
  const answer = join(tmpdir(), `channel-desk-bench-${process.pid}-${name}.json`)
  const code = `
    const { bench } = await import(${JSON.stringify(pathToFileURL(join(folder, `${name}.ts`)).href)})
    const { writeFileSync } = await import('node:fs')
    writeFileSync(${JSON.stringify(answer)}, JSON.stringify(await bench()))`
  const result = spawnSync(
    programNode(),
    ['--expose-gc', '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', '--input-type=module', '--eval', code],
    { cwd: root, stdio: ['ignore', 2, 2], env: programEnvironment() },
  )
  if (result.status !== 0 || !existsSync(answer)) return null
  const rows = JSON.parse(readFileSync(answer, 'utf8'))
  rmSync(answer)
  return rows
}

/** One line per measure: time, floor, ratio against the goal, memory. A goal missed is shown, not failed: machines are noisy. */
function print(all) {
  const number = (value, digits) => (typeof value === 'number' ? value.toFixed(digits) : '–')
  const table = all.map((row) => [
    row.name,
    number(row.seconds, 2),
    number(row.floorSeconds, 2),
    number(row.ratio, 2),
    typeof row.goal === 'number' ? `≤ ${row.goal} ×` : (row.goal ?? '–'),
    verdict(row),
    number(row.peakMb, 0),
    row.note ?? '',
  ])
  const head = ['work', 'seconds', 'floor', 'ratio', 'goal', '', 'peak MB', 'note']
  const widths = head.map((_, column) => Math.max(...[head, ...table].map((row) => width(String(row[column])))))
  for (const row of [head, ...table]) {
    console.log(
      row
        .map((cell, column) => String(cell) + ' '.repeat(widths[column] - width(String(cell))))
        .join('  ')
        .trimEnd(),
    )
  }
}

/** Whether the ratio is within the goal, given as a number or as text such as "≤ 1.5 ×, ≤ 250 MB", and so the memory. */
function verdict({ goal, ratio, peakMb }) {
  const times = typeof goal === 'number' ? goal : Number(/≤ ([\d.]+) ×/.exec(goal ?? '')?.[1])
  const megabytes = Number(/≤ ([\d.]+) MB/.exec(goal ?? '')?.[1])
  if (Number.isNaN(times) && Number.isNaN(megabytes)) return ''
  return ratio > times || peakMb > megabytes ? 'MISSED' : 'met'
}

/** Columns that a text takes on a terminal: a Chinese character takes two. */
function width(text) {
  return [...text].reduce((sum, character) => sum + (/[\u2e80-\uffdc]/.test(character) ? 2 : 1), 0)
}
