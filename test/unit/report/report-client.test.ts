/** A report process that dies or answers with an error of its own: the person hears that no report was made, and why. */
import { afterEach, expect, test } from 'vitest';
import { startWorkersWith } from '../../../src-main/platform/worker-process.ts';
import { spawnNodeWorker } from '../../../src-main/platform/spawn-node-worker.ts';
import { reportClient } from '../../../src-main/report/report-client.ts';

afterEach(() => startWorkersWith(spawnNodeWorker));

type Events = Parameters<typeof spawnNodeWorker>[1];

/** From now on every worker is one that does this with a request. */
function workersThat(act: (events: Events) => void): void {
  startWorkersWith((_, events) => ({
    send: () => setImmediate(() => act(events)),
    kill: () => undefined,
    end: () => undefined,
  }));
}

const table = { title: '用印登记簿', columns: [], rows: [] };
const journal = {
  table,
  language: 'zh',
  enterprise: '',
  scope: '',
  exportedAt: '',
  chain: '',
  head: '',
} as const;
const code = (made: Promise<unknown>): Promise<unknown> =>
  made.then(
    () => 'ok',
    (error: unknown) => (error as { code?: string }).code,
  );

const failed = (name: string) => ({ kind: 'failed', code: name, detail: {} });

test.each([
  ['dies', 'report-not-made', (events: Events) => events.onEnd()],
  ['fails inside', 'report-not-made', (events: Events) => events.onMessage(failed('internal'))],
  ['finds the name taken', 'output-exists', (events: Events) => events.onMessage(failed('output-exists'))],
  ['has made it', 'ok', (events: Events) => events.onMessage({ kind: 'done', value: null })],
] as const)('a process that %s: %s', async (_, expected, act) => {
  workersThat(act);
  const client = reportClient();
  const made = [
    client.copy('a.pdf', { sm3: 'ab'.repeat(32), notice: 'x', at: new Date(0) }, 'out.pdf'),
    client.journal({ ...journal, engine: 'bianyin', madeAt: new Date(0) }, 'out.pdf'),
  ];
  expect(await Promise.all(made.map(code))).toEqual([expected, expected]);
});

test('pictures that cannot be had are none: the verdict stands without them', async () => {
  workersThat((events) => events.onEnd());
  expect(await reportClient().pictures('a.pdf')).toEqual({});
});
