/** What files, their items and their confirmation are called. */

import { FILE_ITEMS, type FileSubject } from '../../../src-main/domain/completeness.ts'
import type { client } from '../../api/client.ts'
import { localTime } from '../../ui/moments.ts'
import type { Tone } from '../../ui/ThingPage.tsx'
import { payerWords } from '../agents/agent-fields.ts'

export type FileRow = Awaited<ReturnType<typeof client.completeness.files.query>>['rows'][number]
export type Round = Awaited<ReturnType<typeof client.completeness.rounds.query>>[number]

export const subjectLabel = (subject: FileSubject): string => (subject === 'outlet' ? '网点' : '代理商')

/** 联系电话 of "phone" in the files of outlets. */
export const itemLabel = (subject: FileSubject, item: string): string =>
  FILE_ITEMS.find((each) => each.subject === subject && each.item === item)?.label ?? item

export const itemLabels = (subject: FileSubject, items: readonly string[]): string =>
  items.map((item) => itemLabel(subject, item)).join('、')

/** 网点：联系电话 of "outlet.phone". */
export function itemWords(key: string): string {
  const [subject = 'outlet', item = ''] = key.split('.')
  return `${subjectLabel(subject as FileSubject)}：${itemLabel(subject as FileSubject, item)}`
}

export const kindLabel = ({ subject, kind }: Pick<FileRow, 'subject' | 'kind'>): string | null =>
  subject === 'agent' && kind !== null ? payerWords(kind) : kind

/** Where a file stands in the open round. */
export function confirmedState(confirmed: FileRow['confirmed']): { label: string; tone: Tone } {
  if (confirmed === null) return { label: '未核对', tone: 'plain' }
  if (confirmed.changed > 0) return { label: `核对后改过 ${confirmed.changed} 处`, tone: 'late' }
  return { label: '已核对', tone: 'done' }
}

export const confirmedWords = ({ confirmed }: Pick<FileRow, 'confirmed'>): string | null =>
  confirmed && `${confirmed.checkedBy} ${localTime(confirmed.at).slice(0, 10)}`
