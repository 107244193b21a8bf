/** A clock that was ahead for a while has a way out: signed by the legal representative, for ever in the register, and by nobody else. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { showClock } from '../../src-main/app/office/clock.ts';
import { clockCorrectionKind } from '../../src-main/approval/clock-correction.ts';
import { policyKind, type Policy } from '../../src-main/approval/policy.ts';
import { openStatement, signStatement } from '../../src-main/approval/statement.ts';
import { toHex } from '../../src-main/crypto/bytes.ts';
import { sm3 } from '../../src-main/crypto/sm3.ts';
import { instantText } from '../../src-main/domain/instant.ts';
import { noteLastSeen } from '../../src-main/platform/last-seen.ts';
import { signClockCorrection } from '../../src-main/signer/sign-clock-correction.ts';
import type { TokenModule } from '../../src-main/signer/pkcs11/token-module.ts';
import { closeTokens, gateAt, openTokens } from './support/direct-gate.ts';
import {
  copyOf,
  makeSandbox,
  pinOf,
  removeSandbox,
  sessionOf,
  writePdf,
  type Sandbox,
} from './support/sandbox.ts';
import { codeOf } from './support/story.ts';
import { tamper } from './support/tampering.ts';

const HOUR = 3_600_000;
let begin = 0;
const later = (hours: number): Date => new Date(begin + hours * HOUR);

let base: Sandbox;
let tokens: TokenModule;
let contract: string;
let ready: string;
/** The latest time on record: two days ahead. */
const ahead = (): string => instantText(later(48));

beforeAll(async () => {
  base = await makeSandbox();
  begin = Date.now();
  contract = await writePdf(base.folder);
  tokens = openTokens(base);
  const gate = gateAt(base, later(0.01));
  ready = await gate.submit(contract);
  await gate.approveAll(ready);
  gateAt(base, later(48)).moment((moment) => moment.store.record('note', { remark: '时钟快了' }));
});
afterAll(() => {
  closeTokens();
  removeSandbox(base);
});

function correct(sandbox: Sandbox, now: Date, person = 'legal', seen = ahead()): Promise<string> {
  return tokens.withSession(`soft-${person}`, pinOf(sandbox, person), (session) =>
    gateAt(sandbox, now).work((moment) =>
      signClockCorrection(moment, { label: `soft-${person}`, session }, { reason: '系统时间曾被改错', seen }),
    ),
  );
}

test('until it is put right nothing is sealed; afterwards what was approved is sealed, and the row says who and why', async () => {
  const sandbox = copyOf(base);
  const output = join(sandbox.folder, 'sealed.pdf');
  const now = later(0.1);
  expect(showClock(sessionOf(sandbox, () => now))).toMatchObject({ state: 'ahead-before', seen: ahead() });
  expect(await codeOf(() => gateAt(sandbox, now).apply(ready, contract, output))).toBe('clock-behind');
  expect(await correct(sandbox, now)).toBe(instantText(now));
  expect(showClock(sessionOf(sandbox, () => now))).toMatchObject({ state: 'fine' });
  expect((await gateAt(sandbox, later(0.11)).apply(ready, contract, output)).usesLeft).toBe(0);
  gateAt(sandbox, later(0.12)).moment(({ store }) => {
    expect(store.verifyJournal()).toMatchObject({ ok: true });
    const row = store.journal().find(({ event }) => event === 'clock-corrected');
    expect(row?.entry).toMatchObject({
      reason: '系统时间曾被改错',
      remark: ahead(),
      keeper: '沈镕昇法定代表人章',
    });
  });
});

test('from then on the clock holds again: it may not go back behind the correction', async () => {
  const sandbox = copyOf(base);
  await correct(sandbox, later(1));
  expect(await codeOf(() => gateAt(sandbox, later(0.5)).submit(contract))).toBe('clock-behind');
  expect(await codeOf(() => correct(sandbox, later(1.1)))).toBe('clock-not-behind');
});

test.each([
  ['the keeper', 'keeper'],
  ['an approver', 'department'],
])('%s cannot', async (_, person) => {
  const sandbox = copyOf(base);
  expect(await codeOf(() => correct(sandbox, later(0.1), person))).toBe('person-not-on-token');
  expect(await codeOf(() => gateAt(sandbox, later(0.2)).submit(contract))).toBe('clock-behind');
});

