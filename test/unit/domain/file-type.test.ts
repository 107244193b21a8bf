/** What a file is when it is no PDF: told by its octets, said in the verdict and beside the pages, and never a milder verdict. */
import { describe, expect, it } from 'vitest';
import { bytesSource } from '../../../src-main/domain/byte-source.ts';
import { fileTypeNames, fileTypeOf, type FileType } from '../../../src-main/domain/file-type.ts';
import { verifyDocument } from '../../../src-main/verification/verify-document.ts';
import { testContext } from '../../attacks/test-context.ts';

const zip = (entry: string, filler = 40): string =>
  `PK\u0003\u0004${'x'.repeat(filler)}${entry}${'y'.repeat(filler)}`;
const cases: readonly (readonly [string, FileType, string])[] = [
  ['no octet', 'empty', ''],
  ['Word', 'word', zip('word/document.xml')],
  ['Word, names at the end alone', 'word', zip('word/document.xml', 200_000)],
  ['Excel', 'sheet', zip('xl/workbook.xml')],
  ['slides', 'slides', zip('ppt/presentation.xml')],
  ['OFD', 'ofd', zip('OFD.xml')],
  ['another ZIP', 'archive', zip('photo.jpg')],
  ['RAR', 'archive', 'Rar!\u001a\u0007\u0001\u0000'],
  ['7z', 'archive', '7z\u00bc\u00af\u0027\u001c'],
  ['old Office', 'office', '\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1 rest'],
  ['JPEG', 'picture', '\u00ff\u00d8\u00ff\u00e0 rest'],
  ['PNG', 'picture', '\u0089PNG\r\n\u001a\n'],
  ['a web page', 'web', '\n<!DOCTYPE html><title>x</title>'],
  ['text', 'other', 'hello'],
  ['one octet', 'other', 'P'],
];
const source = (text: string) => bytesSource(Uint8Array.from(Buffer.from(text, 'latin1')));

describe('a file that is no PDF', () => {
  it.each(cases)('%s is %s', (_, type, text) => {
    expect(fileTypeOf(source(text))).toBe(type);
    const report = verifyDocument(source(text), testContext());
    expect(report.level).toBe('UNSURE');
    expect(report.codes).toContain(type === 'ofd' ? 'OFD_UNSUPPORTED' : 'NOT_A_PDF');
    // What it is stands in the sentence; never that it is damaged.
    expect(report.sentence.zh).not.toContain('损坏');
    if (type !== 'other')
      expect(report.sentence.zh).toContain(type === 'empty' ? '空的' : fileTypeNames[type].zh.trim());
  });
});
