/** What the lists of agents and of outlets offer: a new one, an import, a paste; and what begins an empty register. */

import { useMemo } from 'react'
import { useNavigate } from 'react-router'
import { useMissingRole } from '../../app/session.tsx'
import type { Act } from '../../ui/act.ts'
import { saveTemplate } from '../ledgers/save-template.ts'
import { usePasteImport } from '../ledgers/usePasteImport.ts'

interface RegisterActs {
  readonly acts: readonly Act[]
  /** For the empty list. */
  readonly begin: { readonly act: Act; readonly also: readonly Act[] }
}

export function useRegisterActs(kind: 'agents' | 'outlets', noun: string): RegisterActs {
  const disabled = useMissingRole(['clerk'])
  const navigate = useNavigate()
  const paste = usePasteImport(kind)
  return useMemo(() => {
    const add = { disabled, run: () => navigate(`/${kind}/-/new`) }
    const bring = { disabled, run: () => navigate(`/ledgers/import/${kind}`) }
    return {
      acts: [
        { key: 'new', label: '新增', shortcut: 'Insert', tone: 'primary', ...add },
        { key: 'import', label: '导入', ...bring },
        paste,
      ],
      begin: {
        act: { key: `import-${kind}`, label: `导入${noun}`, ...bring },
        also: [
          { key: 'template', label: '下载模板', run: () => saveTemplate(kind) },
          { key: 'add', label: '逐个新增', ...add },
        ],
      },
    }
  }, [disabled, kind, noun, navigate, paste])
}
