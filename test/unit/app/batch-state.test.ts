/** The progress of a batch lies where others may write: nothing in it is believed that this machine did not write; one run holds it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { batchKey } from '../../../src-main/app/verify/batch/batch-key.ts';
import { openBatchState } from '../../../src-main/app/verify/batch/batch-state.ts';
import { toHex } from '../../../src-main/crypto/bytes.ts';
import { sm3 } from '../../../src-main/crypto/sm3.ts';
import type { FileResult } from '../../../src-main/report/result-table.ts';

const now = new Date('2026-11-24T08:00:00Z');
const terms = { basis: 'trust', key: new Uint8Array(32).fill(7) };
let folder = '';
let file = '';
let state = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bianyin-state-'));
  file = join(folder, 'forged.pdf');
  state = join(folder, 'state');
  writeFileSync(file, 'forged');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function resultOf(level: FileResult['level']): FileResult {
  const text = { zh: level, en: level };
  const bytes = readFileSync(file);
  return {
    ...{ name: 'forged.pdf', level, codes: [], sentence: text, nextStep: text, sm3: toHex(sm3(bytes)) },
    ...{ size: bytes.length, seals: [], signers: [], signedAt: [], verifiedAt: now.toISOString() },
    ...{ statusAsOf: null, engine: '0' },
  };
}

async function levelKnown(key = terms.key): Promise<string | null> {
  const opened = openBatchState(state, { ...terms, key });
  try {
    return (await opened.known(file, now))?.level ?? null;
  } finally {
    opened.close();
  }
}

function keep(level: FileResult['level'], key = terms.key): void {
  const opened = openBatchState(state, { ...terms, key });
  opened.keep(file, resultOf(level));
  opened.close();
}

describe('what is taken over', () => {
  test('a line as it was written', async () => {
    keep('FAIL');
    expect(await levelKnown()).toBe('FAIL');
  });

  test('not a verdict that somebody made better', async () => {
    keep('FAIL');
    writeFileSync(state, readFileSync(state, 'utf8').replaceAll('FAIL', 'PASS'));
    expect(await levelKnown()).toBeNull();
  });

  test('not a line of another file under the name of this one', async () => {
    keep('PASS');
    const other = readFileSync(state, 'utf8').replace(/"size":\d+/, '"size":7');
    writeFileSync(file, 'forged!');
    writeFileSync(state, other.replace(/"mtime":[\d.]+/, `"mtime":${statSync(file).mtimeMs}`));
    expect(await levelKnown()).toBeNull();
  });

  test('nothing from another machine', async () => {
    keep('PASS', new Uint8Array(32).fill(8));
    expect(await levelKnown()).toBeNull();
  });
});

describe('the key', () => {
  test('is made once, for its owner only, beside the home', () => {
    const home = { root: join(folder, 'home') };
    const key = batchKey(home);
    expect(key).toHaveLength(32);
    expect(batchKey(home)).toEqual(key);
    if (process.platform !== 'win32') expect(statSync(`${home.root}.batch-key`).mode & 0o777).toBe(0o600);
    expect(existsSync(home.root)).toBe(false);
  });

  test('is one of this run where none can be kept or the file is none', () => {
    const nowhere = { root: join(folder, 'none', 'home') };
    expect(batchKey(nowhere)).not.toEqual(batchKey(nowhere));
    const damaged = { root: join(folder, 'damaged') };
    writeFileSync(`${damaged.root}.batch-key`, 'short');
    expect(batchKey(damaged)).not.toEqual(batchKey(damaged));
  });
});

test('of many that find the lock of a killed run at the same moment, one gets it', async () => {
  const gone = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(gone, 'close');
  const module = fileURLToPath(new URL('../../../src-main/app/verify/batch/batch-state.ts', import.meta.url));
  const program = `
    const { openBatchState } = await import(${JSON.stringify(module)});
    process.stdout.write('ready');
    await new Promise((resolve) => process.stdin.once('data', resolve));
    let held = 0;
    try { openBatchState(${JSON.stringify(state)}, { basis: '', key: new Uint8Array(32) }); held = 1; } catch {}
    process.stdout.write(String(held));
    // What holds it stays alive until all have tried.
    process.stdin.once('data', () => process.exit(0));`;
  for (let round = 0; round < 5; round += 1) {
    writeFileSync(`${state}.lock`, String(gone.pid));
    const runs = Array.from({ length: 4 }, () =>
      spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['pipe', 'pipe', 'inherit'] }),
    );
    await Promise.all(runs.map((run) => once(run.stdout, 'data')));
    const answers = runs.map((run) => once(run.stdout, 'data'));
    for (const run of runs) run.stdin.write('go');
    const held = (await Promise.all(answers)).map(([text]) => String(text));
    const ended = runs.map((run) => once(run, 'close'));
    for (const run of runs) run.stdin.write('end');
    await Promise.all(ended);
    expect(held.filter((each) => each === '1')).toHaveLength(1);
    rmSync(`${state}.lock`);
    expect(readdirSync(folder).filter((name) => name.includes('.lock'))).toEqual([]);
  }
}, 60_000);
