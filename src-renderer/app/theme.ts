/** The look: white and light grey, one blue, dense and still (SCREENS.md, Manner). */

import type { ConfigProviderProps } from 'antd'
import zhCN from 'antd/locale/zh_CN'

const fonts = '"Microsoft YaHei UI", "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", sans-serif'

/** What antd is told once for the whole window. */
export const appearance: ConfigProviderProps = {
  locale: zhCN,
  componentSize: 'small',
  button: { autoInsertSpace: false },
  wave: { disabled: true },
  theme: {
    token: {
      motion: false,
      fontFamily: fonts,
      fontSize: 13,
      colorPrimary: '#1a5fb4',
      colorInfo: '#1a5fb4',
      colorPrimaryHover: '#1552a0',
      colorLink: '#1a5fb4',
      colorError: '#c01c28',
      colorWarning: '#b35900',
      colorSuccess: '#2a7a3f',
      colorSuccessBg: '#eef7f0',
      colorSuccessBorder: '#b2d6bb',
      colorErrorBg: '#fdeeef',
      colorErrorBorder: '#ecb4b8',
      colorWarningBg: '#fdf4e7',
      colorWarningBorder: '#e6c79c',
      colorInfoBg: '#e8f0fa',
      colorInfoBorder: '#b3cdec',
      colorText: '#1f2328',
      colorTextSecondary: '#57606a',
      colorTextDescription: '#57606a',
      colorTextPlaceholder: '#6e7781',
      colorBorder: '#d0d7de',
      colorBorderSecondary: '#e4e8ec',
      // A drawer leaves what it explains readable.
      colorBgMask: 'rgba(31, 35, 40, 0.16)',
      borderRadius: 3,
      controlHeight: 30,
      controlHeightSM: 28,
      boxShadow: 'none',
      boxShadowSecondary: '0 0 0 1px #d0d7de, 0 2px 8px rgba(0,0,0,.08)',
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
      Tabs: { horizontalMargin: '0 0 8px 0' },
      Table: { cellPaddingBlockSM: 4, cellPaddingInlineSM: 8, headerBg: '#f3f5f7' },
    },
  },
}
