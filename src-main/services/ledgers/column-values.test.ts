/** What the wizard is told of a file: the columns of its kind, the words found, ours for them, whose codes they are; names of mappings. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSetUpOffice, refusalCode, type TestOffice } from '../../../tests/support/office.ts'

let office: TestOffice
beforeAll(async () => {
  office = await openSetUpOffice()
  await office.importText('outlets', ['网点编码,网点名称,渠道类别', 'W1,城关店,社会', 'W2,东街店,社会'])
  await office.importText('outletCodes', [
    '网点编码,识别码类型,识别码',
    'W1,工号,G01',
    'W2,工号,G02',
    'W2,空充主号,G01',
  ])
})
afterAll(() => office.close())

const pasted = ['县,业务,工号,实收', '甲,放号,G01,10', '甲,开户,G02,20', '乙,放号,W1,30', '乙,放号,G99,40']
  .join('\n')
  .replaceAll(',', '\t')

test('words, ours for them, and whose codes they are', async () => {
  const clerk = office.as('王芳')
  const looked = await clerk.ledgers.inspect({ kind: 'volumes', pasted })
  expect(looked.columns.find(({ key }) => key === 'businessType')?.words).toContain('放号')
  expect(looked.columns.filter(({ outlet }) => outlet).map(({ key }) => key)).toEqual(['outlet'])
  const sheet = looked.sheets[0]?.sheet ?? ''
  const found = await clerk.ledgers.values({ kind: 'volumes', pasted, sheet, mapping: { headerRow: 1 } })
  expect(found.columns[0]?.values).toEqual([
    { text: '甲', count: 2 },
    { text: '乙', count: 2 },
  ])
  expect(found.known.businessType).toEqual({ 放号: '放号' })
  expect(found.outletCodes).toEqual([{ heading: '工号', kinds: { 工号: 2, 空充主号: 1, '': 1 }, of: 4 }])
  expect(found.codeKinds).toEqual(['工号', '空充主号'])
  expect(await refusalCode(clerk.ledgers.values({ kind: 'volumes', pasted, sheet: '没有' }))).toBe('SHEET_NOT_FOUND')
  expect(await refusalCode(office.as('李强').ledgers.values({ kind: 'volumes', pasted, sheet }))).toBe('ROLE_MISSING')
})

test('one of several files is looked into; the month in its name is said', async () => {
  const { files } = office.desk.office
  const clerk = office.as('王芳')
  const made = ['一', '汇总2026年9月'].map((name) => {
    const file = files.beginUpload(`${name}.csv`)
    return file.id
  })
  await files.writeSlice(made[0] ?? '', 0, Buffer.from('账期,网点编码\n'))
  await files.writeSlice(made[1] ?? '', 0, Buffer.from('网点编码,业务类型,数量\nW1,放号,1\n'))
  const looked = await clerk.ledgers.inspect({ kind: 'volumes', uploads: made, at: 1 })
  expect(looked).toMatchObject({ file: '汇总2026年9月.csv', monthInName: '2026-09' })
  expect(looked.sheets[0]).toMatchObject({ sheet: '汇总2026年9月', filled: { rows: 2, whole: true } })
  expect(await refusalCode(clerk.ledgers.inspect({ kind: 'volumes', uploads: made, at: 2 }))).toBe('NOT_FOUND')
})

test('a saved mapping is renamed, to a name that is free', async () => {
  const clerk = office.as('王芳')
  const mapping = { columns: { outlet: '工号' } }
  await clerk.ledgers.saveMapping({ kind: 'volumes', name: '甲', mapping, fingerprint: '0123456789abcdef' })
  await clerk.ledgers.saveMapping({ kind: 'volumes', name: '乙', mapping })
  const rename = (name: string, to: string) => clerk.ledgers.renameMapping({ kind: 'volumes', name, to })
  expect(await refusalCode(rename('甲', '乙'))).toBe('INVALID_INPUT')
  expect(await refusalCode(rename('丙', '丁'))).toBe('NOT_FOUND')
  expect(await rename('甲', '丙')).toMatchObject({ name: '丙', fingerprint: '0123456789abcdef', mapping })
  expect((await clerk.ledgers.mappings({ kind: 'volumes' })).map(({ name }) => name).sort()).toEqual(['丙', '乙'])
})
