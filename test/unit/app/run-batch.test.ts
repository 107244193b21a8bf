/** A batch over workers that are late, slow or stopped: what is tried again, what is kept, and that order is the files' own. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runBatch, type BatchHooks } from '../../../src-main/app/verify/batch/run-batch.ts';
import type { AppSession } from '../../../src-main/app/session.ts';
import type { DocumentClient } from '../../../src-main/document-worker/document-client.ts';
import { unfinishedReport } from '../../../src-main/document-worker/unfinished-report.ts';
import { homeDirectory } from '../../../src-main/platform/home-directory.ts';
import type { VerificationReport } from '../../../src-main/verification/report.ts';

const now = new Date('2026-11-23T08:00:00Z');
let folder = '';
let asked: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bianyin-batch-'));
  asked = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const late = unfinishedReport(1, now, 'RESOURCE_LIMIT');
const unsigned: VerificationReport = { ...late, level: 'NONE', codes: [], sm3: 'ab'.repeat(32) };

function run(
  count: number,
  answer: (name: string, time: number) => VerificationReport,
  hooks: BatchHooks = {},
) {
  const documents = Array.from({ length: count }, (_, i) => {
    const path = join(folder, `${i}.pdf`);
    writeFileSync(path, String(i));
    return { path, name: `${i}.pdf` };
  });
  const client = {
    verify: (path: string) => {
      const name = basename(path);
      asked.push(name);
      return Promise.resolve(answer(name, asked.filter((each) => each === name).length));
    },
    stop: () => undefined,
  } as unknown as DocumentClient;
  const session = {
    home: homeDirectory(join(folder, 'home')),
    settings: null,
    city: () => null,
    now: () => now,
  };
  const input = {
    documents,
    trust: [],
    workers: 3,
    openClient: () => client,
    stateFile: join(folder, 'state'),
  };
  return runBatch(session as unknown as AppSession, input, hooks);
}

test('a file that was late beside others is tried once more, alone; a file that is always late stays unsure', async () => {
  const { results } = await run(6, (name, time) =>
    name === '2.pdf' && time === 1 ? late : name === '4.pdf' ? late : unsigned,
  );
  expect(results.map((result) => result?.level)).toEqual(['NONE', 'NONE', 'NONE', 'NONE', 'UNSURE', 'NONE']);
  expect(asked.filter((name) => name === '2.pdf')).toHaveLength(2);
  expect(asked.filter((name) => name === '4.pdf')).toHaveLength(2);
  // What never came to an end is not kept: the next run tries it again.
  expect(readFileSync(join(folder, 'state'), 'utf8').trim().split('\n')).toHaveLength(1 + 5);
});

test('a folder full of late files is not gone through twice', async () => {
  await run(40, () => late);
  expect(asked).toHaveLength(40);
});

test('stopping finishes what is under way and begins nothing more', async () => {
  const { results, isComplete } = await run(30, () => unsigned, { isStopped: () => asked.length >= 5 });
  expect(isComplete).toBe(false);
  expect(asked.length).toBeLessThan(10);
  expect(results.filter(Boolean)).toHaveLength(asked.length);
});

test('progress counts up to the total, and names the failed ones', async () => {
  const seen: string[] = [];
  const bad: VerificationReport = { ...unsigned, level: 'FAIL' };
  await run(5, (name) => (name === '3.pdf' ? bad : unsigned), {
    onResult: ({ done, total, failed }) => void seen.push(`${done}/${total}/${failed}`),
  });
  expect(seen).toHaveLength(5);
  expect(seen.at(-1)).toBe('5/5/1');
});
