/** The commands of the command line, each a few calls on the same procedures that the screens use. */
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { type BackOffice, createBackOffice } from '../../api/back-office.ts'
import { checkCopy } from '../../data/backup.ts'
import { openStore, storeFile } from '../../data/store.ts'
import { asMonth } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import { authenticate } from '../../services/accounts/accounts.ts'
import { installSample, SAMPLE_PASSWORD, sampleFolders } from '../../services/demo/install.ts'
import type { Actor } from '../../services/office.ts'
import { isKindKey } from '../../workbook/kinds/kinds.ts'
import { openAppWindow } from '../browser/app-window.ts'
import { startBrowserHost } from '../browser/server.ts'
import { createChromiumPrinter } from '../printing/chromium.ts'
import { programFolders } from '../program-folders.ts'
import { type Arguments, Usage } from './arguments.ts'
import { settleSample } from './demo-month.ts'

export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>
  /** A message for people. */
  say(message: string): void
  /** Reads standard input to its end. */
  input(): Promise<string>
  /** Resolves when the user asks the program to end. */
  untilStopped(): Promise<void>
}

/** Runs one command; its answer is printed as JSON. @throws Usage, Refusal */
export async function runDesk(args: Arguments, terminal: Terminal): Promise<unknown> {
  switch (args.command) {
    case 'init':
      return init(args, terminal)
    case 'user':
      return addUser(args, terminal)
    case 'demo':
      return demo(args, terminal)
    case 'demo-month':
      return demoMonth(args, terminal)
    case 'import':
      return importFile(args, terminal)
    case 'export':
      return exportFile(args, terminal)
    case 'call':
      return call(args, terminal)
    case 'report':
      return report(args, terminal)
    case 'serve':
      return serve(args, terminal)
    case 'backup':
      return withActor(args, terminal, (desk, actor) =>
        desk.caller(actor).store.backupTo({ file: resolve(positional(args, 0, '文件')) }),
      )
    case 'restore':
      return restore(args, terminal)
    case 'verify':
      return withOffice(args.need('data'), terminal, (desk) => desk.caller(VERIFIER).audit.verify({}))
    default:
      throw new Usage(`没有这个命令：${args.command}`)
  }
}

/** Verifying reads hashes alone; it shows nobody's data and needs no password. */
const VERIFIER: Actor = { user: '', roles: [] }

function positional(args: Arguments, at: number, what: string): string {
  const value = args.positionals[at]
  if (value === undefined || value === '') throw new Usage(`缺少${what}`)
  return value
}

async function withOffice<Result>(
  dataDir: string,
  terminal: Terminal,
  work: (desk: BackOffice) => Promise<Result>,
): Promise<Result> {
  const folders = programFolders()
  const log = (message: string, details?: Record<string, unknown>) =>
    terminal.say(details ? `${message} ${JSON.stringify(details)}` : message)
  const printer = createChromiumPrinter({ log })
  const desk = await createBackOffice({
    dataDir: resolve(dataDir),
    migrationsDir: folders.migrationsDir,
    resourcesDir: folders.resourcesDir,
    clock: { now: () => new Date() },
    machine: hostname(),
    log,
    printer,
  })
  try {
    return await work(desk)
  } finally {
    await printer.close()
    await desk.close()
  }
}

/** Signs in with --user and DESK_PASSWORD; without --user the first user is meant. The store must be there. */
async function withActor<Result>(
  args: Arguments,
  terminal: Terminal,
  work: (desk: BackOffice, actor: Actor) => Promise<Result>,
): Promise<Result> {
  const dataDir = args.need('data')
  if (!existsSync(storeFile(resolve(dataDir)))) throw new Refusal('NOT_SET_UP', { path: resolve(dataDir) })
  return withOffice(dataDir, terminal, async (desk) => {
    const actor = await authenticate(desk.office, args.text('user'), terminal.env.DESK_PASSWORD ?? '')
    return work(desk, actor)
  })
}

function passwordOf(terminal: Terminal, name: string): string {
  const password = terminal.env[name]
  if (!password) throw new Usage(`密码要放在环境变量 ${name} 里`)
  return password
}

async function init(args: Arguments, terminal: Terminal): Promise<unknown> {
  const asked = { code: args.need('county'), name: args.need('name'), user: args.need('user') }
  const password = passwordOf(terminal, 'DESK_PASSWORD')
  return withOffice(args.need('data'), terminal, (desk) => desk.caller(null).county.setUp({ ...asked, password }))
}

