/** The import arrows of DESIGN.md as rules over imports: domain ← data, workbook ← services ← api ← hosts, and what the screens may see. */
import type { Import } from './imports.ts'

type Zone =
  | 'domain'
  | 'data'
  | 'workbook'
  | 'services'
  | 'schemas'
  | 'api'
  | 'hosts'
  | 'electron'
  | 'renderer'
  | 'tests'
  | 'elsewhere'

const ZONES: readonly [prefix: string, zone: Zone][] = [
  ['src-main/domain/', 'domain'],
  ['src-main/data/', 'data'],
  ['src-main/workbook/', 'workbook'],
  ['src-main/services/', 'services'],
  ['src-main/api/schemas/', 'schemas'],
  ['src-main/api/schemas.ts', 'schemas'],
  ['src-main/api/', 'api'],
  ['src-main/hosts/electron/', 'electron'],
  ['src-main/hosts/', 'hosts'],
  ['src-renderer/', 'renderer'],
  ['tests/', 'tests'],
]

/** Whom each zone may import, itself included. */
const MAY_IMPORT: Readonly<Record<Exclude<Zone, 'tests'>, readonly Zone[]>> = {
  domain: ['domain'],
  data: ['data', 'domain'],
  workbook: ['workbook', 'domain'],
  services: ['services', 'data', 'workbook', 'domain'],
  schemas: ['schemas', 'domain'],
  api: ['api', 'schemas', 'services', 'data', 'workbook', 'domain'],
  hosts: ['hosts', 'api', 'schemas', 'services', 'data', 'workbook', 'domain'],
  electron: ['electron', 'hosts', 'api', 'schemas', 'services', 'data', 'workbook', 'domain'],
  renderer: ['renderer', 'schemas', 'domain'],
  elsewhere: [],
}

/** Packages that reach outside the process or belong to one zone; who may import them at all. */
const PACKAGE_ZONES: readonly [pattern: RegExp, zones: readonly Zone[]][] = [
  [/^electron($|\/|-)/, ['electron']],
  [/^(better-sqlite3|drizzle-orm)($|\/)/, ['data', 'services', 'api']],
  [/^(exceljs|@e965\/xlsx|fflate)($|\/)/, ['workbook', 'services', 'hosts']],
  // Its observables are what links of the client are made of; they run anywhere.
  [/^@trpc\/server($|\/(?!observable$))/, ['api', 'hosts', 'electron']],
  [/^zod($|\/)/, ['schemas', 'api', 'services', 'workbook', 'renderer', 'hosts']],
  [/^(react|react-dom|react-router|antd|@ant-design|echarts|@trpc\/client|@tanstack)($|[/-])/, ['renderer']],
  [/^(node:|bun:)/, ['data', 'workbook', 'services', 'api', 'hosts', 'electron']],
]

/** Node's modules without their prefix: written with it, so that the rule above sees them. */
const BARE_NODE =
  /^(assert|buffer|child_process|cluster|crypto|dgram|dns|events|fs|http|http2|https|module|net|os|path|perf_hooks|process|readline|stream|string_decoder|timers|tls|tty|url|util|v8|vm|worker_threads|zlib)($|\/)/

/** Every import that goes against an arrow, as a sentence; test files may import what they test with. */
export function brokenArrows(imports: readonly Import[]): string[] {
  return imports.filter((one) => !isTest(one.from)).flatMap((one) => complaint(one) ?? [])
}

function complaint(one: Import): string | null {
  const from = zoneOf(one.from)
  if (from === 'tests') return null
  const arrow = `${one.from} → ${one.to}`
  if (!one.ours) {
    if (BARE_NODE.test(one.to)) return `${arrow}: write node:${one.to}`
    const rule = PACKAGE_ZONES.find(([pattern]) => pattern.test(one.to))
    return rule && !rule[1].includes(from) ? `${arrow}: this package is not for ${from}` : null
  }
  if (isTest(one.to)) return `${arrow}: the program does not import tests`
  const to = zoneOf(one.to)
  if (MAY_IMPORT[from].includes(to)) return null
  // Data of the program's own, in the bundle like any constant.
  if (/^resources\/[\w-]+\.json$/.test(one.to) && from !== 'renderer') return null
  // The screens may know the routers' types, which are erased.
  if (from === 'renderer' && to === 'api' && one.typeOnly) return null
  return `${arrow}: ${from} does not import ${to}`
}

function zoneOf(path: string): Zone {
  return ZONES.find(([prefix]) => path.startsWith(prefix))?.[1] ?? 'elsewhere'
}

function isTest(path: string): boolean {
  return path.startsWith('tests/') || /\.test\.tsx?$/.test(path) || /\.test-support\.tsx?$/.test(path)
}

/** Groups of files that import each other in a circle when the program starts (types and dynamic imports do not count). */
export function circles(imports: readonly Import[]): string[][] {
  const edges = new Map<string, string[]>()
  for (const one of imports) {
    if (one.ours && !one.typeOnly && !one.dynamic) edges.set(one.from, [...(edges.get(one.from) ?? []), one.to])
  }
  // Tarjan's strongly connected components.
  const order = new Map<string, number>()
  const low = new Map<string, number>()
  const stack: string[] = []
  const found: string[][] = []
  const visit = (file: string): number => {
    order.set(file, order.size)
    low.set(file, order.get(file)!)
    stack.push(file)
    for (const next of edges.get(file) ?? []) {
      if (!order.has(next)) low.set(file, Math.min(low.get(file)!, visit(next)))
      else if (stack.includes(next)) low.set(file, Math.min(low.get(file)!, order.get(next)!))
    }
    if (low.get(file) === order.get(file)) {
      const group = stack.splice(stack.indexOf(file))
      if (group.length > 1 || (edges.get(file) ?? []).includes(file)) found.push(group.sort())
    }
    return low.get(file)!
  }
  for (const file of edges.keys()) if (!order.has(file)) visit(file)
  return found
}
