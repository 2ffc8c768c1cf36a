/** The pages as they will be printed, in a frame that runs no scripts. */

import { type SyntheticEvent, useEffect, useRef } from 'react'

/** `allow-modals` lets it print; without `allow-scripts` nothing in it can run, whatever a name holds. */
const SANDBOX = 'allow-same-origin allow-modals'

interface PreviewProps {
  readonly title: string
  readonly html: string
}

export function Preview({ title, html }: PreviewProps) {
  const frame = useRef<HTMLIFrameElement>(null)
  useEffect(() => {
    const element = frame.current
    if (!element) return
    const watch = new ResizeObserver(() => fitWidth(element))
    watch.observe(element)
    return () => watch.disconnect()
  }, [])
  const fit = (event: SyntheticEvent<HTMLIFrameElement>) => fitWidth(event.currentTarget)
  return (
    <iframe
      ref={frame}
      className="report-preview"
      title={`${title}预览`}
      sandbox={SANDBOX}
      srcDoc={html}
      onLoad={fit}
    />
  )
}

/** Pages wider than the frame are shown smaller, never cut; on paper they keep their size. */
function fitWidth(frame: HTMLIFrameElement): void {
  const inner = frame.contentDocument
  const page = inner?.querySelector<HTMLElement>('.page')
  if (!inner || !page) return
  inner.documentElement.style.zoom = '1'
  const scale = frame.clientWidth / (page.offsetWidth + 56)
  if (scale < 1) inner.documentElement.style.zoom = String(scale)
}

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
