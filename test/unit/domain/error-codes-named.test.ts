/** Every error code is what some test expects: a code that no test provokes can disappear, or never come, without anybody seeing it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { errorSentences } from '../../../src-main/domain/errors/codes.ts';
import {
  delegationReasons,
  handOverReasons,
  listReasons,
  policyReasons,
  requestReasons,
  xrefReasons,
} from '../../../src-main/domain/errors/reasons.ts';

const folder = join(import.meta.dirname, '../..');

/** Comments, imports, and what says how a file is built or a test is called: a code there is expected by nobody. */
const noExpectation =
  /\/\*[\s\S]*?\*\/|(?<!:)\/\/.*|^import [\s\S]*? from '.*';$|new BianyinError\(\s*'[\w-]+'/gm;
/** `'the-code'` alone, or as one of the alternatives of a pattern. */
const expected = /(?<=['"`(|^])[a-z0-9]+(?:-[a-z0-9]+)*(?=['"`)|$])/g;

function testTexts(): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => path !== import.meta.filename)
    .map((path) => readFileSync(path, 'utf8').replaceAll(noExpectation, ''))
    .join('\n');
}

test('each error code and each reason is a value that a test expects', () => {
  const words = new Set(testTexts().match(expected));
  const codes = Object.keys({
    ...errorSentences,
    ...xrefReasons,
    ...policyReasons,
    ...requestReasons,
    ...listReasons,
    ...delegationReasons,
    ...handOverReasons,
  });
  expect(codes.filter((code) => !words.has(code)).sort()).toEqual([]);
});
