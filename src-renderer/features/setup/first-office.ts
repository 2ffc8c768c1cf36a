/** What the first set-up asks for, and what is still missing in it. */

/** As services/accounts/passwords.ts has it; the back office refuses shorter ones with WEAK_PASSWORD. */
export const leastPassword = 6

export interface FirstOffice {
  readonly code: string
  readonly name: string
  readonly user: string
  readonly password: string
  /** The password typed again. */
  readonly again: string
}

/** Why one cannot go on from a step yet, in words; undefined when one can. */
export function faultOf(office: FirstOffice, step: 'county' | 'person'): string | undefined {
  if (step === 'county') {
    if (office.code.trim() === '') return '请填县分公司编码'
    if (office.name.trim() === '') return '请填县分公司名称'
    return undefined
  }
  if (office.user.trim() === '') return '请填用户名'
  if (office.password.length < leastPassword) return `密码至少 ${leastPassword} 个字符`
  if (office.password !== office.again) return '两次填的密码不一样'
  return undefined
}
