/** A clock that was ahead for a while has a way out: signed by the legal representative, for ever in the register, and by nobody else. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { showClock } from '../../src-main/app/office/clock.ts';
import { clockCorrectionKind } from '../../src-main/approval/clock-correction.ts';
import { policyKind, type Policy } from '../../src-main/approval/policy.ts';
import { openStatement, signStatement, textSm3 } from '../../src-main/approval/statement.ts';
import { saveSeal } from '../../src-main/city/seal-register.ts';
import { toHex } from '../../src-main/crypto/bytes.ts';
import { sm3 } from '../../src-main/crypto/sm3.ts';
import { instantText } from '../../src-main/domain/instant.ts';
import { legalCertificates, trustedSeal } from '../../src-main/home/own-seals.ts';
import { parseCertificate } from '../../src-main/pki/certificate.ts';
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

test.each(['expired', 'revoked', 'untrusted', 'unknown'] as const)(
  'not by a certificate of seal 05 that is %s now',
  async (state) => {
    const sandbox = copyOf(base);
    const now = later(0.1);
    const attempt = tokens.withSession('soft-legal', pinOf(sandbox, 'legal'), (session) =>
      gateAt(sandbox, now).work((moment) =>
        signClockCorrection(
          { ...moment, checkCertificate: () => state },
          { label: 'soft-legal', session },
          { reason: '系统时间曾被改错', seen: ahead() },
        ),
      ),
    );
    expect(await codeOf(() => attempt)).toBe(`signer-certificate-${state}`);
    expect(showClock(sessionOf(sandbox, () => now)).state).toBe('ahead-before');
  },
);

test('not against what others have proven, not about another time than was shown, not by a frozen seal 05', async () => {
  const proven = copyOf(base);
  noteLastSeen(proven.home, later(3), later(0.1));
  expect(showClock(sessionOf(proven, () => later(0.1))).state).toBe('contradicted');
  expect(await codeOf(() => correct(proven, later(0.1)))).toBe('clock-contradicted');
  // An authority whose own clock was ahead once does not block for ever.
  const lone = copyOf(base);
  noteLastSeen(lone.home, later(9000), later(-30));
  expect(showClock(sessionOf(lone, () => later(0.1))).state).toBe('ahead-before');
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
      sign: (octets: Uint8Array) => session.signSm2(certificate, octets),
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
  for (const [signed, code] of [
    [await forged('keeper', head), 'policy-missing'],
    [await forged('legal', 'ab'.repeat(32)), 'clock-not-as-shown'],
  ] as const) {
    const sandbox = copyOf(base);
    expect(
      await codeOf(() =>
        gateAt(sandbox, later(0.1)).work(({ store }) => Promise.resolve(store.correctClock(signed))),
      ),
    ).toBe(code);
    expect(await codeOf(() => gateAt(sandbox, later(0.2)).submit(contract))).toBe('clock-behind');
  }
  const renamed = copyOf(base);
  tamper(renamed, (database) =>
    database.exec(`UPDATE journal SET content = replace(content, '"note"', '"clock-corrected"')`),
  );
  expect(await codeOf(() => gateAt(renamed, later(0.2)).submit(contract))).not.toBeNull();
});

test('a row that was signed for another certificate, or another time than it has, puts nothing right', async () => {
  const sandbox = copyOf(base);
  const gate = gateAt(sandbox, later(0.1));
  const signed = await tokens.withSession('soft-legal', pinOf(sandbox, 'legal'), (session) =>
    gate.work((moment) => {
      const legal = session.certificates.find((each) =>
        legalCertificates(moment).includes(toHex(sm3(each.der))),
      );
      if (!legal) throw new Error('no seal 05');
      const correction = {
        ...({ v: 1, purpose: 'bianyin.clock-correction/1', seen: ahead(), reason: 'x' } as const),
        journalSm3: moment.store.journalHead().sm3,
        ...{ certificateSm3: 'cd'.repeat(32), time: instantText(later(0.1)) },
      };
      const sign = (octets: Uint8Array) => session.signSm2(legal, octets);
      return signStatement(clockCorrectionKind, correction, { certificate: legal.der, sign });
    }),
  );
  const write = (): Promise<void> => gate.work(({ store }) => Promise.resolve(store.correctClock(signed)));
  expect(await codeOf(write)).toBe('policy-missing');

  // The row is given an earlier time by somebody who writes chain and mark anew: the clock goes no further back than was signed.
  await correct(sandbox, later(1));
  expect(await codeOf(() => gateAt(copyOf(sandbox), later(1.1)).submit(contract))).toBe('ok');
  editLastRow(sandbox, instantText(later(1)), instantText(later(0.2)));
  gateAt(sandbox, later(49)).moment(({ store }) => expect(store.verifyJournal()).toMatchObject({ ok: true }));
  expect(await codeOf(() => gateAt(sandbox, later(1.1)).submit(contract))).toBe('clock-behind');
});

/** The time of the row itself, not what was signed; its digest and the mark are made to fit. */
function editLastRow(sandbox: Sandbox, from: string, to: string): void {
  tamper(sandbox, (database) => {
    const {
      seq = 0,
      content,
      time,
    } = database.prepare('SELECT * FROM journal ORDER BY seq DESC LIMIT 1').get() ?? {};
    const [before, after] = [String(time), String(time).replace(from.slice(0, 19), to.slice(0, 19))];
    const text = String(content).replace(`"time":"${before}"`, `"time":"${after}"`);
    expect(text).not.toBe(content);
    const digest = textSm3(text);
    database.prepare('UPDATE journal SET content = ?, sm3 = ? WHERE seq = ?').run(text, digest, seq);
    const mark = join(sandbox.home.root, 'bianyin.head.json');
    const head = JSON.parse(readFileSync(mark, 'utf8')) as object;
    writeFileSync(mark, JSON.stringify({ ...head, sm3: digest }));
  });
}

