/** Evidence in the store: what is taken, what it is called, that it comes back whole and stays once something is decided by it. */
import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addRegister, openSetUpOffice, refusal, refusalCode, type TestOffice } from '../../../tests/support/office.ts'
import { evidenceKind, evidenceName, LARGEST_EVIDENCE } from '../../domain/evidence.ts'

let office: TestOffice
let adjustment: number
let files = 0

beforeAll(async () => {
  office = await openSetUpOffice()
  await addRegister(
    office,
    { D1: { name: '甲', payerKind: 'enterprise' } },
    {
      W1: { name: '一店', category: 'partner', agent: 'D1' },
    },
  )
  ;({ id: adjustment } = await office
    .as('王芳')
    .settlements.adjust({ period: '2026-10' as never, outlet: 'W1', kind: 'bonus', amount: '5.00', reason: '补差' }))
})
afterAll(() => office.close())

function upload(content: Uint8Array, name = `证据-${++files}.pdf`): string {
  const path = join(office.dataDir, name)
  writeFileSync(path, content)
  return office.desk.office.files.lendUpload(path).id
}

const pdf = (bytes: number) => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(bytes)])
const subject = () => `adjustment:${adjustment}`

describe('keeping', () => {
  test('a file of several pieces comes back byte for byte, and is audited', async () => {
    const content = pdf(3_300_000)
    const kept = await office.as('王芳').attachments.add({ subject: subject(), upload: upload(content, '收据 一.pdf') })
    expect(kept).toMatchObject({ name: '收据 一.pdf', media: 'application/pdf', bytes: content.length, user: '王芳' })
    const written = await office.as('李强').attachments.open({ id: kept.id })
    expect(readFileSync(office.desk.office.files.export(written.export).path).equals(content)).toBe(true)
    const answer = await office.desk.handle(new Request(`http://desk/files/exports/${written.export}`))
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment;/)
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    await answer.body?.cancel()
    const row = office.desk.office.store.read.get('SELECT act, user FROM audit WHERE subject = ?', subject())
    expect(row).toEqual({ act: 'attachments.add', user: '王芳' })
  })

  test('the same content twice, an empty file, one that is too large and unknown things are refused', async () => {
    const content = pdf(100)
    const add = (id: string, to = subject()) => office.as('王芳').attachments.add({ subject: to, upload: id })
    await add(upload(content))
    expect(await refusalCode(add(upload(content)))).toBe('ATTACHMENT_TWICE')
    expect(await refusalCode(add(upload(Buffer.alloc(0))))).toBe('ATTACHMENT_TYPE')
    expect(await refusalCode(add(upload(pdf(LARGEST_EVIDENCE))))).toBe('ATTACHMENT_TOO_LARGE')
    for (const to of ['adjustment:999', 'adjustment:x', 'constructor:1', 'nothing:1'])
      expect(await refusalCode(add(upload(pdf(10)), to))).toBe('NOT_FOUND')
    const left = office.desk.office.store.read.get("SELECT count(*) AS n FROM attachments WHERE state = 'loading'")
    expect(left).toEqual({ n: 0 })
  })

  test('only who added it takes it back, and once it is decided nothing goes and nothing comes', async () => {
    const clerk = office.as('王芳')
    const first = await clerk.attachments.add({ subject: subject(), upload: upload(pdf(50)) })
    expect(await refusalCode(office.as('李强').attachments.remove({ id: first.id, reason: '看错' }))).toBe('NOT_YOURS')
    await clerk.attachments.remove({ id: first.id, reason: '传错了' })
    expect(await refusalCode(clerk.attachments.open({ id: first.id }))).toBe('NOT_FOUND')
    const second = await clerk.attachments.add({ subject: subject(), upload: upload(pdf(60)) })
    await office.as('李强').settlements.confirmAdjustment({ id: adjustment })
    expect((await refusal(clerk.attachments.remove({ id: second.id, reason: '不要了' }))).code).toBe(
      'ATTACHMENT_LOCKED',
    )
    expect(await refusalCode(clerk.attachments.add({ subject: subject(), upload: upload(pdf(70)) }))).toBe(
      'ATTACHMENT_LOCKED',
    )
    expect(await clerk.attachments.list({ subject: subject() })).toMatchObject({ canAdd: false, canRemove: false })
    const raw = office.desk.office.store
    expect(() => raw.write((db) => db.run('DELETE FROM attachment_pieces WHERE attachment = ?', second.id))).toThrow(
      /kept/,
    )
    expect(() => raw.write((db) => db.run("UPDATE attachments SET name = 'x' WHERE id = ?", second.id))).toThrow(
      /never/,
    )
  })
})

