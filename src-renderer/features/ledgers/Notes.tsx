/** What was tidied in cells while a file was read: how often, in which column, and the first places with what stood there. */

import { noteWords } from '../../api/import-words.ts'
import { countText } from '../../ui/figures.ts'
import type { ImportReport } from './shapes.ts'

export function Notes({ notes }: { readonly notes: ImportReport['notes'] }) {
  return (
    <table className="plain-table" aria-label="整理过的格子">
      <thead>
        <tr>
          <th>列</th>
          <th>做了什么</th>
          <th className="figure">格子</th>
          <th>前几处：行号和原来写的</th>
        </tr>
      </thead>
      <tbody>
        {notes.map((note) => (
          <tr key={`${note.column} ${note.code}`}>
            <td>{note.column}</td>
            <td>{noteWords(note.code)}</td>
            <td className="figure">{countText(note.count)}</td>
            <td>{placesOf(note)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Batches of before several places were kept have the first alone. */
function placesOf(note: ImportReport['notes'][number]): string {
  const places = note.examples ?? [{ row: note.firstRow, value: note.example }]
  return places.map(({ row, value }) => `${row}：${value || '（空）'}`).join('　')
}
