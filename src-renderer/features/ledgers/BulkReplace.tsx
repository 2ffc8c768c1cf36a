/** 成批替换: every wrong row whose cell of a column says the same gets another value; how many they are is said before. */

import { useQuery } from '@tanstack/react-query'
import { Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { trpc } from '../../api/client.ts'
import { Field, FormGrid } from '../../ui/Field.tsx'
import { countText } from '../../ui/figures.ts'
import { useKeys } from '../../ui/useKeys.ts'
import type { CellEdit } from './shapes.ts'

interface BulkReplaceProps {
  readonly mistakes: string
  readonly headings: readonly string[]
  /** The cell that the keys were on. */
  readonly start: { readonly column: string; readonly value: string } | undefined
  readonly onReplace: (edits: readonly CellEdit[]) => void
  readonly onClose: () => void
}

export function BulkReplace({ mistakes, headings, start, onReplace, onClose }: BulkReplaceProps) {
  const [column, setColumn] = useState(start?.column ?? headings[0] ?? '')
  const [was, setWas] = useState(start?.value ?? '')
  const [becomes, setBecomes] = useState('')
  const places = useQuery(trpc.ledgers.matchingCells.queryOptions({ mistakes, column, value: was }))
  const count = places.data?.length ?? 0
  const ready = places.data !== undefined && count > 0 && was !== becomes
  // Esc leaves the page otherwise
  useKeys({ Esc: onClose })
  const replace = () => {
    if (!ready || !places.data) return
    onReplace(places.data.map((place) => ({ ...place, column, value: becomes })))
    onClose()
  }
  return (
    <Modal
      open
      title="成批替换"
      okText={`替换 ${countText(count)} 行`}
      cancelText="不做了"
      okButtonProps={{ disabled: !ready }}
      onOk={replace}
      onCancel={onClose}
      width={460}
    >
      <FormGrid single onSave={replace}>
        <Field label="列">
          <Select
            value={column}
            options={headings.map((value) => ({ value, label: value }))}
            onChange={(next: string) => setColumn(next)}
          />
        </Field>
        <Field label="原来写的">
          <Input value={was} placeholder="空着的格子" onChange={(event) => setWas(event.target.value)} />
        </Field>
        <Field label="都改成">
          <Input autoFocus value={becomes} maxLength={1000} onChange={(event) => setBecomes(event.target.value)} />
        </Field>
      </FormGrid>
      <p role="status">
        {places.data === undefined
          ? '正在数……'
          : `不对的行里，“${column}”写着“${was || '（空）'}”的有 ${countText(count)} 行。`}
      </p>
    </Modal>
  )
}