describe('what a file is', () => {
  const zip = (...parts: string[]) => zipSync(Object.fromEntries(parts.map((part) => [part, new Uint8Array([1])])))
  const kinds: [string, Uint8Array, string, string][] = [
    ['pdf', Buffer.from('%PDF-1.4 …'), 'a.pdf', 'application/pdf'],
    ['photo', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0]), 'a.jpg', 'image/jpeg'],
    ['workbook', zip('[Content_Types].xml', 'xl/workbook.xml'), 'a.xlsx', 'spreadsheetml.sheet'],
    ['document', zip('word/document.xml'), 'a.docx', 'wordprocessingml.document'],
    ['electronic invoice', zip('OFD.xml', 'Doc_0/Document.xml'), 'a.ofd', 'application/ofd'],
    ['old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'a.xls', 'x-ole-storage'],
    ['text', Buffer.from('编码,金额'), 'a.csv', 'text/plain'],
  ]
  test.each(kinds)('%s', (_what, bytes, name, media) => {
    expect(evidenceKind(bytes, bytes, name).media).toContain(media)
  })
  test.each([
    ['a program', Buffer.from('MZ\0\0'), 'a.pdf', 'unknown'],
    ['a script', Buffer.from('alert(1)'), 'a.js', 'unknown'],
    ['a page', Buffer.from('<script>'), 'a.html', 'unknown'],
    ['an archive', zip('a.exe'), 'a.xlsx', 'archive'],
    ['macros', zip('xl/workbook.xml', 'xl/vbaProject.bin'), 'a.xlsm', 'macros'],
  ])('%s is refused', async (_what, bytes, name, reason) => {
    const found = await refusal((async () => evidenceKind(bytes, bytes, name))())
    expect(found).toMatchObject({ code: 'ATTACHMENT_TYPE', details: { reason } })
  })
  test.each([
    ['../../etc/收据.pdf', '收据.pdf'],
    ['C:\\a\\收据.PDF', '收据.pdf'],
    ['收据.exe', '收据.exe.pdf'],
    ['收\u202Efdp.exe', '收fdp.exe.pdf'],
    ['a<b>:"c|?*.pdf', 'a_b___c___.pdf'],
    ['con.pdf', '附件con.pdf'],
    [' .. ', '附件.pdf'],
    [`${'长'.repeat(300)}.pdf`, `${'长'.repeat(100)}.pdf`],
  ])('%s is kept as %s', (given, kept) => {
    expect(evidenceName(given, { media: 'application/pdf', endings: ['.pdf'] })).toBe(kept)
  })
})

test('the command line names a file; a request cannot', async () => {
  const path = join(office.dataDir, '协议.pdf')
  writeFileSync(path, pdf(40))
  const kept = await office.as('王芳').attachments.addFile({ subject: 'agent:D1', file: path })
  expect(kept).toMatchObject({ name: '协议.pdf', subject: 'agent:D1' })
  expect((await office.as('王芳').attachments.list({ subject: 'agent:D1' })).canRemove).toBe(false)
  expect(await refusalCode(office.as('王芳').attachments.remove({ id: kept.id, reason: '不要' }))).toBe(
    'ATTACHMENT_LOCKED',
  )
})
