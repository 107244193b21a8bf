/** A worker that was too late must not speak for, or end, the request that follows: else a seal that was made looks lost. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fileURLToPath } from 'node:url';
import { workerProcess, type WorkerProcess } from '../../src-main/platform/worker-process.ts';
import { codeOf } from './support/story.ts';

let folder: string;
let worker: WorkerProcess;

/** Answers `{name, wait}` with its name and process after so many milliseconds; `die` ends the process, `babble` breaks the pipe's rules. */
const source = `
import { serveRequests } from ${JSON.stringify(fileURLToPath(new URL('../../src-main/platform/worker-main.ts', import.meta.url)))};
import { writeSync } from 'node:fs';
serveRequests(async ({ name, wait = 0 }, ask) => {
  const end = Date.now() + wait;
  while (Date.now() < end);
  if (name === 'die') process.kill(process.pid, 'SIGKILL');
  if (name === 'babble') writeSync(4, 'this is no JSON\\n');
  if (name === 'ask') return ask({ what: 'time' });
  if (name === 'throw') throw new Error('a secret text');
  return name;
});
`;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bianyin-worker-'));
  const entry = join(folder, 'worker.mjs');
  writeFileSync(entry, source);
  // Silent: one test provokes a trace.
  worker = workerProcess({ name: 'test', entry, isSilent: true });
});

afterAll(() => {
  worker.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('a worker process', () => {
  test('that is late is killed; the next request gets its own answer from a new one', async () => {
    for (let i = 0; i < 5; i += 1) {
      const late = codeOf(() => worker.call({ name: 'late', wait: 60_000 }, 400));
      const next = worker.call({ name: `next-${i}` }, 20_000);
      expect(await late).toBe('worker-timeout');
      expect(await next).toBe(`next-${i}`);
    }
  });

  test('that answers at the very moment it is given up never answers for the next request', async () => {
    await worker.call({ name: 'warm' }, 20_000);
    for (const limit of [40, 45, 50, 55, 60]) {
      const edge = worker
        .call({ name: 'edge', wait: 50 }, limit)
        .catch((error: { code: string }) => error.code);
      const next = worker.call({ name: 'mine' }, 20_000);
      expect(['edge', 'worker-timeout']).toContain(await edge);
      expect(await next).toBe('mine');
    }
  });

  test('that dies, or says what is no message, is lost; the next request works', async () => {
    for (const name of ['die', 'babble']) {
      expect(await codeOf(() => worker.call({ name, wait: 50 }, 20_000)), name).toBe('worker-lost');
      expect(await worker.call({ name: 'after' }, 20_000)).toBe('after');
    }
  });

  test('asks back; an answer that fails is none', async () => {
    expect(await worker.call({ name: 'ask' }, 20_000, () => Promise.resolve('noon'))).toBe('noon');
    expect(await worker.call({ name: 'ask' }, 20_000, () => Promise.reject(new Error('no clock')))).toBe(
      null,
    );
    expect(await codeOf(() => worker.call({ name: 'ask' }, 20_000))).toBe('internal');
  });

  test('tells no text of a foreign error, only a number to look for', async () => {
    const failure = await worker.call({ name: 'throw' }, 20_000).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'internal' });
    expect(JSON.stringify(failure)).not.toContain('secret');
  });

  test('that is stopped is not started anew by those who still wait for their turn', async () => {
    const begun: string[] = [];
    const call = (name: string) =>
      codeOf(() => worker.call({ name, wait: 60_000 }, 90_000, undefined, () => void begun.push(name)));
    const calls = Promise.all([call('first'), call('second'), call('third')]);
    setTimeout(() => worker.stop(), 500);
    expect(await calls).toEqual(['worker-lost', 'worker-lost', 'worker-lost']);
    expect(begun).toEqual(['first']);
    expect(await worker.call({ name: 'after' }, 10_000), 'a new question starts a new one').toBe('after');
  });

  test('that is stopped in the middle ends the wait', async () => {
    const waiting = codeOf(() => worker.call({ name: 'slow', wait: 60_000 }, 60_000));
    setTimeout(() => worker.stop(), 500);
    expect(await waiting).toBe('worker-lost');
  }, 20_000);
});
