/** No seal without a time stamp in silence (docs/adr/0033): what is to be had, files that wait for theirs, and adding it later. */
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { showDraft } from '../../src-main/app/office/policy-draft/draft-view.ts';
import { policyToSign, saveDraft } from '../../src-main/app/office/policy-draft/policy-draft.ts';
import { readJournal } from '../../src-main/app/register/journal.ts';
import { registerLines } from '../../src-main/app/register/register-lines.ts';
import {
  addTimeStampTo,
  isInPlace,
  listWaiting,
  timeStampOutlook,
  timeStampSupply,
  wishFor,
} from '../../src-main/app/requests/time-stamping.ts';
import { showRequest } from '../../src-main/app/requests/requests.ts';
import type { AppSession } from '../../src-main/app/session.ts';
import type { Timestamps } from '../../src-main/app/time-stamps.ts';
import { verifyFiles } from '../../src-main/app/verify/verify-files.ts';
import type { TimeStampSupply } from '../../src-main/domain/time-stamp.ts';
import { createSandboxCity } from '../../src-main/sandbox/sandbox-city.ts';
import type { VerificationReport } from '../../src-main/verification/report.ts';
import { variations } from '../support/every-case.ts';
import { closeDesk, openDesk } from './support/open-desk.ts';
import { actor, copyOf, filesIn, sessionOf, type Sandbox } from './support/sandbox.ts';
import { apply, approved, codeOf, usesOf } from './support/story.ts';

let sandbox: Sandbox;
let session: AppSession;
let contract: string;
let number = 0;
/** A request with many uses: what is tried here is not how it was approved. */
let ready: string;

beforeAll(async () => {
  ({ sandbox, session, contract } = await openDesk());
  ready = await approved(sandbox, session, contract, { uses: 100 });
});

afterAll(() => closeDesk({ sandbox, session }));

const free = (): string => join(sandbox.folder, `out-${(number += 1)}.pdf`);
const honest: Timestamps = async (imprint) =>
  (await session.city()?.timestamp({ imprint })) ?? Uint8Array.of();
const down: Timestamps = () => Promise.reject(new Error('no network'));
const cityAt = (name: string, now: () => Date): Timestamps => {
  const directory = name === '' ? sandbox.home.city : join(sandbox.folder, name);
  const city = createSandboxCity({ directory, random: (length) => randomBytes(length), now });
  return (imprint) => city.timestamp({ imprint });
};
const minutes = (count: number): Date => new Date(Date.now() + count * 60_000);

/** The same session with another service; what the one before said counts for nothing here. */
const withService = (timestamps: Timestamps | null): AppSession => ({
  ...session,
  timestamps: () => timestamps,
});

async function reportOf(file: string): Promise<VerificationReport> {
  const [first] = await verifyFiles(session, { files: [file], trust: [] });
  if (!first || 'error' in first) throw new Error(`no report for ${file}`);
  return first.report;
}

interface Waiting {
  readonly id: string;
  readonly useNumber: number;
  readonly file: string;
}

/** A file that is sealed and waits. */
async function waitingFile(id = ready): Promise<Waiting> {
  const file = free();
  const { useNumber } = await apply(sandbox, withService(null), id, file, { timeStamp: 'later' });
  return { id, useNumber, file };
}

const waits = ({ id, useNumber }: Omit<Waiting, 'file'>, where = session): boolean =>
  listWaiting(where).some((each) => each.requestId === id && each.number === useNumber);

const supplies: readonly [TimeStampSupply, string, () => Timestamps | null][] = [
  ['not-set-up', 'timestamp-not-set-up', () => null],
  ['unreachable', 'timestamp-failed', () => down],
  ['untrusted', 'timestamp-untrusted', () => cityAt('stranger', () => new Date())],
  ['untrusted', 'timestamp-untrusted', () => () => Promise.resolve(Uint8Array.of(0x30, 0x00))],
  ['untrusted', 'timestamp-untrusted', () => (imprint) => honest(imprint.map((octet) => octet ^ 1))],
  ['clock-differs', 'timestamp-clock-differs', () => cityAt('', () => minutes(10))],
  ['clock-differs', 'timestamp-clock-differs', () => cityAt('', () => minutes(-10))],
];

