/** Keeping the columns that were pointed out by hand under a name, so that the next file with these headings is read by itself. */

import { useMutation } from '@tanstack/react-query'
import { Input } from 'antd'
import { useState } from 'react'
import { trpc } from '../../api/client.ts'
import { Acts } from '../../ui/ActButton.tsx'
import type { LedgerKind } from './ledger-kind.ts'

interface SaveMappingProps {
  readonly kind: LedgerKind
  readonly columns: Readonly<Record<string, string | null>>
  readonly headerRow: number | undefined
  /** Of the headings that the file has. */
  readonly fingerprint: string | undefined
}

export function SaveMapping({ kind, columns, headerRow, fingerprint }: SaveMappingProps) {
  const [name, setName] = useState('')
  const save = useMutation(trpc.ledgers.saveMapping.mutationOptions())
  return (
    <div className="inline">
      下次表头一样的文件自己认：
      <Input
        aria-label="对应的名称"
        placeholder="起个名称，如 BOSS 日报"
        maxLength={60}
        style={{ width: 190 }}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Acts
        acts={[
          {
            key: 'save-mapping',
            label: '存下列的对应',
            disabled: name.trim() === '' ? '请先起个名称' : undefined,
            done: '列的对应已存下，下次会自己用上。',
            run: () =>
              save.mutateAsync({
                kind,
                name: name.trim(),
                mapping: { columns: { ...columns }, ...(headerRow ? { headerRow } : {}) },
                ...(fingerprint ? { fingerprint } : {}),
              }),
          },
        ]}
      />
    </div>
  )
}
