import { describe, expect, it } from 'vitest'
import { liesIn, openPlaces, places } from './places.ts'

describe('places', () => {
  it('are nine, for Ctrl+1…9', () => expect(places).toHaveLength(9))

  it('open only where a screen is', () => {
    const open = openPlaces(new Set(['/', '/agents'])).filter((place) => place.open)
    expect(open.map(({ label }) => label)).toEqual(['工作台', '渠道'])
    expect(open[1]?.parts?.map(({ label }) => label)).toEqual(['代理商'])
  })

  it('know their addresses', () => {
    const [home, outlets] = places
    expect(home && liesIn(home, '/')).toBe(true)
    expect(home && liesIn(home, '/outlets')).toBe(false)
    expect(outlets && liesIn(outlets, '/agents/A1')).toBe(true)
  })
})
