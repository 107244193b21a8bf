/** What a file may cost: the document worker is killed for its memory or its time, the answer is amber, and the next file is verified. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  documentClient,
  type DocumentClient,
  type VerifyOptions,
} from '../../src-main/document-worker/document-client.ts';
import { workerProcess } from '../../src-main/platform/worker-process.ts';
import { attackCases } from '../attacks/attack-cases.ts';
import { now } from '../attacks/test-city.ts';
import { basePdf, pdfBytes, sealPdf, streamBody } from '../attacks/test-pdf.ts';
import { codeOf } from './support/story.ts';

const guard = fileURLToPath(new URL('../../src-main/platform/process-guard.ts', import.meta.url));
const main = fileURLToPath(new URL('../../src-main/platform/worker-main.ts', import.meta.url));
/** `octets` takes memory outside the heap, `heap` inside; both in one synchronous call that never gives way. */
const greedy = `
import { guardProcess } from ${JSON.stringify(guard)};
import { serveRequests } from ${JSON.stringify(main)};
const guard = guardProcess(300);
serveRequests(({ name, mib, processorMs, busyMs }) => {
  if (name === 'time') {
    guard.beginRequest(processorMs);
    const { user, system } = process.cpuUsage();
    const end = user + system + busyMs * 1000;
    for (let now = { user, system }; now.user + now.system < end; ) now = process.cpuUsage();
    return 'done';
  }
  const kept = [];
  for (let i = 0; i < mib; i += 1) kept.push(name === 'octets' ? new Uint8Array(1 << 20).fill(i) : Array.from({ length: 1 << 17 }, (_, n) => n + 0.5));
  return kept.length;
});
`;
const options: VerifyOptions = {
  now,
  trust: {
    ...{ anchors: [], intermediates: [], crls: [], sealMakers: [], ocsp: [] },
    ...{ snapshot: null, trustListVersion: null, clockFloor: null },
  },
};
let folder: string;
let documents: DocumentClient;
const write = (name: string, content: Uint8Array | string): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bianyin-limits-'));
  documents = documentClient();
});
afterAll(() => {
  documents.stop();
  rmSync(folder, { recursive: true, force: true });
});

test.each(['octets', 'heap'])(
  'a worker that takes too much memory (%s) is lost; the next one works',
  async (name) => {
    const worker = workerProcess({ name: 'greedy', entry: write(`${name}.mjs`, greedy), heapMiB: 2048 });
    try {
      expect(await worker.call({ name, mib: 10 }, 30_000)).toBe(10);
      // Three times what it may have: without the guard it would answer.
      expect(await codeOf(() => worker.call({ name, mib: 900 }, 30_000))).toBe('worker-lost');
      expect(await worker.call({ name, mib: 10 }, 30_000)).toBe(10);
    } finally {
      worker.stop();
    }
  },
  60_000,
);

test('a request that takes too much processor time is lost; one that only waits is not; the next one has its own', async () => {
  const worker = workerProcess({ name: 'late', entry: write('late.mjs', greedy), heapMiB: 512 });
  const busy = (processorMs: number, busyMs: number): Promise<unknown> =>
    worker.call({ name: 'time', processorMs, busyMs }, 60_000);
  try {
    expect(await busy(2_000, 200)).toBe('done');
    expect(await busy(2_000, 200)).toBe('done');
    expect(await codeOf(() => busy(300, 30_000))).toBe('worker-lost');
    expect(await busy(2_000, 200)).toBe('done');
  } finally {
    worker.stop();
  }
}, 120_000);

