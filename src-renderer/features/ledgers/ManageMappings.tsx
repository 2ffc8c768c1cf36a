/** 存下的对应: the saved mappings of a kind of ledger; renamed and removed here. */

import { useMutation, useQuery } from '@tanstack/react-query'
import { App, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { kindWords } from '../../../src-main/domain/said/terms.ts'
import { trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import type { LedgerKind } from './ledger-kind.ts'
import { mappingWords } from './mapping-words.ts'
import type { SavedMapping } from './shapes.ts'

interface ManageMappingsProps {
  readonly kind: LedgerKind
  readonly onClose: () => void
  /** What was renamed or removed may be in use. */
  readonly onChanged: (name: string, next: string | undefined) => void
}

export function ManageMappings({ kind, onClose, onChanged }: ManageMappingsProps) {
  const saved = useQuery(trpc.ledgers.mappings.queryOptions({ kind }))
  return (
    <Modal open title={`${kindWords(kind)}存下的对应`} footer={null} width={760} onCancel={onClose}>
      {saved.data?.length === 0 ? (
        <p className="quiet">还没有。在“列”一步指好列、词、筛选以后，起个名称存下，下次表头一样的文件自己按它读。</p>
      ) : (
        <table className="plain-table mapping-list" aria-label="存下的对应">
          <thead>
            <tr>
              <th>名称</th>
              <th>说的什么</th>
              <th>谁、何时</th>
              <th> </th>
            </tr>
          </thead>
          <tbody>
            {saved.data?.map((one) => (
              <MappingRow key={one.id} one={one} kind={kind} onChanged={onChanged} />
            ))}
          </tbody>
        </table>
      )}
    </Modal>
  )
}

function MappingRow({
  one,
  kind,
  onChanged,
}: Pick<ManageMappingsProps, 'kind' | 'onChanged'> & { readonly one: SavedMapping }) {
  const { modal } = App.useApp()
  const [name, setName] = useState<string>()
  const rename = useMutation(
    trpc.ledgers.renameMapping.mutationOptions({
      onSuccess: (kept) => {
        setName(undefined)
        onChanged(one.name, kept.name)
      },
    }),
  )
  const drop = useMutation(
    trpc.ledgers.dropMapping.mutationOptions({ onSuccess: () => onChanged(one.name, undefined) }),
  )
  const ask = () =>
    modal.confirm({
      title: `不要“${one.name}”了？`,
      content: '已经导入的批次不受影响；以后表头一样的文件要重新指列。',
      okText: '不要了',
      cancelText: '留着',
      autoFocusButton: 'cancel',
      okButtonProps: { danger: true },
      onOk: () => drop.mutate({ kind, name: one.name }),
    })
  const typed = name?.trim() ?? ''
  const error = rename.error ?? drop.error
  return (
    <tr>
      <td>
        {name === undefined ? (
          one.name
        ) : (
          <Input
            autoFocus
            aria-label="新的名称"
            maxLength={60}
            value={name}
            onChange={(event) => setName(event.target.value)}
            onPressEnter={() => typed !== '' && rename.mutate({ kind, name: one.name, to: typed })}
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return
              event.stopPropagation()
              setName(undefined)
            }}
          />
        )}
        {error ? (
          <p className="wrong" role="alert">
            {errorWords(error)}
          </p>
        ) : null}
      </td>
      <td>
        {mappingWords(kind, one.mapping)}
        {one.fingerprint === null ? <span className="quiet">；要自己点名才用</span> : null}
      </td>
      <td className="quiet">
        {one.user} {one.at.slice(0, 10)}
      </td>
      <td>
        {name === undefined ? (
          <span className="inline">
            <Button type="link" aria-label={`“${one.name}”改名`} onClick={() => setName(one.name)}>
              改名
            </Button>
            <Button type="link" danger aria-label={`不要“${one.name}”`} onClick={ask}>
              不要
            </Button>
          </span>
        ) : (
          <span className="inline">
            <Button
              type="link"
              disabled={typed === ''}
              onClick={() => rename.mutate({ kind, name: one.name, to: typed })}
            >
              好
            </Button>
            <Button type="link" onClick={() => setName(undefined)}>
              不改
            </Button>
          </span>
        )}
      </td>
    </tr>
  )
}
