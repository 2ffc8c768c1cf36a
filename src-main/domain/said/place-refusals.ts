/** The words for refusals about regions and channel managers. */

import { type Details, list, number, text } from './detail-words.ts'

const clashes: Record<string, (d: Details) => string> = {
  overlap: (d) => `${text(d.manager)} 在这些天已经由 ${text(d.standIn)} 代理（${text(d.from)} 至 ${text(d.to)}）`,
  standInAway: (d) =>
    `${text(d.manager)} 自己在这些天由 ${text(d.standIn)} 代理（${text(d.from)} 至 ${text(d.to)}），不能再代别人`,
  managerStandsIn: (d) =>
    `${text(d.standIn)} 在这些天正代理 ${text(d.manager)}（${text(d.from)} 至 ${text(d.to)}），不能再请别人代自己`,
}

export const placeRefusals = {
  REGION_CLOSED: (d: Details) =>
    `区域“${text(d.name)}”${text(d.from) ? `从 ${text(d.from)} 起` : ''}已经撤销，不能再把网点或乡镇放进去。请改选别的区域，或先在“渠道 › 区域”恢复它。`,
  REGION_IN_USE: (d: Details) =>
    text(d.coming)
      ? `乡镇“${text(d.coming)}”从 ${text(d.day)} 起要划到区域“${text(d.name)}”，不能撤销它。请先把那个乡镇划到别处，再撤销。`
      : `区域“${text(d.name)}”在 ${text(d.day)} 及以后还有 ${number(d.count)} 个没有退出的网点：${list(d.outlets).join('、')}${
          number(d.count) > list(d.outlets).length ? ' 等' : ''
        }。请先把它们改到别的区域，再撤销。`,
  MANAGER_LEFT: (d: Details) =>
    `渠道经理 ${text(d.name)} 只到 ${text(d.to)}，${text(d.day)} 已经不在岗。请改选别的渠道经理，或先在“渠道 › 渠道经理”改他的离岗日期。`,
  STAND_IN_OVERLAP: (d: Details) =>
    `${clashes[text(d.why)]?.(d) ?? '代理的日子重叠'}。请改日期或换人，或先提前结束那一次代理。`,
}
