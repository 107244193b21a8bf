/** Things that are no files, where a person may name a file: a clear code at once, and nothing waits for ever. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBatchState } from '../../../src-main/app/verify/batch/batch-state.ts';
import { readPackFile } from '../../../src-main/app/trust/trust-packs.ts';
import { writeNewFile } from '../../../src-main/platform/atomic-file.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bianyin-odd-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe.skipIf(process.platform === 'win32')('a name that leads to no file', () => {
  it('is no trust pack', () => {
    for (const path of ['/dev/null', folder])
      expect(() => readPackFile(path)).toThrow(expect.objectContaining({ code: 'file-not-readable' }));
  });

  it('is no progress of a batch, and its lock does not stay', () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    for (const path of [folder, pipe]) {
      for (const attempt of [1, 2])
        expect(() => openBatchState(path, { basis: 'basis', key: new Uint8Array(32) }), `${attempt}`).toThrow(
          expect.objectContaining({ code: 'batch-state-damaged' }),
        );
    }
    rmSync(`${folder}.lock`, { force: true });
  });

  it('is named as the person named it when it cannot be written', () => {
    const target = join(folder, 'none', 'results.csv');
    expect(() => writeNewFile(target, 'x')).toThrow(
      expect.objectContaining({ code: 'output-not-writable', detail: { file: 'results.csv' } }),
    );
  });
});
