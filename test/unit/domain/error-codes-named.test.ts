/** Every error code is named by a test that looks for it: a code that no test names can disappear, or never come, without anybody seeing it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { errorSentences } from '../../../src-main/domain/errors/codes.ts';
import { policyReasons, requestReasons, xrefReasons } from '../../../src-main/domain/errors/reasons.ts';

const folder = join(import.meta.dirname, '../..');

/**
 * Still named by none: the list may only become shorter. The test fails for a code that is missing in both places, and for one
 * that is in both.
 */
const unnamed: readonly string[] = [
  ...['approver-twice', 'request-submission-mismatch'],
  ...['document-state-secret', 'document-tax-invoice', 'file-empty', 'folder-too-large', 'report-not-made'],
  ...['person-certificate-unfit', 'person-certificate-untrusted', 'person-other-enterprise'],
  ...['status-file-missing', 'token-certificate-not-sm2', 'token-no-blank', 'token-without-certificate'],
];

/** Text of all test files but this one. */
function testTexts(): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => path !== import.meta.filename)
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
}

test('each error code and each reason is named in a test, as a word of its own', () => {
  const words = new Set(testTexts().match(/(?<![\w-])[a-z0-9]+(?:-[a-z0-9]+)*(?![\w-])/g));
  const codes = Object.keys({ ...errorSentences, ...xrefReasons, ...policyReasons, ...requestReasons });
  expect(codes.filter((code) => !words.has(code)).sort()).toEqual([...unnamed].sort());
});
