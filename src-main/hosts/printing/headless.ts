/** A headless browser driven over a pipe (no port is opened): start, commands, events, end. */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import type { Socket } from 'node:net'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'

const START_TIMEOUT_MS = 45_000

/** No profile of the user's, no network, no talking to anyone. */
const SWITCHES = [
  '--headless',
  '--remote-debugging-pipe',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-extensions',
  '--disable-component-update',
  '--disable-background-networking',
  '--disable-sync',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-features=Translate,OptimizationHints,MediaRouter',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--mute-audio',
  '--lang=zh-CN',
]

type Params = Record<string, unknown>
interface Waiting {
  readonly done: (result: Params) => void
  readonly fail: (error: Error) => void
}

/** One running browser; a command after its end, or pending at it, fails. */
export class Headless {
  /** A folder of this browser alone, for its profile and for documents to print; removed with it. */
  readonly folder: string
  private readonly child: ChildProcess
  private readonly input: Socket
  private readonly output: Socket
  private readonly waiting = new Map<number, Waiting>()
  private readonly listeners = new Set<(method: string, params: Params, sessionId?: string) => void>()
  private readonly onExit = () => this.endNow()
  private pieces: Buffer[] = []
  private lastId = 0
  private gone: Error | undefined
  private complaints = ''

  /** Starts the browser and waits for its first answer. Throws when it does not start in time. */
  static async start(program: string): Promise<Headless> {
    // A browser from Ubuntu's snap store sees its own folder and not /tmp.
    const base = program.startsWith('/snap/') ? join(homedir(), 'snap', 'chromium', 'common') : tmpdir()
    const browser = new Headless(program, await mkdtemp(join(base, 'channel-desk-print-')))
    const timer = setTimeout(() => browser.end(new Error('the browser did not answer in time')), START_TIMEOUT_MS)
    try {
      await browser.send('Browser.getVersion')
      return browser
    } catch (error) {
      await browser.close()
      throw error
    } finally {
      clearTimeout(timer)
    }
  }

  private constructor(program: string, folder: string) {
    this.folder = folder
    // Chromium's sandbox does not start for root; nobody else is let off it.
    const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    this.child = spawn(program, [...SWITCHES, ...asRoot, `--user-data-dir=${join(folder, 'profile')}`], {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
      windowsHide: true,
      // Its own group, so that its helpers end with it and write no more into the folder.
      detached: process.platform !== 'win32',
    })
    this.child.once('error', (error) => this.end(error))
    this.child.once('exit', (code) =>
      this.end(new Error(`the browser ended (${code}): ${this.complaints.slice(-500)}`)),
    )
    this.child.stderr!.on('data', (data) => {
      this.complaints = (this.complaints + data).slice(-4000)
    })
    this.input = this.child.stdio[3] as Socket
    this.output = this.child.stdio[4] as Socket
    this.input.on('error', (error) => this.end(error))
    this.output.on('error', (error) => this.end(error))
    this.output.on('data', (data: Buffer) => this.take(data))
    process.once('exit', this.onExit)
  }

  get alive(): boolean {
    return this.gone === undefined
  }

  send(method: string, params: Params = {}, sessionId?: string): Promise<Params> {
    return new Promise((done, fail) => {
      if (this.gone) return fail(this.gone)
      this.lastId += 1
      this.waiting.set(this.lastId, { done, fail })
      this.input.write(`${JSON.stringify({ id: this.lastId, method, params, ...(sessionId ? { sessionId } : {}) })}\0`)
    })
  }

  /** Calls `take` for every event until the answered function is called. */
  listen(take: (method: string, params: Params, sessionId?: string) => void): () => void {
    this.listeners.add(take)
    return () => this.listeners.delete(take)
  }

  /** Whether a waiting browser keeps the process running. */
  keepProcess(keep: boolean): void {
    for (const part of [this.child, this.input, this.output, this.child.stderr as Socket]) {
      if (keep) part.ref()
      else part.unref()
    }
  }

  /** Ends the browser and removes its folder. */
  async close(): Promise<void> {
    process.off('exit', this.onExit)
    const ended = this.child.exitCode !== null || this.child.signalCode !== null || this.child.pid === undefined
    if (!ended) {
      this.child.ref()
      const exit = new Promise((done) => this.child.once('exit', done))
      this.kill()
      await exit
    }
    this.end(new Error('the browser was closed'))
    // Its helpers may be writing for a moment longer.
    await rm(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }).catch(() => {})
  }

  /** Once only: later its number may be another process's. */
  private kill(): void {
    if (this.gone || this.child.pid === undefined) return
    try {
      if (process.platform === 'win32') this.child.kill()
      else process.kill(-this.child.pid, 'SIGKILL')
    } catch {
      // It has ended by itself.
    }
  }

  private endNow(): void {
    this.kill()
    try {
      // The browser's helpers may be writing for a moment longer, and nothing runs after this any more: wait for them here.
      for (let round = 0; round < 5 && existsSync(this.folder); round++) {
        rmSync(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 30 })
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20)
      }
    } catch {
      // The folder of the system's temporary files is emptied by the system.
    }
  }

  private end(error: Error): void {
    this.kill()
    this.gone ??= error
    for (const { fail } of this.waiting.values()) fail(this.gone)
    this.waiting.clear()
  }

  /** Messages end with a zero byte and come in pieces. */
  private take(data: Buffer): void {
    let rest = data
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      const text = Buffer.concat([...this.pieces, rest.subarray(0, end)]).toString('utf8')
      this.pieces = []
      rest = rest.subarray(end + 1)
      this.dispatch(JSON.parse(text))
    }
    if (rest.length > 0) this.pieces.push(rest)
  }

  private dispatch(message: {
    id?: number
    result?: Params
    error?: { message: string }
    method?: string
    params?: Params
    sessionId?: string
  }): void {
    if (message.id === undefined) {
      for (const listener of this.listeners) listener(message.method ?? '', message.params ?? {}, message.sessionId)
      return
    }
    const waiting = this.waiting.get(message.id)
    this.waiting.delete(message.id)
    if (message.error) waiting?.fail(new Error(message.error.message))
    else waiting?.done(message.result ?? {})
  }
}