async function addUser(args: Arguments, terminal: Terminal): Promise<unknown> {
  if (args.positionals[0] !== 'add') throw new Usage('用法：user add 用户名 --roles clerk,…')
  const name = positional(args, 1, '用户名')
  const roles = args
    .need('roles')
    .split(',')
    .map((role) => role.trim())
  const password = passwordOf(terminal, 'DESK_NEW_PASSWORD')
  return withActor(args, terminal, (desk, actor) =>
    desk.caller(actor).users.add({ name, roles: roles as ('clerk' | 'reviewer' | 'finance' | 'admin')[], password }),
  )
}

function sizeOf(args: Arguments): 'small' | 'county' | 'large' {
  const size = args.text('size') ?? 'small'
  if (size !== 'small' && size !== 'county' && size !== 'large') throw new Usage('--size 只能是 small、county 或 large')
  return size
}

async function demo(args: Arguments, terminal: Terminal): Promise<unknown> {
  const folders = sampleFolders(resolve(positional(args, 0, '文件夹')))
  const password = terminal.env.DESK_PASSWORD || SAMPLE_PASSWORD
  const size = sizeOf(args)
  return withOffice(folders.data, terminal, async (desk) => {
    const installed = await desk.office.jobs.run(
      { act: 'demo.install', user: '', subject: size, lock: 'store', now: new Date().toISOString() },
      (job) => installSample(desk.office, job, { size, folder: folders.workbooks, password }),
    )
    return { data: folders.data, ...installed, password }
  })
}

async function demoMonth(args: Arguments, terminal: Terminal): Promise<unknown> {
  const out = resolve(positional(args, 0, '文件夹'))
  const size = sizeOf(args)
  const password = terminal.env.DESK_PASSWORD || SAMPLE_PASSWORD
  return withOffice(sampleFolders(out).data, terminal, (desk) =>
    settleSample(desk, { out, size, password, say: (message) => terminal.say(message) }),
  )
}

/** An option that takes one of a few words. @throws Usage for another */
function choice<Word extends string>(args: Arguments, name: string, words: readonly Word[]): Word | undefined {
  const given = args.text(name)
  const found = words.find((word) => word === given)
  if (given !== undefined && found === undefined) throw new Usage(`--${name} 只能是 ${words.join('、')}`)
  return found
}

/** The cells to be mended, as the import takes them. @throws Usage where the file is no JSON */
function editsFrom(path: string | undefined): unknown {
  if (path === undefined) return undefined
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    throw new Usage(`--edits 要一个 JSON 文件：${path}`)
  }
}

async function importFile(args: Arguments, terminal: Terminal): Promise<unknown> {
  const kind = positional(args, 0, '种类')
  if (!isKindKey(kind)) throw new Usage(`没有这种数据：${kind}`)
  positional(args, 1, '文件')
  const files = args.positionals.slice(1).map((file) => resolve(file))
  const duplicates = choice(args, 'duplicates', ['error', 'skip', 'overwrite', 'fillBlanks'])
  const blanks = choice(args, 'blanks', ['keep', 'clear'])
  const period = args.text('period')
  const sheet = args.text('sheet')
  const allSheets = args.flag('all-sheets')
  if (sheet !== undefined && allSheets) throw new Usage('--sheet 和 --all-sheets 只能用一个')
  const errors = args.text('errors')
  const mappingName = args.text('mapping')
  const edits = editsFrom(args.text('edits'))
  return withActor(args, terminal, async (desk, actor) => {
    const uploads = files.map((file) => desk.office.files.lendUpload(file).id)
    const caller = desk.caller(actor)
    try {
      const answer = await caller.ledgers.import({
        kind,
        ...(uploads.length === 1 ? { upload: uploads[0] } : { uploads }),
        ...(period === undefined ? {} : { period: asMonth(period) }),
        ...(sheet === undefined ? {} : { sheet }),
        ...(allSheets ? { allSheets } : {}),
        ...(mappingName === undefined ? {} : { mappingName }),
        ...(duplicates === undefined ? {} : { duplicates }),
        ...(blanks === undefined ? {} : { blanks }),
        ...(edits === undefined ? {} : { edits: edits as never }),
        onlyValid: args.flag('only-valid'),
        dryRun: args.flag('dry-run'),
      })
      const { report: _, mistakes, ...said } = answer
      if (errors !== undefined && mistakes !== null) await caller.ledgers.errorFile({ mistakes, file: resolve(errors) })
      return said
    } catch (error) {
      const refusal = (error as { cause?: unknown }).cause
      if (!(refusal instanceof Refusal) || refusal.code !== 'IMPORT_REJECTED') throw error
      // the id is of use to this process alone
      const { mistakes, ...details } = refusal.details
      if (errors !== undefined) await caller.ledgers.errorFile({ mistakes: String(mistakes), file: resolve(errors) })
      throw new Refusal('IMPORT_REJECTED', details)
    }
  })
}

