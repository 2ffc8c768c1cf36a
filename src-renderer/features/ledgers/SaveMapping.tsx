/** Keeping how a file is read under a name, so that the next file with these headings is read by itself. */

import { useMutation } from '@tanstack/react-query'
import { Input } from 'antd'
import { useState } from 'react'
import { trpc } from '../../api/client.ts'
import { Acts } from '../../ui/ActButton.tsx'
import { type ImportChoices, isChanged, tidyMapping } from './import-choices.ts'
import type { LedgerKind } from './ledger-kind.ts'

interface SaveMappingProps {
  readonly kind: LedgerKind
  readonly choices: ImportChoices
  /** Of the headings that the file has. */
  readonly fingerprint: string | undefined
  /** What is saved is in use from now on. */
  readonly onSaved: (part: Pick<ImportChoices, 'saved' | 'mapping'>) => void
}

/** Shows nothing while there is nothing to save. */
export function SaveMapping({ kind, choices, fingerprint, onSaved }: SaveMappingProps) {
  const { saved } = choices
  const [typed, setTyped] = useState<string>()
  const name = typed ?? saved?.name ?? ''
  const save = useMutation(trpc.ledgers.saveMapping.mutationOptions())
  if (!isChanged(choices)) return null
  return (
    <div className="inline">
      下次表头一样的文件自己认：
      <Input
        aria-label="对应的名称"
        placeholder="起个名称，如 BOSS 日报"
        maxLength={60}
        style={{ width: 190 }}
        value={name}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Acts
        acts={[
          {
            key: 'save-mapping',
            label: saved && name.trim() === saved.name ? '改存下的对应' : '存下列的对应',
            disabled: name.trim() === '' ? '请先起个名称' : undefined,
            done: '列的对应已存下，下次会自己用上。',
            run: async () => {
              const mapping = tidyMapping(choices.mapping)
              const kept = await save.mutateAsync({
                kind,
                name: name.trim(),
                mapping,
                ...(fingerprint ? { fingerprint } : {}),
              })
              setTyped(undefined)
              onSaved({ saved: { name: kept.name, how: 'named', mapping }, mapping })
            },
          },
        ]}
      />
    </div>
  )
}
