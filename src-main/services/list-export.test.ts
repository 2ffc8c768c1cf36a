import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { read, utils } from '@e965/xlsx'
import { afterAll, expect, it } from 'vitest'
import { FileShelf } from './files.ts'
import { exportShownList } from './list-export.ts'

const folder = mkdtempSync(join(tmpdir(), 'desk-list-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('writes what was shown: ids as text, money and counts as numbers, nothing as nothing', async () => {
  const files = new FileShelf(folder)
  const answer = await exportShownList(
    { files },
    {
      title: '网点',
      columns: [
        { title: '编码', kind: 'text' },
        { title: '金额', kind: 'money' },
        { title: '行数', kind: 'count' },
        { title: '备注', kind: 'text' },
      ],
      rows: [
        ['00123', '-1234.50', 6, '=1+1'],
        ['W2', null, 0, null],
      ],
    },
  )
  expect(answer).toMatchObject({ name: '网点.xlsx', rows: 2 })
  const book = read(readFileSync(files.export(answer.export).path))
  expect(utils.sheet_to_json(book.Sheets.网点!, { header: 1 })).toEqual([
    ['编码', '金额', '行数', '备注'],
    ['00123', -1234.5, 6, '=1+1'],
    ['W2', undefined, 0],
  ])
  expect(book.Sheets.网点!.D2?.f).toBeUndefined()
})

it('writes the same as CSV on request: with a mark, figures as figures, no formula', async () => {
  const files = new FileShelf(folder)
  const answer = await exportShownList(
    { files },
    {
      title: '网点',
      columns: [
        { title: '编码', kind: 'text' },
        { title: '金额', kind: 'money' },
      ],
      rows: [
        ['=1+1', '-1234.50'],
        ['00123', null],
      ],
      format: 'csv',
    },
  )
  expect(answer.name).toBe('网点.csv')
  const text = readFileSync(files.export(answer.export).path, 'utf8')
  expect(text).toBe("\uFEFF编码,金额\r\n'=1+1,-1234.50\r\n00123,\r\n")
})
