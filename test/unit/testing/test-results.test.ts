/** What CI makes of a failure: few failed files are asked once more, and the counts are those of both runs (scripts/testing). */
import { expect, test } from 'vitest';
import {
  afterSecondRun,
  filesToAskAgain,
  unsteady,
  type FailedFile,
  type TestResults,
} from '../../../scripts/testing/test-results.ts';

const shaky: FailedFile = { file: 'a.test.ts', failures: ['a › one'], passed: 3, failed: 1, skipped: 1 };
const broken: FailedFile = { file: 'b.test.ts', failures: ['b.test.ts'], passed: 0, failed: 1, skipped: 0 };
const first: TestResults = { passed: 100, failed: 2, skipped: 5, failedFiles: [shaky, broken] };

test('few failed files are asked again', () => {
  expect(filesToAskAgain(first)).toEqual(['a.test.ts', 'b.test.ts']);
});

test('nothing is asked again when much failed, or when a failure has no file', () => {
  const many = Array.from({ length: 5 }, () => shaky);
  expect(filesToAskAgain({ ...first, failed: 5, failedFiles: many })).toEqual([]);
  expect(filesToAskAgain({ ...first, failed: 3 })).toEqual([]);
  expect(filesToAskAgain({ passed: 1, failed: 0, skipped: 0, failedFiles: [] })).toEqual([]);
});

test('what passes the second time is counted as passed and told; what fails twice has failed', () => {
  const second: TestResults = { passed: 4, failed: 1, skipped: 1, failedFiles: [broken] };
  expect(afterSecondRun(first, second)).toEqual({
    passed: 101,
    failed: 1,
    skipped: 5,
    failedFiles: [broken],
  });
  expect(unsteady(first, second)).toEqual(['a › one']);
});

test('a file that could not be read at first counts with all its tests', () => {
  const second: TestResults = { passed: 14, failed: 0, skipped: 1, failedFiles: [] };
  expect(afterSecondRun(first, second)).toEqual({ passed: 111, failed: 0, skipped: 5, failedFiles: [] });
});
