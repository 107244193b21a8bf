/** Which file a row means: as written, or one that is told, or none. */
import { expect, test } from 'vitest';
import { fileTree, matchFile } from '../../../src-main/app/lists/match-files.ts';

const tree = fileTree([
  '甲.pdf',
  '乙.PDF',
  '十一月/丙.pdf',
  '十一月/甲.pdf',
  'a/x.pdf',
  'b/x.pdf',
  '丁.docx',
  '戊.pdf',
  '戊.docx',
  'e\u0301.pdf',
]);
const folder = '/home/某人/月末';

test.each([
  ['甲.pdf', '甲.pdf', null],
  ['./甲.pdf', '甲.pdf', null],
  ['十一月/甲.pdf', '十一月/甲.pdf', null],
  ['十一月\\丙.pdf', '十一月/丙.pdf', null],
  ['/home/某人/月末/甲.pdf', '甲.pdf', null],
  ['\u00e9.pdf', 'e\u0301.pdf', null],
  ['乙.pdf', '乙.PDF', 'file-taken-for'],
  ['乙', '乙.PDF', 'file-taken-for'],
  ['丙', '十一月/丙.pdf', 'file-taken-for'],
  ['A/X.pdf', 'a/x.pdf', 'file-taken-for'],
  ['甲', null, 'file-ambiguous'],
  ['x.pdf', null, 'file-ambiguous'],
  ['戊', '戊.pdf', 'file-taken-for'],
  ['丁', null, 'file-missing'],
  ['丁.docx', null, 'file-not-pdf'],
  ['己.pdf', null, 'file-missing'],
  ['c/x.pdf', null, 'file-missing'],
  ['../甲.pdf', null, 'file-outside'],
  ['a/../../甲.pdf', null, 'file-outside'],
  ['/etc/passwd', null, 'file-outside'],
  ['D:\\别处\\甲.pdf', null, 'file-outside'],
  ['\\\\share\\甲.pdf', null, 'file-outside'],
])('%s → %s (%s)', (written, found, code) => {
  const match = matchFile(tree, folder, written);
  expect(match.found).toBe(found);
  expect(match.findings.map((finding) => finding.code)).toEqual(code === null ? [] : [code]);
});
