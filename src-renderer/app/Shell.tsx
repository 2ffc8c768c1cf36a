/** The frame that never changes: navigation left, month bar on top, status line below, the Ctrl+K box over all. */

import { useEffect, useMemo, useRef } from 'react'
import { NavLink, Outlet, useLocation, useNavigate } from 'react-router'
import { useKeys } from '../ui/useKeys.ts'
import { FindBox } from './FindBox.tsx'
import { MonthBar } from './MonthBar.tsx'
import { MonthProvider } from './month.tsx'
import { liesIn, openPlaces, type Place } from './places.ts'
import { StatusBar } from './StatusBar.tsx'
import { useSession } from './session.tsx'
import { Trouble } from './Trouble.tsx'
import { useMonthOverview } from './useMonthOverview.ts'
import { WhoMenu } from './WhoMenu.tsx'

export function Shell({ paths }: { readonly paths: ReadonlySet<string> }) {
  return (
    <MonthProvider
      waiting={<p className="entrance-waiting">正在打开……</p>}
      trouble={(error, again) => <Trouble error={error} again={again} />}
    >
      <Frame paths={paths} />
    </MonthProvider>
  )
}

function Frame({ paths }: { readonly paths: ReadonlySet<string> }) {
  const { county, person } = useSession()
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const main = useRef<HTMLElement>(null)
  const month = useMonthOverview().data
  const places = useMemo(() => openPlaces(paths), [paths])
  const doors: Record<string, () => unknown> = {}
  places.forEach((place, index) => {
    if (place.open) doors[`Ctrl+${index + 1}`] = () => navigate(place.parts?.[0]?.path ?? place.path)
  })
  useKeys({
    ...doors,
    ...(paths.has('/ledgers') ? { 'Ctrl+I': () => navigate('/ledgers/import') } : {}),
    'Ctrl+P': () => window.print(),
  })
  // The keys of a screen work as soon as it is there, not only after a click into it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new address is what moves the focus
  useEffect(() => {
    if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true })
  }, [pathname])
  const open = places.filter((place) => place.open)
  return (
    <div className="frame">
      <nav className="places" aria-label="主导航">
        <div className="brand" title={county?.name}>
          渠道台账
        </div>
        <ul>
          {places.map((place, index) =>
            place.open ? (
              <PlaceDoor key={place.path} place={place} number={index + 1} here={liesIn(place, pathname)} />
            ) : null,
          )}
        </ul>
      </nav>
      <MonthBar
        stages={month?.stages ?? []}
        closed={month?.closed ?? false}
        opens={(to) => paths.has(`/${to.split(/[/?]/)[1] ?? ''}`)}
        right={<WhoMenu />}
      />
      <main className="screen" ref={main} tabIndex={-1}>
        <Outlet />
      </main>
      <StatusBar person={person?.name ?? ''} county={county?.name ?? ''} />
      <FindBox places={open} />
    </div>
  )
}

function PlaceDoor({ place, number, here }: { place: Place; number: number; here: boolean }) {
  return (
    <li>
      <NavLink
        to={place.parts?.[0]?.path ?? place.path}
        end={place.path === '/'}
        className={`place${here ? ' here' : ''}`}
        title={`${place.label}（Ctrl+${number}）`}
        aria-keyshortcuts={`Control+${number}`}
      >
        {place.label}
      </NavLink>
      {here && place.parts && place.parts.length > 1 ? (
        <ul>
          {place.parts.map((part) => (
            <li key={part.path}>
              <NavLink to={part.path} className="place part">
                {part.label}
              </NavLink>
            </li>
          ))}
        </ul>
      ) : null}
    </li>
  )
}
