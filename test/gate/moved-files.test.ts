/**
 * A sealing broke off, and its file was moved before the next start (docs/adr/0022): whatever call was the last one, a file with a
 * signature that the register has is own and registered, the register never says that it was destroyed, and it is put on record
 * when it turns up.
 */
import { appendFileSync, mkdirSync, readFileSync, readdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { toHex } from '../../src-main/crypto/bytes.ts';
import { sm3 } from '../../src-main/crypto/sm3.ts';
import { showRequest } from '../../src-main/app/requests/requests.ts';
import { verifyFiles } from '../../src-main/app/verify/verify-files.ts';
import type { VerificationReport } from '../../src-main/verification/report.ts';
import { closeTokens, gateAt, openTokens } from './support/direct-gate.ts';
import { begin, counted, end, faultyDatabase, type Fault } from './support/faults.ts';
import { sealWithFault, startAnew } from './support/faulty-sealing.ts';
import { copyOf, makeSandbox, removeSandbox, sessionOf, writePdf, type Sandbox } from './support/sandbox.ts';
import { variations } from '../support/every-case.ts';

vi.mock('node:fs', async (original) => (await import('./support/faults.ts')).faultyFs(original));

let base: Sandbox;
let ready: { readonly id: string; readonly contract: string };

beforeAll(async () => {
  base = await makeSandbox();
  const contract = await writePdf(base.folder);
  openTokens(base);
  const id = await gateAt(base).submit(contract);
  await gateAt(base).approveAll(id);
  ready = { id, contract };
  faultyDatabase();
}, 120_000);
afterEach(end);
afterAll(() => {
  closeTokens();
  removeSandbox(base);
});

interface Broken {
  readonly home: Sandbox;
  /** The folder that the file was written to. */
  readonly stick: string;
  readonly calls: readonly string[];
}

/** A sealing onto a stick whose process dies before the call with number `at`; whole without one. */
async function sealOnStick(at: number | null): Promise<Broken> {
  const home = copyOf(base);
  const stick = join(home.folder, 'stick');
  mkdirSync(stick);
  const fault = at === null ? null : { at, fault: 'dead' as const, code: 'EIO' };
  const { calls } = await sealWithFault(home, { ...ready, output: join(stick, 'out.pdf') }, fault);
  return { home, stick, calls };
}

function eventsOf(home: Sandbox): string[] {
  return gateAt(home).moment(({ store }) => {
    expect(store.verifyJournal().ok).toBe(true);
    return store.journal({ requestId: ready.id }).map(({ event }) => event);
  });
}

/** The names in a folder that are whole files. */
function wholeIn(folder: string): string[] {
  return readdirSync(folder).filter((name) => statSync(join(folder, name)).size > 0);
}

function sm3Of(file: string): string {
  return toHex(sm3(readFileSync(file)));
}

function signedSm3(home: Sandbox): string {
  return gateAt(home).moment(
    ({ store }) =>
      store.journal({ requestId: ready.id }).find(({ event }) => event === 'signature-made')?.entry
        .sealedSm3 ?? '',
  );
}

async function reportOf(home: Sandbox, file: string): Promise<VerificationReport> {
  const [found] = await verifyFiles(sessionOf(home), { files: [file], trust: [] });
  if (!found || 'error' in found) throw new Error(`no report for ${file}`);
  return found.report;
}

/** What somebody does with the folder before the next start. Returns where a file of it lies then. */
const moves: Readonly<Record<string, (broken: Broken) => (name: string) => string>> = {
  'moved to another folder': ({ home, stick }) => {
    const sent = join(home.folder, 'sent');
    mkdirSync(sent);
    for (const name of readdirSync(stick)) renameSync(join(stick, name), join(sent, name));
    return (name) => join(sent, name);
  },
  'given another name': ({ stick }) => {
    for (const name of wholeIn(stick)) renameSync(join(stick, name), join(stick, `已盖章 ${name}.pdf`));
    return (name) => join(stick, `已盖章 ${name}.pdf`);
  },
  'on a drive that is away': ({ home, stick }) => {
    renameSync(stick, join(home.folder, 'away'));
    return (name) => join(home.folder, 'away', name);
  },
  'on a drive that is away, with its mount point left': ({ home, stick }) => {
    renameSync(stick, join(home.folder, 'away'));
    mkdirSync(stick);
    return (name) => join(home.folder, 'away', name);
  },
};

describe.each(Object.entries(moves))('%s', (_, move) => {
  test('after each call that may be the last one', async () => {
    const { calls } = await sealOnStick(null);
    const seen = new Set<string>();
    for (const at of variations([...calls.keys()], 4)) {
      const broken = await sealOnStick(at);
      const files = wholeIn(broken.stick);
      const at2 = move(broken);
      startAnew(broken.home);
      const last = eventsOf(broken.home).at(-1) ?? '';
      const where = `dead before ${at} ${calls[at] ?? ''}: ${last}`;
      seen.add(last);
      const made = signedSm3(broken.home);
      const signed = files.map(at2).filter((file) => sm3Of(file) === made);
      if (signed.length === 0) continue;
      expect(['file-missing', 'use-completed'], where).toContain(last);
      // Again and again: it is said once.
      startAnew(broken.home);
      expect(eventsOf(broken.home).filter((event) => event === 'file-missing').length, where).toBeLessThan(2);
    }
    expect(seen).toContain('file-missing');
  }, 300_000);

  test('it is own, registered, and on record as soon as it turns up', async () => {
    const { calls } = await sealOnStick(null);
    // The file has its name, and its use no end.
    const broken = await sealOnStick(calls.lastIndexOf('BEGIN IMMEDIATE'));
    const file = move(broken)('out.pdf');
    startAnew(broken.home);
    expect(eventsOf(broken.home).at(-1)).toBe('file-missing');
    const before = showRequest(sessionOf(broken.home), ready.id);
    expect([before.usesSpent, before.usesBroken, before.state]).toEqual([1, 1, 'used']);
    const found = await reportOf(broken.home, file);
    expect([found.level, found.codes]).toEqual(['PASS', expect.arrayContaining(['SEAL_USE_NOT_ENDED'])]);
    expect(found.signatures[0]?.approvals.every(({ ok, proof }) => ok && proof === 'register')).toBe(true);
    expect(eventsOf(broken.home).at(-1)).toBe('use-completed');
    const again = await reportOf(broken.home, file);
    expect([again.level, again.codes.includes('SEAL_USE_NOT_ENDED')]).toEqual(['PASS', false]);
    expect(showRequest(sessionOf(broken.home), ready.id).usesBroken).toBe(0);
    expect(await reportOf(broken.home, file)).toMatchObject({ level: 'PASS' });
    expect(eventsOf(broken.home).filter((event) => event === 'use-completed')).toHaveLength(1);
  }, 60_000);
});

test('a drive that comes back settles by itself, the draft on it gets its name', async () => {
  const { calls } = await sealOnStick(null);
  for (const at of [calls.indexOf('linkSync'), calls.lastIndexOf('BEGIN IMMEDIATE')]) {
    const { home, stick } = await sealOnStick(at);
    renameSync(stick, join(home.folder, 'away'));
    startAnew(home);
    expect(eventsOf(home).at(-1)).toBe('file-missing');
    renameSync(join(home.folder, 'away'), stick);
    startAnew(home);
    expect(eventsOf(home).at(-1)).toBe('use-completed');
    expect(readdirSync(stick)).toEqual(['out.pdf']);
    expect(sm3Of(join(stick, 'out.pdf'))).toBe(signedSm3(home));
  }
});

test('what was put behind the file since does not hide it, what was changed in it does', async () => {
  const { calls } = await sealOnStick(null);
  const at = calls.lastIndexOf('BEGIN IMMEDIATE');
  const longer = await sealOnStick(at);
  appendFileSync(join(longer.stick, 'out.pdf'), '% more\n');
  startAnew(longer.home);
  expect(eventsOf(longer.home).at(-1)).toBe('use-completed');
  const other = await sealOnStick(at);
  const octets = readFileSync(join(other.stick, 'out.pdf'));
  octets[octets.length - 10] = (octets.at(-10) ?? 0) ^ 1;
  renameSync(join(other.stick, 'out.pdf'), join(other.stick, 'kept.pdf'));
  appendFileSync(join(other.stick, 'out.pdf'), octets);
  startAnew(other.home);
  expect(eventsOf(other.home).at(-1)).toBe('file-missing');
  expect((await reportOf(other.home, join(other.stick, 'out.pdf'))).level).not.toBe('PASS');
  expect(eventsOf(other.home).at(-1)).toBe('file-missing');
  expect((await reportOf(other.home, join(other.stick, 'kept.pdf'))).level).toBe('PASS');
  expect(eventsOf(other.home).at(-1)).toBe('use-completed');
}, 60_000);

test('a use that was called failed or interrupted, and its file turns up: own, registered, and said', async () => {
  const { calls } = await sealOnStick(null);
  const { home, stick } = await sealOnStick(calls.lastIndexOf('BEGIN IMMEDIATE'));
  renameSync(join(stick, 'out.pdf'), join(stick, 'kept.pdf'));
  // As versions before this one ended it.
  gateAt(home).moment(({ store }) =>
    store.endUse(ready.id, 1, { outcome: 'failed', code: 'internal', signatureMade: true }),
  );
  expect(showRequest(sessionOf(home), ready.id).usesBroken).toBe(1);
  const { level, codes } = await reportOf(home, join(stick, 'kept.pdf'));
  expect([level, codes]).toEqual(['PASS', expect.arrayContaining(['SEAL_USE_NOT_ENDED'])]);
  expect(eventsOf(home).slice(-2)).toEqual(['use-failed', 'file-found']);
  expect((await reportOf(home, join(stick, 'kept.pdf'))).codes).not.toContain('SEAL_USE_NOT_ENDED');
  expect(eventsOf(home).at(-1)).toBe('file-found');
  expect(showRequest(sessionOf(home), ready.id).usesBroken).toBe(0);
});

describe.each(['fail', 'lost', 'dead'] as const)('settling: %s', (fault: Fault) => {
  test('each call of the start after it: register and file agree at the next one', async () => {
    const { calls } = await sealOnStick(null);
    const stops = [
      calls.indexOf('writeSync'),
      calls.indexOf('linkSync'),
      calls.indexOf('linkSync') + 1,
      calls.lastIndexOf('BEGIN IMMEDIATE'),
    ];
    for (const stop of stops) {
      const whole = await sealOnStick(stop);
      begin(null);
      startAnew(whole.home);
      const settling = [...counted()];
      end();
      for (const [at, name] of variations([...settling.entries()], 2)) {
        const { home, stick } = await sealOnStick(stop);
        begin({ at, fault, code: 'EIO' });
        startAnew(home);
        end();
        startAnew(home);
        const last = eventsOf(home).at(-1);
        const where = `${fault} ${at} ${name} after ${stop}: ${last ?? ''}`;
        if (stop === calls.indexOf('writeSync')) {
          expect(last, where).toBe('use-interrupted');
          expect(wholeIn(stick), where).toEqual([]);
        } else {
          expect(last, where).toBe('use-completed');
          expect(wholeIn(stick), where).toEqual(['out.pdf']);
        }
      }
    }
  }, 300_000);
});
