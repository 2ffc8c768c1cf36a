/**
 * `npm test`: everything from a fresh clone. Types, style and unused code count as one check each; then the unit
 * and storage tests, and the browser tests against a fresh build. The last line is `N passed, N failed`.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  build,
  commandFile,
  ensureInstalled,
  isRightNode,
  programEnvironment,
  programNode,
  root,
} from './bootstrap.mjs'
import { ensureBrowser } from './test-browser.mjs'

const results = join(root, 'test-results')

ensureInstalled()
if (!isRightNode(process.versions.node)) {
  const again = spawnSync(programNode(), [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: programEnvironment(),
  })
  process.exit(again.status ?? 1)
}
const folder = mkdtempSync(join(temporaryFolder(), 'desk-test-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

await main()

async function main() {
  rmSync(results, { recursive: true, force: true })
  mkdirSync(results, { recursive: true })
  const parts = []
  const part = async (name, work) => {
    console.log(`\n== ${name}`)
    const started = performance.now()
    const outcome = await work()
    const seconds = (performance.now() - started) / 1000
    parts.push({ name, seconds, ...outcome })
  }

  await part('types (tsc)', () => check('typescript', ['--noEmit', '--pretty', 'false'], 'tsc'))
  await part('style (biome)', () =>
    check('@biomejs/biome', ['ci', '--colors=off', '--max-diagnostics=40', '.'], 'biome'),
  )
  await part('unused code (knip)', () => check('knip', ['--no-progress']))
  await part('build (electron-vite)', () => (build() ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }))
  await part('unit and storage (vitest)', vitest)
  await part('browser (playwright)', playwright)

  console.log('')
  for (const { name, passed, failed, skipped, seconds } of parts) {
    const skips = skipped ? `, ${skipped} skipped` : ''
    console.log(
      `${failed ? '✗' : '✓'} ${name.padEnd(28)} ${passed} passed, ${failed} failed${skips} (${seconds.toFixed(1)} s)`,
    )
  }
  const sum = (key) => parts.reduce((total, one) => total + one[key], 0)
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`)
  process.exit(sum('failed') === 0 && sum('passed') > 0 ? 0 : 1)
}

/** One command, one check. */
async function check(packageName, args, command) {
  const code = await run([commandFile(packageName, command), ...args])
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 }
}

async function vitest() {
  const report = join(results, 'vitest.json')
  const code = await run([
    commandFile('vitest'),
    'run',
    '--reporter=default',
    '--silent=passed-only',
    '--diff.truncateThreshold=400',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ])
  if (!existsSync(report)) return { passed: 0, failed: 1 }
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(readFileSync(report, 'utf8'))
  // A file that cannot even be loaded has no tests to fail; it fails as a whole.
  const brokenFiles = testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length
  return counted(numPassedTests, numFailedTests + brokenFiles, numPendingTests, code)
}

async function playwright() {
  if (!existsSync(join(root, 'tests', 'e2e'))) return { passed: 0, failed: 1 }
  const browser = await ensureBrowser()
  if (!browser) {
    console.log('No browser could be found or installed: install Chrome, Edge or Chromium, then run again.')
    return { passed: 0, failed: 1 }
  }
  console.log(`with ${browser}`)
  const code = await run([commandFile('@playwright/test', 'playwright'), 'test'])
  const report = join(results, 'playwright.json')
  if (!existsSync(report)) return { passed: 0, failed: 1 }
  const { stats, errors, suites } = JSON.parse(readFileSync(report, 'utf8'))
  for (const reason of new Set(skipReasons(suites))) console.log(`not run: ${reason}`)
  return counted(stats.expected + stats.flaky, stats.unexpected + (errors?.length ?? 0), stats.skipped, code)
}

/** Why tests were left out, in the words of their test.skip. */
function skipReasons(suites) {
  return suites.flatMap((suite) => [
    ...skipReasons(suite.suites ?? []),
    ...(suite.specs ?? []).flatMap((spec) =>
      spec.tests.flatMap((one) =>
        one.annotations.filter(({ type }) => type === 'skip').map(({ description }) => description),
      ),
    ),
  ])
}

/** A run that fails without naming a test, or runs none, is one failure. */
function counted(passed, failed, skipped, code) {
  const silent = failed === 0 && (code !== 0 || passed === 0)
  return { passed, failed: silent ? 1 : failed, skipped }
}

/**
 * Where tests keep their stores: memory where Linux offers it, since a thousand small stores that wait for one disk wait
 * long. They are files like others; what a killed process leaves is the same.
 */
function temporaryFolder() {
  const memory = '/dev/shm'
  if (process.platform !== 'linux' || !existsSync(memory)) return tmpdir()
  const { bavail, bsize } = statfsSync(memory)
  return bavail * bsize > 4 * 1024 ** 3 ? memory : tmpdir()
}

/** Runs a command of a package with the right Node, its output shown as it comes; answers the exit code. */
function run(args) {
  return new Promise((done) => {
    const child = spawn(programNode(), args, {
      cwd: root,
      stdio: 'inherit',
      env: programEnvironment({ CI: '1', NODE_ENV: 'test', NO_COLOR: '1', FORCE_COLOR: '0', TMPDIR: folder }),
    })
    child.on('error', () => done(1))
    child.on('exit', (code) => done(code ?? 1))
  })
}
