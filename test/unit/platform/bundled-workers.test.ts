/** A bundle of workers is used only as long as it is what the sources are. */
import {
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { bundledEntry, isFresh, type BundledWorkers } from '../../../src-main/platform/bundled-workers.ts';
import { installedFile } from '../../../src-main/platform/installation.ts';

function checkout() {
  const root = mkdtempSync(join(tmpdir(), 'bianyin-workers-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, 'out/workers-1'), { recursive: true });
  const source = join(root, 'a.ts');
  writeFileSync(source, 'export {};');
  const sources = { 'a.ts': statSync(source).mtimeMs };
  return { root, source, bundle: { folder: 'out/workers-1', entries: ['a.ts'], sources } };
}

test('as made, it counts; with a source that was changed, or is gone, or without its folder it does not', () => {
  const { root, source, bundle } = checkout();
  expect(isFresh(root, bundle)).toBe(true);
  utimesSync(source, new Date(), new Date(Date.now() + 5000));
  expect(isFresh(root, bundle)).toBe(false);
  rmSync(source);
  expect(isFresh(root, bundle)).toBe(false);
  const other = checkout();
  rmSync(join(other.root, 'out/workers-1'), { recursive: true });
  expect(isFresh(other.root, other.bundle)).toBe(false);
});

test('a bundle that lies elsewhere, or does not say what its workers were made of, is none', () => {
  const { root, bundle } = checkout();
  mkdirSync(join(root, 'elsewhere'));
  for (const folder of [
    'elsewhere',
    '.',
    '..',
    'out/../elsewhere',
    'out/workers-1/..',
    'out/workers-1/../../..',
    root,
  ])
    expect(isFresh(root, { ...bundle, folder })).toBe(false);
  expect(isFresh(root, { ...bundle, sources: {} })).toBe(false);
});

test('the bundle of this run was made of all that its workers are, whatever the language', () => {
  const index = readFileSync(installedFile('out/workers.json'), 'utf8');
  const { sources } = JSON.parse(index) as BundledWorkers;
  const files = globSync('src-main/**/*.*', { cwd: installedFile('') }).map((file) =>
    file.split(sep).join('/'),
  );
  expect(files.filter((file) => !Object.hasOwn(sources, file))).toEqual([]);
  expect(files.some((file) => file.endsWith('.json'))).toBe(true);
});

test('the bundle of this run was made, and its workers are those that start', () => {
  const source = installedFile('src-main/document-worker/document-process.ts');
  const entry = bundledEntry(source);
  expect(entry).toMatch(/[/\\]out[/\\]workers-\w+[/\\]document-process\.js$/);
  expect(statSync(entry).isFile()).toBe(true);
});

test('what is no worker of this checkout stays what it is', () => {
  for (const entry of ['/elsewhere/document-process.ts', installedFile('out/main/document-process.js')])
    expect(bundledEntry(entry)).toBe(entry);
});
