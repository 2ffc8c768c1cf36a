import { describe, expect, it } from 'vitest'
import { KeyLayers, type KeyPress, keyName } from './keys.ts'

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  ...more,
})

describe('keys', () => {
  it.each([
    [press('s', { ctrlKey: true }), 'Ctrl+S'],
    [press('S', { ctrlKey: true, shiftKey: true }), 'Ctrl+S'],
    [press('1', { ctrlKey: true, code: 'Digit1' }), 'Ctrl+1'],
    [press('End', { ctrlKey: true, code: 'Numpad1' }), 'Ctrl+1'],
    [press('Escape'), 'Esc'],
    [press('F2'), 'F2'],
    [press('k', { metaKey: true }), 'Ctrl+K'],
    [press('s', { ctrlKey: true, isComposing: true }), undefined],
    [press('Enter', { keyCode: 229 }), undefined],
    [press('Process'), undefined],
  ])('%o is %s', (given, name) => expect(keyName(given)).toBe(name))

  it('asks the topmost layer first, and those below when it declines', () => {
    const layers = new KeyLayers()
    const said: string[] = []
    layers.add(new Map([['Esc', () => said.push('screen')]]))
    let declines = false
    const close = layers.add(new Map([['Esc', () => (declines ? false : said.push('drawer'))]]))
    layers.press(press('Escape'), false)
    declines = true
    layers.press(press('Escape'), false)
    close()
    layers.press(press('Escape'), true)
    expect(said).toEqual(['drawer', 'screen', 'screen'])
  })

  it('leaves plain keys to the field that has the caret', () => {
    const layers = new KeyLayers()
    layers.add(new Map([['Enter', () => true]]))
    expect(layers.press(press('Enter'), true)).toBe(false)
    expect(layers.press(press('Enter'), false)).toBe(true)
  })
})
