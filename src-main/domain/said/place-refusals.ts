/** The words for refusals about regions and channel managers. */

import { type Details, list, number, text } from './detail-words.ts'

const clashes: Record<string, (d: Details) => string> = {
  overlap: (d) => `${text(d.manager)} 在这些天已经由 ${text(d.standIn)} 代理（${text(d.from)} 至 ${text(d.to)}）`,
  standInAway: (d) =>
    `${text(d.manager)} 自己在这些天由 ${text(d.standIn)} 代理（${text(d.from)} 至 ${text(d.to)}），不能再代别人`,
  leaves: (d) =>
    `${text(d.standIn)} 要代理 ${text(d.manager)}（${text(d.from)} 至 ${text(d.to)}），离岗日期不能早于这次代理结束`,
  managerStandsIn: (d) =>
    `${text(d.standIn)} 在这些天正代理 ${text(d.manager)}（${text(d.from)} 至 ${text(d.to)}），不能再请别人代自己`,
}

const region = (d: Details): string => `区域${text(d.name) ? `“${text(d.name)}”` : ''}`

/** The outlets that keep a region from being closed, or the township that is to come to it. */
function inUse(d: Details): string {
  if (text(d.coming))
    return `乡镇“${text(d.coming)}”从 ${text(d.day)} 起要划到${region(d)}，不能撤销它。请先把那个乡镇划到别处，再撤销。`
  const named = list(d.outlets)
  const more = number(d.count) > named.length ? ' 等' : ''
  const when = text(d.day) ? `在 ${text(d.day)} 及以后` : ''
  return `${region(d)}${when}还有${number(d.count) ? ` ${number(d.count)} 个` : ''}没有退出的网点${named.length > 0 ? `：${named.join('、')}${more}` : ''}。请先把它们改到别的区域，再撤销。`
}

export const placeRefusals = {
  REGION_CLOSED: (d: Details) =>
    `${region(d)}${text(d.from) ? `从 ${text(d.from)} 起` : ''}已经撤销，不能再把网点或乡镇放进去。请改选别的区域，或先在“渠道 › 区域”恢复它。`,
  REGION_IN_USE: inUse,
  MANAGER_LEFT: (d: Details) =>
    `渠道经理 ${text(d.name)} 只到 ${text(d.to)}，${text(d.day)} 已经不在岗。请改选别的渠道经理，或先在“渠道 › 渠道经理”改他的离岗日期。`,
  TRANSFER_CROSSED: (d: Details) =>
    `网点 ${text(d.outlet)} 从 ${text(d.from)} 起已经${text(d.manager) ? `归 ${text(d.manager)}` : '没有渠道经理'}，不能再从 ${text(d.day)} 起转移。请改转移日期，或只选别的网点。`,
  STAND_IN_OVERLAP: (d: Details) =>
    `${clashes[text(d.why)]?.(d) ?? '代理的日子重叠'}。请改日期或换人，或先提前结束那一次代理。`,
}
