/** `bianyin verify DIR…` and `--watch`: many files, going on after a kill, each new file of a folder once. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
  appendFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { writePdf } from '../gate/support/sandbox.ts';
import { bianyin as terminal, errorCode, program, type Run } from './support/terminal.ts';

let folder = '';
let inbox = '';
/** There is no home, but a folder in which one could be. */
const home = (): Record<string, string> => ({ BIANYIN_HOME: join(folder, 'home') });
const bianyin = (args: readonly string[]): Run => terminal(args, { env: home() });
const running: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bianyin-batch-'));
  inbox = join(folder, 'inbox');
  mkdirSync(inbox);
});
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

interface Batch {
  readonly complete: boolean;
  readonly total: number;
  readonly reused: number;
  readonly others: number;
  readonly files: readonly { readonly name: string; readonly level: string; readonly sm3: string }[];
}

function batch(...args: string[]): { readonly code: number; readonly value: Batch } {
  const run = bianyin(['verify', inbox, '--json', ...args]);
  return { code: run.code, value: run.json() as unknown as Batch };
}

describe('a folder', () => {
  test('is verified with its sub-folders; links out of it, hidden files and other files are left out and counted', async () => {
    await writePdf(inbox, 'b.pdf');
    await writePdf(inbox, 'a.pdf');
    mkdirSync(join(inbox, '子'));
    await writePdf(join(inbox, '子'), 'c.pdf');
    writeFileSync(join(inbox, 'no-ending'), readFileSync(join(inbox, 'a.pdf')));
    writeFileSync(join(inbox, 'note.txt'), 'text');
    writeFileSync(join(inbox, '.hidden.pdf'), 'hidden');
    await writePdf(folder, 'outside.pdf');
    symlinkSync(join(folder, 'outside.pdf'), join(inbox, 'link.pdf'));
    const { code, value } = batch();
    expect(value.files.map(({ name }) => name)).toEqual(['子/c.pdf', 'a.pdf', 'b.pdf', 'no-ending']);
    expect([code, value.others, value.complete]).toEqual([4, 1, true]);
  });

  test('writes CSV and XLSX in which no file name is a formula, and never over a file', async () => {
    await writePdf(inbox, "=HYPERLINK('x').pdf");
    const [csv, xlsx] = [join(folder, 'r.csv'), join(folder, 'r.xlsx')];
    expect(bianyin(['verify', inbox, '--csv', csv, '--xlsx', xlsx]).code).toBe(4);
    expect(readFileSync(csv, 'utf8')).toContain("'=HYPERLINK('x').pdf");
    expect(readFileSync(xlsx).subarray(0, 2).toString()).toBe('PK');
    expect(errorCode(bianyin(['verify', inbox, '--csv', csv, '--json']))).toBe('output-exists');
  });

  test('progress goes to stderr and results to stdout', async () => {
    for (let i = 0; i < 4; i++) await writePdf(inbox, `${i}.pdf`);
    const run = bianyin(['verify', inbox]);
    expect(run.stderr).toContain('已验 4 / 4，不通过 0');
    expect(run.stdout).not.toContain('每秒');
    expect(run.stdout).toContain('已验 4 / 4');
  });

  test('that is not there is an unreadable file; a progress file of somebody else is an error, and stays as it is', () => {
    const gone = bianyin(['verify', join(folder, 'none'), '--csv', join(folder, 'x.csv'), '--json']);
    expect([gone.code, (gone.json() as unknown as Batch).files[0]?.level]).toEqual([2, 'UNREADABLE']);
    const state = join(folder, 'state');
    writeFileSync(state, 'my diary\n');
    expect(errorCode(bianyin(['verify', inbox, '--resume', state, '--json']))).toBe('batch-state-damaged');
    expect(readFileSync(state, 'utf8')).toBe('my diary\n');
    const inHome = join(folder, 'home', 'store.db');
    expect(errorCode(bianyin(['verify', inbox, '--resume', inHome, '--json']))).toBe('output-inside-home');
    expect(existsSync(inHome)).toBe(false);
  });
});

