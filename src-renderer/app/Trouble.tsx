/** What stands where something could not be read: the words, and a button to try again. */

import { Button } from 'antd'
import { errorWords } from '../api/refusal.ts'

export function Trouble({ error, again }: { readonly error: unknown; readonly again: () => void }) {
  return (
    <div className="entrance-waiting" role="alert">
      <p>{errorWords(error)}</p>
      <Button type="primary" onClick={again}>
        再试一次
      </Button>
    </div>
  )
}