describe('files that are made to exhaust a reader', () => {
  const hostile = attackCases.filter(({ id }) => id.startsWith('P26'));
  const hundredThousand = () => {
    const fields = Array.from({ length: 100_000 }, (_, i) => 10 + i);
    const field = (n: number) => `<< /FT /Sig /T (S${n}) /V 9 0 R >>`;
    const objects = Object.fromEntries(fields.map((n) => [n, field(n)]));
    const value = '<< /Type /Sig /Filter /X /ByteRange [0 1 2 3] /Contents <00> >>';
    return basePdf({ fields, objects: { ...objects, 9: value } });
  };
  const manyStreams = () => {
    // Streams of the page that inflate to 60 MB each.
    const bomb = readFileSync(deflated(60_000_000)).toString('latin1');
    const numbers = Array.from({ length: 40 }, (_, i) => 10 + i);
    const objects = Object.fromEntries(numbers.map((n) => [n, streamBody(bomb, '/Filter /FlateDecode ')]));
    const contents = `[${numbers.map((n) => `${n} 0 R`).join(' ')}]`;
    return sealPdf(basePdf({ objects: { ...objects, 4: contents } }));
  };
  const deflated = (size: number): string => {
    const path = join(folder, 'bomb');
    const script = `require('fs').writeFileSync(${JSON.stringify(path)}, require('zlib').deflateSync(Buffer.alloc(${size}, 32)))`;
    expect(spawnSync(process.execPath, ['-e', script]).status).toBe(0);
    return path;
  };

  test('there are some', () => expect(hostile.length).toBeGreaterThan(10));

  test.each([
    ...hostile.map(({ id, make }) => ({ id, make })),
    { id: '100,000 signatures', make: hundredThousand },
    { id: 'forty bombs', make: manyStreams },
  ])(
    '$id: an answer that is never green for what was not read, and the process lives on or is replaced',
    async ({ id, make }) => {
      const file = write(`${id.replace(/\W/g, '')}.pdf`, pdfBytes(make()));
      const report = await documents.verify(file, options);
      expect(['UNSURE', 'FAIL'], report.codes.join(' ')).toContain(report.level);
      expect(report.codes).not.toContain('ENGINE_ERROR');
      const peak = peakOfWorkers();
      if (peak !== null) expect(peak).toBeLessThan(560);
    },
    60_000,
  );

  test('the next file is verified as if nothing had been', async () => {
    const report = await documents.verify(write('honest.pdf', pdfBytes(sealPdf(basePdf()))), options);
    expect(report.level).toBe('UNSURE');
    expect(report.codes).toContain('TRUST_ROOT_UNKNOWN');
    expect(report.signatures).toHaveLength(1);
  }, 60_000);
});

test('a worker that somebody kills in the middle gives an amber answer, and the next file is verified', async () => {
  // A header and then nothing: the whole of it is looked through for a signature, which takes a while.
  const large = write('large.pdf', '%PDF-1.7\n');
  truncateSync(large, 4 * 1024 * 1024 * 1024);
  const waiting = documents.verify(large, options);
  const killer = setInterval(() => workerIds().forEach((id) => process.kill(id, 'SIGKILL')), 300);
  const report = await waiting.finally(() => clearInterval(killer));
  expect([report.level, report.codes]).toEqual(['UNSURE', ['RESOURCE_LIMIT']]);
  const next = await documents.verify(write('after.pdf', pdfBytes(basePdf())), options);
  expect(next.level).toBe('NONE');
}, 60_000);

/** Document workers that this test's own process started. */
function workerIds(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        const [, parent = ''] = /\nPPid:\t(\d+)/.exec(readFileSync(`/proc/${name}/status`, 'utf8')) ?? [];
        const isOurs = Number(parent) === process.pid;
        return isOurs && readFileSync(`/proc/${name}/cmdline`, 'utf8').includes('document-process');
      } catch {
        return false;
      }
    })
    .map(Number);
}

/** Highest VmHWM of them, MiB; null where there is no /proc or the process is gone. */
function peakOfWorkers(): number | null {
  const peaks = workerIds().flatMap((id) => {
    const [, kib] = /\nVmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${id}/status`, 'utf8')) ?? [];
    return kib === undefined ? [] : [Number(kib) / 1024];
  });
  return peaks.length === 0 ? null : Math.max(...peaks);
}
