/** The Ctrl+K box: finds places and acts by name or pinyin here, and outlets, agents, policies, statements in the back office. */

import { Modal } from 'antd'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useKeys } from '../ui/useKeys.ts'
import type { Place } from './places.ts'

const load = () => import('./FindList.tsx')
const FindList = lazy(async () => ({ default: (await load()).FindList }))

export function FindBox({ places }: { readonly places: readonly Place[] }) {
  const [open, setOpen] = useState(false)
  // there before it is asked for: what is typed right after Ctrl+K must find its field
  useEffect(() => {
    const idle = requestIdleCallback(() => void load().catch(() => undefined))
    return () => cancelIdleCallback(idle)
  }, [])
  useKeys({ 'Ctrl+K': () => setOpen((before) => !before) })
  const close = () => setOpen(false)
  return (
    <Modal
      open={open}
      title={<span className="unseen">查找</span>}
      onCancel={close}
      footer={null}
      closable={false}
      width={520}
      destroyOnHidden
      className="find-box"
    >
      <Suspense>
        <FindList places={places} onClose={close} />
      </Suspense>
    </Modal>
  )
}
