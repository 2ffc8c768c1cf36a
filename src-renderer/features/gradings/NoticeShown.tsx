/** A public notice as it hangs: its text, until when, and printing it for the wall. */

import { useSession } from '../../app/session.tsx'
import { Acts } from '../../ui/ActButton.tsx'
import { momentWords } from '../../ui/moments.ts'
import { printHtml } from '../../ui/printing.ts'
import { noticeHtml, noticeLook } from './notice-sheet.ts'
import type { GradingDetail, GradingResult } from './shapes.ts'

interface NoticeShownProps {
  readonly grading: GradingDetail
  readonly results: readonly GradingResult[]
}

/** Prints the notice; nothing where there is none yet. */
export function printNotice({ grading, results }: NoticeShownProps, county: string): void {
  const { notice, title, months, document: scheme } = grading
  if (!notice) return
  const { from, to, text } = notice
  printHtml(
    `公示 ${title}`,
    noticeHtml({ county, title, months, from, to, text: text ?? '', scheme, results }),
    false,
    noticeLook,
  )
}

export function NoticeShown(props: NoticeShownProps) {
  const { county } = useSession()
  const { notice } = props.grading
  if (!notice) return <p className="quiet">还没有公示。复核以后在“评定步骤”里开始公示。</p>
  return (
    <div className="told">
      <p className="said">{notice.text}</p>
      <p>
        公示 {notice.from} 至 {notice.to}，{notice.by} {momentWords(notice.at)} 开始。
        {notice.open ? '正在公示，可以登记异议。' : ''}
      </p>
      <div>
        <Acts
          acts={[
            {
              key: 'print-notice',
              label: '打印公示',
              tone: 'primary',
              run: () => printNotice(props, county?.name ?? ''),
            },
          ]}
        />
      </div>
    </div>
  )
}
