/** `npm run demo`: the sample county's months from workbooks to paper, headless, each step with its time. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { BackOffice } from '../../api/back-office.ts'
import { addMonths, type Month } from '../../domain/month.ts'
import { actorOf } from '../../services/accounts/accounts.ts'
import type { CountySize } from '../../services/demo/county.ts'
import { installSample, sampleFolders } from '../../services/demo/install.ts'

export interface DemoStep {
  readonly step: string
  readonly seconds: number
  readonly found: unknown
}

/** Installs the sample in `out`, settles its months one after another, and writes the last one's papers beside it. */
export async function settleSample(
  desk: BackOffice,
  asked: { out: string; size: CountySize; password: string; say: (message: string) => void },
): Promise<{ out: string; steps: DemoStep[]; seconds: number }> {
  const steps: DemoStep[] = []
  const began = performance.now()
  async function step<Result>(
    name: string,
    work: () => Promise<Result>,
    say: (result: Result) => unknown,
  ): Promise<Result> {
    const from = performance.now()
    const result = await work()
    const seconds = Math.round((performance.now() - from) / 10) / 100
    const found = say(result)
    steps.push({ step: name, seconds, found })
    asked.say(`${seconds.toFixed(2).padStart(7)} 秒  ${name}  ${JSON.stringify(found)}`)
    return result
  }
  const caller = (name: string) => desk.caller(actorOf(desk.office.store.read, name) ?? null)
  const now = new Date().toISOString()
  const sample = await step(
    '建立样例县，写工作簿',
    () =>
      desk.office.jobs.run({ act: 'demo.install', user: '', subject: asked.size, lock: 'store', now }, (job) =>
        installSample(desk.office, job, {
          size: asked.size,
          folder: sampleFolders(asked.out).workbooks,
          password: asked.password,
        }),
      ),
    ({ workbooks }) => ({ workbooks: workbooks.length }),
  )
  const clerk = caller('王芳')
  const reviewer = caller('李强')
  for (const period of sample.periods) {
    for (const file of sample.workbooks) {
      if (file.period !== period || file.note !== undefined) continue
      await step(
        `${period} 导入 ${file.kind}`,
        async () => clerk.ledgers.import({ kind: file.kind, upload: desk.office.files.lendUpload(file.path).id }),
        ({ rows }) => rows,
      )
    }
    await step(
      `${period} 试算`,
      () => clerk.settlements.calculate({ period }),
      (found) => found,
    )
    await step(
      `${period} 复核、审批`,
      async () => {
        await reviewer.settlements.review({ period })
        return reviewer.settlements.approve({ period })
      },
      ({ status }) => ({ status }),
    )
    await step(
      `${period} 结账`,
      () => reviewer.settlements.close({ period }),
      ({ status, warnings }) => ({
        status,
        warnings: warnings.map(({ code, count }) => `${code} ${count}`),
      }),
    )
  }
  const last = sample.periods.at(-1)
  if (last) await gradeOutlets(asked.out, last, { clerk, reviewer }, step)
  if (last) await writePapers(asked.out, last, reviewer, step)
  return { out: asked.out, steps, seconds: Math.round((performance.now() - began) / 10) / 100 }
}

type Step = <Result>(name: string, work: () => Promise<Result>, say: (result: Result) => unknown) => Promise<Result>

/** Grades own stores and partner outlets by the schemes that the program ships, from the month after the last one on. */
async function gradeOutlets(
  out: string,
  period: Month,
  { clerk, reviewer }: Readonly<Record<'clerk' | 'reviewer', ReturnType<BackOffice['caller']>>>,
  step: Step,
): Promise<void> {
  const from = addMonths(period, 1)
  for (const { scheme } of await clerk.gradings.startingSchemes()) {
    await step(
      `${scheme.title} 方案提交、批准`,
      async () => {
        const { id } = await clerk.gradings.saveScheme(scheme)
        await clerk.gradings.submitScheme({ id })
        return reviewer.gradings.approveScheme({ id })
      },
      ({ version, status }) => ({ version, status }),
    )
    const { id } = await step(
      `${period} ${scheme.title} 打分`,
      () => clerk.gradings.start({ scheme: scheme.code, period }),
      ({ outlets, excluded, changed }) => ({ outlets, excluded, changed }),
    )
    await step(
      `${period} ${scheme.title} 新等级对酬金的影响`,
      () => clerk.gradings.previewCost({ id }),
      ({ old, new: now, difference, changed }) => ({ old, new: now, difference, changed }),
    )
    await step(
      `${period} ${scheme.title} 作废草稿，直接发布`,
      async () => {
        await clerk.gradings.withdraw({ id, reason: '直接发布' })
        return reviewer.gradings.publish({ scheme: scheme.code, period, from })
      },
      ({ outlets, changed }) => ({ outlets, changed, from }),
    )
  }
  await writeGradings(out, period, reviewer, step)
}

async function writeGradings(
  out: string,
  period: Month,
  caller: ReturnType<BackOffice['caller']>,
  step: Step,
): Promise<void> {
  mkdirSync(out, { recursive: true })
  const papers = [
    ['grading-notice', `${period}-评定结果公示.pdf`],
    ['grading-results', `${period}-评定结果表.pdf`],
    ['grading-results', `${period}-评定结果表.xlsx`],
    ['grading-sheets', `${period}-自有营业厅得分表.pdf`],
  ] as const
  for (const [name, file] of papers) {
    const scheme = name === 'grading-sheets' ? 'ZYFJ' : undefined
    await step(
      `${period} ${file}`,
      () => caller.reports.write({ name, period, scheme, file: join(out, file) }),
      (found) => found,
    )
  }
}

async function writePapers(
  out: string,
  period: Month,
  caller: ReturnType<BackOffice['caller']>,
  step: Step,
): Promise<void> {
  mkdirSync(out, { recursive: true })
  const papers = [
    ['summary', `${period}-酬金汇总表.xlsx`],
    ['summary', `${period}-酬金汇总表.pdf`],
    ['statements', `${period}-酬金结算单.xlsx`],
    ['statements', `${period}-酬金结算单.pdf`],
    ['payments', `${period}-代理商付款表.xlsx`],
    ['payments', `${period}-代理商付款表.pdf`],
  ] as const
  for (const [name, file] of papers) {
    await step(
      `${period} ${file}`,
      () => caller.reports.write({ name, period, file: join(out, file) }),
      (found) => found,
    )
  }
}
