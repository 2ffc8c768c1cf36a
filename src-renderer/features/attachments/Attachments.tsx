/**
 * 附件: the files of a thing; opened by a click, added by choosing or dropping, taken back with a reason while undecided.
 *
 *   <Attachments subject={`adjustment:${id}`} canAdd />
 */

import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { client, trpc } from '../../api/client.ts'
import { saveExport } from '../../api/files.ts'
import { errorWords } from '../../api/refusal.ts'
import { usePerson } from '../../app/session.tsx'
import { AskReason } from '../../ui/AskReason.tsx'
import { useNotice } from '../../ui/useRunAct.ts'
import { FilePicker } from './FilePicker.tsx'
import { sizeWords } from './file-words.ts'
import './attachments.css'

interface AttachmentsProps {
  /** "adjustment:12", "policy:3", "dispute:5". */
  readonly subject: string
  /** Whether this screen offers adding; the back office has the last word. */
  readonly canAdd?: boolean
  /** Said where there is none. */
  readonly empty?: string
}

export function Attachments({ subject, canAdd = false, empty = '没有附件。' }: AttachmentsProps) {
  const asked = useQuery(trpc.attachments.list.queryOptions({ subject }))
  const person = usePerson()
  const notice = useNotice()
  const [removing, setRemoving] = useState<{ id: number; name: string }>()
  if (asked.error) return <p className="wrong">{errorWords(asked.error)}</p>
  if (!asked.data) return <p className="quiet">正在读取……</p>
  const { files, canAdd: open, canRemove } = asked.data
  const save = async (id: number) => {
    try {
      const written = await client.attachments.open.mutate({ id })
      saveExport(written.export, written.name)
    } catch (error) {
      notice.refused(error)
    }
  }
  return (
    <section className="attachments" aria-label="附件">
      {files.length === 0 ? <p className="quiet">{empty}</p> : null}
      <ul>
        {files.map(({ id, name, bytes, user, at }) => (
          <li key={id}>
            <button type="button" className="why" onClick={() => void save(id)}>
              {name}
            </button>
            <span className="quiet">
              {sizeWords(bytes)}　{user} {new Date(at).toLocaleString('sv-SE').slice(0, 16)}
            </span>
            {canRemove && user === person.name ? (
              <Button type="link" size="small" onClick={() => setRemoving({ id, name })}>
                移除
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {canAdd && open ? (
        <FilePicker
          onUploaded={async ({ id }) => {
            await client.attachments.add.mutate({ subject, upload: id })
          }}
        />
      ) : null}
      {removing ? (
        <AskReason
          title={`移除附件“${removing.name}”`}
          ok="移除"
          label="移除原因"
          text="移除后内容不再保留，只在记录里留下谁在什么时候、为什么移除。"
          danger
          onClose={() => setRemoving(undefined)}
          run={({ reason }) => client.attachments.remove.mutate({ id: removing.id, reason })}
        />
      ) : null}
    </section>
  )
}
