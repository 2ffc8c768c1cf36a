/** The parts of an .xlsx package, found through relationships: workbook, sheets, shared strings, styles. */

import type { SheetInfo } from '../../cell.ts'
import type { Limits } from '../limits.ts'
import type { Zip, ZipEntry } from '../zip/directory.ts'
import { walkXml, xmlText } from './xml.ts'

export interface SheetPart extends SheetInfo {
  /** Absent where the workbook names a part that is not in the file. */
  readonly entry: ZipEntry | undefined
}

export interface WorkbookParts {
  readonly sheets: readonly SheetPart[]
  readonly strings: ZipEntry | undefined
  readonly styles: ZipEntry | undefined
  readonly date1904: boolean
}

interface Relationship {
  readonly id: string
  /** The last word of the type, the same in transitional and strict OOXML: worksheet, styles, … */
  readonly type: string
  readonly target: string
}

/** The part that the package names as its document (xl/workbook.xml, xl/workbook.bin, …); undefined where there is none. */
export function documentPart(zip: Zip, limits: Limits): ZipEntry | undefined {
  const named = relationships(zip, '', limits).find((one) => one.type === 'officeDocument')
  return (named && zip.find(named.target)) ?? zip.find('xl/workbook.xml')
}

/** Reads the workbook part: its worksheets in order (chart sheets hold no cells and are left out) and their parts. */
export function workbookParts(zip: Zip, document: ZipEntry, limits: Limits): WorkbookParts {
  const rels = relationships(zip, document.name, limits)
  const part = (type: string): ZipEntry | undefined => {
    const found = rels.find((one) => one.type === type)
    return found && zip.find(found.target)
  }
  const byId = new Map(rels.map((one) => [one.id, one]))
  const folder = document.name.slice(0, document.name.lastIndexOf('/') + 1)
  const sheets: SheetPart[] = []
  let date1904 = false
  walkXml(xmlText(zip.readAll(document)), document.name, limits.depth, {
    open(name, attributes, path) {
      const parent = path[path.length - 1]
      if (name === 'workbookPr') date1904 ||= /^(1|true|on)$/.test(attributes.get('date1904') ?? '')
      if (name !== 'sheet' || parent !== 'sheets') return
      const relationship = byId.get(attributes.get('id') ?? '')
      if (relationship !== undefined && relationship.type !== 'worksheet') return
      const fallback = `${folder}worksheets/sheet${sheets.length + 1}.xml`
      sheets.push({
        name: attributes.get('name') ?? `Sheet${sheets.length + 1}`,
        hidden: (attributes.get('state') ?? 'visible') !== 'visible',
        entry: zip.find(relationship?.target ?? fallback),
      })
    },
  })
  return {
    sheets,
    date1904,
    strings: part('sharedStrings') ?? zip.find(`${folder}sharedStrings.xml`),
    styles: part('styles') ?? zip.find(`${folder}styles.xml`),
  }
}

/** The relationships of a part ('' is the package), targets as full names in the zip. */
function relationships(zip: Zip, part: string, limits: Limits): Relationship[] {
  const slash = part.replaceAll('\\', '/').lastIndexOf('/') + 1
  const folder = part.slice(0, slash)
  const entry = zip.find(`${folder}_rels/${part.slice(slash)}.rels`)
  if (entry === undefined) return []
  const found: Relationship[] = []
  walkXml(xmlText(zip.readAll(entry)), entry.name, limits.depth, {
    open(name, attributes) {
      if (name !== 'Relationship' || attributes.get('TargetMode') === 'External') return
      const type = attributes.get('Type') ?? ''
      found.push({
        id: attributes.get('Id') ?? '',
        type: type.slice(type.lastIndexOf('/') + 1),
        target: resolve(folder, attributes.get('Target') ?? ''),
      })
    },
  })
  return found
}

function resolve(folder: string, target: string): string {
  const slashed = target.replaceAll('\\', '/')
  const parts = slashed.startsWith('/') ? [] : folder.split('/').filter((part) => part !== '')
  for (const part of slashed.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else parts.pop()
  }
  return parts.join('/')
}
