/** Starts the screens: appearance, the API's cache, then whatever the session calls for. */

import { QueryClientProvider } from '@tanstack/react-query'
import { App, ConfigProvider } from 'antd'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queryClient } from './api/client.ts'
import './app/frame.css'
import { Entrance } from './app/Entrance.tsx'
import { appearance } from './app/theme.ts'
import './ui/ui.css'
import { listenToKeys } from './ui/useKeys.ts'

dayjs.locale('zh-cn')
listenToKeys(window)

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <ConfigProvider {...appearance}>
        <App message={{ top: 44, maxCount: 3 }}>
          <QueryClientProvider client={queryClient}>
            <Entrance />
          </QueryClientProvider>
        </App>
      </ConfigProvider>
    </StrictMode>,
  )
}
