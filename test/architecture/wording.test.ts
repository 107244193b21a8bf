/** The project speaks of 汴印 alone: no package-registry hosts, no paths of a machine, in any tracked text file. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const binary = /\.(ttf|png|pdf|ico|icns|cer|der)$/;
/** Spelled in parts, so that this file does not contain what it looks for. */
const forbidden = [
  ['registry', '.npmjs', '.org'],
  ['pypi', '.org'],
  ['repo1', '.maven'],
  ['deb', '.debian', '.org'],
  ['/wo', 'rk/'],
  ['/ro', 'ot/'],
].map((parts) => parts.join(''));

test('no tracked file names a registry host or a path of a machine', () => {
  const files = execFileSync('git', ['ls-files'], { encoding: 'utf8' }).split('\n');
  const texts = files.filter((file) => file !== '' && !binary.test(file));
  expect(texts.length).toBeGreaterThan(20);
  const found = texts.flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    return forbidden.filter((word) => text.includes(word)).map((word) => `${file}: ${word}`);
  });
  expect(found).toEqual([]);
});

test('the register has one name: 用印登记簿, 登记簿 for short, and "register" in English sentences', () => {
  const files = execFileSync('git', ['ls-files', 'src-main', 'src-renderer', 'docs', '*.md'], {
    encoding: 'utf8',
  }).split('\n');
  const texts = files.filter((file) => /\.(tsx?|md)$/.test(file));
  expect(texts.length).toBeGreaterThan(300);
  const found = texts.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => /用印登记(?!簿)|用印记录|用印台账/.test(line) || /\ben: .*\bjournal\b/i.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );
  expect(found).toEqual([]);
});
