/** What the Ctrl+K box shows: the line to type in and what was found. Loaded when first asked for: it brings the pinyin tables. */

import { Input } from 'antd'
import { useEffect, useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { isComposing } from '../ui/keys.ts'
import { useShownActs } from '../ui/status-line.ts'
import { useRunAct } from '../ui/useRunAct.ts'
import { type Found, matchesName } from './find.ts'
import type { Place } from './places.ts'
import { useThings } from './useThings.ts'

interface FindListProps {
  readonly places: readonly Place[]
  readonly onClose: () => void
}

export function FindList({ places, onClose }: FindListProps) {
  const navigate = useNavigate()
  const { run } = useRunAct()
  const acts = useShownActs()
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState('')
  const [at, setAt] = useState(0)
  useEffect(() => {
    const wait = setTimeout(() => setAsked(typed.trim()), 150)
    return () => clearTimeout(wait)
  }, [typed])
  const remote = useThings(asked)
  const found = useMemo((): readonly Found[] => {
    const doors = places.flatMap((place) => [
      place,
      ...(place.parts ?? []).filter((part) => part.label !== place.label),
    ])
    const here = doors.filter(
      (door, i) => doors.findIndex((other) => other.path === door.path && other.label === door.label) === i,
    )
    return [
      ...acts
        .filter((act) => !act.disabled && matchesName(act.label, typed))
        .map((act) => ({ key: `act ${act.key}`, label: act.label, kind: '操作', act })),
      ...here
        .filter((door) => matchesName(door.label, typed))
        .map((door) => ({ key: `place ${door.path} ${door.label}`, label: door.label, kind: '去', to: door.path })),
      ...remote,
    ]
  }, [acts, places, remote, typed])
  const chosen = found[Math.min(at, found.length - 1)]
  const take = (one: Found | undefined) => {
    if (!one) return
    onClose()
    if (one.act) run(one.act)
    else if (one.to) navigate(one.to)
  }
  return (
    <>
      <Input
        autoFocus
        size="middle"
        value={typed}
        placeholder="网点、代理商、政策、结算单、操作：名称、编码或拼音首字母"
        aria-label="查找"
        role="combobox"
        aria-expanded={found.length > 0}
        aria-controls="find-list"
        aria-activedescendant={chosen ? `find-${at}` : undefined}
        onChange={(event) => {
          setTyped(event.target.value)
          setAt(0)
        }}
        onKeyDown={(event) => {
          if (isComposing(event.nativeEvent)) return
          if (event.key === 'ArrowDown') setAt((before) => Math.min(found.length - 1, before + 1))
          else if (event.key === 'ArrowUp') setAt((before) => Math.max(0, before - 1))
          else if (event.key === 'Enter') take(chosen)
          else return
          event.preventDefault()
        }}
      />
      <div id="find-list" className="find-list" role="listbox" aria-label="找到的">
        {found.map((one, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the box above takes the keys
          <div
            key={one.key}
            id={`find-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            className={`find-row${index === at ? ' active' : ''}`}
            ref={index === at ? (row) => row?.scrollIntoView({ block: 'nearest' }) : undefined}
            onClick={() => take(one)}
          >
            <span className="find-kind">{one.kind}</span>
            <span>{one.label}</span>
            <span className="quiet">{one.note}</span>
          </div>
        ))}
        {found.length === 0 && typed.trim() !== '' ? (
          <p className="quiet find-none">没有找到。可以试编码、名称的一部分或拼音首字母。</p>
        ) : null}
      </div>
    </>
  )
}
