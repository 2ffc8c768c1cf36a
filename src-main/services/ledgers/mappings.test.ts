/** The wizard's look into a file, and mappings saved under a name and found again by the headings. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSetUpOffice, refusalCode, type TestOffice } from '../../../tests/support/office.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openSetUpOffice()
  await office.importText('outlets', ['网点编码,网点名称,渠道类别', 'W1,城关店,社会'])
})
afterEach(() => office.close())

const pasted = '某某系统导出\n受理日,厅点,业务,号\n2026-10-01,W1,放号,1391\n'.replaceAll(',', '\t')
const mapping = { columns: { date: '受理日', outlet: '厅点', businessType: '业务', subscriber: '号' } }

test('a layout is looked into, mapped, saved, and used for the next file by itself', async () => {
  const clerk = office.as('王芳')
  const looked = await clerk.ledgers.inspect({ pasted, kind: 'entries', mapping })
  const [sheet] = looked.sheets
  expect(sheet).toMatchObject({ saved: null, header: { row: 2, found: true } })
  expect(sheet?.header?.columns.map(({ key, how }) => [key, how])).toContainEqual(['outlet', 'mapping'])
  expect(sheet?.rows[2]?.cells).toEqual(['2026-10-01', 'W1', '放号', '1391'])
  expect(await refusalCode(clerk.ledgers.import({ kind: 'entries', pasted }))).toBe('COLUMNS_MISSING')

  const fingerprint = sheet?.header?.fingerprint ?? null
  await clerk.ledgers.saveMapping({ kind: 'entries', name: '某某系统', mapping, fingerprint })
  expect(await clerk.ledgers.mappings({ kind: 'entries' })).toMatchObject([{ name: '某某系统', user: '王芳', mapping }])
  const again = await clerk.ledgers.inspect({ pasted, kind: 'entries' })
  expect(again.sheets[0]?.saved).toMatchObject({ name: '某某系统', mapping })

  const answer = await clerk.ledgers.import({ kind: 'entries', pasted })
  expect(answer.rows.added).toBe(1)
  expect(answer.report.mapping).toEqual({ name: '某某系统', how: 'fingerprint' })
  expect((await clerk.ledgers.batch({ id: answer.batch! })).mapping).toEqual(mapping)

  await clerk.ledgers.dropMapping({ kind: 'entries', name: '某某系统' })
  expect(await clerk.ledgers.mappings({})).toEqual([])
  const other = pasted.replace('1391', '1392')
  expect(await refusalCode(clerk.ledgers.import({ kind: 'entries', pasted: other }))).toBe('COLUMNS_MISSING')
  expect(await refusalCode(clerk.ledgers.import({ kind: 'entries', pasted: other, mappingName: '某某系统' }))).toBe(
    'NOT_FOUND',
  )
})

test('a mapping is used by name, and only for its kind', async () => {
  const clerk = office.as('王芳')
  await clerk.ledgers.saveMapping({ kind: 'entries', name: '甲', mapping: { columns: { date: '无此列' } } })
  await clerk.ledgers.saveMapping({ kind: 'entries', name: '甲', mapping })
  const answer = await clerk.ledgers.import({ kind: 'entries', pasted, mappingName: '甲' })
  expect(answer.report.mapping).toEqual({ name: '甲', how: 'named' })
  expect(await refusalCode(clerk.ledgers.import({ kind: 'volumes', pasted, mappingName: '甲' }))).toBe('NOT_FOUND')
  expect(await refusalCode(office.as('李强').ledgers.saveMapping({ kind: 'entries', name: '乙', mapping }))).toBe(
    'ROLE_MISSING',
  )
})

test('without a kind the kinds that fit are said', async () => {
  const text = '账期\t网点编码\t指标\t值\n2026-10\tW1\t任务量\t60\n'
  const { sheets } = await office.as('王芳').ledgers.inspect({ pasted: text })
  expect(sheets[0]?.fits.map(({ kind }) => kind)).toContain('indicators')
})
