/** A small XML walker for the parts that are read whole: relationships, workbook, styles. */

import { broken } from '../limits.ts'
import { characterData } from './escapes.ts'

/** Attributes by local name; the first of two that differ only in their prefix is kept. */
export type Attributes = ReadonlyMap<string, string>

export interface XmlVisitor {
  /** An element begins; `path` are the local names of the elements around it. */
  open?(name: string, attributes: Attributes, path: readonly string[]): void
  close?(name: string, path: readonly string[]): void
}

/** Walks the elements; refuses with WORKBOOK_BROKEN on DTDs, tags that do not match and nesting below `depth`. */
export function walkXml(text: string, where: string, depth: number, visitor: XmlVisitor): void {
  const path: string[] = []
  let at = text.indexOf('<')
  while (at >= 0) {
    if (text.startsWith('<!--', at)) at = behind(text, '-->', at + 4, where)
    else if (text.startsWith('<![CDATA[', at)) at = behind(text, ']]>', at + 9, where)
    else if (text.startsWith('<?', at)) at = behind(text, '?>', at + 2, where)
    else if (text.startsWith('<!', at)) throw broken(where, 'DTD')
    else at = walkTag(text, at, where, depth, visitor, path)
    at = text.indexOf('<', at)
  }
  if (path.length > 0) throw broken(where, 'cut off')
}

function behind(text: string, mark: string, from: number, where: string): number {
  const found = text.indexOf(mark, from)
  if (found < 0) throw broken(where, 'cut off')
  return found + mark.length
}

function walkTag(text: string, at: number, where: string, depth: number, visitor: XmlVisitor, path: string[]): number {
  const closing = text.charCodeAt(at + 1) === 47
  TAG_NAME.lastIndex = closing ? at + 2 : at + 1
  const name = TAG_NAME.exec(text)?.[0]
  if (name === undefined) throw broken(where, 'tag')
  const local = name.slice(name.indexOf(':') + 1)
  if (closing) {
    if (path.pop() !== local) throw broken(where, `</${name}>`)
    visitor.close?.(local, path)
    return behind(text, '>', TAG_NAME.lastIndex, where)
  }
  const attributes = new Map<string, string>()
  let from = TAG_NAME.lastIndex
  for (;;) {
    ATTRIBUTE.lastIndex = from
    const found = ATTRIBUTE.exec(text)
    if (found === null) break
    from = ATTRIBUTE.lastIndex
    const [, attribute = '', double, single] = found
    const key = attribute.slice(attribute.indexOf(':') + 1)
    if (!attribute.startsWith('xmlns') && !attributes.has(key))
      attributes.set(key, characterData(double ?? single ?? ''))
  }
  TAG_END.lastIndex = from
  const end = TAG_END.exec(text)
  if (end === null) throw broken(where, `<${name}>`)
  visitor.open?.(local, attributes, path)
  if (end[1] === '/') visitor.close?.(local, path)
  else if (path.push(local) > depth) throw broken(where, 'depth')
  return TAG_END.lastIndex
}

const TAG_NAME = /[^\s/>=<"'&]+/y
const ATTRIBUTE = /\s*([^\s/>=<"'&]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/y
const TAG_END = /\s*(\/?)>/y

/** The encoding that an XML document's first bytes state, in a label that TextDecoder knows. */
export function xmlEncoding(head: Uint8Array): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  if (head[0] === 0x3c && head[1] === 0) return 'utf-16le'
  if (head[0] === 0 && head[1] === 0x3c) return 'utf-16be'
  const declared = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)["']/.exec(
    Buffer.from(head).toString('latin1').replace('ï»¿', ''),
  )
  const label = declared?.[1]?.toLowerCase() ?? 'utf-8'
  // A declaration that could be read as single bytes cannot be UTF-16, whatever it says.
  if (label.startsWith('utf-16') || label.startsWith('ucs-2')) return 'utf-8'
  try {
    return new TextDecoder(label).encoding
  } catch {
    return 'utf-8'
  }
}

/** A whole part as text, without its byte order mark. */
export function xmlText(bytes: Uint8Array): string {
  return new TextDecoder(xmlEncoding(bytes.subarray(0, 256))).decode(bytes)
}
