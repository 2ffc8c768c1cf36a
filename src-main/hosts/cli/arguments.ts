/** The command line's words: commands, options and what is wrong with them (exit 2). */
import { parseArgs } from 'node:util'

/** Wrong usage: said on standard error, exit 2. */
export class Usage extends Error {}

export interface Arguments {
  readonly command: string
  readonly positionals: readonly string[]
  text(name: string): string | undefined
  flag(name: string): boolean
  /** @throws Usage when it is not given */
  need(name: string): string
}

const OPTIONS = {
  data: { type: 'string' },
  user: { type: 'string' },
  county: { type: 'string' },
  name: { type: 'string' },
  roles: { type: 'string' },
  size: { type: 'string' },
  period: { type: 'string' },
  sheet: { type: 'string' },
  'all-sheets': { type: 'boolean' },
  mapping: { type: 'string' },
  duplicates: { type: 'string' },
  blanks: { type: 'string' },
  'only-valid': { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  errors: { type: 'string' },
  edits: { type: 'string' },
  out: { type: 'string' },
  port: { type: 'string' },
  open: { type: 'boolean' },
} as const

export const USAGE = `desk 命令 … --data 文件夹 [--user 用户名]（密码在环境变量 DESK_PASSWORD）

  init --data DIR --county 编码 --name 名称 --user 用户名
  user add 用户名 --roles clerk,reviewer,finance,admin（新密码在 DESK_NEW_PASSWORD）
  demo DIR [--size small|county|large]
  import 种类 文件 [更多文件 …] [--period YYYY-MM] [--sheet 名称 | --all-sheets] [--mapping 名称] [--duplicates error|skip|overwrite|fillBlanks]
         [--blanks keep|clear] [--only-valid] [--dry-run] [--errors 文件] [--edits 文件]
         --edits 是一个 JSON 文件 [{"row":3,"column":"金额","value":"100"}]：改核对出问题的行里的格子，文件本身不动
         几个文件合成一个批次；--all-sheets 读所有认得的工作表；--blanks clear 用空单元格清除原值（默认 keep，保留原值）
  export 种类 文件 [--period YYYY-MM]
  call 过程 [JSON]（- 表示从标准输入读）
  report 名称 --period YYYY-MM --out 文件（.pdf、.xlsx 或 .html）
  serve [--port N] [--open] · backup 文件 · restore 文件 · verify`

/** @throws Usage for an unknown option or a missing command */
export function readArguments(argv: readonly string[]): Arguments {
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse(argv)
  } catch (error) {
    throw new Usage((error as Error).message)
  }
  const values: Readonly<Record<string, string | boolean | undefined>> = parsed.values
  const [command, ...positionals] = parsed.positionals
  if (command === undefined) throw new Usage('没有给出命令')
  const text = (name: string) => {
    const value = values[name]
    return typeof value === 'string' ? value : undefined
  }
  return {
    command,
    positionals,
    text,
    flag: (name) => values[name] === true,
    need(name) {
      const value = text(name)
      if (value === undefined || value === '') throw new Usage(`缺少 --${name}`)
      return value
    },
  }
}

function parse(argv: readonly string[]) {
  return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true, strict: true })
}