describe('before the PIN', () => {
  test.each(variations(supplies, 3))(
    '%s: a seal that insists is refused (%s), one that may wait waits',
    async (state, code, make) => {
      const poor = withService(make());
      expect((await timeStampSupply(poor)).state).toBe(state);
      const before = usesOf(sandbox, ready);
      const file = free();
      expect(await codeOf(() => timeStampOutlook(poor, 'now'))).toBe(code);
      expect(await codeOf(() => apply(sandbox, poor, ready, file, { timeStamp: 'now' }))).toBe(code);
      expect(usesOf(sandbox, ready)).toEqual(before);
      expect(await timeStampOutlook(poor, 'later')).toBe(state);
      const { timeStamp, useNumber } = await apply(sandbox, poor, ready, file, { timeStamp: 'later' });
      expect([timeStamp, waits({ id: ready, useNumber })]).toEqual(['waiting', true]);
      expect((await reportOf(file)).signatures[0]?.time.codes).toContain('TIME_CLAIMED_ONLY');
    },
  );

  test('a good answer counts for a minute, a bad one for nothing', async () => {
    let asked = 0;
    const counted: Timestamps = (imprint) => {
      asked += 1;
      return asked === 1 ? down(imprint) : honest(imprint);
    };
    const counting = withService(counted);
    expect((await timeStampSupply(counting)).state).toBe('unreachable');
    expect((await timeStampSupply(counting)).state).toBe('ready');
    expect((await timeStampSupply(counting)).state).toBe('ready');
    expect(asked).toBe(2);
  });

  test('whoever wants none is asked for none, and the register says so', async () => {
    expect(await timeStampOutlook(session, 'none')).toBe('not-wanted');
    const outcome = await apply(sandbox, withService(down), ready, free(), { timeStamp: 'none' });
    expect([outcome.timeStamp, waits({ id: ready, ...outcome })]).toEqual(['none', false]);
  });
});

describe('a service that fails when the seal is made', () => {
  const late: readonly [string, (imprint: Uint8Array) => Promise<Uint8Array>][] = [
    ['breaks off', down],
    ['is a stranger by then', (imprint) => cityAt('stranger', () => new Date())(imprint)],
    ['gives what is no token', () => Promise.resolve(new Uint8Array(16))],
    [
      'gives more than there is room for',
      async (imprint) => new Uint8Array([...(await honest(imprint)), ...new Uint8Array(9999)]),
    ],
  ];
  test.each(variations(late, 2))('%s: the use is kept, and the file waits', async (_, answer) => {
    let asked = 0;
    const failing = withService((imprint) => ((asked += 1) === 1 ? honest(imprint) : answer(imprint)));
    const outcome = await apply(sandbox, failing, ready, free(), { timeStamp: 'later' });
    expect([outcome.timeStamp, asked]).toEqual(['waiting', 2]);
    expect(usesOf(sandbox, ready).slice(-2)).toEqual([
      ['use-spent', outcome.useNumber, ''],
      ['use-completed', outcome.useNumber, 'ok'],
    ]);
  });
});