describe('seal 05 and its certificate were replaced while the clock stood behind the record', () => {
  /** The new certificate is for a key that is at hand: that of the keeper's token. */
  async function renewed(): Promise<{ sandbox: Sandbox; certificate: Uint8Array; oldSeal: string }> {
    const sandbox = copyOf(base);
    const gate = gateAt(sandbox, later(0.05));
    const oldSeal = gate.moment((moment) => trustedSeal(moment, '05').info.esId);
    const uscc = policiesOf(sandbox).at(-1)?.value.enterprise.uscc ?? '';
    const point = await tokens.withSession('soft-keeper', pinOf(base, 'keeper'), (session) =>
      Promise.resolve(pointOf(session.certificates[0]?.der)),
    );
    const city = gate.city();
    await city.setSealStatus({ esId: oldSeal, status: 'cancelled' });
    const issued = await city.certifySealKey({ uscc, typeCode: '05', publicPoint: point });
    const { seal } = await city.makeSeal({ esId: issued.esId });
    saveSeal(sandbox.home.seals, seal);
    await gate.sync();
    return { sandbox, certificate: issued.certificate, oldSeal };
  }

  function pointOf(der: Uint8Array | undefined): Uint8Array {
    const key = der && parseCertificate(der).publicKey;
    if (key?.kind !== 'sm2') throw new Error('no SM2 key');
    return key.sm2Point;
  }

  function policiesOf(sandbox: Sandbox) {
    return gateAt(sandbox, later(49)).moment(({ store }) =>
      store.policies().map((each) => openStatement(policyKind, each)),
    );
  }

  function correctWith(
    sandbox: Sandbox,
    certificate: Uint8Array,
    now: Date,
    seen = ahead(),
  ): Promise<string> {
    return tokens.withSession('soft-keeper', pinOf(base, 'keeper'), (session) => {
      const [own] = session.certificates;
      if (!own) throw new Error('no certificate');
      const legal = { ...session, certificates: [{ ...own, der: certificate }] };
      const token = { label: 'new UKey', session: { ...legal, signSm2: session.signSm2.bind(session) } };
      return gateAt(sandbox, now).work((moment) =>
        signClockCorrection(moment, token, { reason: '换过法定代表人章', seen }),
      );
    });
  }

  test('the policy is signed again with it, word for word, and the register goes on', async () => {
    const { sandbox, certificate } = await renewed();
    const now = later(0.1);
    const [before] = policiesOf(sandbox).slice(-1);
    expect(showClock(sessionOf(sandbox, () => now))).toMatchObject({ signsPolicyAgain: true });
    expect(await correctWith(sandbox, certificate, now)).toBe(instantText(now));
    const [after] = policiesOf(sandbox).slice(-1);
    const sequence = (before?.value.sequence ?? 0) + 1;
    expect(after?.value).toEqual({
      ...before?.value,
      ...{ id: `policy-${sequence}`, sequence, prevSm3: before?.sm3 },
      ...{ validFrom: instantText(now), time: instantText(now) },
    });
    expect(after?.signer.sm3).toBe(toHex(sm3(certificate)));
    expect(showClock(sessionOf(sandbox, () => later(0.11)))).toMatchObject({
      state: 'fine',
      signsPolicyAgain: false,
    });
    expect(await codeOf(() => gateAt(sandbox, later(0.12)).submit(contract))).toBe('ok');
    gateAt(sandbox, later(0.13)).moment(({ store }) => {
      expect(store.verifyJournal()).toMatchObject({ ok: true });
    });
  });

  test('not over a policy that is yet to begin, nor over one that no legal representative of its time had signed', async () => {
    const { sandbox, certificate } = await renewed();
    const last = policiesOf(sandbox).at(-1);
    if (!last) throw new Error('no policy');
    const next = { ...last.value, sequence: last.value.sequence + 1, prevSm3: last.sm3 };
    const planted = async (policy: Policy): Promise<Sandbox> => {
      const copy = copyOf(sandbox);
      const signed = await forged('department', '', policy);
      gateAt(copy, later(49)).moment(({ store }) => {
        store.addPolicy(signed, () => undefined);
      });
      return copy;
    };
    const seen = instantText(later(49));
    const future = await planted({ ...next, validFrom: instantText(later(100)) });
    expect(await codeOf(() => correctWith(future, certificate, later(0.1), seen))).toBe('policy-missing');
    const begun = await planted(next);
    expect(await codeOf(() => correctWith(begun, certificate, later(0.1), seen))).toBe('policy-signer-wrong');
    expect(await codeOf(() => gateAt(begun, later(0.2)).submit(contract))).toBe('clock-behind');
  });

  test('who writes correction and policy into the database by a key of their own is stopped at each act by that policy', async () => {
    const sandbox = copyOf(base);
    const last = policiesOf(sandbox).at(-1);
    if (!last) throw new Error('no policy');
    const time = instantText(later(0.1));
    const own = { sequence: last.value.sequence + 1, prevSm3: last.sm3, validFrom: time, time };
    const policy = await forged('keeper', '', { ...last.value, ...own });
    const head = gateAt(sandbox, later(49)).moment(({ store }) => store.journalHead().sm3);
    const correction = await forged('keeper', head);
    gateAt(sandbox, later(0.1)).moment(({ store }) => {
      store.correctClock(correction, policy);
    });
    expect(await codeOf(() => gateAt(sandbox, later(0.2)).submit(contract))).toBe('policy-signer-wrong');
    const output = join(sandbox.folder, 'stolen.pdf');
    expect(await codeOf(() => gateAt(sandbox, later(0.2)).apply(ready, contract, output))).toBe(
      'policy-signer-wrong',
    );
  });
});
