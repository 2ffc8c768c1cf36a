import { expect, it } from 'vitest'
import { faultOf } from './first-office.ts'

const whole = { code: '5101', name: '临江县分公司', user: '王芳', password: 'abcd1234', again: 'abcd1234' }

it('says what is missing before it lets one go on', () => {
  expect(faultOf(whole, 'county')).toBeUndefined()
  expect(faultOf(whole, 'person')).toBeUndefined()
  expect(faultOf({ ...whole, code: '  ' }, 'county')).toContain('编码')
  expect(faultOf({ ...whole, again: 'x' }, 'person')).toContain('不一样')
  expect(faultOf({ ...whole, password: 'short', again: 'short' }, 'person')).toContain('6')
})
