/** Which saved mapping is used: the one made for these headings, another by name, or none. */

import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { trpc } from '../../api/client.ts'
import { type ImportChoices, isChanged } from './import-choices.ts'
import type { LedgerKind } from './ledger-kind.ts'
import type { InspectedSheet } from './shapes.ts'

interface MappingChoiceProps {
  readonly kind: LedgerKind
  /** The one that was saved for these headings. */
  readonly fitting: InspectedSheet['saved']
  readonly choices: ImportChoices
  readonly onChoose: (part: Partial<ImportChoices>) => void
  readonly onManage: () => void
}

export function MappingChoice({ kind, fitting, choices, onChoose, onManage }: MappingChoiceProps) {
  const saved = useQuery(trpc.ledgers.mappings.queryOptions({ kind }))
  const list = saved.data ?? []
  if (list.length === 0) return null
  const use = (name: string) => {
    const found = list.find((one) => one.name === name)
    if (!found) return onChoose({ saved: null, mapping: {} })
    const how = fitting?.name === name ? ('fingerprint' as const) : ('named' as const)
    onChoose({ saved: { name, how, mapping: found.mapping }, mapping: found.mapping })
  }
  return (
    <div className="inline">
      按存下的对应读
      <Select
        aria-label="存下的对应"
        style={{ width: 240 }}
        value={choices.saved?.name ?? ''}
        options={[
          { value: '', label: '不用' },
          ...list.map(({ name }) => ({ value: name, label: name === fitting?.name ? `${name}（表头一样）` : name })),
        ]}
        onChange={use}
      />
      {choices.saved && isChanged(choices) ? (
        <>
          <span className="late">改过了</span>
          <Button type="link" onClick={() => onChoose({ mapping: choices.saved?.mapping ?? {} })}>
            改回存下的样子
          </Button>
        </>
      ) : null}
      <Button type="link" onClick={onManage}>
        管理
      </Button>
    </div>
  )
}
