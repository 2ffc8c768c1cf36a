/** What stands where a screen cannot: it failed, or there is none at this address. */

import { Button } from 'antd'
import { useEffect } from 'react'
import { Link, useRouteError } from 'react-router'
import { errorWords } from '../api/refusal.ts'

/** A screen that failed; the frame stays. */
export function ScreenTrouble() {
  const error = useRouteError()
  useEffect(() => console.error(error), [error])
  return (
    <div className="screen-trouble" role="alert">
      <h1>这一页没有打开</h1>
      <p>{errorWords(error)}</p>
      <Button type="primary" onClick={() => window.location.reload()}>
        刷新
      </Button>
    </div>
  )
}

/** An address without a screen. */
export function NotHere() {
  return (
    <div className="screen-trouble">
      <h1>这一页还没有开放</h1>
      <p>
        请从左边选择，或<Link to="/">回到工作台</Link>。
      </p>
    </div>
  )
}
