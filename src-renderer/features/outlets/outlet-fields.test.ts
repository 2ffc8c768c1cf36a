import { describe, expect, it } from 'vitest'
import { outletFields as schema } from '../../../src-main/api/schemas/register.ts'
import { asOutletFields, outletFields, outletHistoryFields } from './outlet-fields.ts'

const fields = outletFields({ types: [], agents: [], centres: [], townships: [], managers: [] })

describe('fields of an outlet', () => {
  it('offers every field that the API takes', () => {
    expect(fields.map(({ key }) => key).sort()).toEqual(Object.keys(schema.shape).sort())
  })

  it('sends texts as the API takes them', () => {
    const sent = asOutletFields({ star: '3', joinedOn: '2026-10-01', phone: '', name: '城关店' }, {})
    expect(sent).toEqual({ star: 3, joinedOn: '2026-10-01', phone: null, name: '城关店' })
    expect(schema.partial().safeParse(sent).success).toBe(true)
    expect(asOutletFields({ star: '', joinedOn: '' }, {})).toEqual({ star: null, joinedOn: null })
  })

  it('sends a place whole', () => {
    expect(asOutletFields({ township: '干汊河镇' }, { centre: '城南', township: '桃溪镇' })).toEqual({
      centre: '城南',
      township: '干汊河镇',
    })
  })

  it('says the day of joining in history', () => {
    const joined = outletHistoryFields(fields).find(({ key }) => key === 'joinedOn')
    expect(joined?.say?.('20261001')).toBe('2026-10-01')
  })
})