describe('adding it later', () => {
  test('the file is proven, the one that waited is unchanged, and the register knows', async () => {
    const sealed = await waitingFile();
    const { id, useNumber, file } = sealed;
    const before = readFileSync(file);
    // At home a verification says what is missing, and where to get it.
    const here = await reportOf(file);
    expect([here.level, here.signatures[0]?.time.codes]).toEqual([
      'UNSURE',
      ['TIME_CLAIMED_ONLY', 'TIME_STAMP_WAITING'],
    ]);
    const count = showRequest(session, id).stampsWaiting;
    const waiting = listWaiting(session).find((each) => each.number === useNumber);
    expect(waiting && (await isInPlace(waiting))).toBe(true);
    const output = free();
    const outcome = await addTimeStampTo(session, { file, output });
    expect(outcome).toMatchObject({ uses: [{ requestId: id, useNumber }], isNew: true });
    expect(readFileSync(output).subarray(0, before.length).equals(before)).toBe(true);
    expect(readFileSync(file).equals(before)).toBe(true);
    const { level, sm3, signatures } = await reportOf(output);
    expect([level, sm3]).toEqual(['PASS', outcome.outputSm3]);
    const seal = signatures.find(({ kind }) => kind !== 'rfc3161');
    expect(seal?.signedAt).toEqual({ value: outcome.time, source: 'proven' });
    expect(seal?.coverage.laterChanges.every(({ allowed }) => allowed)).toBe(true);
    expect([waits(sealed), showRequest(session, id).stampsWaiting]).toEqual([false, count - 1]);
    const lines = registerLines(
      session,
      readJournal(session).filter((row) => row.useNumber === useNumber),
    );
    expect(lines.map((line) => [line.事件, line.时间戳]).slice(-2)).toEqual([
      ['use-completed', 'added'],
      ['timestamp-added', 'stamped'],
    ]);
    // Once is enough, and only for what waits.
    for (const again of [file, output, contract])
      expect(await codeOf(() => addTimeStampTo(session, { file: again, output: free() }))).toBe(
        'timestamp-not-waiting',
      );
  });

  test('a file that was changed in any way is not the one that waits', async () => {
    const { file } = await waitingFile();
    const octets = readFileSync(file);
    const changed = join(sandbox.folder, 'changed.pdf');
    for (const at of [10, octets.length >> 1, octets.length - 1]) {
      const copy = Buffer.from(octets);
      copy[at] = (copy[at] ?? 0) ^ 1;
      writeFileSync(changed, copy);
      expect(await codeOf(() => addTimeStampTo(session, { file: changed, output: free() }))).toBe(
        'timestamp-not-waiting',
      );
    }
  });

  test('what stands behind the file is covered too: one stamp for two seals', async () => {
    const first = await waitingFile();
    const second = await waitingFile(await approved(sandbox, session, first.file));
    const output = free();
    const { uses } = await addTimeStampTo(session, { file: second.file, output });
    expect(uses.map(({ requestId }) => requestId)).toEqual([first.id, second.id]);
    const { level, signatures } = await reportOf(output);
    expect([level, signatures.length]).toEqual(['PASS', 3]);
  });

  test('what is put behind it by somebody who may not: nothing is stamped', async () => {
    const sealed = await waitingFile();
    const { file } = sealed;
    const spoiled = join(sandbox.folder, 'spoiled.pdf');
    writeFileSync(
      spoiled,
      Buffer.concat([readFileSync(file), Buffer.from('1 0 obj <</Type/Catalog>> endobj\n')]),
    );
    const output = free();
    const before = filesIn(sandbox.folder);
    expect(await codeOf(() => addTimeStampTo(session, { file: spoiled, output }))).toMatch(
      /^(document-signature-broken|output-not-verified|pdf-)/,
    );
    expect(filesIn(sandbox.folder)).toEqual(before);
    expect(waits(sealed)).toBe(true);
  });

  test.each<[string, (octets: Buffer) => Buffer]>([
    ['an object that nothing refers to', (octets) => withStrayObject(octets)],
    ['a revision without anything in it', (octets) => Buffer.concat([octets, Buffer.from('\n%%EOF\n')])],
    ['octets', (octets) => Buffer.concat([octets, Buffer.from('%stray\n')])],
  ])(
    '%s put behind it, which no signature covers: nothing is stamped, and nobody is asked',
    async (_, spoil) => {
      const sealed = await waitingFile();
      const spoiled = join(sandbox.folder, `stray ${_}.pdf`);
      writeFileSync(spoiled, spoil(readFileSync(sealed.file)));
      let asked = 0;
      const service = withService((imprint) => {
        asked += 1;
        return honest(imprint);
      });
      await timeStampSupply(service);
      const before = asked;
      expect(await codeOf(() => addTimeStampTo(service, { file: spoiled, output: free() }))).toBe(
        'document-signature-broken',
      );
      expect([asked, waits(sealed)]).toEqual([before, true]);
    },
  );

  test('the file of another request under the name of the one that waits is not stamped for it', async () => {
    const mine = await waitingFile();
    const other = await waitingFile(await approved(sandbox, session, contract));
    const file = { file: other.file, output: free() };
    expect(await codeOf(() => addTimeStampTo(session, { ...file, requestId: mine.id }))).toBe(
      'timestamp-not-waiting',
    );
    expect((await addTimeStampTo(session, { ...file, requestId: other.id })).isNew).toBe(true);
  });

  test('a file that got its stamp while the service was asked is not stamped twice', async () => {
    const sealed = await waitingFile();
    let asked = 0;
    const slow = withService(async (imprint) => {
      asked += 1;
      // By another program: this one is at work.
      if (asked === 2) await addTimeStampTo(sessionOf(sandbox), { file: sealed.file, output: free() });
      return honest(imprint);
    });
    const output = free();
    expect(await codeOf(() => addTimeStampTo(slow, { file: sealed.file, output }))).toBe(
      'timestamp-not-waiting',
    );
    expect(filesIn(sandbox.folder)).not.toContain(output);
  });

  test('a stamp that the register has missed is put on record', async () => {
    const sealed = await waitingFile();
    const { file } = sealed;
    const other = copyOf(sandbox);
    const output = free();
    await addTimeStampTo(session, { file, output });
    const forgetful = sessionOf(other);
    expect(waits(sealed, forgetful)).toBe(true);
    const before = filesIn(sandbox.folder);
    const outcome = await addTimeStampTo(forgetful, { file: output, output: free() });
    expect(outcome.isNew).toBe(false);
    expect(waits(sealed, forgetful)).toBe(false);
    expect(filesIn(sandbox.folder)).toEqual(before);
  });

  test.each(variations(supplies, 3))('%s: nothing is written (%s)', async (_, code, make) => {
    const sealed = await waitingFile();
    const { file } = sealed;
    const before = filesIn(sandbox.folder);
    expect(await codeOf(() => addTimeStampTo(withService(make()), { file, output: free() }))).toBe(code);
    expect(filesIn(sandbox.folder)).toEqual(before);
    expect(waits(sealed)).toBe(true);
  });

  test('a name that is taken is refused', async () => {
    const { file } = await waitingFile();
    expect(await codeOf(() => addTimeStampTo(session, { file, output: file }))).toBe('output-exists');
  });
});

