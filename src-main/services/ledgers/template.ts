/** Template workbooks: what a kind's columns are, how to fill them, ready to type into. */
import { writeTemplate } from '../../workbook/ingest/client.ts'
import type { KindKey } from '../../workbook/kinds/column.ts'
import { kinds } from '../../workbook/kinds/kinds.ts'
import type { Office } from '../office.ts'
import { termsOf } from '../register/terms.ts'

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Writes the template and answers the id under which it is fetched. */
export async function makeTemplate(office: Office, kind: KindKey): Promise<{ export: string; name: string }> {
  const file = office.files.beginExport(`${kinds[kind].title}导入模板.xlsx`, XLSX)
  const words = (term: 'outletType' | 'businessType') => termsOf(office.store.read, term).map(({ name }) => name)
  const lists = { type: words('outletType'), businessType: words('businessType') }
  await writeTemplate({ kind, lists, out: file.path })
  return { export: file.id, name: file.name }
}
