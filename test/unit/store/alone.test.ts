/** One at a time, in one process and among several; a process that dies gives its turn back. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { homeDirectory } from '../../../src-main/platform/home-directory.ts';
import { sweepHome } from '../../../src-main/platform/stale-files.ts';
import { aloneInHome } from '../../../src-main/store/alone.ts';
import { openStore } from '../../../src-main/store/store.ts';
import { makeHome, removeHomes } from './test-store.ts';

afterAll(removeHomes);
const module = fileURLToPath(new URL('../../../src-main/store/alone.ts', import.meta.url));

test('tasks of one process wait for each other, also behind one that fails', async () => {
  const home = makeHome();
  const seen: string[] = [];
  const task = (name: string) => async (): Promise<void> => {
    seen.push(`${name} begins`);
    await sleep(20);
    seen.push(`${name} ends`);
    if (name === 'b') throw new Error('b fails');
  };
  const all = ['a', 'b', 'c'].map((name) => aloneInHome(home, task(name)));
  const ends = await Promise.allSettled(all);
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(seen.map((line, i) => (i % 2 === 0 ? line.endsWith('begins') : line.endsWith('ends')))).toEqual(
    Array.from({ length: 6 }, () => true),
  );
});

test('another process has its turn first, and loses it when it is killed', async () => {
  const home = makeHome();
  const script = `import { aloneInHome } from ${JSON.stringify(module)};
    await aloneInHome(${JSON.stringify(home)}, () => { console.log('in'); return new Promise((r) => setTimeout(r, 60000)); });`;
  const other = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(other.stdout, 'data');
  let isIn = false as boolean;
  const mine = aloneInHome(home, () => Promise.resolve((isIn = true)));
  await sleep(200);
  expect(isIn).toBe(false);
  other.kill('SIGKILL');
  await mine;
  expect(isIn).toBe(true);
});

test('a home keeps nothing unfinished of a process that is no more, wherever it lies', () => {
  const root = makeHome();
  const home = homeDirectory(root);
  const dead = spawnSync(process.execPath, ['--version']).pid;
  const folders = [home.root, home.trust, join(home.trust, 'packs'), home.status, home.seals, home.kept];
  for (const folder of folders) mkdirSync(folder, { recursive: true });
  const names = (pid: number): string[] =>
    folders.map((folder) => join(folder, `.bianyin-${pid}-0123456789ab.tmp`));
  for (const path of [...names(dead), ...names(process.pid)]) writeFileSync(path, 'half');
  sweepHome(home);
  expect(names(dead).filter((path) => existsSync(path))).toEqual([]);
  expect(names(process.pid).filter((path) => existsSync(path))).toHaveLength(folders.length);
  rmSync(root, { recursive: true });
});

const canMount = process.getuid?.() === 0 && spawnSync('mount', ['--version']).status === 0;
test.runIf(canMount)('a home that can only be read has a code of its own', () => {
  const home = makeHome();
  openStore(home).close();
  const mounted = spawnSync('mount', ['--bind', home, home]).status === 0;
  if (!mounted) return;
  try {
    expect(spawnSync('mount', ['-o', 'remount,ro,bind', home]).status).toBe(0);
    expect(() => openStore(home)).toThrow('store-read-only');
  } finally {
    spawnSync('umount', ['-l', home]);
  }
});
