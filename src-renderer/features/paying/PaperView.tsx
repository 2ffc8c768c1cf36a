/** A paper of paying as it will be printed, and the acts that print or save it. */

import { useQuery } from '@tanstack/react-query'
import { client, trpc } from '../../api/client.ts'
import { saveExport } from '../../api/files.ts'
import { errorWords } from '../../api/refusal.ts'
import type { Act } from '../../ui/act.ts'
import { Preview, printDocument } from '../reports/Preview.tsx'
import '../reports/reports.css'
import './paying.css'

export type PaperAsked =
  | { readonly paper: 'claimSheet'; readonly id: number }
  | { readonly paper: 'income'; readonly year: number }

export function PaperView({ asked }: { readonly asked: PaperAsked }) {
  const paper = useQuery(trpc.paying.paperHtml.queryOptions(asked))
  if (paper.error) return <p className="wrong">{errorWords(paper.error)}</p>
  if (!paper.data) return <p className="quiet">正在排版……</p>
  return (
    <div className="paper-frame">
      <Preview title={paper.data.title} html={paper.data.html} />
    </div>
  )
}

/** 打印, 导出 Excel, 导出 PDF of a paper. */
export function paperActs(asked: PaperAsked, disabled?: string): Act[] {
  const make = async (format: 'pdf' | 'xlsx') => {
    const made = await client.paying.writePaper.mutate({ asked, format })
    saveExport(made.export, made.name)
  }
  return [
    {
      key: 'print',
      label: '打印',
      shortcut: 'Ctrl+P',
      tone: 'primary',
      disabled,
      run: async () => printDocument((await client.paying.paperHtml.query(asked)).html),
    },
    { key: 'xlsx', label: '导出 Excel', shortcut: 'Ctrl+E', disabled, run: () => make('xlsx') },
    { key: 'pdf', label: '导出 PDF', disabled, run: () => make('pdf') },
  ]
}
