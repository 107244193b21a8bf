/** A watched folder under a clock that stands still: a file is told when it has rested, and never before. */
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchFolder, type FolderWatch } from '../../../src-main/app/verify/batch/watch-folder.ts';

let folder = '';
let inbox = '';
let clock = 0;
let looks = 0;
let told: string[] = [];
let watch: FolderWatch | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bianyin-watch-'));
  inbox = join(folder, 'inbox');
  mkdirSync(inbox);
  [clock, looks, told] = [0, 0, []];
});
afterEach(async () => {
  await watch?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Looks every 10 ms; how long a file has rested is for the test's own clock to say. */
function start(answers: Readonly<Record<string, 'gone'>> = {}, existing = false): FolderWatch {
  const left = { ...answers };
  watch = watchFolder({
    folder: inbox,
    existing,
    settleMs: 10,
    emptyMs: 1000,
    rescanMs: 10,
    now: () => {
      looks += 1;
      return clock;
    },
    onFile(path) {
      const name = basename(path);
      const answer = left[name] ?? 'done';
      delete left[name];
      told.push(name);
      return Promise.resolve(answer);
    },
  });
  return watch;
}

/** Some looks have been had since now. */
async function looked(count = 4): Promise<void> {
  const until = looks + count;
  await vi.waitFor(() => expect(looks).toBeGreaterThanOrEqual(until), { timeout: 20_000, interval: 5 });
}

const pdf = '%PDF-1.7\n';

test('a file is told only after it has rested, and each change begins the rest anew', async () => {
  start();
  writeFileSync(join(inbox, 'a.pdf'), pdf);
  await looked();
  clock = 9;
  await looked();
  expect(told).toEqual([]);
  writeFileSync(join(inbox, 'a.pdf'), `${pdf}more`);
  await looked();
  clock = 18;
  await looked();
  expect(told).toEqual([]);
  clock = 19;
  await looked();
  expect(told).toEqual(['a.pdf']);
  clock = 1_000_000;
  await looked();
  expect(told).toEqual(['a.pdf']);
});

test('an empty file has to rest longer: it is being made', async () => {
  start();
  writeFileSync(join(inbox, 'a.pdf'), '');
  await looked();
  clock = 999;
  await looked();
  expect(told).toEqual([]);
  clock = 1000;
  await looked();
  expect(told).toEqual(['a.pdf']);
});

test('what was there, links, half-made names and other files are not told; a new name is no new file', async () => {
  writeFileSync(join(inbox, 'old.pdf'), pdf);
  writeFileSync(join(folder, 'outside.pdf'), pdf);
  expect(start().skipped).toBe(1);
  symlinkSync(join(folder, 'outside.pdf'), join(inbox, 'link.pdf'));
  for (const name of ['a.pdf.crdownload', '.b.pdf', 'c.txt']) writeFileSync(join(inbox, name), 'x');
  renameSync(join(inbox, 'old.pdf'), join(inbox, 'new-name.pdf'));
  await looked();
  clock = 5000;
  await looked();
  expect(told).toEqual([]);
});

test('a file that went away while it waited its turn is told again under its new name', async () => {
  start({ 'a.pdf': 'gone' });
  writeFileSync(join(inbox, 'a.pdf'), pdf);
  await looked();
  clock = 10;
  await vi.waitFor(() => expect(told).toEqual(['a.pdf']), { timeout: 20_000 });
  renameSync(join(inbox, 'a.pdf'), join(inbox, 'b.pdf'));
  await looked();
  clock = 20;
  await vi.waitFor(() => expect(told).toEqual(['a.pdf', 'b.pdf']), { timeout: 20_000 });
});

test('a folder that cannot be read for a while is looked at again when it is back', async () => {
  start();
  renameSync(inbox, join(folder, 'away'));
  await looked();
  writeFileSync(join(folder, 'away', 'a.pdf'), pdf);
  renameSync(join(folder, 'away'), inbox);
  await looked();
  clock = 10;
  await vi.waitFor(() => expect(told).toEqual(['a.pdf']), { timeout: 20_000 });
});

test('a folder that is not there is refused', () => {
  inbox = join(folder, 'none');
  expect(() => start()).toThrow('folder-not-readable');
});
