import { expect, test } from 'vitest'
import { schemeProblems } from './scheme-problems.ts'
import { STARTING_SCHEMES } from './starting-schemes.ts'

test.each(STARTING_SCHEMES.map(({ scheme }) => [scheme.title, scheme] as const))(
  '%s may be saved',
  (_title, scheme) => {
    expect(schemeProblems(scheme)).toEqual([])
  },
)

test('own and partner outlets have one each', () => {
  expect(STARTING_SCHEMES.map(({ scheme }) => scheme.outlets.categories)).toEqual([['own'], ['partner']])
})
