import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { read, utils } from '@e965/xlsx'
import { afterEach, expect, it } from 'vitest'
import { FileShelf } from './files.ts'
import { exportShownList } from './list-export.ts'

const folder = mkdtempSync(join(tmpdir(), 'desk-list-'))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

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