test('not against what others have proven, not about another time than was shown, not by a frozen seal 05', async () => {
  const proven = copyOf(base);
  noteLastSeen(proven.home, later(3));
  expect(showClock(sessionOf(proven, () => later(0.1))).state).toBe('contradicted');
  expect(await codeOf(() => correct(proven, later(0.1)))).toBe('clock-contradicted');
  expect(await codeOf(() => correct(copyOf(base), later(0.1), 'legal', instantText(later(40))))).toBe(
    'clock-not-as-shown',
  );
  const frozen = copyOf(base);
  const gate = gateAt(frozen, later(0.05));
  const esId = gate.moment(
    ({ seals }) => seals.find(({ info }) => info.name.includes('法定代表人'))?.info.esId ?? '',
  );
  await gate.city().setSealStatus({ esId, status: 'frozen' });
  await gate.sync();
  expect(await codeOf(() => correct(frozen, later(0.1)))).toBe('seal-status-frozen');
});

/** Signed by a person's own key, and put into the database past the gate. */
function forged(person: string, journalSm3: string, policy?: Policy) {
  return tokens.withSession(`soft-${person}`, pinOf(base, person), async (session) => {
    const [certificate] = session.certificates;
    if (!certificate) throw new Error(person);
    const by = {
      certificate: certificate.der,
      sign: (octets: Uint8Array) => session.signSm2(certificate.id, octets),
    };
    if (policy) return signStatement(policyKind, policy, by);
    const correction = {
      ...({ v: 1, purpose: 'bianyin.clock-correction/1', journalSm3, seen: ahead(), reason: 'x' } as const),
      certificateSm3: toHex(sm3(certificate.der)),
      time: instantText(later(0.1)),
    };
    return signStatement(clockCorrectionKind, correction, by);
  });
}

test('who writes a policy of the future into the database, signed by a key of their own, puts no clock right with it', async () => {
  const sandbox = copyOf(base);
  const policies = gateAt(sandbox, later(49)).moment(({ store }) => store.policies());
  const last = openStatement(
    policyKind,
    policies.at(-1) ?? { statement: '', signature: '', certificate: '' },
  );
  const next = {
    ...last.value,
    sequence: last.value.sequence + 1,
    prevSm3: last.sm3,
    validFrom: instantText(later(100)),
  };
  const policy = await forged('keeper', '', next);
  gateAt(sandbox, later(49)).moment(({ store }) => {
    store.addPolicy(policy, () => undefined);
  });
  const head = gateAt(sandbox, later(49)).moment(({ store }) => store.journalHead().sm3);
  const correction = await forged('keeper', head);
  const write = (): Promise<void> =>
    gateAt(sandbox, later(0.1)).work(({ store }) => Promise.resolve(store.correctClock(correction)));
  expect(await codeOf(write)).toBe('policy-missing');
  expect(await codeOf(() => gateAt(sandbox, later(0.2)).submit(contract))).toBe('clock-behind');
});

test('a row that somebody writes into the database puts nothing right: unsigned, signed by another, or taken from elsewhere', async () => {
  const head = gateAt(base, later(49)).moment(({ store }) => store.journalHead().sm3);
  for (const signed of [await forged('keeper', head), await forged('legal', 'ab'.repeat(32))]) {
    const sandbox = copyOf(base);
    expect(
      await codeOf(() =>
        gateAt(sandbox, later(0.1)).work(({ store }) => Promise.resolve(store.correctClock(signed))),
      ),
    ).toMatch(/^(clock-not-as-shown|policy-missing)$/);
    expect(await codeOf(() => gateAt(sandbox, later(0.2)).submit(contract))).toBe('clock-behind');
  }
  const renamed = copyOf(base);
  tamper(renamed, (database) =>
    database.exec(`UPDATE journal SET content = replace(content, '"note"', '"clock-corrected"')`),
  );
  expect(await codeOf(() => gateAt(renamed, later(0.2)).submit(contract))).not.toBeNull();
});
