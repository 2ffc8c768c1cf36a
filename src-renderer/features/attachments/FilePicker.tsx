/** Choosing or dropping files that are evidence; each goes up with its progress and is handed on under its upload's id. */

import { Button } from 'antd'
import { useRef, useState } from 'react'
import { uploadFile } from '../../api/files.ts'
import { errorWords } from '../../api/refusal.ts'
import { evidenceEndings } from './file-words.ts'

export interface Uploaded {
  readonly id: string
  readonly name: string
  readonly size: number
}

interface FilePickerProps {
  /** A refusal that it throws is said beside the button. */
  readonly onUploaded: (file: Uploaded) => unknown
  readonly label?: string
}

export function FilePicker({ onUploaded, label = '添加附件' }: FilePickerProps) {
  const input = useRef<HTMLInputElement>(null)
  const [fraction, setFraction] = useState<number>()
  const [fault, setFault] = useState<string>()
  const take = async (files: readonly File[]) => {
    setFault(undefined)
    for (const file of files) {
      try {
        setFraction(0)
        const id = await uploadFile(file, { onProgress: setFraction })
        await onUploaded({ id, name: file.name, size: file.size })
      } catch (error) {
        setFault(errorWords(error))
      } finally {
        setFraction(undefined)
      }
    }
  }
  return (
    <fieldset
      className="file-picker"
      aria-label={label}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        void take([...event.dataTransfer.files])
      }}
    >
      <input
        ref={input}
        type="file"
        multiple
        className="unseen"
        tabIndex={-1}
        aria-label={label}
        accept={evidenceEndings}
        onChange={(event) => {
          void take([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      <Button size="small" loading={fraction !== undefined} onClick={() => input.current?.click()}>
        {fraction === undefined ? label : `${Math.round(fraction * 100)} %`}
      </Button>
      <span className="quiet">扫描件、照片、表格等，每个不超过 20 MB；也可以拖到这里。</span>
      {fault ? (
        <p className="wrong" role="alert">
          {fault}
        </p>
      ) : null}
    </fieldset>
  )
}
