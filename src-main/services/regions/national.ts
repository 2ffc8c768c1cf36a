/** Townships from the national list of divisions (resources/divisions): the county chosen, its townships offered and taken. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ReadDb } from '../../data/handles.ts'
import { Refusal } from '../../domain/refusal.ts'
import { sameTownship } from '../../domain/township-names.ts'
import type { Command } from '../office.ts'
import { initialsOf } from '../register/initials.ts'
import { type RegionView, regionsOf } from '../register/terms.ts'
import { addRegion } from './regions.ts'

export interface Division {
  readonly code: string
  readonly name: string
}

export interface County extends Division {
  readonly city: string
  readonly province: string
}

async function rowsOf(resourcesDir: string, file: string): Promise<string[][]> {
  const text = await readFile(join(resourcesDir, 'divisions', file), 'utf8')
  return text
    .split(/\r?\n/)
    .slice(1)
    .filter(Boolean)
    .map((line) => line.split(','))
}

const FOUND = 30

/** Counties by code, name or initials of the name, thirty at most. */
export async function findCounties(resourcesDir: string, typed: string): Promise<County[]> {
  const wanted = typed.trim().toUpperCase()
  if (wanted === '') return []
  const found: County[] = []
  for (const [code = '', name = '', city = '', province = ''] of await rowsOf(resourcesDir, 'counties.csv')) {
    const fits =
      code.startsWith(wanted) || `${province}${city}${name}`.includes(wanted) || initialsOf(name).startsWith(wanted)
    if (fits && found.push({ code, name, city, province }) === FOUND) break
  }
  return found
}

export interface OfferedTownship extends Division {
  /** The region of ours that it is, by code or by name. */
  readonly known: { readonly id: number; readonly name: string; readonly closed: boolean } | null
  /** A region of ours that may be it: its name differs in the kind (乡, 镇, 街道) only. */
  readonly likely: { readonly id: number; readonly name: string } | null
}

export interface Offered {
  readonly county: County | null
  readonly townships: readonly OfferedTownship[]
  /** Townships of ours that the list does not have. */
  readonly others: readonly { readonly id: number; readonly name: string }[]
}

/** The county's division: the one chosen, else the county's own code where it is one. */
function divisionOf(db: ReadDb): string | null {
  const county = db.get<{ code: string; division: string | null }>('SELECT code, division FROM county')
  if (county?.division) return county.division
  return county && /^\d{6}$/.test(county.code) ? county.code : null
}

/** What the national list has for the county, beside what is known. */
export async function offeredTownships(db: ReadDb, resourcesDir: string): Promise<Offered> {
  const division = divisionOf(db)
  const row =
    division === null ? undefined : (await rowsOf(resourcesDir, 'counties.csv')).find(([code]) => code === division)
  const own = regionsOf(db).filter(({ level }) => level === 'township')
  if (row === undefined) return { county: null, townships: [], others: own.map(({ id, name }) => ({ id, name })) }
  const [code = '', name = '', city = '', province = ''] = row
  const listed = (await rowsOf(resourcesDir, 'townships.csv'))
    .filter(([township = '']) => township.startsWith(code))
    .map(([township = '', called = '']) => ({ code: township, name: called }))
  const matched = new Set<number>()
  const townships = listed.map((township): OfferedTownship => {
    const known =
      own.find((region) => region.code === township.code) ?? own.find((region) => region.name === township.name)
    if (known) matched.add(known.id)
    return { ...township, known: known ? said(known) : null, likely: null }
  })
  const offered = townships.map((township): OfferedTownship => {
    if (township.known) return township
    const likely = own.find((region) => !matched.has(region.id) && sameTownship(region.name, township.name))
    if (likely) matched.add(likely.id)
    return { ...township, likely: likely ? { id: likely.id, name: likely.name } : null }
  })
  return {
    county: { code, name, city, province },
    townships: offered,
    others: own.filter(({ id }) => !matched.has(id)).map(({ id, name }) => ({ id, name })),
  }
}

const said = ({ id, name, closed }: RegionView) => ({ id, name, closed })

/** @throws Refusal NOT_FOUND for a division that the list does not have */
export async function requireCounty(resourcesDir: string, division: string): Promise<County> {
  const row = (await rowsOf(resourcesDir, 'counties.csv')).find(([code]) => code === division)
  if (!row) throw new Refusal('NOT_FOUND', { what: 'division', name: division })
  const [code = '', name = '', city = '', province = ''] = row
  return { code, name, city, province }
}

export interface TakenTownship {
  readonly code: string
  readonly name: string
  /** The region of ours that it is: gets the code and keeps its name. */
  readonly region?: number | undefined
  /** The centre of a new one; the county where none is given. */
  readonly centre?: number | undefined
}

/** Adds townships of the list, or says which region of ours each is. @throws Refusal NOT_FOUND, INVALID_INPUT */
export function takeTownships(
  cx: Command,
  { townships }: { townships: readonly TakenTownship[] },
): { added: number; matched: number } {
  const regions = new Map(regionsOf(cx.db).map((region) => [region.id, region]))
  let [added, matched] = [0, 0]
  for (const { code, name, region, centre } of townships) {
    const taken = [...regions.values()].find((known) => known.code === code)
    if (taken && taken.id !== region)
      throw new Refusal('INVALID_INPUT', { field: 'code', reason: 'taken', value: code })
    if (region === undefined) {
      addRegion(cx, { level: 'township', name, code, parent: centre })
      added += 1
      continue
    }
    if (regions.get(region)?.level !== 'township')
      throw new Refusal('NOT_FOUND', { what: 'region', name: String(region) })
    cx.db.run('UPDATE regions SET code = ? WHERE id = ?', code, region)
    matched += 1
  }
  return { added, matched }
}
