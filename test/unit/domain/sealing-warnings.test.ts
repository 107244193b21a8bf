/** Every warning of the sealing inspection has its sentences, and they say what to do. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { warnedKinds } from '../../../src-main/pdf/survey/content-kinds.ts';
import { sealingWarnings } from '../../../src-main/domain/sealing-warnings.ts';

const inspection = readFileSync(
  new URL('../../../src-main/pdf/sealing-inspection.ts', import.meta.url),
  'utf8',
);

test('every code that the inspection can give has a sentence, and no sentence is without its code', () => {
  const given = [...inspection.matchAll(/warnings\.push\('([a-z-]+)'\)/g)].map(([, code]) => code);
  const fromText = ['text-not-read', 'covers-text', 'file-not-seen', 'attachment-not-seen'];
  const fromPlaces = ['dark-place', 'covers-seal', 'seals-overlap'];
  expect([...new Set([...warnedKinds, ...given, ...fromText, ...fromPlaces])].sort()).toEqual(
    Object.keys(sealingWarnings).sort(),
  );
});

test.each(Object.entries(sealingWarnings))('%s is said in both languages, and ends', (_, { zh, en }) => {
  expect(zh).toMatch(/[\u4e00-\u9fff].*。$/u);
  expect(en).toMatch(/^[A-Z].*\.$/);
  expect(en).not.toMatch(/[\u4e00-\u9fff]/u);
  expect(zh.length).toBeGreaterThan(20);
});
