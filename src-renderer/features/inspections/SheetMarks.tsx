/** 打分 of an inspection sheet: date and inspector, marks item by item, deductions, a remark on the whole. */

import { Button, Input } from 'antd'
import type { KeyboardEvent } from 'react'
import { type FilledSheet, itemsOf, NOT_APPLICABLE, sheetProblems } from '../../../src-main/domain/inspection.ts'
import type { client } from '../../api/client.ts'
import { DayPicker } from '../../ui/DayPicker.tsx'
import { typedDecimal } from '../../ui/figures.ts'

export type Sheet = Awaited<ReturnType<typeof client.inspections.get.query>>

/** What is filled in. */
export interface Filling {
  readonly date: string
  readonly inspector: string
  readonly sheet: FilledSheet
}

interface SheetMarksProps {
  readonly one: Sheet
  readonly filling: Filling
  readonly disabled: boolean
  readonly onChange: (part: Partial<Filling>) => void
}

export function SheetMarks({ one, filling, disabled, onChange }: SheetMarksProps) {
  const { sheet } = filling
  const items = itemsOf(one.form)
  const wrong = new Map(sheetProblems(one.form, sheet).map(({ item, reason }) => [item, reason]))
  const setSheet = (part: Partial<FilledSheet>) => onChange({ sheet: { ...sheet, ...part } })
  const setMark = (at: number, part: Partial<FilledSheet['marks'][number]>) =>
    setSheet({ marks: items.map((_, index) => ({ mark: null, ...sheet.marks[index], ...(index === at ? part : {}) })) })
  let at = -1
  return (
    <div className="inspection-form">
      {disabled ? null : (
        <div className="inspection-line">
          <span className="inline">
            检查日期
            <DayPicker aria-label="检查日期" value={filling.date} onChange={(date) => onChange({ date })} />
          </span>
          <div className="inline">
            检查人{' '}
            <Input
              aria-label="检查人"
              style={{ width: 120 }}
              maxLength={100}
              value={filling.inspector}
              onChange={(event) => onChange({ inspector: event.target.value })}
            />
          </div>
        </div>
      )}
      <table className="plain-table inspection-marks" aria-label="打分">
        <thead>
          <tr>
            <th>检查项目</th>
            <th>以什么为凭</th>
            <th className="figure">满分</th>
            <th>得分</th>
            <th>说明</th>
          </tr>
        </thead>
        <tbody>
          {one.form.groups.map((group) => [
            <tr key={`group ${group.title}`} className="inspection-head">
              <td colSpan={5}>{group.title}</td>
            </tr>,
            ...group.items.map((item) => {
              at += 1
              const place = at
              const { mark = null, remark = '' } = sheet.marks[place] ?? {}
              const reason = wrong.get(place)
              return (
                <tr key={item.title}>
                  <td>{item.title}</td>
                  <td className="quiet">{item.evidence}</td>
                  <td className="figure">{item.full}</td>
                  <td>
                    {disabled ? (
                      <span className="figure">{mark === NOT_APPLICABLE ? '不适用' : (mark ?? '—')}</span>
                    ) : (
                      <span className="inline">
                        <Input
                          aria-label={`${item.title} 得分`}
                          style={{ width: 76 }}
                          disabled={mark === NOT_APPLICABLE}
                          {...(reason && reason !== 'notMarked'
                            ? { status: 'error' as const, title: faultWords(reason) }
                            : {})}
                          value={mark === NOT_APPLICABLE ? '' : (mark ?? '')}
                          onChange={(event) => {
                            const typed = event.target.value
                            setMark(place, { mark: typed.trim() === '' ? null : (typedDecimal(typed) ?? typed) })
                          }}
                          onKeyDown={(event) => nextMark(event)}
                        />
                        {item.optional ? (
                          <Button
                            size="small"
                            aria-pressed={mark === NOT_APPLICABLE}
                            onClick={() => setMark(place, { mark: mark === NOT_APPLICABLE ? null : NOT_APPLICABLE })}
                          >
                            {mark === NOT_APPLICABLE ? '改为打分' : '不适用'}
                          </Button>
                        ) : null}
                      </span>
                    )}
                  </td>
                  <td>
                    {disabled ? (
                      remark
                    ) : (
                      <Input
                        aria-label={`${item.title} 说明`}
                        style={{ width: 240 }}
                        maxLength={1000}
                        value={remark}
                        onChange={(event) => setMark(place, { remark: event.target.value })}
                      />
                    )}
                  </td>
                </tr>
              )
            }),
          ])}
        </tbody>
      </table>
      {one.form.deductions.length > 0 ? (
        <Deductions one={one} sheet={sheet} disabled={disabled} setSheet={setSheet} />
      ) : null}
      <div className="inline">
        总的说明
        <Input.TextArea
          aria-label="总的说明"
          rows={2}
          maxLength={1000}
          disabled={disabled}
          value={sheet.remark ?? ''}
          onChange={(event) => setSheet({ remark: event.target.value })}
        />
      </div>
    </div>
  )
}

interface DeductionsProps {
  readonly one: Sheet
  readonly sheet: FilledSheet
  readonly disabled: boolean
  readonly setSheet: (part: Partial<FilledSheet>) => void
}

function Deductions({ one, sheet, disabled, setSheet }: DeductionsProps) {
  return (
    <table className="plain-table" aria-label="扣分">
      <thead>
        <tr>
          <th>扣分项</th>
          <th>怎样扣</th>
          <th>次数</th>
        </tr>
      </thead>
      <tbody>
        {one.form.deductions.map((each, place) => (
          <tr key={each.title}>
            <td>{each.title}</td>
            <td className="quiet">
              每次 {each.each} 分{each.most ? `，最多 ${each.most} 分` : ''}
            </td>
            <td>
              <Input
                aria-label={`${each.title} 次数`}
                style={{ width: 64 }}
                disabled={disabled}
                inputMode="numeric"
                value={String(sheet.occurrences[place] ?? 0)}
                onChange={(event) => {
                  const times = Number(event.target.value.normalize('NFKC').replace(/\D/g, '').slice(0, 4))
                  setSheet({
                    occurrences: one.form.deductions.map((_, index) =>
                      index === place ? times : (sheet.occurrences[index] ?? 0),
                    ),
                  })
                }}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const faultWords = (reason: string): string =>
  reason === 'aboveFull' ? '超过满分' : reason === 'belowZero' ? '小于零' : '不是数字'

/** Enter goes to the next mark, as on paper. */
function nextMark(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
  event.preventDefault()
  const all = [
    ...(event.currentTarget.closest('table')?.querySelectorAll<HTMLInputElement>('input[aria-label$="得分"]') ?? []),
  ]
  all[all.indexOf(event.currentTarget) + 1]?.focus()
}
