/** What the window shows: the first set-up, the sign-in, or the frame with its screens. */

import { useEffect, useState } from 'react'
import { RouterProvider } from 'react-router/dom'
import { SignIn } from '../features/session/SignIn.tsx'
import { SetUp } from '../features/setup/SetUp.tsx'
import { WhoContext } from '../ui/who.ts'
import { createDeskRouter } from './router.tsx'
import { SessionGate } from './session.tsx'
import { Trouble } from './Trouble.tsx'

export function Entrance() {
  // The set-up has a last word (where the sample's workbooks are) after the office already stands.
  const [settingUp, setSettingUp] = useState(false)
  return (
    <SessionGate
      waiting={<p className="entrance-waiting">正在打开……</p>}
      trouble={(error, again) => <Trouble error={error} again={again} />}
    >
      {({ county, person }) => {
        if (!county || settingUp) return <SetUp onHold={setSettingUp} />
        if (!person) return <SignIn county={county} />
        return (
          <WhoContext value={person.name}>
            <Desk key={person.name} title={county.name} />
          </WhoContext>
        )
      }}
    </SessionGate>
  )
}

function Desk({ title }: { readonly title: string }) {
  // A router of its own per person: nobody continues on the address another left.
  const [router] = useState(createDeskRouter)
  useEffect(() => {
    document.title = `${title} - 渠道台账`
    return () => router.dispose()
  }, [router, title])
  return <RouterProvider router={router} />
}
