/**
 * What a file is when it is no PDF, told by its octets and never by its name: for words alone. Signatures: PKWARE APPNOTE §4.3.7,
 * ECMA-376 part 2 (names of parts), GB/T 33190 (OFD.xml), MS-CFB §2.2, and the image formats' own.
 */
import type { ByteSource } from './byte-source.ts';

export const fileTypeNames = Object.freeze({
  empty: { zh: '空文件', en: 'an empty file' },
  ofd: { zh: ' OFD 文件', en: 'an OFD file' },
  word: { zh: ' Word 文档', en: 'a Word document' },
  sheet: { zh: ' Excel 表格', en: 'an Excel workbook' },
  slides: { zh: '演示文稿', en: 'a presentation' },
  office: { zh: '旧格式的 Office 文档', en: 'an Office document of the old format' },
  archive: { zh: '压缩包', en: 'an archive' },
  picture: { zh: '图片', en: 'a picture' },
  web: { zh: '网页', en: 'a web page' },
  other: { zh: '别的格式的文件', en: 'a file of another format' },
} satisfies Readonly<Record<string, { readonly zh: string; readonly en: string }>>);

export type FileType = keyof typeof fileTypeNames;

/** First octets, as latin-1 text. */
const beginnings: readonly (readonly [FileType, RegExp])[] = [
  ['office', /^\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1/],
  ['archive', /^(?:Rar!\x1a\x07|7z\xbc\xaf\x27\x1c|\x1f\x8b\x08)/],
  ['picture', /^(?:\xff\xd8\xff|\x89PNG|GIF8|BM|II\*\0|MM\0\*|RIFF[^]{4}WEBP)/],
  ['web', /^(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|body)\b/i],
];
/** Names of entries of a ZIP; readers take OFD.xml in any case. */
const entries: readonly (readonly [FileType, RegExp])[] = [
  ['ofd', /ofd\.xml/i],
  ['word', /word\/(?:document|styles|_rels)/],
  ['sheet', /xl\/(?:workbook|worksheets|_rels)/],
  ['slides', /ppt\/(?:presentation|slides|_rels)/],
];
/** The list of entries stands at the end of a ZIP, the first entries at its beginning. */
const headOctets = 64 * 1024;
const tailOctets = 1024 * 1024;

/** The type of a file that is no PDF; a near miss harms nobody. */
export function fileTypeOf(source: ByteSource): FileType {
  if (source.size === 0) return 'empty';
  const head = latin(source, 0, Math.min(headOctets, source.size));
  if (!head.startsWith('PK\u0003\u0004')) return typeBy(beginnings, head) ?? 'other';
  const from = Math.max(0, source.size - tailOctets);
  return typeBy(entries, head + latin(source, from, source.size - from)) ?? 'archive';
}

function typeBy(rules: readonly (readonly [FileType, RegExp])[], text: string): FileType | undefined {
  return rules.find(([, pattern]) => pattern.test(text))?.[0];
}

function latin(source: ByteSource, at: number, length: number): string {
  let text = '';
  for (const octet of source.read(at, length)) text += String.fromCharCode(octet);
  return text;
}
