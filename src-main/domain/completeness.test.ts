/** What is missing in a file: worked cases of each kind, and properties of needs. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  completenessIn,
  FILE_ITEMS,
  type FileFacts,
  type FileNeed,
  halfOf,
  halfWords,
  needsOf,
  USUAL_NEEDS,
} from './completeness.ts'
import { asDate } from './month.ts'

const outlet = (over: Partial<FileFacts> = {}, fields: FileFacts['fields'] = {}): FileFacts => ({
  subject: 'outlet',
  kinds: ['partner', '指定专营店'],
  fields: {
    type: 1,
    agent: 2,
    region: 3,
    address: '城关镇 1 号',
    contact: '张三',
    phone: '13800000000',
    manager: 4,
    joinedOn: 20240101,
    ...fields,
  },
  agreement: true,
  papers: ['门头.jpg', '营业执照.pdf'],
  ...over,
})

const agent = (over: Partial<FileFacts> = {}, fields: FileFacts['fields'] = {}): FileFacts => ({
  subject: 'agent',
  kinds: ['enterprise'],
  fields: { idNumber: '91', payeeName: '甲', bank: '农行', account: '62', contact: '李', phone: '1', ...fields },
  agreement: false,
  papers: ['代理合同.pdf', '执照.png'],
  ...over,
})

describe('usual needs', () => {
  test.each<[string, FileFacts, string[], string[]]>([
    ['a whole 专营店', outlet(), [], []],
    ['one without agreement', outlet({ agreement: false }), ['agreement'], []],
    ['a 代理点 needs no agreement', outlet({ agreement: false, kinds: ['partner', '特约代理点'] }), [], []],
    [
      'an own store has no agent and needs no licence',
      outlet({ kinds: ['own', '品牌店'], papers: ['店内照片.jpg'] }, { agent: null }),
      [],
      [],
    ],
    ['blanks are nothing', outlet({}, { address: '  ', phone: null }), ['address', 'phone'], []],
    ['papers are told by their names', outlet({ papers: ['图1.jpg'] }), [], ['photo', 'licence']],
    ['a whole agent', agent(), [], []],
    ['an agent without account', agent({}, { account: null, bank: '' }), ['bank', 'account'], []],
    [
      'a person shows the identity card instead of a licence',
      agent({ kinds: ['person'], papers: [] }),
      [],
      ['contract', 'identity'],
    ],
  ])('%s', (_what, facts, missing, wanted) => {
    const found = completenessIn(USUAL_NEEDS)(facts)
    expect(found.missing).toEqual(missing)
    expect(found.wanted).toEqual(wanted)
  })

  test('there is one for every item, and every one names an item', () => {
    const names = (list: readonly { subject: string; item: string }[]) =>
      list.map(({ subject, item }) => `${subject}.${item}`)
    expect(names(USUAL_NEEDS)).toEqual(names(FILE_ITEMS))
  })
})

test('what the office says replaces the usual, kinds and all', () => {
  const own: FileNeed = { subject: 'outlet', item: 'photo', need: 'required', kinds: ['own'] }
  const needs = needsOf([own])
  expect(completenessIn(needs)(outlet({ papers: [], kinds: ['own', '品牌店'] })).missing).toEqual(['photo'])
  expect(completenessIn(needs)(outlet({ papers: [] })).missing).toEqual([])
})

const anyNeed = fc.constantFrom(...FILE_ITEMS).chain(({ subject, item }) =>
  fc.record({
    subject: fc.constant(subject),
    item: fc.constant(item),
    need: fc.constantFrom('required' as const, 'optional' as const, 'none' as const),
    kinds: fc.subarray(['own', 'partner', '指定专营店', 'person']),
  }),
)
const anyFacts = fc.record({
  subject: fc.constantFrom('outlet' as const, 'agent' as const),
  kinds: fc.subarray(['own', 'partner', '指定专营店', 'person']),
  fields: fc.dictionary(fc.constantFrom('type', 'address', 'phone', 'account'), fc.option(fc.string())),
  agreement: fc.boolean(),
  papers: fc.array(fc.string(), { maxLength: 3 }),
})

test('many files asked one after the other get the answers that each gets alone', () => {
  fc.assert(
    fc.property(fc.array(anyFacts, { maxLength: 8 }), fc.array(anyNeed), (files, own) => {
      const needs = needsOf(own)
      expect(files.map(completenessIn(needs))).toEqual(files.map((facts) => completenessIn(needs)(facts)))
    }),
  )
})

test('missing are never more than required; a file that gains something misses no more than before', () => {
  fc.assert(
    fc.property(anyFacts, fc.array(anyNeed), fc.constantFrom('address', 'phone', 'account'), (facts, own, key) => {
      const needs = needsOf(own)
      const before = completenessIn(needs)(facts)
      expect(before.missing.length).toBeLessThanOrEqual(before.required)
      const after = completenessIn(needs)({
        ...facts,
        fields: { ...facts.fields, [key]: 'x' },
        agreement: true,
        papers: [...facts.papers, '合同'],
      })
      expect(after.required).toBe(before.required)
      expect(before.missing).toEqual(expect.arrayContaining([...after.missing]))
      expect(before.wanted).toEqual(expect.arrayContaining([...after.wanted]))
    }),
  )
})

test.each([
  ['2026-06-30', '2026-H1', '2026年上半年'],
  ['2026-07-01', '2026-H2', '2026年下半年'],
  ['2027-01-01', '2027-H1', '2027年上半年'],
])('%s lies in %s', (day, half, words) => {
  expect(halfOf(asDate(day))).toBe(half)
  expect(halfWords(half)).toBe(words)
})
