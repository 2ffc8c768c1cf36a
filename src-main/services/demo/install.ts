/** Setting up the sample county: its workbooks in a folder, its office, people, register and policies in an empty store. */
import { join } from 'node:path'
import type { Month } from '../../domain/month.ts'
import { writeXlsx } from '../../workbook/write/sheet-stream.ts'
import { addUser, setUp } from '../accounts/accounts.ts'
import { hashPassword } from '../accounts/passwords.ts'
import { runCommand } from '../command.ts'
import type { Job } from '../jobs.ts'
import { importWorkbook } from '../ledgers/import.ts'
import type { Actor, Office } from '../office.ts'
import { approvePolicy, savePolicy, submitPolicy } from '../policies/policies.ts'
import { setFactors, setFund } from '../settings.ts'
import { type CountySize, generateCounty, PERIODS } from './county.ts'
import { agentsSheet, outletCodesSheet, outletsSheet } from './master-sheets.ts'
import { type SampleSheet, sheetOf } from './sample-sheet.ts'
import { sampleFactors, sampleFund, samplePolicies, sampleUsers } from './samples.ts'
import { type SampleFile, writeWorkbooks } from './workbooks.ts'

/** The sample's users share this password unless another is asked for; it guards nothing but invented data. */
export const SAMPLE_PASSWORD = 'channel-desk'

export interface InstalledSample {
  readonly county: { readonly code: string; readonly name: string }
  readonly size: CountySize
  readonly periods: readonly Month[]
  readonly workbooks: readonly SampleFile[]
  readonly users: readonly { readonly name: string; readonly roles: readonly string[] }[]
}

/**
 * Fills the store with the sample: agents, outlets, factors and approved policies are there, the ledgers of three months
 * wait in `folder` to be imported. All users have the same password.
 * @throws Refusal ALREADY_SET_UP
 */
export async function installSample(
  office: Office,
  job: Job,
  asked: { size: CountySize; folder: string; password: string; periods?: readonly Month[] },
): Promise<InstalledSample> {
  const county = generateCounty(asked.size)
  const hash = await hashPassword(asked.password)
  const [first, ...others] = sampleUsers
  if (!first) throw new Error('the sample has no people')
  runCommand(office, { user: first.name, roles: [] }, 'demo.install', (cx) => {
    setUp(cx, { code: county.code, name: county.name, user: first.name }, hash, true)
    for (const user of others) addUser(cx, user, hash)
    for (const factors of sampleFactors()) setFactors(cx, { ...factors, table: { ...factors.table } })
    setFund(cx, sampleFund())
    return { result: undefined, inputs: true, subject: `county:${county.code}`, detail: { size: asked.size } }
  })
  const workbooks = await writeWorkbooks(county, asked.folder, {
    signal: job.signal,
    ...(asked.periods ? { periods: asked.periods } : {}),
    onProgress: (rows, ofRows) => job.progress('writing', Math.min(1, rows / ofRows) * 0.9, rows),
  })
  await importRegister(office, job, [agentsSheet(county), outletsSheet(county), outletCodesSheet(county)])
  approvePolicies(office)
  return {
    county: { code: county.code, name: county.name },
    size: asked.size,
    periods: asked.periods ?? PERIODS,
    workbooks,
    users: sampleUsers,
  }
}

const CLERK = '王芳'
const REVIEWER = '李强'

function actor(name: string): Actor {
  return { user: name, roles: sampleUsers.find((user) => user.name === name)?.roles ?? [] }
}

/** The register goes in through the same import as any; its own files stay free to be imported again by hand. */
async function importRegister(
  office: Office,
  job: Job,
  sheets: readonly SampleSheet<never>[] | readonly unknown[],
): Promise<void> {
  for (const sheet of sheets as SampleSheet<never>[]) {
    const file = office.files.beginUpload(`样例建档-${sheet.name}.xlsx`)
    await writeXlsx(file.path, [sheetOf(sheet)])
    await importWorkbook(office, actor(CLERK), job, { kind: sheet.kind, upload: file.id }, 'ledgers.import')
  }
}

/** Saved and submitted by the clerk, approved by the reviewer, as the office itself must do it. */
function approvePolicies(office: Office): void {
  for (const policy of samplePolicies()) {
    const { id } = runCommand(office, actor(CLERK), 'policies.save', (cx) => {
      const saved = savePolicy(cx, policy)
      return { result: saved, subject: `policy:${policy.code}`, detail: policy }
    })
    runCommand(office, actor(CLERK), 'policies.submit', (cx) => ({
      result: submitPolicy(cx, id),
      subject: `policy:${policy.code}`,
      detail: { id },
    }))
    runCommand(office, actor(REVIEWER), 'policies.approve', (cx) => ({
      result: approvePolicy(cx, id),
      inputs: true,
      subject: `policy:${policy.code}`,
      detail: { id },
    }))
  }
}

/** Where the sample's workbooks go inside a folder, and where its store is. */
export function sampleFolders(folder: string): { workbooks: string; data: string } {
  return { workbooks: join(folder, 'workbooks'), data: join(folder, 'data') }
}
