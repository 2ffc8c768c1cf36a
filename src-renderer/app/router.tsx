/** All screens by address. A feature exports `routes` (lazy) from its routes.tsx and gets one line here; the navigation follows. */

import { createHashRouter, type RouteObject } from 'react-router'
import { routes as agentMoveRoutes } from '../features/agent-moves/routes.tsx'
import { routes as agentRoutes } from '../features/agents/routes.tsx'
import { routes as agreementRoutes } from '../features/agreements/routes.tsx'
import { routes as assignedRoutes } from '../features/assigned/routes.tsx'
import { routes as channelManagerRoutes } from '../features/channel-managers/routes.tsx'
import { routes as checksRoutes } from '../features/checks/routes.tsx'
import { routes as completenessRoutes } from '../features/completeness/routes.tsx'
import { routes as coreTierRoutes } from '../features/core-tiers/routes.tsx'
import { routes as depositRoutes } from '../features/deposits/routes.tsx'
import { routes as expectedRoutes } from '../features/expected/routes.tsx'
import { routes as fundRoutes } from '../features/fund/routes.tsx'
import { routes as gradingRoutes } from '../features/gradings/routes.tsx'
import { routes as indicatorRoutes } from '../features/indicators/routes.tsx'
import { routes as inspectionRoutes } from '../features/inspections/routes.tsx'
import { routes as lateRoutes } from '../features/late/routes.tsx'
import { routes as ledgerRoutes } from '../features/ledgers/routes.tsx'
import { routes as networkRoutes } from '../features/network/routes.tsx'
import { routes as openingRoutes } from '../features/opening/routes.tsx'
import { routes as outletRoutes } from '../features/outlets/routes.tsx'
import { routes as payingRoutes } from '../features/paying/routes.tsx'
import { routes as policyRoutes } from '../features/policies/routes.tsx'
import { routes as rankingRoutes } from '../features/rankings/routes.tsx'
import { routes as regionRoutes } from '../features/regions/routes.tsx'
import { routes as reportRoutes } from '../features/reports/routes.tsx'
import { routes as requestRoutes } from '../features/requests/routes.tsx'
import { routes as settingsRoutes } from '../features/settings/routes.tsx'
import { routes as settlementRoutes } from '../features/settlements/routes.tsx'
import { routes as staffRoutes } from '../features/staff/routes.tsx'
import { routes as systemRoutes } from '../features/system/routes.tsx'
import { routes as workbenchRoutes } from '../features/workbench/routes.tsx'
import { NotHere, ScreenTrouble } from './ScreenTrouble.tsx'
import { Shell } from './Shell.tsx'

const screens: RouteObject[] = [
  ...workbenchRoutes,
  ...outletRoutes,
  ...agentRoutes,
  ...regionRoutes,
  ...channelManagerRoutes,
  ...agreementRoutes,
  ...depositRoutes,
  ...coreTierRoutes,
  ...agentMoveRoutes,
  ...networkRoutes,
  ...completenessRoutes,
  ...checksRoutes,
  ...ledgerRoutes,
  ...policyRoutes,
  ...settlementRoutes,
  ...assignedRoutes,
  ...payingRoutes,
  ...fundRoutes,
  ...lateRoutes,
  ...expectedRoutes,
  ...gradingRoutes,
  ...indicatorRoutes,
  ...inspectionRoutes,
  ...staffRoutes,
  ...rankingRoutes,
  ...requestRoutes,
  ...reportRoutes,
  ...systemRoutes,
  ...openingRoutes,
  ...settingsRoutes,
]

const firstPart = (path: string): string => `/${path.split('/').filter(Boolean)[0] ?? ''}`

/** The first parts of all addresses that have a screen. */
export const screenPaths: ReadonlySet<string> = new Set(screens.map((route) => firstPart(route.path ?? '/')))

/** Addresses after # work alike in every host, whatever it serves for an unknown path. */
export const createDeskRouter = () =>
  createHashRouter([
    {
      path: '/',
      element: <Shell paths={screenPaths} />,
      errorElement: <ScreenTrouble />,
      hydrateFallbackElement: <p className="entrance-waiting">正在打开……</p>,
      children: [
        // Trouble in one screen leaves the frame standing.
        { errorElement: <ScreenTrouble />, children: [...screens, { path: '*', element: <NotHere /> }] },
      ],
    },
  ])
