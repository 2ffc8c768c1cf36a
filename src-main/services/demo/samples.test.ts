import { describe, expect, it } from 'vitest'
import { policyProblems } from '../../domain/policy-problems.ts'
import { generateCounty } from './county.ts'
import { sampleFactors, samplePolicies, sampleUsers } from './samples.ts'

describe('the sample office', () => {
  it.each(samplePolicies())('$title has no errors', (policy) => {
    expect(policyProblems(policy).filter((problem) => problem.level === 'error')).toEqual([])
  })

  it('pays in all four ways, with both tier modes', () => {
    const pays = samplePolicies().flatMap((policy) =>
      policy.clauses.map((clause) => (clause.kind === 'volume' ? clause.pay : null)),
    )
    expect(new Set(pays.map((pay) => (pay?.kind === 'tier' ? pay.mode : pay?.kind)))).toEqual(
      new Set(['perUnit', 'percent', 'step', 'flat', 'bonus']),
    )
  })

  it('has a factor for every grade and star of its outlets', () => {
    const [grades, stars] = sampleFactors()
    for (const outlet of generateCounty('small').outlets.filter((each) => each.category === '社会')) {
      expect(grades!.table).toHaveProperty(outlet.grade)
      expect(stars!.table).toHaveProperty(String(outlet.star))
    }
  })

  it('has two people for every pair of steps', () => {
    expect(sampleUsers.find((user) => user.name === '王芳')?.roles).toEqual(['clerk'])
    expect(sampleUsers[0]?.roles).toContain('admin')
  })
})
