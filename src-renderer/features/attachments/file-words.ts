/** Sizes in words, and what files a chooser offers as evidence. */

export const sizeWords = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`

export const evidenceEndings =
  '.pdf,.jpg,.jpeg,.png,.gif,.bmp,.tif,.tiff,.webp,.xlsx,.xls,.et,.docx,.doc,.wps,.pptx,.ofd,.txt,.csv,.xml,.eml'
