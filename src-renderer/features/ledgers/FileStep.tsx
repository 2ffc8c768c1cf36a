/** 选文件: files to drop or choose, several as one batch, a .zip; or what was copied in Excel or WPS. */

import { Button, Input } from 'antd'
import { useEffect, useRef } from 'react'
import { kindWords } from '../../../src-main/domain/said/terms.ts'
import { FileDrop, type UploadedFile, workbookTypes } from '../../ui/FileDrop.tsx'
import { countText } from '../../ui/figures.ts'
import { useNotice } from '../../ui/useRunAct.ts'
import type { Sources } from './import-choices.ts'
import type { LedgerKind } from './ledger-kind.ts'
import { pasteLimit } from './pasted-block.ts'
import { saveTemplate } from './save-template.ts'

interface FileStepProps {
  readonly kind: LedgerKind
  readonly sources: Sources | undefined
  /** Files in place of what was chosen before; none: nothing is chosen any more. */
  readonly onFiles: (files: readonly UploadedFile[]) => void
  readonly onPaste: (text: string) => void
  readonly onMappings: () => void
}

export function FileStep({ kind, sources, onFiles, onPaste, onMappings }: FileStepProps) {
  const notice = useNotice()
  const files = sources && 'files' in sources ? sources.files : []
  const pasted = sources && 'pasted' in sources ? sources.pasted : ''
  const paste = (text: string) => {
    if (text.length > pasteLimit) notice.warn('粘贴的内容太多了，请存成文件再导入。')
    else if (text.trim() !== '') onPaste(text)
  }
  const take = useRef(paste)
  take.current = paste
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (text !== '' && !(event.target as HTMLElement | null)?.closest('input, textarea')) take.current(text)
    }
    document.addEventListener('paste', onPaste)
    return () => document.removeEventListener('paste', onPaste)
  }, [])
  return (
    <>
      <FileDrop
        hint={`把${kindWords(kind)}的文件拖到这里，可以一次拖几个；.xlsx、.xls、.et、.csv、装着表格的 .zip 都可以。`}
        accept={workbookTypes}
        multiple
        files={files}
        onFiles={onFiles}
      />
      {files.length > 1 ? <p className="quiet">这 {files.length} 个文件作为一批导入，也作为一批撤销。</p> : null}
      <div className="paste-box">
        <label htmlFor="import-paste">或者在 Excel、WPS 里选中表格（连表头）复制，粘贴到这里：</label>
        <Input.TextArea
          id="import-paste"
          rows={3}
          value={pasted === '' ? '' : pasted.slice(0, 2000)}
          placeholder="点这里，按 Ctrl+V"
          spellCheck={false}
          onPaste={(event) => {
            const text = event.clipboardData.getData('text/plain')
            if (text === '') return
            event.preventDefault()
            paste(text)
          }}
          onChange={(event) => paste(event.target.value)}
        />
        {pasted === '' ? null : (
          <span className="quiet">
            粘贴了 {countText(pasted.split(/\r?\n/).filter((line) => line !== '').length)} 行
          </span>
        )}
      </div>
      <p className="quiet">
        表头不必和模板一样，标题行、合计行、签名行会自己认出来。没有现成的文件？
        <Button type="link" onClick={() => void saveTemplate(kind).catch(notice.refused)}>
          下载{kindWords(kind)}模板
        </Button>
        <Button type="link" onClick={onMappings}>
          管理存下的对应
        </Button>
      </p>
    </>
  )
}
