/** The mutation runner (scripts/mutation): the changes it makes, the lines it sees run, and whom it asks about a change. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { judge } from '../../../scripts/mutation/judge.ts';
import { mutantsOf, type Mutant } from '../../../scripts/mutation/mutants.ts';
import type { Reach } from '../../../scripts/mutation/reach-map.ts';
import { noting, regionOf } from '../../../scripts/mutation/regions.ts';
import { sampleOf } from '../../../scripts/mutation/sample.ts';
import { tableOf } from '../../../scripts/mutation/score.ts';

const source = `
export function size(n: number): string {
  if (n > 9) return 'large';
  const words = [1, 2].map((each) => each + n);
  if (n < 0) {
    throw new RangeError('negative');
  }
  return words.join();
}
`;

/** Offset of the first place of a text. */
const at = (text: string): number => source.indexOf(text);

test('the changes of a comparison, a condition, a connective, a constant and a statement', () => {
  const made = (line: string) => mutantsOf('x.ts', line).map(({ text }) => text);
  expect(made('const a = b < c;')).toEqual(['<=']);
  expect(made('if (b) c();')).toEqual(['true', 'false', ';']);
  expect(made('const a = b && c;')).toEqual(['||', 'b', 'c']);
  expect(made('const a = 7;')).toEqual(['(7 + 1)']);
  expect(made('const a = b.some(c);')).toEqual(['every']);
  expect(made("import { a } from './a.ts'; type B = 1 | 2;")).toEqual([]);
});

test('the region of a line is the innermost function or block around it', () => {
  const regions = ['n > 9', "'large'", 'each + n', 'throw', 'return words'].map((text) =>
    regionOf(source, at(text)),
  );
  expect(new Set(regions).size).toBe(4);
  expect(regions[4]).toBe(regions[0]);
  expect(regionOf('const a = 1;', 6)).toBe(0);
});

test('a noting program does what it did and names the regions that ran', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bianyin-regions-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const notes = join(folder, 'ran.txt');
  const program = noting(`${source}console.log(size(5), size(12));`, 'x.ts', notes);
  writeFileSync(join(folder, 'x.ts'), program);
  const { stdout } = spawnSync(process.execPath, [join(folder, 'x.ts')], { encoding: 'utf8' });
  expect(stdout).toBe('6,7 large\n');
  const ran = readFileSync(notes, 'utf8').trim().split('\n');
  const line = (text: string): string => `x.ts ${regionOf(source, at(text))}`;
  for (const text of ['n > 9', "'large'", 'each + n']) expect(ran).toContain(line(text));
  expect(ran).not.toContain(line('throw'));
  expect(program.split('\n').length).toBe(source.split('\n').length);
});

const mutant: Mutant = {
  file: 'x.ts',
  line: 3,
  start: at('n > 9') + 2,
  end: at('n > 9') + 3,
  text: '>=',
  kind: 'boundary',
};
const reached = (name: string, ms: number, text: string | null): Reach => ({
  test: name,
  ms,
  ran: new Set(text === null ? [] : [`x.ts ${regionOf(source, at(text))}`]),
});

/** A tree in which the named tests notice any change, and `endless` never ends. */
function treeWith(noticing: readonly string[]) {
  const asked: string[] = [];
  const written: (string | undefined)[] = [];
  const ask = (name: string) => {
    asked.push(name);
    return Promise.resolve(name === 'endless' ? null : { passed: !noticing.includes(name), ms: 1 });
  };
  return { asked, written, put: (_: string, text?: string) => void written.push(text), ask };
}

test.each([
  { name: 'the first that notices ends the questions', noticing: ['b'], fate: 'killed', asked: ['a', 'b'] },
  { name: 'nobody notices', noticing: [], fate: 'survived', asked: ['a', 'b', 'c'] },
])('$name; a test that does not run the line is not asked', async ({ noticing, fate, asked }) => {
  const tree = treeWith(noticing);
  const all = [
    reached('a', 1, 'n > 9'),
    reached('other', 1, 'throw'),
    reached('b', 2, 'n > 9'),
    reached('c', 3, 'n > 9'),
  ];
  const judged = await judge(tree, mutant, source, all, { budgetMs: 100, nearest: () => [] });
  expect([judged.fate, tree.asked]).toEqual([fate, asked]);
  expect(tree.written).toEqual([source.replace('n > 9', 'n >= 9'), undefined]);
});

test('time for one change is bounded, a line that nobody runs is told, an endless change is noticed', async () => {
  const limits = { budgetMs: 5, nearest: () => ['near'] };
  const dear = treeWith([]);
  await judge(dear, mutant, source, [reached('a', 9, 'n > 9'), reached('b', 9, 'n > 9')], limits);
  expect(dear.asked).toEqual(['a']);
  const unseen = treeWith([]);
  const notRun = await judge(
    unseen,
    mutant,
    source,
    [reached('near', 1, null), reached('far', 1, null)],
    limits,
  );
  expect([notRun.fate, unseen.asked]).toEqual(['not run', ['near']]);
  const endless = await judge(treeWith([]), mutant, source, [reached('endless', 1, 'n > 9')], limits);
  expect(endless.fate).toBe('endless');
  const lines = tableOf([notRun, endless, { ...endless, fate: 'survived' }, { ...endless, fate: 'killed' }]);
  expect(
    lines
      .split('\n')
      .at(-1)
      ?.trim()
      .split(/\s{2,}/),
  ).toEqual(['all', '4', '2', '1', '1', '50 %']);
});

test('a slow test that fails without the change as well is no witness', async () => {
  const tree = treeWith(['slow']);
  const limits = { budgetMs: 10_000, nearest: () => [] };
  const judged = await judge(tree, mutant, source, [reached('slow', 4000, 'n > 9')], limits);
  expect([judged.fate, tree.asked]).toEqual(['survived', ['slow', 'slow']]);
  const sound = treeWith([]);
  let asked = 0;
  const ask = () => Promise.resolve({ passed: ++asked > 1, ms: 1 });
  const killed = await judge({ ...sound, ask }, mutant, source, [reached('slow', 4000, 'n > 9')], limits);
  expect(killed.fate).toBe('killed');
});

test('a seed names a sample', () => {
  const all = Array.from({ length: 50 }, (_, index) => index);
  expect(sampleOf(all, 9, 4)).toEqual(sampleOf(all, 9, 4));
  expect(sampleOf(all, 9, 4)).not.toEqual(sampleOf(all, 9, 5));
  expect(new Set(sampleOf(all, 50, 4)).size).toBe(50);
});
