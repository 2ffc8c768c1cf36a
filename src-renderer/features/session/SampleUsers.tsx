/** The people of the sample county and their common password, which guards nothing but invented data. */

/** As the command line's `demo` sets it too. */
export const samplePassword = 'channel-desk'

export function SampleUsers() {
  return (
    <p className="quiet sample-hint">
      样例县的用户：王芳（渠道管理员）、李强（复核审批）、陈静（财务）、管理员（全部）。密码都是 {samplePassword}
      ，除非建样例时另设。
    </p>
  )
}
