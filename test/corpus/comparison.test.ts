/** What the corpus run compares: reports before and after, findings of qpdf, expectations of others. Each rule can fail. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { compareReports } from '../../scripts/corpus/compare-reports.ts';
import { readExpectations } from '../../scripts/corpus/expectations.ts';
import { newFindings } from '../../scripts/corpus/qpdf-findings.ts';
import { stopwatch } from '../../scripts/corpus/stopwatch.ts';
import type { SignatureReport, VerificationReport } from '../../src-main/verification/report.ts';

type Level = SignatureReport['level'];

function signature(
  field: string,
  levels: Partial<Record<'integrity' | 'identity' | 'time', Level>> = {},
): SignatureReport {
  const axis = (level: Level = 'PASS'): SignatureReport['time'] => ({ level, codes: [] });
  return {
    field,
    integrity: axis(levels.integrity),
    identity: axis(levels.identity),
    time: axis(levels.time),
    coverage: { byteRange: [0, 1, 2, 3], coversWholeFile: true },
    approvals: [{ ok: true }],
    marks: [{ page: 1 }],
  } as unknown as SignatureReport;
}

const report = (...signatures: SignatureReport[]): VerificationReport =>
  ({ signatures }) as unknown as VerificationReport;

it('accepts one new good seal over signatures that stay as they were', () => {
  const old = signature('old', { identity: 'UNSURE' });
  expect(compareReports(report(old), report(old, signature('new')))).toEqual([]);
});

it.each([
  ['integrity', 'FAIL'],
  ['identity', 'UNSURE'],
  ['time', 'UNSURE'],
] as const)('complains about a new seal whose %s is %s', (axis, level) => {
  const after = report(signature('new', { [axis]: level }));
  expect(compareReports(report(), after)).toEqual([`new seal: ${axis} ${level} `]);
});

it('complains about an earlier signature that is worse or gone, and about no or two new ones', () => {
  const [old, seal] = [signature('old'), signature('new')];
  const worse = signature('old', { integrity: 'UNSURE' });
  expect(compareReports(report(old), report(worse, seal))).toEqual(['old: integrity was PASS, is UNSURE']);
  expect(compareReports(report(old), report(seal))).toEqual(['old: gone']);
  expect(compareReports(report(old), report(old))).toEqual(['0 new signatures instead of one']);
  expect(compareReports(report(), report(seal, signature('b')))).toEqual(['2 new signatures instead of one']);
});

it('complains about a new seal without marks, approvals or full coverage', () => {
  const bare = { ...signature('new'), marks: [], approvals: [] };
  expect(compareReports(report(), report(bare))).toHaveLength(2);
  const open = { ...signature('new'), coverage: { ...signature('new').coverage, coversWholeFile: false } };
  expect(compareReports(report(), report(open))).toEqual(['new seal: does not cover the whole file']);
});

it('counts a message of qpdf as new when it stands there more often than before', () => {
  const before = { status: 3, messages: ['a', 'b'] };
  expect(newFindings(before, { status: 3, messages: ['b', 'a'] })).toEqual([]);
  expect(newFindings(before, { status: 3, messages: ['a', 'a', 'c'] })).toEqual(['a', 'c']);
});

it('knows a finding about an object again when the object was written anew, and tells it from those of other objects', () => {
  const finding = (object: number, offset: number): string =>
    `WARNING: FILE, object ${object} 0 at offset ${offset}: /Type key should be /Page but is not; overriding`;
  const before = { status: 3, messages: [finding(3, 120), 'WARNING: FILE (offset 9): loose'] };
  expect(newFindings(before, { status: 3, messages: [finding(3, 45747)] })).toEqual([]);
  expect(newFindings(before, { status: 3, messages: [finding(4, 120)] })).toHaveLength(1);
  expect(newFindings(before, { status: 3, messages: ['WARNING: FILE (offset 8): loose'] })).toHaveLength(1);
});

it('reads expectations beside or above a folder, and keeps only what is about verification', () => {
  const root = mkdtempSync(join(tmpdir(), 'bianyin-expected-'));
  const rows = [
    'file,asserted_upstream,messages,upstream_test',
    'pdf/a.pdf,"{""val_trusted"": [""val_trusted(""], ""modlevel"": [""OTHER""]}",,t::one',
    'pdf/b.pdf,"{""raises"": [""ConfigurationError""]}",,t::two',
    'pdf/c.pdf,{},,t::three',
  ];
  mkdirSync(join(root, 'pdf'));
  mkdirSync(join(root, 'crypto'));
  writeFileSync(join(root, 'EXPECTED.csv'), `${rows.join('\n')}\n`);
  const expected = readExpectations(join(root, 'pdf'));
  expect(expected?.trust).toEqual([join(root, 'crypto')]);
  const of = (name: string): unknown => expected?.of(join(root, 'pdf', name));
  expect(of('a.pdf')).toMatchObject([
    { test: 't::one', claim: 'val_trusted', about: 'document', levels: ['PASS'] },
    { claim: 'modlevel OTHER', about: 'integrity', levels: ['FAIL'] },
  ]);
  expect([of('b.pdf'), of('c.pdf')]).toEqual([[], []]);
  expect(readExpectations(join(root, 'pdf/deeper'))).toBeNull();
  rmSync(root, { recursive: true });
});

it('ends a step that hangs, and says that it was late', async () => {
  let late = 0;
  const clock = stopwatch(20, () => (late += 1));
  await expect(clock.time(() => new Promise(() => undefined))).rejects.toMatchObject({
    code: 'worker-timeout',
  });
  expect([late, await clock.time(() => Promise.resolve('done'))]).toEqual([1, 'done']);
});

it('counts what the processor works in a step, here and in what was started, and not what it waits', async () => {
  const busy = 'const end = process.cpuUsage().user + 400_000; while (process.cpuUsage().user < end);';
  const clock = stopwatch(60_000, () => undefined);
  await clock.time(() => new Promise((resolve) => setTimeout(resolve, 500)));
  expect(clock.seconds()).toBeLessThan(0.4);
  await clock.time(() => Promise.resolve(execFileSync(process.execPath, ['-e', busy])));
  const ended = clock.seconds();
  expect(ended).toBeGreaterThan(0.4);
  const child = spawn(process.execPath, ['-e', `${busy} console.log(); setInterval(() => 0, 1000)`]);
  await clock.time(() => once(child.stdout, 'data'));
  expect(clock.seconds() - ended).toBeGreaterThan(0.4);
  child.kill();
});
