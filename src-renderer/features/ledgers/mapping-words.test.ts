import { expect, it } from 'vitest'
import { mappingWords } from './mapping-words.ts'
import { chosenWord, unknownWords } from './value-words.ts'

it('says all that a mapping holds', () => {
  const mapping = {
    headerRow: 3,
    columns: { outlet: '点号', amount: '金额', brand: null },
    constants: { plan: '畅享', remark: '' },
    values: { businessType: { 开户: '放号' } },
    outletCodes: '工号',
    filters: [
      { heading: '县', include: ['甲', '乙'] },
      { heading: '状态', exclude: ['作废'] },
    ],
    periodFromFileName: true,
  }
  expect(mappingWords('entries', mapping)).toBe(
    '表头在第 3 行；网点编码用“点号”；不取品牌；套餐没写时填“畅享”；“开户”当作放号；网点按工号认；只要“县”是甲、乙的；不要“状态”是作废的；账期用文件名里的月份',
  )
  expect(mappingWords('entries', {})).toBe('和自己认的一样')
})

it('compares words as files are read', () => {
  const words = { '开 户': '放号', ＡＢ: '宽带', 空: '' }
  expect(chosenWord(words, '开户')).toBe('放号')
  expect(chosenWord(words, 'ab')).toBe('宽带')
  expect(chosenWord(words, '空')).toBeUndefined()
  const found = ['开户', '放号', '销户'].map((text) => ({ text, count: 1 }))
  expect(unknownWords(found, { 放号: '放号' }, words)).toEqual([{ text: '销户', count: 1 }])
})