test('a policy that wants a time stamp with every seal is kept by the gate', async () => {
  const own = copyOf(sandbox);
  const strict = sessionOf(own);
  const { people, seals, matrix } = await showDraft(strict);
  saveDraft(strict, {
    people: people.map(({ id, name, department, roles }) => ({ id, name, department, roles })),
    seals: seals.map(({ esId, keepers }) => ({ esId, keepers })),
    matrix: { ...matrix, timeStamp: 'required' },
  });
  expect((await showDraft(strict)).isChanged).toBe(true);
  await strict.signer().signPolicy(actor(own, 'legal'), policyToSign(strict), []);
  const id = await approved(own, strict, contract);
  expect([wishFor(strict, [id], true), wishFor(strict, [id], false)]).toEqual(['now', 'none']);
  for (const timeStamp of ['later', 'none'] as const)
    expect(await codeOf(() => apply(own, strict, id, free(), { timeStamp }))).toBe(
      'permit-time-stamp-required',
    );
  expect(usesOf(own, id)).toEqual([]);
  expect((await apply(own, strict, id, free(), { timeStamp: 'now' })).timeStamp).toBe('stamped');
});

/** An incremental update with one object that nothing refers to. */
function withStrayObject(octets: Buffer): Buffer {
  const text = octets.toString('latin1');
  const last = (word: RegExp): string => [...text.matchAll(word)].at(-1)?.[1] ?? '';
  const [before, size, root] = [
    last(/startxref\s+(\d+)/g),
    last(/\/Size (\d+)/g),
    last(/\/Root (\d+ \d+ R)/g),
  ];
  const object = `\n${size} 0 obj\n(stray)\nendobj\n`;
  const at = String(octets.length + 1).padStart(10, '0');
  const xref = `xref\n${size} 1\n${at} 00000 n \ntrailer\n<</Size ${Number(size) + 1}/Root ${root}/Prev ${before}>>\n`;
  const end = `startxref\n${octets.length + object.length}\n%%EOF\n`;
  return Buffer.concat([octets, Buffer.from(object + xref + end, 'latin1')]);
}
