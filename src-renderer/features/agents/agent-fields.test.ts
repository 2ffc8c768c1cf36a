import { describe, expect, it } from 'vitest'
import { agentFields as schema } from '../../../src-main/api/schemas/register.ts'
import { agentFields, asAgentFields, blankAgent } from './agent-fields.ts'

describe('fields of an agent', () => {
  it('offers every field that the API takes', () => {
    expect(agentFields.map(({ key }) => key).sort()).toEqual(Object.keys(schema.shape).sort())
    expect(Object.keys(blankAgent)).toEqual(['code', ...agentFields.map(({ key }) => key)])
  })

  it('sends texts as the API takes them', () => {
    const sent = asAgentFields({ fundMember: '1', account: '６２２２ 0200 1', phone: '' })
    expect(sent).toEqual({ fundMember: true, account: '622202001', phone: null })
    expect(schema.partial().safeParse(sent).success).toBe(true)
  })
})
