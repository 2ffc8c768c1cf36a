/** A calculated month of any number of outlets, quickly: the small sample's outlets and lines, repeated under other codes. */
import { join } from 'node:path'
import { type BackOffice, createBackOffice } from '../../src-main/api/back-office.ts'
import type { WriteDb } from '../../src-main/data/handles.ts'
import type { Month } from '../../src-main/domain/month.ts'
import { actorOf } from '../../src-main/services/accounts/accounts.ts'
import { installSample } from '../../src-main/services/demo/install.ts'
import type { Printer } from '../../src-main/services/reports/printer.ts'

const root = join(import.meta.dirname, '..', '..')

/** Opens an office in `folder` whose first sample month is calculated and has `outlets` statements. */
export async function statementStore(
  folder: string,
  printer: Printer,
  outlets: number,
): Promise<{ desk: BackOffice; period: Month }> {
  const desk = await createBackOffice({
    dataDir: join(folder, 'data'),
    migrationsDir: join(root, 'migrations'),
    resourcesDir: join(root, 'resources'),
    clock: { now: () => new Date(2026, 10, 3, 10, 22) },
    log: () => {},
    printer,
  })
  const start = { act: 'bench', user: '', subject: null, lock: null, now: new Date().toISOString() }
  const sample = await desk.office.jobs.run(start, (job) =>
    installSample(desk.office, job, { size: 'small', folder: join(folder, 'workbooks'), password: 'Kai-zhang-8' }),
  )
  const period = sample.periods[0]!
  const clerk = desk.caller(actorOf(desk.office.store.read, '王芳') ?? null)
  for (const file of sample.workbooks) {
    if (file.period !== period || file.note !== undefined || file.kind !== 'entries') continue
    await clerk.ledgers.import({ kind: file.kind, upload: desk.office.files.lendUpload(file.path).id })
  }
  await clerk.settlements.calculate({ period })
  desk.office.store.write((db) => repeat(db, outlets))
  return { desk, period }
}

function repeat(db: WriteDb, wanted: number): void {
  const ids = db.all<{ outlet: number }>('SELECT DISTINCT outlet FROM settlement_lines ORDER BY outlet')
  let made = ids.length
  for (let round = 1; made < wanted; round++) {
    const agents = new Map<number, number>()
    for (const { outlet } of ids.slice(0, wanted - made)) {
      const { agent } = db.get<{ agent: number | null }>('SELECT agent FROM outlets WHERE id = ?', outlet)!
      if (agent !== null && !agents.has(agent))
        agents.set(agent, copy(db, 'agents', agent, { code: `code || '-${round}'` }))
      const owner = agent === null ? 'NULL' : String(agents.get(agent))
      const twin = copy(db, 'outlets', outlet, { code: `code || '-${round}'`, agent: owner })
      copy(db, 'settlement_lines', outlet, { outlet: String(twin), agent: owner }, 'outlet')
      made += 1
    }
  }
}

/** Copies rows of a table with other values in some columns; answers the last one's id. */
function copy(db: WriteDb, table: string, id: number, other: Record<string, string>, by = 'id'): number {
  const columns = db
    .all<{ name: string }>(`SELECT name FROM pragma_table_info('${table}')`)
    .map(({ name }) => name)
    .filter((name) => name !== 'id')
  const values = columns.map((name) => other[name] ?? name)
  return db.run(
    `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${values.join(', ')} FROM ${table} WHERE ${by} = ?`,
    id,
  ).lastInsertRowid
}
