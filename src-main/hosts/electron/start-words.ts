/** What is said when the program cannot open its window: the few refusals that happen before there is a screen to say them. */
import { Refusal } from '../../domain/refusal.ts'

export function startFailure(error: unknown, dataDir: string): string {
  if (!(error instanceof Refusal)) return `渠道台账无法启动。\n数据目录：${dataDir}\n\n${String(error)}`
  return `${words(error)}\n数据目录：${dataDir}`
}

function words({ code }: Refusal): string {
  switch (code) {
    case 'STORE_IN_USE':
      return '数据正在被另一个程序使用（可能是另一个窗口，或命令行程序）。请先关闭它，再打开渠道台账。'
    case 'STORE_NEWER':
      return '数据是用更新版本的渠道台账保存的。请安装新版本后再打开；数据没有改动。'
    case 'STORE_CORRUPT':
      return '数据文件已损坏，没有改动。请从最近的备份恢复。'
    case 'STORE_FOREIGN':
      return '数据目录里的文件不是渠道台账的数据，没有改动。'
    case 'STORE_CHANGED_MIGRATION':
      return '程序文件与数据不一致，请重新安装渠道台账；数据没有改动。'
    case 'STORE_NETWORK_PATH':
      return '数据目录在网络盘上，不能保证数据安全。请把数据放在本机硬盘上。'
    case 'DISK_FULL':
      return '磁盘空间不足。请清理后再打开。'
    case 'FILE_LOCKED':
    case 'WRITE_FAILED':
      return '数据目录无法写入。请检查权限、杀毒软件或同步软件。'
    default:
      return `渠道台账无法打开数据（${code}）。`
  }
}
