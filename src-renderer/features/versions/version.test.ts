import { expect, it } from 'vitest'
import { decisionFault, withdrawFault } from './version.ts'

it('lets another decide and the submitter take back', () => {
  const version = { submittedBy: '王芳' }
  expect(decisionFault(version, '王芳')).toContain('另一个人')
  expect(decisionFault(version, '李强')).toBeUndefined()
  expect(withdrawFault(version, '王芳')).toBeUndefined()
  expect(withdrawFault(version, '李强')).toContain('王芳')
})
