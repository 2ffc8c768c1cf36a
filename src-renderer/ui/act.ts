/** An act: one object that feeds the button, the key, the menu and the Ctrl+K box. */

/** What a person can do here. */
export interface Act {
  readonly key: string
  /** A verb: 导入, 提交, 撤销本批. */
  readonly label: string
  /** Shown on the button and obeyed while the screen is in front: `Ctrl+S`, `F2`. */
  readonly shortcut?: string
  /** Why it cannot be done now; the button then says so instead of hiding. */
  readonly disabled?: string | undefined
  readonly tone?: 'primary' | 'danger' | 'plain'
  /** Asked before it is done: what will happen and how to undo it. */
  readonly confirm?: { readonly title: string; readonly text: string; readonly ok: string }
  /** Other ways to do the same, as small buttons joined to it: 导出 | CSV. */
  readonly more?: readonly Act[]
  /** Said when it is done, in the notice line. */
  readonly done?: string
  /** Does it; a thrown refusal is shown in words. */
  readonly run: () => unknown
}
