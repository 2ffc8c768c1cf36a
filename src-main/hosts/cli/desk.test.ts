/** The command line from its words to the store: what a script types is what happens. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { utils, write } from '@e965/xlsx'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSource } from '../../workbook/read/file.ts'
import { refusalOf } from '../../workbook/read/made-workbook.test-support.ts'
import { readArguments, USAGE } from './arguments.ts'
import { runDesk } from './desk.ts'

let folder: string
const terminal = {
  env: { DESK_PASSWORD: 'test-password' },
  say: () => undefined,
  input: () => Promise.resolve(''),
  untilStopped: () => Promise.resolve(),
}
// biome-ignore lint/suspicious/noExplicitAny: the answer of a command is whatever JSON it prints
const desk = (...words: string[]): Promise<any> =>
  runDesk(readArguments([...words, '--data', join(folder, 'data')]), terminal)

const HEAD = '业务日期,网点编码,业务类型,用户号码,流水号'
function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'desk-cli-'))
  await desk('init', '--county', '430121', '--name', '测试县', '--user', '管理员')
  await desk('import', 'outlets', file('o.csv', '网点编码,网点名称,地址\nW1,城关店,东街1号\nW2,东街店,东街2号\n'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('import', () => {
  test('several files are one batch', async () => {
    const one = file('1.csv', `${HEAD}\n2026-10-01,W1,放号,139,A1\n`)
    const other = file('2.csv', `${HEAD}\n2026-10-02,W2,放号,138,A2\n`)
    const answer = await desk('import', 'entries', one, other)
    expect(answer.rows).toMatchObject({ read: 2, added: 2 })
    const { report } = await desk('call', 'ledgers.batch', JSON.stringify({ id: answer.batch }))
    expect(report.files.map(({ name }: { name: string }) => name)).toEqual(['1.csv', '2.csv'])
  })

  test('all sheets with the headings are read on request, else the first', async () => {
    const book = utils.book_new()
    for (const id of ['B1', 'B2', 'B3'])
      utils.book_append_sheet(
        book,
        utils.aoa_to_sheet([HEAD.split(','), ['2026-10-03', 'W1', '放号', `137${id}`, id]]),
        `表${id}`,
      )
    const path = file('3.xlsx', write(book, { type: 'buffer', bookType: 'xlsx' }))
    expect((await desk('import', 'entries', path, '--dry-run')).rows.read).toBe(1)
    expect((await desk('import', 'entries', path, '--all-sheets')).rows).toMatchObject({ read: 3, added: 3 })
  })

  test('blank cells keep what is known, or clear it', async () => {
    const address = async () => (await desk('call', 'outlets.get', '{"code":"W1"}')).address
    await desk('import', 'outlets', file('o2.csv', '网点编码,网点名称,地址\nW1,城关一店,\n'))
    expect(await address()).toBe('东街1号')
    await desk('import', 'outlets', file('o3.csv', '网点编码,网点名称,地址\nW1,城关二店,\n'), '--blanks', 'clear')
    expect(await address()).toBeNull()
  })

  test('cells that a check found wrong are mended by a list of edits, the file stays as it is', async () => {
    const wrong = file('4.csv', `${HEAD}\n2026-10-04,W9,放号,136,D1\n`)
    const edits = file('edits.json', JSON.stringify([{ row: 2, column: '网点编码', value: 'W1' }]))
    expect((await desk('import', 'entries', wrong, '--dry-run', '--only-valid')).rows.rejected).toBe(1)
    expect((await desk('import', 'entries', wrong, '--edits', edits)).rows).toMatchObject({ added: 1, rejected: 0 })
    await expect(desk('import', 'entries', wrong, '--edits', wrong)).rejects.toThrow('--edits 要一个 JSON 文件')
  })

  test.each([
    [['--blanks', 'forget'], '--blanks 只能是 keep、clear'],
    [['--duplicates', 'double'], '--duplicates 只能是 error、skip、overwrite、fillBlanks'],
    [['--sheet', '表', '--all-sheets'], '--sheet 和 --all-sheets 只能用一个'],
  ])('%j is wrong usage', async (words, said) => {
    await expect(desk('import', 'entries', 'x.csv', ...words)).rejects.toThrow(said)
  })

  test('the usage names every option', () => {
    for (const word of [
      '--all-sheets',
      '--blanks',
      '--duplicates',
      '--only-valid',
      '--dry-run',
      '--errors',
      '--edits',
      '--mapping',
    ])
      expect(USAGE).toContain(word)
  })
})

/** Does `work` as somebody who may not read others' files: what a file that another program holds looks like here. */
function asNobody<Result>(work: () => Result): Result {
  if (process.geteuid?.() !== 0) return work()
  process.seteuid?.(65534)
  try {
    return work()
  } finally {
    process.seteuid?.(0)
  }
}

test.skipIf(process.platform === 'win32')('a file that cannot be opened is said to be in use, with its name', () => {
  const path = file('被占用.xlsx', 'x')
  chmodSync(path, 0o000)
  expect(asNobody(() => refusalOf(() => openSource(path)))).toEqual({
    code: 'FILE_LOCKED',
    details: { path, errno: 'EACCES' },
  })
})
