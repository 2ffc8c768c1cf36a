/** The business types and outlet types that every office starts with (DOMAIN.md §2 and §3); offices add their own. */
import type { Named } from './filter.ts'
import type { OutletCategory } from './policy.ts'

export const STANDARD_BUSINESS_TYPES: readonly Named[] = [
  { code: 'activation', name: '放号' },
  { code: 'airRecharge', name: '空中充值' },
  { code: 'feeCollection', name: '代收费' },
  { code: 'planChange', name: '套餐办理' },
  { code: 'valueAdded', name: '新业务' },
  { code: 'handset', name: '终端' },
  { code: 'broadband', name: '宽带' },
]

export const STANDARD_OUTLET_TYPES: readonly (Named & { category: OutletCategory })[] = [
  { code: 'generalHall', name: '综合营业厅', category: 'own' },
  { code: 'brandStore', name: '品牌店', category: 'own' },
  { code: 'communityHall', name: '社区营业厅', category: 'own' },
  { code: 'townshipHall', name: '乡镇营业厅', category: 'own' },
  { code: 'controlledMart', name: '自控卖场', category: 'own' },
  { code: 'selfServiceHall', name: '自助营业厅', category: 'own' },
  { code: 'exclusiveStore', name: '指定专营店', category: 'partner' },
  { code: 'authorizedAgentPoint', name: '特约代理点', category: 'partner' },
  { code: 'directSalesPoint', name: '直销点', category: 'partner' },
]

/** The business type that makes members where a clause names none: by code and name (DOMAIN.md §4, members). */
export const ACTIVATION_TYPES: readonly string[] = ['activation', '放号']
