/** The picture of the network on one page of A4, across: the charts as they stand on the screen, the month in numbers above. */

import { escapeHtml, printHtml } from '../../ui/printing.ts'
import type { Picture } from './network-charts.ts'

const style = `@page { margin: 9mm 9mm 12mm; @bottom-center { content: "制表：　　　　　　审核：　　　　　　负责人：　　　　　"; font-size: 9pt } }
  h1 { font-size: 13pt; margin: 0 0 1mm } p { margin: 0 0 1.5mm; text-align: center }
  .charts { display: grid; grid-template-columns: 1fr 1fr; gap: 2mm 5mm }
  figure:nth-child(3) { grid-row: span 2 } figure { margin: 0; break-inside: avoid } figcaption { font-weight: 600; font-size: 9pt }
  svg { width: 100%; height: auto; max-height: 43mm; display: block } figure:nth-child(3) svg { max-height: 92mm } table { font-size: 7pt } th, td { padding: 0.3mm 1mm }`

/** Where the screen shows a chart as a table, the table is printed. */
export function printPicture(county: string, title: string, picture: Picture, place: HTMLElement): void {
  const now = picture.growth.at(-1)
  const signing = picture.signing.at(-1)
  const facts = [
    `${picture.day} 在网 ${now?.closing ?? 0} 个`,
    `本月新增 ${now?.added ?? 0} 个、退出 ${now?.exited ?? 0} 个`,
    `签约率 ${signing?.rate ?? '—'} %（${signing?.signed ?? 0} / ${signing?.active ?? 0}）`,
    `长期专营签约率 ${signing?.longTermRate ?? '—'} %（${signing?.longTerm ?? 0} / ${signing?.exclusiveStores ?? 0}）`,
  ]
  const figures = [...place.querySelectorAll<HTMLElement>('figure.chart')].map((figure) => {
    const inner = figure.querySelector('svg') ?? figure.querySelector('table')
    return `<figure><figcaption>${escapeHtml(figure.getAttribute('aria-label') ?? '')}</figcaption>${inner ? drawn(inner) : ''}</figure>`
  })
  printHtml(
    title,
    `<h1>${escapeHtml(county)}${escapeHtml(title)}</h1><p>${escapeHtml(facts.join('　'))}</p><div class="charts">${figures.join('')}</div>`,
    true,
    style,
  )
}

/** A picture scales to the width that it gets on paper; buttons of a table become their words. */
function drawn(inner: Element): string {
  const copy = inner.cloneNode(true) as Element
  for (const button of copy.querySelectorAll('button')) button.replaceWith(button.textContent ?? '')
  const { width, height } = inner.getBoundingClientRect()
  if (copy instanceof SVGElement) {
    if (!copy.getAttribute('viewBox')) copy.setAttribute('viewBox', `0 0 ${Math.round(width)} ${Math.round(height)}`)
    copy.removeAttribute('style')
    copy.removeAttribute('width')
    copy.removeAttribute('height')
  }
  return copy.outerHTML
}
