/** Reads which file imports which, as data: static, re-exported, dynamic and type imports, by the parser that builds the program. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { parseSync, Visitor } from 'vite'

/** Source texts by path from the root, with forward slashes. */
export type Sources = ReadonlyMap<string, string>

export interface Import {
  readonly from: string
  /** A path from the root for a file of ours, else the package's (or node:) name as written. */
  readonly to: string
  readonly ours: boolean
  /** Erased by the compiler: `import type`, `export type … from`, `import('…').T`. */
  readonly typeOnly: boolean
  readonly dynamic: boolean
}

/** Reads the .ts and .tsx files below the named folders of `root`. */
export function readSources(root: string, folders: readonly string[]): Sources {
  const sources = new Map<string, string>()
  for (const folder of folders) {
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
      if (!/\.tsx?$/.test(name)) continue
      const path = `${folder}/${name.replaceAll('\\', '/')}`
      sources.set(path, readFileSync(join(root, path), 'utf8'))
    }
  }
  return sources
}

/** All imports of all sources. Throws when a file cannot be parsed: an unread file would pass every check. */
export function importsOf(sources: Sources): Import[] {
  return [...sources].flatMap(([path, text]) => importsIn(path, text))
}

function importsIn(from: string, text: string): Import[] {
  const { module, program, errors } = parseSync(from, text)
  if (errors.length > 0) throw new Error(`${from} cannot be parsed: ${errors[0]!.message}`)
  const found: Import[] = []
  const add = (specifier: string, typeOnly: boolean, dynamic = false) => {
    const ours = specifier.startsWith('.')
    const to = ours ? posix.join(posix.dirname(from), specifier.replace(/\?.*$/, '')) : specifier
    found.push({ from, to, ours, typeOnly, dynamic })
  }
  for (const one of module.staticImports) {
    // `import { type A }` still runs the module (verbatimModuleSyntax), so only `import type` is erased.
    add(one.moduleRequest.value, /^import\s+type\s+(?!from\b)/.test(text.slice(one.start, one.end)))
  }
  for (const one of module.staticExports) {
    const request = one.entries.find((entry) => entry.moduleRequest)?.moduleRequest
    if (request) add(request.value, /^export\s+type\b/.test(text.slice(one.start, one.end)))
  }
  for (const one of module.dynamicImports) {
    const literal = /^(['"`])(.*)\1$/s.exec(text.slice(one.moduleRequest.start, one.moduleRequest.end))
    if (literal && !literal[2]!.includes('${')) add(literal[2]!, false, true)
  }
  const onTypeImport = (node: { source: { value: string } }) => add(node.source.value, true)
  new Visitor({ TSImportType: onTypeImport }).visit(program)
  return found
}
