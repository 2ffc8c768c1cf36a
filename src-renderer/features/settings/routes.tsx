/** The address of the settings of factors and fund: a door to their tab in 系统. */

import { Navigate, type RouteObject } from 'react-router'

export const routes: RouteObject[] = [
  { path: 'system/settings', element: <Navigate to="/system?tab=settings" replace /> },
]
