/** The tabs of an outlet's page, one line each; the history comes last by itself. */

import type { ThingTab } from '../../ui/ThingPage.tsx'
import { AgreementsOf } from '../agreements/AgreementList.tsx'
import { Attachments } from '../attachments/Attachments.tsx'
import { CompletenessTab } from '../completeness/CompletenessTab.tsx'
import { OutletGradings } from '../gradings/OutletGradings.tsx'
import { OutletBusiness } from './OutletBusiness.tsx'
import { OutletCodes } from './OutletCodes.tsx'
import { OutletFile } from './OutletFile.tsx'
import { OutletMoney } from './OutletMoney.tsx'
import type { Outlet } from './outlet-fields.ts'

const noFiles = '还没有附件。准入资料、门店照片、证照的扫描件可以放在这里。'

export const outletTabs = (outlet: Outlet): readonly ThingTab[] => {
  const { code, codes, category } = outlet
  return [
    { key: 'file', label: '档案', content: <OutletFile outlet={outlet} /> },
    { key: 'codes', label: '识别码', count: codes.length, content: <OutletCodes code={code} codes={codes} /> },
    { key: 'business', label: '业务', content: <OutletBusiness code={code} /> },
    { key: 'money', label: '结算', content: <OutletMoney code={code} own={category === 'own'} /> },
    ...(category === 'own' ? [] : [{ key: 'agreements', label: '协议', content: <AgreementsOf outlet={code} /> }]),
    { key: 'gradings', label: '分级', content: <OutletGradings code={code} /> },
    { key: 'completeness', label: '完整性', content: <CompletenessTab subject="outlet" code={code} /> },
    { key: 'papers', label: '附件', content: <Attachments subject={`outlet:${code}`} canAdd empty={noFiles} /> },
  ]
}
