/**
 * Taking files: drop them, or choose them; they go up in slices with progress and can be cancelled.
 *   <FileDrop accept={workbookTypes} hint="把 BOSS 导出的业务明细拖到这里" files={files} onFiles={setFiles} multiple />
 * What is dropped or chosen takes the place of what was there (a mended file for the wrong one); 再加文件 adds to it.
 */

import { Button, Progress } from 'antd'
import { type DragEvent, useRef, useState } from 'react'
import { dropUpload, uploadFile } from '../api/files.ts'
import { errorWords } from '../api/refusal.ts'

/** What workbooks are called; the content decides, not the name. */
export const workbookTypes = '.xlsx,.xlsm,.xlsb,.xls,.et,.ods,.csv,.tsv,.txt,.html,.htm,.mht,.mhtml,.xml,.zip'

/** A file that the back office has, under the id that procedures take. */
export interface UploadedFile {
  readonly id: string
  readonly name: string
  readonly size: number
}

interface FileDropProps {
  readonly hint: string
  readonly accept?: string
  readonly multiple?: boolean
  readonly files: readonly UploadedFile[]
  /** The files from now on, in the order in which they were chosen. */
  readonly onFiles: (files: readonly UploadedFile[]) => void
}

interface Going {
  readonly name: string
  readonly fraction: number
}

const mostFiles = 100

export function FileDrop({ hint, accept, multiple = false, files, onFiles }: FileDropProps) {
  const input = useRef<HTMLInputElement>(null)
  const [going, setGoing] = useState<Going>()
  const [fault, setFault] = useState<string>()
  const [over, setOver] = useState(false)
  const abort = useRef<AbortController>(null)
  const adding = useRef(false)

  const take = async (list: Iterable<File> | null | undefined) => {
    const before = adding.current ? files : []
    adding.current = false
    const chosen = [...(list ?? [])].slice(0, multiple ? mostFiles - before.length : 1)
    if (chosen.length === 0) return
    const stop = new AbortController()
    const { signal } = stop
    abort.current = stop
    setFault(undefined)
    const whole = chosen.reduce((sum, { size }) => sum + size, 0) || 1
    const taken: UploadedFile[] = []
    let sent = 0
    try {
      for (const file of chosen) {
        const said = (fraction: number) =>
          setGoing({ name: file.name, fraction: (sent + fraction * file.size) / whole })
        said(0)
        const id = await uploadFile(file, { onProgress: said, signal })
        taken.push({ id, name: file.name, size: file.size })
        sent += file.size
      }
      onFiles([...before, ...taken])
    } catch (error) {
      for (const { id } of taken) dropUpload(id)
      if (!signal.aborted) setFault(errorWords(error))
    } finally {
      setGoing(undefined)
    }
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void take(event.dataTransfer.files)
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
        multiple={multiple}
        onChange={(event) => {
          // The list empties with the field.
          const list = [...(event.target.files ?? [])]
          event.target.value = ''
          void take(list)
        }}
      />
      {going ? (
        <div className="file-going">
          <Progress percent={Math.round(going.fraction * 100)} size="small" aria-label={`正在收“${going.name}”`} />
          <Button onClick={() => abort.current?.abort()}>取消</Button>
        </div>
      ) : (
        <>
          {files.length > 0 ? (
            <FileList
              files={files}
              onRemove={multiple ? (id) => onFiles(files.filter((one) => one.id !== id)) : undefined}
            />
          ) : (
            <p>{hint}</p>
          )}
          <div className="inline">
            <Button
              type={files.length > 0 ? 'default' : 'primary'}
              onClick={() => {
                adding.current = false
                input.current?.click()
              }}
            >
              {files.length === 0 ? '选择文件' : multiple ? '换文件' : '换一个文件'}
            </Button>
            {multiple && files.length > 0 ? (
              <Button
                onClick={() => {
                  adding.current = true
                  input.current?.click()
                }}
              >
                再加文件
              </Button>
            ) : null}
          </div>
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

interface FileListProps extends Pick<FileDropProps, 'files'> {
  readonly onRemove: ((id: string) => void) | undefined
}

function FileList({ files, onRemove }: FileListProps) {
  return (
    <ul className="file-list" aria-label="选好的文件">
      {files.map(({ id, name, size }) => (
        <li key={id}>
          <strong>{name}</strong> <span className="quiet">{sizeWords(size)}</span>
          {onRemove ? (
            <Button type="link" aria-label={`拿掉 ${name}`} onClick={() => onRemove(id)}>
              拿掉
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

const sizeWords = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