describe('going on', () => {
  test('what is unchanged is taken over; a changed file is verified again, also under its old size and time', async () => {
    // Times that can be put back exactly.
    const wholeSecond = 1_790_000_000;
    for (const name of ['a.pdf', 'b.pdf', 'c.pdf'])
      utimesSync(await writePdf(inbox, name), wholeSecond, wholeSecond);
    const state = join(folder, 'state');
    expect(batch('--resume', state).value.reused).toBe(0);
    expect(batch('--resume', state).value.reused).toBe(3);
    const path = join(inbox, 'b.pdf');
    const octets = readFileSync(path);
    octets[octets.length - 1] = 0x20;
    writeFileSync(path, octets);
    utimesSync(path, wholeSecond, wholeSecond);
    expect(batch('--resume', state).value.reused).toBe(2);
  });

  test('other trust, or another time to judge by, takes nothing over', async () => {
    await writePdf(inbox, 'a.pdf');
    const state = join(folder, 'state');
    batch('--resume', state);
    expect(batch('--resume', state, '--at', '2026-01-01T00:00:00Z').value.reused).toBe(0);
  });

  test('a killed batch goes on where it was, and nothing that the kill cut in two is believed', async () => {
    for (let i = 0; i < 40; i++) await writePdf(inbox, `${String(i).padStart(2, '0')}.pdf`);
    const state = join(folder, 'state');
    const child = start(['verify', inbox, '--resume', state]);
    await vi.waitFor(() => expect(linesOf(state)).toBeGreaterThan(5), { timeout: 30_000, interval: 20 });
    child.kill('SIGKILL');
    await once(child, 'close');
    const known = linesOf(state) - 1;
    expect(known).toBeLessThan(40);
    appendFileSync(state, '{"file":"half a li');
    const { value } = batch('--resume', state);
    expect([value.files.length, value.reused, value.complete]).toEqual([40, known, true]);
    expect(new Set(value.files.map(({ level }) => level))).toEqual(new Set(['NONE']));
    expect(batch('--resume', state).value.reused).toBe(40);
  }, 60_000);

  test('a progress file is for one process; that of a process that is gone is taken over', async () => {
    await writePdf(inbox, 'a.pdf');
    const state = join(folder, 'state');
    writeFileSync(`${state}.lock`, String(process.pid));
    expect(errorCode(bianyin(['verify', inbox, '--resume', state, '--json']))).toBe('batch-state-busy');
    const gone = start(['--version']);
    await once(gone, 'close');
    writeFileSync(`${state}.lock`, String(gone.pid));
    expect(batch('--resume', state).value.complete).toBe(true);
    expect(existsSync(`${state}.lock`)).toBe(false);
  });
});

describe('a watched folder', () => {
  interface Line {
    readonly name: string;
    readonly level: string;
  }

  function watch(...args: string[]): {
    readonly child: ChildProcess;
    readonly lines: Line[];
    readonly told: () => string;
  } {
    const child = start(['verify', '--watch', inbox, '--json', ...args]);
    const lines: Line[] = [];
    let rest = '';
    let told = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      const parts = (rest + chunk.toString()).split('\n');
      rest = parts.pop() ?? '';
      lines.push(...parts.map((part) => JSON.parse(part) as Line));
    });
    child.stderr?.on('data', (chunk: Buffer) => void (told += chunk.toString()));
    return { child, lines, told: () => told };
  }

  const soon = { timeout: 30_000, interval: 50 };

  test('each new file once: also one that is renamed, and not before it is completely written', async () => {
    await writePdf(inbox, 'old.pdf');
    const { child, lines, told } = watch();
    await vi.waitFor(() => expect(told()).toContain('--all'), soon);
    const whole = readFileSync(await writePdf(folder, 'x.pdf'));
    const slow = join(inbox, 'slow.pdf');
    // That a file at rest is waited for is shown without a clock in test/unit/app/watch-folder.test.ts.
    for (const part of [whole.subarray(0, 500), whole.subarray(500)]) appendFileSync(slow, part);
    await vi.waitFor(
      () => expect(lines.map(({ name, level }) => [name, level])).toEqual([['slow.pdf', 'NONE']]),
      soon,
    );
    renameSync(slow, join(inbox, 'renamed.pdf'));
    symlinkSync(join(folder, 'x.pdf'), join(inbox, 'link.pdf'));
    writeFileSync(join(inbox, 'note.txt'), 'text');
    await writePdf(inbox, 'second.pdf');
    await vi.waitFor(() => expect(lines.map(({ name }) => name)).toEqual(['slow.pdf', 'second.pdf']), soon);
    rmSync(join(inbox, 'second.pdf'));
    writeFileSync(join(inbox, 'renamed.pdf'), Buffer.concat([whole, Buffer.from('\n')]));
    await vi.waitFor(() => expect(lines.map(({ name }) => name).at(-1)).toBe('renamed.pdf'), soon);
    child.kill('SIGINT');
    const [code] = (await once(child, 'close')) as [number];
    expect([code, lines.length]).toEqual([0, 3]);
    expect(told()).toContain('已停止');
  }, 90_000);

  test('--all takes what is there already', async () => {
    await writePdf(inbox, 'old.pdf');
    const { child, lines } = watch('--all');
    await vi.waitFor(() => expect(lines.map(({ name }) => name)).toEqual(['old.pdf']), soon);
    child.kill('SIGINT');
    await once(child, 'close');
  }, 60_000);

  test('what is no folder is refused', () => {
    expect(errorCode(bianyin(['verify', '--watch', join(folder, 'none'), '--json']))).toBe('usage');
  });
});

function start(args: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...home() },
  });
  running.push(child);
  return child;
}

/** Whole lines of a file that may not be there yet. */
function linesOf(path: string): number {
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').length - 1 : 0;
}
