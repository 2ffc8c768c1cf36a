/** What files may be kept as evidence: told by their content, never by their name; and what they may be called. */
import { Refusal } from './refusal.ts'

/** 20 MB: a scan of many pages; larger ones are to be scanned more coarsely. */
export const LARGEST_EVIDENCE = 20 * 1024 * 1024

/** How much of a file's beginning and end tells what it is. */
export const TELLING_BYTES = 64 * 1024

interface EvidenceKind {
  readonly media: string
  /** The endings it may carry; the first is given where the name has another. */
  readonly endings: readonly string[]
}

const office = 'application/vnd.openxmlformats-officedocument'
const KINDS = {
  pdf: { media: 'application/pdf', endings: ['.pdf'] },
  jpeg: { media: 'image/jpeg', endings: ['.jpg', '.jpeg'] },
  png: { media: 'image/png', endings: ['.png'] },
  gif: { media: 'image/gif', endings: ['.gif'] },
  bmp: { media: 'image/bmp', endings: ['.bmp'] },
  tiff: { media: 'image/tiff', endings: ['.tif', '.tiff'] },
  webp: { media: 'image/webp', endings: ['.webp'] },
  xlsx: { media: `${office}.spreadsheetml.sheet`, endings: ['.xlsx'] },
  docx: { media: `${office}.wordprocessingml.document`, endings: ['.docx'] },
  pptx: { media: `${office}.presentationml.presentation`, endings: ['.pptx'] },
  ofd: { media: 'application/ofd', endings: ['.ofd'] },
  compound: { media: 'application/x-ole-storage', endings: ['.xls', '.doc', '.ppt', '.et', '.wps', '.dps'] },
  text: { media: 'text/plain; charset=utf-8', endings: ['.txt', '.csv', '.xml', '.eml'] },
} satisfies Record<string, EvidenceKind>

/**
 * What a file is by its bytes: `head` its beginning and `tail` its end (of a zip the names of its parts stand there).
 * @throws Refusal ATTACHMENT_TYPE for anything that an office does not keep: programs, archives, workbooks with macros
 */
export function evidenceKind(head: Uint8Array, tail: Uint8Array, name: string): EvidenceKind {
  const starts = (...bytes: number[]) => bytes.every((byte, at) => head[at] === byte)
  const latin = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes)
  if (latin(head.subarray(0, 1024)).includes('%PDF-')) return KINDS.pdf
  if (starts(0xff, 0xd8, 0xff)) return KINDS.jpeg
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return KINDS.png
  if (starts(0x47, 0x49, 0x46, 0x38)) return KINDS.gif
  if (starts(0x49, 0x49, 0x2a, 0) || starts(0x4d, 0x4d, 0, 0x2a)) return KINDS.tiff
  if (starts(0x52, 0x49, 0x46, 0x46) && latin(head.subarray(8, 12)) === 'WEBP') return KINDS.webp
  if (starts(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return KINDS.compound
  if (starts(0x50, 0x4b, 3, 4)) {
    const parts = `${latin(head)}\n${latin(tail)}`
    if (parts.includes('vbaProject.bin')) throw new Refusal('ATTACHMENT_TYPE', { file: name, reason: 'macros' })
    if (parts.includes('xl/workbook')) return KINDS.xlsx
    if (parts.includes('word/document')) return KINDS.docx
    if (parts.includes('ppt/presentation')) return KINDS.pptx
    if (parts.includes('OFD.xml')) return KINDS.ofd
    throw new Refusal('ATTACHMENT_TYPE', { file: name, reason: 'archive' })
  }
  if (starts(0x42, 0x4d) && head.length > 26 && head[14] === 40) return KINDS.bmp
  if (!head.includes(0) && KINDS.text.endings.includes(endingOf(name))) return KINDS.text
  throw new Refusal('ATTACHMENT_TYPE', { file: name, reason: 'unknown' })
}

/** The name under which a file is kept and given back: one name, without what a file system or a reader could trip over. */
export function evidenceName(given: string, kind: EvidenceKind): string {
  const plain = given
    .normalize('NFC')
    .split(/[\\/]/)
    .at(-1)!
    // controls, marks that turn the direction of writing, what Windows does not allow
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '')
  const ending = endingOf(plain)
  const fits = kind.endings.includes(ending)
  const stem = (fits ? plain.slice(0, plain.length - ending.length) : plain).replace(/[\s.]+$/, '')
  const safe = stem === '' || /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(stem) ? `附件${stem}` : stem
  return `${[...safe].slice(0, 100).join('')}${fits ? ending : kind.endings[0]}`
}

function endingOf(name: string): string {
  return /\.[^.]{1,8}$/.exec(name)?.[0].toLowerCase() ?? ''
}
