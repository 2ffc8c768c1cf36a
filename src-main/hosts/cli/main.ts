/** The command line program: one JSON value on standard output, messages on standard error, exit 0, 1 or 2. */
import { wireRefusal } from '../../api/procedure.ts'
import { refusalWords } from '../../domain/said/refusal-words.ts'
import { readArguments, USAGE, Usage } from './arguments.ts'
import { runDesk, type Terminal } from './desk.ts'

const terminal: Terminal = {
  env: process.env,
  say: (message) => process.stderr.write(`${message}\n`),
  async input() {
    let text = ''
    for await (const piece of process.stdin) text += String(piece)
    return text
  },
  untilStopped: () =>
    new Promise((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
    }),
}

/** better-sqlite3 13 ends the whole process on an older Node, without a word. */
const OLDEST_NODE = 22

async function main(): Promise<number> {
  if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
    terminal.say(
      `这个 Node 太旧（${process.versions.node}），渠道台账要 ${OLDEST_NODE} 或更新的。请用 npm run desk -- … 运行，会自己找到合适的。`,
    )
    return 1
  }
  try {
    const answer = await runDesk(readArguments(process.argv.slice(2)), terminal)
    if (answer !== undefined) await print(answer)
    return 0
  } catch (error) {
    if (error instanceof Usage) {
      terminal.say(`${error.message}\n\n${USAGE}`)
      return 2
    }
    const refusal = wireRefusal(error)
    if (refusal.code === 'INTERNAL') terminal.say(String((error as Error).stack ?? error))
    await print({ error: refusal })
    terminal.say(refusalWords(refusal.code, refusal.details))
    return 1
  }
}

/** Waits until a pipe has taken everything: a large answer must not be cut by the exit. */
function print(value: unknown): Promise<void> {
  return new Promise((resolve) => process.stdout.write(`${JSON.stringify(value)}\n`, () => resolve()))
}

// whoever reads our answer may stop reading (`| head`)
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

// the bundle is CommonJS, which knows no await at its top
main().then((code) => {
  process.exitCode = code
})
