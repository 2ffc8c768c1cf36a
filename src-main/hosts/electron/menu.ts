/** The menu: what people look for there, in Chinese, and the editing keys that Electron ties to it. */
import { Menu, type MenuItemConstructorOptions } from 'electron'

export function setMenu(version: string, development: boolean): void {
  const view: MenuItemConstructorOptions[] = [
    { role: 'zoomIn', label: '放大' },
    { role: 'zoomOut', label: '缩小' },
    { role: 'resetZoom', label: '原始大小' },
    { type: 'separator' },
    { role: 'togglefullscreen', label: '全屏' },
  ]
  // Only while developing: the tools would also open the way around the window's limits.
  if (development) view.push({ role: 'toggleDevTools', label: '开发者工具' })
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      { label: '文件', submenu: [{ role: 'quit', label: '退出' }] },
      {
        label: '编辑',
        submenu: [
          { role: 'undo', label: '撤销' },
          { role: 'redo', label: '重做' },
          { type: 'separator' },
          { role: 'cut', label: '剪切' },
          { role: 'copy', label: '复制' },
          { role: 'paste', label: '粘贴' },
          { role: 'selectAll', label: '全选' },
        ],
      },
      { label: '查看', submenu: view },
      { label: '帮助', submenu: [{ label: `渠道台账 ${version}`, enabled: false }] },
    ]),
  )
}
