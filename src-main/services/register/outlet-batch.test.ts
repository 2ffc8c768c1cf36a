/** Changing many outlets at once: the preview says what the command then writes; one wrong outlet and nothing is written. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addRegister, openSetUpOffice, refusal, refusalCode, type TestOffice } from '../../../tests/support/office.ts'

let office: TestOffice
const clerk = () => office.as('王芳')

beforeAll(async () => {
  office = await openSetUpOffice()
  await addRegister(
    office,
    { D1: { name: '通达' } },
    {
      W1: { name: '东街店', agent: 'D1', manager: '张伟', remark: '临街', centre: '城区', township: '城关镇' },
      W2: { name: '西街店', agent: 'D1', manager: '赵六' },
      W3: { name: '南街店', agent: 'D1', manager: '赵六', star: 3 },
      W4: { name: '营业厅', category: 'own' },
    },
  )
})
afterAll(() => office.close())

test('what the preview says is what is written, with its day and reason in every history', async () => {
  const asked = {
    codes: ['W1', 'W2', 'W3', 'W2'],
    fields: { manager: '赵六', centre: '北片', township: '河口镇' },
    addRemark: '划归北片',
    reason: '片区调整',
    from: '2026-11-01' as never,
  }
  const preview = await clerk().outlets.batchPreview(asked)
  expect(preview).toMatchObject({ from: '2026-11-01', outlets: 3, unchanged: 0, refused: [] })
  expect(preview.created).toEqual([
    { kind: 'centre', name: '北片' },
    { kind: 'township', name: '河口镇' },
  ])
  expect(preview.changes.filter(({ code }) => code !== 'W3')).toEqual([
    { code: 'W1', name: '东街店', field: 'manager', from: '张伟', to: '赵六' },
    { code: 'W1', name: '东街店', field: 'region', from: '城关镇', to: '河口镇' },
    { code: 'W1', name: '东街店', field: 'remark', from: '临街', to: '临街；划归北片' },
    { code: 'W2', name: '西街店', field: 'region', from: null, to: '河口镇' },
    { code: 'W2', name: '西街店', field: 'remark', from: null, to: '划归北片' },
  ])
  // a look changes nothing
  expect(await clerk().outlets.get({ code: 'W1' })).toMatchObject({ manager: '张伟', centre: '城区' })
  expect((await clerk().outlets.regions()).map(({ name }) => name)).not.toContain('北片')

  expect(await clerk().outlets.batchChange(asked)).toEqual({
    outlets: 3,
    fields: preview.changes.length,
    unchanged: 0,
    requests: [],
  })
  for (const change of preview.changes) {
    const [latest] = await clerk().outlets.history({ code: change.code, field: change.field })
    expect(latest).toMatchObject({ value: change.to, from: '2026-11-01', reason: '片区调整', user: '王芳' })
  }
  expect(await clerk().outlets.get({ code: 'W2' })).toMatchObject({
    centre: '北片',
    township: '河口镇',
    manager: '赵六',
  })
  // once more: nothing but the remark is left to do
  const { addRemark: _, ...again } = asked
  expect(await clerk().outlets.batchPreview(again)).toMatchObject({ outlets: 0, unchanged: 3, changes: [] })
})

test('one outlet that would be wrong is named, and nothing is written', async () => {
  const asked = { codes: ['W3', 'W4'], fields: { agent: 'D1', star: null }, reason: '试' }
  const preview = await clerk().outlets.batchPreview(asked)
  expect(preview.refused).toEqual([
    { code: 'W4', name: '营业厅', refusal: 'INVALID_INPUT', details: { field: 'agent', reason: 'ownHasAgent' } },
  ])
  expect(await refusal(clerk().outlets.batchChange(asked))).toEqual({
    code: 'INVALID_INPUT',
    details: { field: 'agent', reason: 'ownHasAgent', value: 'W4' },
  })
  expect(await clerk().outlets.get({ code: 'W3' })).toMatchObject({ star: 3 })
})

test.each<[string, object, string]>([
  ['nothing to change', { fields: {} }, 'INVALID_INPUT'],
  ['no reason', { fields: { star: 3 }, reason: ' ' }, 'INVALID_INPUT'],
  ['an outlet that is not there', { codes: ['W1', 'W9'], fields: { star: 3 } }, 'NOT_FOUND'],
  ['a type that is not known', { fields: { type: '没有' } }, 'NOT_FOUND'],
  ['an agent that is not known', { fields: { agent: 'D9' } }, 'NOT_FOUND'],
  ['a star that there is not', { fields: { star: 6 } }, 'INVALID_INPUT'],
  ['fields that are not for many', { fields: { name: '同名' } }, 'INVALID_INPUT'],
])('%s is refused', async (_what, given, code) => {
  const asked = { codes: ['W1'], fields: {}, reason: '试', ...given }
  expect(await refusalCode(clerk().outlets.batchChange(asked as never))).toBe(code)
})

test('only a clerk changes many', async () => {
  const asked = { codes: ['W1'], fields: { star: 2 }, reason: '试' }
  expect(await refusalCode(office.as('李强').outlets.batchChange(asked))).toBe('ROLE_MISSING')
  expect(await refusalCode(office.as('陈静').outlets.batchPreview(asked))).toBe('ROLE_MISSING')
})

test('as many outlets at once as are allowed, and no more', async () => {
  const many = Array.from({ length: 1000 }, (_, n) => `N${n}`)
  await office.importText('outlets', ['网点编码,网点名称,代理商编码', ...many.map((code) => `${code},店,D1`)])
  expect(
    await clerk().outlets.batchChange({ codes: many, fields: { manager: '新人', star: 4 }, reason: '接手' }),
  ).toEqual({
    outlets: 1000,
    fields: 2000,
    unchanged: 0,
    requests: [],
  })
  expect((await clerk().outlets.list({ filter: { manager: '新人', star: 4 } })).total).toBe(1000)
  const more = { codes: [...many, 'W1'], fields: { star: 3 }, reason: '试' }
  expect(await refusalCode(clerk().outlets.batchChange(more))).toBe('INVALID_INPUT')
})
