import { describe, expect, it } from 'vitest'
import type { Filter } from './Filters.tsx'
import { askedOf, filterWords } from './filter-values.ts'

const filters: readonly Filter[] = [
  { key: 'name', label: '名称', kind: 'text', emptiable: true },
  { key: 'kind', label: '种类', kind: 'choice', options: [{ value: 'a', label: '甲' }] },
  { key: 'star', label: '星级', kind: 'choices', type: 'number', emptiable: true },
  { key: 'fund', label: '基金', kind: 'choices', type: 'flag' },
  {
    key: 'region',
    label: '区域',
    kind: 'tree',
    type: 'number',
    tree: [{ value: '1', title: '城区', children: [{ value: '2', title: '城关镇' }] }],
  },
  { key: 'joined', label: '入网日期', kind: 'dates', emptiable: true },
]

describe('the values of filters', () => {
  it.each([
    [{ q: '城关' }, { text: '城关' }, '查找：城关'],
    [{ name: '东街' }, { name: '东街' }, '名称：东街'],
    [{ name: '=空' }, { name: { empty: true } }, '名称：（空）'],
    [{ name: '=非空' }, { name: { empty: false } }, '名称：（不空）'],
    [{ kind: 'a' }, { kind: 'a' }, '种类：甲'],
    [{ star: ['1', '=空'] }, { star: [1, null] }, '星级：1、（空）'],
    [{ star: ['1', '=非空'] }, { star: { empty: false } }, '星级：1、（不空）'],
    [{ fund: ['yes', 'no'] }, { fund: [true, false] }, '基金：yes、no'],
    [{ region: ['2', '1'] }, { region: [2, 1] }, '区域：城关镇、城区'],
    [{ joined: '2026-01-01..' }, { joined: { from: '2026-01-01' } }, '入网日期：2026-01-01 起'],
    [{ joined: '..2026-02-01' }, { joined: { to: '2026-02-01' } }, '入网日期：到 2026-02-01'],
    [
      { joined: '2026-01-01..2026-02-01' },
      { joined: { from: '2026-01-01', to: '2026-02-01' } },
      '入网日期：2026-01-01 至 2026-02-01',
    ],
    [{ joined: '=空' }, { joined: { empty: true } }, '入网日期：（空）'],
    // what the list does not know is not asked
    [{ other: 'x' }, {}, '查找：x'],
  ])('%j', (given, asked, words) => {
    expect(askedOf(filters, given as never)).toEqual(asked)
    expect(filterWords(filters, given as never)).toEqual([words])
  })
})
