/** The words of one column of the file and ours for them: those that are not known first. */

import { Button, Input, Modal, Select } from 'antd'
import { countText } from '../../ui/figures.ts'
import type { ColumnValues, KindColumn } from './shapes.ts'
import { chosenWord, unknownWords, wordKey } from './value-words.ts'

interface ValueWordsProps {
  readonly column: KindColumn
  readonly found: ColumnValues['columns'][number] | undefined
  /** Text → our word, of those that are known anyway. */
  readonly known: Readonly<Record<string, string>>
  /** The file's word → ours, as chosen so far. */
  readonly words: Readonly<Record<string, string>>
  readonly onWords: (words: Record<string, string>) => void
  readonly onClose: () => void
}

export function ValueWords({ column, found, known, words, onWords, onClose }: ValueWordsProps) {
  const values = found?.values ?? []
  const unknown = column.words === null ? [] : unknownWords(values, known, {})
  const shown = [...unknown, ...values.filter((one) => !unknown.includes(one))]
  const choose = (text: string, ours: string | undefined) => {
    const others = Object.entries(words).filter(([theirs]) => wordKey(theirs) !== wordKey(text))
    onWords(Object.fromEntries([...others, ...(ours ? [[text, ours]] : [])]) as Record<string, string>)
  }
  return (
    <Modal
      open
      title={`“${found?.heading ?? ''}”里的词，当作哪一个${column.heading}`}
      width={620}
      onCancel={onClose}
      footer={
        <Button type="primary" onClick={onClose}>
          好了
        </Button>
      }
    >
      <div className="value-words">
        <table className="plain-table" aria-label={`${column.heading}的词`}>
          <thead>
            <tr>
              <th>文件里的词</th>
              <th className="figure">行数</th>
              <th>当作</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ text, count }) => (
              <tr key={text}>
                <td className={unknown.some((one) => one.text === text) && !chosenWord(words, text) ? 'wrong' : ''}>
                  {text}
                </td>
                <td className="figure">{countText(count)}</td>
                <td>
                  {column.words ? (
                    <Select
                      allowClear
                      showSearch
                      aria-label={`“${text}”当作`}
                      style={{ width: 240 }}
                      placeholder={known[text] === undefined ? '不认得，请选' : known[text]}
                      value={chosenWord(words, text) ?? null}
                      options={column.words.map((word) => ({ value: word, label: word }))}
                      onChange={(next: string | null | undefined) => choose(text, next ?? undefined)}
                    />
                  ) : (
                    <Input
                      aria-label={`“${text}”当作`}
                      style={{ width: 240 }}
                      placeholder="照原样"
                      maxLength={200}
                      value={chosenWord(words, text) ?? ''}
                      onChange={(event) => choose(text, event.target.value)}
                    />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {found?.more ? <p className="quiet">只列出最多的 {countText(values.length)} 个词。</p> : null}
    </Modal>
  )
}
