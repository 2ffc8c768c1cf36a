/** Evidence of a thing that is not there yet: files wait as uploads, and are kept with it once it is saved. */

import { Button } from 'antd'
import { client } from '../../api/client.ts'
import { dropUpload } from '../../api/files.ts'
import { FilePicker, type Uploaded } from './FilePicker.tsx'
import { sizeWords } from './file-words.ts'
import './attachments.css'

interface EvidenceDraftProps {
  readonly files: readonly Uploaded[]
  readonly onChange: (files: readonly Uploaded[]) => void
}

export function EvidenceDraft({ files, onChange }: EvidenceDraftProps) {
  return (
    <section className="attachments" aria-label="附件">
      <ul>
        {files.map((file) => (
          <li key={file.id}>
            <span>{file.name}</span>
            <span className="quiet">{sizeWords(file.size)}</span>
            <Button
              type="link"
              size="small"
              onClick={() => {
                dropUpload(file.id)
                onChange(files.filter(({ id }) => id !== file.id))
              }}
            >
              不用了
            </Button>
          </li>
        ))}
      </ul>
      <FilePicker onUploaded={(file) => onChange([...files, file])} />
    </section>
  )
}

/** Keeps the waiting files with what they belong to, now that it is there. */
export async function keepEvidence(subject: string, files: readonly Uploaded[]): Promise<void> {
  for (const { id } of files) await client.attachments.add.mutate({ subject, upload: id })
}
