/** The outlets' workbook (网点; DOMAIN.md §2) and that of their other codes (识别码). */

import type { Kind, RowCheck } from './column.ts'
import {
  checkContact,
  contactColumn,
  mnemonicColumn,
  outletColumn,
  phoneColumn,
  remarkColumn,
} from './shared-columns.ts'

const check: RowCheck = (values, at, report) => {
  checkContact(values, at, report)
  const category = values[at.category!]
  const agent = values[at.agent!]
  if (category === 'own' && agent !== null) report('agent', 'OWN_HAS_AGENT', 'error')
  if (category === 'partner' && agent === null) report('agent', 'PARTNER_WITHOUT_AGENT', 'warning')
}

const star = (value: number, chinese: string) => ({
  value,
  word: String(value),
  aliases: [`${value}星`, `${value}星级`, `${chinese}星`, `${chinese}星级`, '★'.repeat(value), '☆'.repeat(value)],
})

export const outlets: Kind = {
  key: 'outlets',
  title: '网点',
  oneOf: [],
  identities: [{ needs: [], keys: ['code'], level: 'error' }],
  sums: [],
  check,
  columns: [
    {
      key: 'code',
      heading: '网点编码',
      aliases: [
        '网点代码',
        '网点编号',
        '网点ID',
        '渠道编码',
        '渠道代码',
        '渠道编号',
        'BOSS渠道编码',
        'BOSS编码',
        '营业厅编码',
        '代理点编码',
        '门店编码',
        '编码',
        '代码',
        '编号',
      ],
      required: true,
      type: 'text',
      id: true,
      example: 'WD0001',
    },
    {
      key: 'name',
      heading: '网点名称',
      aliases: ['网点', '网点全称', '渠道名称', '营业厅名称', '代理点名称', '门店名称', '厅名', '名称'],
      required: true,
      type: 'text',
      example: '城关镇东街手机店',
    },
    {
      key: 'category',
      heading: '渠道类别',
      aliases: ['渠道类型', '渠道性质', '网点类别', '渠道大类', '渠道分类', '经营性质'],
      required: false,
      type: 'choice',
      choices: [
        { value: 'own', word: '自有', aliases: ['自营', '自有渠道', '自办', '自有营业厅', '自建'] },
        {
          value: 'partner',
          word: '社会',
          aliases: ['社会渠道', '合作', '合作渠道', '他营', '代理', '代理渠道', '加盟', '外部'],
        },
      ],
      example: '社会',
    },
    {
      key: 'type',
      heading: '网点类型',
      aliases: ['网点种类', '渠道小类', '网点形态', '渠道形态', '渠道子类型', '类型'],
      required: false,
      type: 'reference',
      to: 'outletType',
      note: '网点类型的名称或编码',
      example: '指定专营店',
    },
    {
      key: 'agent',
      heading: '代理商编码',
      aliases: [
        '代理商代码',
        '代理商编号',
        '代理商',
        '所属代理商',
        '所属代理商编码',
        '归属代理商',
        '合作商编码',
        '代理商ID',
      ],
      required: false,
      type: 'reference',
      to: 'agent',
      note: '社会渠道填写；自有营业厅不填',
      example: 'DL001',
    },
    {
      key: 'star',
      heading: '星级',
      aliases: ['网点星级', '渠道星级', '星级评定', '星'],
      required: false,
      type: 'choice',
      choices: [star(1, '一'), star(2, '二'), star(3, '三'), star(4, '四'), star(5, '五')],
      example: '3',
    },
    {
      key: 'grade',
      heading: '分级',
      aliases: ['等级', '级别', '网点等级', '网点级别', '网点分级', '渠道等级', '渠道级别'],
      required: false,
      type: 'text',
      id: true,
      example: 'A',
    },
    {
      key: 'centre',
      heading: '区域营销中心',
      aliases: ['营销中心', '区域', '片区', '营销区域', '所属营销中心', '所属区域', '区域中心', '营销片区'],
      required: false,
      type: 'name',
      example: '城区营销中心',
    },
    {
      key: 'township',
      heading: '乡镇',
      aliases: ['乡镇街道', '乡镇/街道', '街道', '所属乡镇', '所在乡镇', '乡镇名称', '镇', '乡'],
      required: false,
      type: 'name',
      example: '城关镇',
    },
    {
      key: 'address',
      heading: '地址',
      aliases: ['详细地址', '网点地址', '经营地址', '营业地址', '店址', '地理位置', '门店地址'],
      required: false,
      type: 'text',
      example: '东街 12 号',
    },
    contactColumn(['网点负责人', '店长', '联系人', '店主', '老板', '法人', '负责人姓名'], '负责人'),
    phoneColumn,
    {
      key: 'manager',
      heading: '渠道经理',
      aliases: ['客户经理', '所属渠道经理', '责任渠道经理', '管理员', '渠道经理姓名', '包片经理'],
      required: false,
      type: 'name',
      example: '张伟',
    },
    {
      key: 'status',
      heading: '状态',
      aliases: ['网点状态', '渠道状态', '经营状态', '营业状态', '使用状态'],
      required: false,
      type: 'choice',
      choices: [
        { value: 'planned', word: '规划', aliases: ['规划中', '筹建', '筹备', '拟建', '待建'] },
        {
          value: 'active',
          word: '在营',
          aliases: ['正常', '营业', '营业中', '在用', '启用', '有效', '运营', '运营中', '已开业'],
        },
        { value: 'suspended', word: '暂停', aliases: ['停业', '暂停营业', '停用', '冻结', '暂停合作'] },
        {
          value: 'exited',
          word: '退出',
          aliases: ['已退出', '关闭', '关停', '注销', '撤销', '清退', '失效', '已注销', '终止'],
        },
      ],
      example: '在营',
    },
    {
      key: 'joinedOn',
      heading: '入网日期',
      aliases: [
        '入网时间',
        '准入日期',
        '准入时间',
        '开业日期',
        '开业时间',
        '签约日期',
        '建店日期',
        '合作日期',
        '开始日期',
      ],
      required: false,
      type: 'date',
      example: '2024-03-01',
    },
    remarkColumn,
    mnemonicColumn,
  ],
}

const checkCode: RowCheck = (values, at, report) => {
  const from = values[at.from!] ?? null
  const to = values[at.to!] ?? null
  if (from !== null && to !== null && to < from) report('to', 'DATES_REVERSED', 'error')
}

export const outletCodes: Kind = {
  key: 'outletCodes',
  title: '网点识别码',
  oneOf: [],
  identities: [{ needs: [], keys: ['outlet', 'kind', 'value', 'from'], level: 'error' }],
  sums: [],
  check: checkCode,
  columns: [
    outletColumn(true),
    {
      key: 'kind',
      heading: '识别码类型',
      aliases: ['识别码种类', '编码类型', '代码类型', '号码类型', '类型'],
      required: true,
      type: 'name',
      note: '如 BOSS渠道编码、工号、空充主号、旧编码',
      example: '工号',
    },
    {
      key: 'value',
      heading: '识别码',
      aliases: ['识别码值', '其他编码', '编码', '代码', '号码'],
      required: true,
      type: 'text',
      id: true,
      example: 'GH10023',
    },
    {
      key: 'from',
      heading: '生效日期',
      aliases: ['生效时间', '开始日期', '启用日期', '起始日期'],
      required: false,
      type: 'date',
      example: '2026-01-01',
    },
    {
      key: 'to',
      heading: '失效日期',
      aliases: ['失效时间', '结束日期', '停用日期', '截止日期'],
      required: false,
      type: 'date',
      note: '最后一天有效；不填为长期',
    },
  ],
}
