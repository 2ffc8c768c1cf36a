import { describe, expect, it } from 'vitest'
import { changedKeys, missingWords, type RegisterField, sayField } from './field.ts'

const status: RegisterField = { key: 'status', label: '状态', choices: [{ value: 'active', label: '在营' }] }
const name: RegisterField = { key: 'name', label: '名称', required: true }

describe('fields of the register', () => {
  it('says values as people know them', () => {
    expect(sayField(status, 'active')).toBe('在营')
    expect(sayField({ ...name, say: (value) => `《${value}》` }, '甲')).toBe('《甲》')
    expect(sayField(undefined, 'x')).toBe('x')
    expect(sayField(status, null)).toBe('—')
  })

  it('finds what changed, not what only gained blanks', () => {
    expect(changedKeys({ a: '1', b: '' }, { a: '1 ', b: '2' })).toEqual(['b'])
  })

  it('names what must be filled', () => {
    expect(missingWords([name, status], { name: ' ', status: '' })).toBe('请填名称')
    expect(missingWords([name], { name: '甲' })).toBeUndefined()
  })
})