async function exportFile(args: Arguments, terminal: Terminal): Promise<unknown> {
  const kind = positional(args, 0, '种类')
  if (!isKindKey(kind)) throw new Usage(`没有这种数据：${kind}`)
  const file = resolve(positional(args, 1, '文件'))
  const period = args.text('period')
  return withActor(args, terminal, (desk, actor) =>
    desk.caller(actor).ledgers.exportTo({ kind, file, ...(period === undefined ? {} : { period: asMonth(period) }) }),
  )
}

async function call(args: Arguments, terminal: Terminal): Promise<unknown> {
  const procedure = positional(args, 0, '过程')
  const given = args.positionals[1]
  const text = given === '-' ? await terminal.input() : given
  let input: unknown
  try {
    input = text === undefined || text.trim() === '' ? undefined : JSON.parse(text)
  } catch {
    throw new Usage(`不是 JSON：${text?.slice(0, 200)}`)
  }
  return withActor(args, terminal, (desk, actor) => {
    if (!desk.procedures.includes(procedure)) throw new Refusal('NOT_FOUND', { what: 'procedure', name: procedure })
    const [noun = '', verb = ''] = procedure.split('.')
    const router = desk.caller(actor) as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>
    return router[noun]![verb]!(input)
  })
}

async function report(args: Arguments, terminal: Terminal): Promise<unknown> {
  const name = positional(args, 0, '报表名称')
  const period = asMonth(args.need('period'))
  const file = resolve(args.need('out'))
  const scheme = args.text('scheme')
  return withActor(args, terminal, (desk, actor) =>
    desk.caller(actor).reports.write({ name: name as never, period, file, scheme }),
  )
}

async function serve(args: Arguments, terminal: Terminal): Promise<unknown> {
  const port = args.text('port')
  if (port !== undefined && !/^\d{1,5}$/.test(port)) throw new Usage('--port 是一个端口号')
  const { rendererDir } = programFolders()
  return withOffice(args.need('data'), terminal, async (desk) => {
    const host = await startBrowserHost({
      handle: desk.handle,
      rendererDir,
      log: (message) => terminal.say(message),
      ...(port === undefined ? {} : { port: Number(port) }),
    })
    process.stdout.write(`${JSON.stringify({ url: host.url, port: host.port })}\n`)
    terminal.say(`渠道台账已打开：${host.url}`)
    if (args.flag('open')) openAppWindow(host.url)
    await terminal.untilStopped()
    await host.close()
    return undefined
  })
}

/** Puts a backup in the store's place; what was there is kept beside it. The copy is checked before. */
async function restore(args: Arguments, terminal: Terminal): Promise<unknown> {
  const from = resolve(positional(args, 0, '文件'))
  const dataDir = resolve(args.need('data'))
  if (!existsSync(from)) throw new Refusal('FILE_NOT_FOUND', { path: from })
  mkdirSync(dataDir, { recursive: true })
  const incoming = join(dataDir, 'desk.restoring.sqlite')
  copyFileSync(from, incoming)
  const found = await checkCopy(incoming).catch((error: Error) => error.message)
  if (found !== 'ok') throw new Refusal('STORE_CORRUPT', { path: from, found })
  const file = storeFile(dataDir)
  let kept: string | null = null
  if (existsSync(file)) {
    const { migrationsDir } = programFolders()
    // opening it proves that nobody else holds it, and folds its log into the file
    const store = await openStore({ dataDir, migrationsDir, now: () => new Date().toISOString() })
    store.close()
    kept = join(dirname(file), `desk.before-restore-${new Date().toISOString().replaceAll(/[:.]/g, '-')}.sqlite`)
    renameSync(file, kept)
  }
  renameSync(incoming, file)
  return withOffice(dataDir, terminal, async (desk) => ({
    restored: from,
    kept,
    verification: await desk.caller(VERIFIER).audit.verify({}),
  }))
}
