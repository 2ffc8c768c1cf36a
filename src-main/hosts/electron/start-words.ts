/** What is said when the program cannot open its window, since there is no screen yet to say it. */
import { Refusal } from '../../domain/refusal.ts'
import { refusalWords } from '../../domain/said/refusal-words.ts'

export function startFailure(error: unknown, dataDir: string): string {
  const words =
    error instanceof Refusal ? refusalWords(error.code, error.details) : `渠道台账无法启动。${String(error)}`
  return `${words}\n数据目录：${dataDir}`
}
