/** What a killed process leaves of an unfinished file is removed by the next one, wherever it lies; nothing else is. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { noteUnfinished, sweepNoted } from '../../../src-main/platform/unfinished-files.ts';

let room = '';
let notes = '';
beforeEach(() => {
  room = mkdtempSync(join(tmpdir(), 'bianyin-notes-'));
  notes = join(room, 'unfinished');
});
afterEach(() => rmSync(room, { recursive: true, force: true }));

/** A process that has ended. */
const gone = spawnSync(process.execPath, ['-e', '']).pid;
const nameOf = (pid: number): string => `.bianyin-${pid}-0123456789ab.tmp`;

function begun(pid: number, folder = room): string {
  const path = join(folder, nameOf(pid));
  noteUnfinished(notes, path);
  writeFileSync(path, 'half a document');
  return path;
}

test('of a process that is no more: file and note are gone at once', () => {
  const elsewhere = join(room, '别的文件夹');
  mkdirSync(elsewhere);
  const path = begun(gone, elsewhere);
  sweepNoted(notes);
  expect(existsSync(path)).toBe(false);
  expect(readdirSync(notes)).toEqual([]);
});

test('of a process that runs: both stay', () => {
  const path = begun(process.pid);
  sweepNoted(notes);
  expect(existsSync(path)).toBe(true);
  expect(readdirSync(notes)).toHaveLength(1);
});

test('finished: the note is forgotten', () => {
  const forget = noteUnfinished(notes, join(room, nameOf(process.pid)));
  expect(readdirSync(notes)).toHaveLength(1);
  forget();
  expect(readdirSync(notes)).toEqual([]);
});

test('a note that names another file removes nothing but itself', () => {
  const contract = join(room, '合同.pdf');
  writeFileSync(contract, 'a contract');
  mkdirSync(notes);
  writeFileSync(join(notes, `${nameOf(gone)}.note`), contract);
  writeFileSync(join(notes, '合同.pdf.note'), contract);
  sweepNoted(notes);
  expect(existsSync(contract)).toBe(true);
  expect(readdirSync(notes)).toEqual(['合同.pdf.note']);
});

test('no folder of notes, or one that cannot be made: nothing happens', () => {
  expect(() => sweepNoted(notes)).not.toThrow();
  writeFileSync(notes, '');
  expect(() => noteUnfinished(notes, join(room, nameOf(gone)))()).not.toThrow();
});
