/** `npm run desk -- …`: the command line program, installed and built first when that is missing or stale. */
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { join } from 'node:path'
import { ensureBuilt, ensureInstalled, isRightNode, programNode, root } from './bootstrap.mjs'

ensureInstalled()
ensureBuilt()
const program = join(root, 'out', 'main', 'cli.js')

if (isRightNode(process.versions.node)) {
  // The same process: nothing between the caller's signals and the program, and no second start to wait for.
  process.argv[1] = program
  await import(`file://${program.replaceAll('\\', '/')}`)
} else {
  const child = spawn(programNode(), [program, ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)))
}
