/**
 * Taking a file: drop it, or choose it; it goes up in slices with progress and can be cancelled.
 *   <FileDrop accept={workbookTypes} hint="把 BOSS 导出的业务明细拖到这里" onUploaded={(file) => setFile(file)} />
 */

import { Button, Progress } from 'antd'
import { type DragEvent, useRef, useState } from 'react'
import { uploadFile } from '../api/files.ts'
import { errorWords } from '../api/refusal.ts'

/** What workbooks are called; the content decides, not the name. */
export const workbookTypes = '.xlsx,.xlsm,.xls,.et,.csv,.tsv,.txt,.html,.htm,.zip'

/** A file that the back office has, under the id that procedures take. */
export interface UploadedFile {
  readonly id: string
  readonly name: string
  readonly size: number
}

interface FileDropProps {
  readonly hint: string
  readonly accept?: string
  readonly onUploaded: (file: UploadedFile) => void
  readonly file?: UploadedFile | undefined
}

export function FileDrop({ hint, accept, onUploaded, file }: FileDropProps) {
  const input = useRef<HTMLInputElement>(null)
  const [fraction, setFraction] = useState<number>()
  const [fault, setFault] = useState<string>()
  const [over, setOver] = useState(false)
  const abort = useRef<AbortController>(null)

  const take = async (chosen: File | undefined) => {
    if (!chosen) return
    abort.current = new AbortController()
    setFault(undefined)
    setFraction(0)
    try {
      const id = await uploadFile(chosen, { onProgress: setFraction, signal: abort.current.signal })
      onUploaded({ id, name: chosen.name, size: chosen.size })
    } catch (error) {
      setFault(errorWords(error))
    } finally {
      setFraction(undefined)
    }
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void take(event.dataTransfer.files[0])
  }
  return (
    <section
      className={`file-drop${over ? ' over' : ''}`}
      aria-label="选文件"
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <input
        ref={input}
        type="file"
        className="unseen"
        tabIndex={-1}
        aria-label="文件"
        accept={accept}
        onChange={(event) => {
          void take(event.target.files?.[0])
          event.target.value = ''
        }}
      />
      {fraction !== undefined ? (
        <div className="file-going">
          <Progress percent={Math.round(fraction * 100)} size="small" />
          <Button onClick={() => abort.current?.abort()}>取消</Button>
        </div>
      ) : (
        <>
          {file ? (
            <p>
              <strong>{file.name}</strong> <span className="quiet">{sizeWords(file.size)}</span>
            </p>
          ) : (
            <p>{hint}</p>
          )}
          <Button type={file ? 'default' : 'primary'} onClick={() => input.current?.click()}>
            {file ? '换一个文件' : '选择文件'}
          </Button>
        </>
      )}
      {fault ? (
        <p className="wrong" role="alert">
          {fault}
        </p>
      ) : null}
    </section>
  )
}

const sizeWords = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
