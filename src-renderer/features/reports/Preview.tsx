/** The pages as they will be printed, in a frame that runs no scripts. */

import { forwardRef } from 'react'

/** `allow-modals` lets it print; without `allow-scripts` nothing in it can run, whatever a name holds. */
const SANDBOX = 'allow-same-origin allow-modals'

interface PreviewProps {
  readonly title: string
  readonly html: string
}

export const Preview = forwardRef<HTMLIFrameElement, PreviewProps>(function Preview({ title, html }, ref) {
  return <iframe ref={ref} className="report-preview" title={`${title}预览`} sandbox={SANDBOX} srcDoc={html} />
})

/** Opens the print dialog on a whole document of ours, out of sight. */
export function printDocument(html: string): Promise<void> {
  return new Promise((done) => {
    const frame = document.createElement('iframe')
    frame.className = 'print-frame'
    frame.title = '打印'
    frame.setAttribute('sandbox', SANDBOX)
    frame.addEventListener('load', () => {
      const view = frame.contentWindow
      view?.addEventListener('afterprint', () => frame.remove())
      view?.focus()
      view?.print()
      done()
    })
    frame.srcdoc = html
    document.body.append(frame)
  })
}
