/** Every reason to refuse, at the gate itself: after each, no output, nothing half-made, and nothing spent. */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Policy } from '../../src-main/approval/policy.ts';
import { policyInForce } from '../../src-main/approval/policy-chain.ts';
import { verifyFiles } from '../../src-main/app/verify/verify-files.ts';
import { sealOfType } from '../../src-main/city/seal-register.ts';
import type { CityPort } from '../../src-main/city/city-port.ts';
import { instantText } from '../../src-main/domain/instant.ts';
import { policyFacts } from '../../src-main/home/home-moment.ts';
import { policyEffect } from '../../src-main/home/policy-effect.ts';
import { parseCertificate } from '../../src-main/pki/certificate.ts';
import { closeTokens, gateAt, openTokens, type ApplyOptions } from './support/direct-gate.ts';
import {
  copyOf,
  filesIn,
  makeSandbox,
  removeSandbox,
  sessionOf,
  writePdf,
  type Sandbox,
} from './support/sandbox.ts';
import { codeOf } from './support/story.ts';
import { tamper, useRows } from './support/tampering.ts';
import type { TokenModule } from '../../src-main/signer/pkcs11/token-module.ts';

const minutes = 60_000;
const hours = 60 * minutes;
let begin = 0;
const later = (ms: number): Date => new Date(begin + ms);

let base: Sandbox;
let contract: string;
let ready: string;
let tokens: TokenModule;

beforeAll(async () => {
  base = await makeSandbox();
  begin = Date.now();
  contract = await writePdf(base.folder);
  tokens = openTokens(base);
  const gate = gateAt(base, later(2000));
  ready = await gate.submit(contract);
  await gate.approveAll(ready);
});

afterAll(() => {
  closeTokens();
  removeSandbox(base);
});

/** Tries to seal, expects the code, and that nothing whatever came of it. */
async function refused(
  sandbox: Sandbox,
  code: string,
  attempt: { now?: Date; id?: string; file?: string } & ApplyOptions = {},
): Promise<void> {
  const { now = later(1 * minutes), id = ready, file = contract, ...options } = attempt;
  const [output, spent] = [join(sandbox.folder, 'refused.pdf'), useRows(sandbox)];
  const before = filesIn(sandbox.folder);
  expect(await codeOf(() => gateAt(sandbox, now).apply(id, file, output, options))).toBe(code);
  expect(filesIn(sandbox.folder)).toEqual(before);
  expect(useRows(sandbox)).toBe(spent);
}

describe('the city takes something back', () => {
  const serialOf = (der: Uint8Array): string => parseCertificate(der).serialHex;
  const esIdOf = (sandbox: Sandbox): string =>
    gateAt(sandbox, later(minutes)).moment((moment) => sealOfType(moment.seals, '04').info.esId);

  async function changed(change: (city: CityPort, sandbox: Sandbox) => Promise<void>): Promise<Sandbox> {
    const sandbox = copyOf(base);
    const gate = gateAt(sandbox, later(30_000));
    await change(gate.city(), sandbox);
    await gate.sync();
    return sandbox;
  }

  test('nothing: the copy of the home seals', async () => {
    const sandbox = await changed(() => Promise.resolve());
    const output = join(sandbox.folder, 'ok.pdf');
    expect((await gateAt(sandbox, later(minutes)).apply(ready, contract, output)).usesLeft).toBe(0);
    await refused(sandbox, 'uses-exhausted');
  });

  test('the seal is frozen, released again, cancelled', async () => {
    const status = (status: 'frozen' | 'valid' | 'cancelled', at: number) => async (sandbox: Sandbox) => {
      const gate = gateAt(sandbox, later(at));
      await gate.city().setSealStatus({ esId: esIdOf(sandbox), status });
      await gate.sync();
    };
    const sandbox = copyOf(base);
    await status('frozen', 10_000)(sandbox);
    await refused(sandbox, 'seal-status-frozen');
    await status('valid', 2 * minutes)(sandbox);
    const again = later(3 * minutes);
    expect(
      (await gateAt(sandbox, again).apply(ready, contract, join(sandbox.folder, 'ok.pdf'))).usesLeft,
    ).toBe(0);
    await status('cancelled', 4 * minutes)(sandbox);
    await refused(sandbox, 'seal-status-cancelled', { now: later(5 * minutes) });
  });

  test.each([
    ['an approver', 'counsel'],
    ['the applicant', 'applicant'],
    ['the keeper', 'keeper'],
  ])('the certificate of %s is revoked', async (_, person) => {
    const sandbox = await changed(async (city) => {
      const der = tokens.listTokens().find(({ label }) => label === `soft-${person}`)?.certificates[0]?.der;
      await city.revokeCertificate({ serialHex: serialOf(der ?? Uint8Array.of()), reason: 'keyCompromise' });
    });
    await refused(sandbox, 'signer-certificate-revoked');
  });

  test.each([
    ['the seal itself', 'soft-keeper', 'seal-04'],
    ['seal 05, whose key signed the policy', 'soft-legal', 'seal-05'],
  ])('the certificate of %s is revoked', async (_, label, object) => {
    const sandbox = await changed(async (city) => {
      const token = tokens.listTokens().find((each) => each.label === label);
      const der = token?.certificates.find((each) => each.label === object)?.der ?? Uint8Array.of();
      await city.revokeCertificate({ serialHex: serialOf(der), reason: 'superseded' });
    });
    await refused(sandbox, 'signer-certificate-revoked');
  });

  test('the status is older than a day', async () => {
    await refused(copyOf(base), 'snapshot-stale', { now: later(25 * hours) });
  });

  test('the status was rolled back', async () => {
    const sandbox = copyOf(base);
    const old = readFileSync(join(sandbox.home.status, 'snapshot.kfs'));
    const gate = gateAt(sandbox, later(10_000));
    await gate.city().setSealStatus({ esId: esIdOf(sandbox), status: 'frozen' });
    await gate.sync();
    writeFileSync(join(sandbox.home.status, 'snapshot.kfs'), old);
    await refused(sandbox, 'snapshot-rollback');
  });

  test('there is no status at all, or only its high-water mark is gone', async () => {
    const sandbox = copyOf(base);
    const { status } = sandbox.home;
    writeFileSync(join(status, 'high-water.json'), '{}');
    await refused(sandbox, 'status-store-damaged');
  });
});

describe('time', () => {
  test('the request has expired; its validity ends to the second', async () => {
    const sandbox = copyOf(base);
    const gate = gateAt(sandbox, later(10_000));
    const id = await gate.submit(contract, { validHours: 1 });
    await gate.approveAll(id);
    await refused(sandbox, 'request-expired', { id, now: later(10_000 + hours + 1000) });
    const output = join(sandbox.folder, 'ok.pdf');
    expect((await gateAt(sandbox, later(8_000 + hours)).apply(id, contract, output)).useNumber).toBe(1);
  });

  test('the clock was put back behind what the journal has seen', async () => {
    const sandbox = copyOf(base);
    await gateAt(sandbox, later(2 * hours)).submit(contract);
    await refused(sandbox, 'clock-behind', { now: later(30 * minutes) });
  });

  test('the clock was put back behind what the city has said', async () => {
    const sandbox = copyOf(base);
    await gateAt(sandbox, later(2 * hours)).sync();
    await refused(sandbox, 'clock-suspect', { now: later(30 * minutes) });
    await refused(sandbox, 'seal-not-trusted', { now: later(-1 * hours) });
  });
});

describe('people', () => {
  test('approvals are missing: after each of them the next one is named', async () => {
    const sandbox = copyOf(base);
    const gate = gateAt(sandbox, later(10_000));
    const id = await gate.submit(contract);
    for (const person of ['department', 'counsel', 'finance-lead']) {
      await refused(sandbox, 'approval-missing', { id });
      await gate.approve(id, person);
    }
    expect((await gate.apply(id, contract, join(sandbox.folder, 'ok.pdf'))).useNumber).toBe(1);
  });

  test('out of turn, twice, the applicant, the keeper, somebody without a part in it', async () => {
    const sandbox = copyOf(base);
    const gate = gateAt(sandbox, later(10_000));
    const id = await gate.submit(contract);
    const order: [string, string][] = [
      ['counsel', 'approver-wrong-role'],
      ['applicant', 'approver-wrong-role'],
      ['keeper', 'approver-wrong-role'],
      ['cashier', 'approver-wrong-role'],
      ['department', 'ok'],
      ['department', 'approver-wrong-role'],
      ['counsel', 'ok'],
      ['finance-lead', 'ok'],
      ['legal', 'approval-not-awaited'],
    ];
    for (const [person, code] of order)
      expect(await codeOf(() => gate.approve(id, person)), person).toBe(code);
  });

  test('rejected: no further approval, no seal', async () => {
    const sandbox = copyOf(base);
    const gate = gateAt(sandbox, later(10_000));
    const id = await gate.submit(contract);
    await gate.approve(id, 'department');
    await gate.reject(id, 'counsel', '违约条款不清');
    expect(await codeOf(() => gate.approve(id, 'counsel'))).toBe('request-rejected');
    await refused(sandbox, 'request-rejected', { id });
  });

  test('taken back by the applicant after all approvals; others cannot', async () => {
    const sandbox = copyOf(base);
    const gate = gateAt(sandbox, later(10_000));
    expect(await codeOf(() => gate.cancel(ready, 'counsel', '不想盖了'))).toBe('cancellation-wrong-person');
    await gate.cancel(ready, 'applicant', '合同改签');
    await refused(sandbox, 'request-cancelled');
    expect(await codeOf(() => gate.cancel(ready, 'applicant', '再撤一次'))).toBe('request-cancelled');
  });

  test('only the keeper of this seal can use it', async () => {
    await refused(base, 'seal-not-on-token', { person: 'cashier' });
    await refused(base, 'seal-not-on-token', { person: 'applicant' });
    await refused(base, 'seal-not-on-token', { person: 'legal' });
  });

  test('somebody who may not apply cannot submit', async () => {
    const gate = gateAt(copyOf(base), later(10_000));
    expect(await codeOf(() => gate.submit(contract, {}, 'keeper'))).toBe('applicant-wrong-role');
    expect(await codeOf(() => gate.submit(contract, {}, 'department'))).toBe('applicant-wrong-role');
  });
});

/** Signs a changed version of the policy in force with the key of seal 05. */
function nextPolicy(
  sandbox: Sandbox,
  now: Date,
  change: (policy: Policy) => Partial<Policy>,
  named: readonly string[] = [ready],
): Promise<string> {
  return gateAt(sandbox, now).changePolicy(change, named);
}

describe('policy', () => {
  test('a new one takes along what it still grants: the file is sealed as it was approved', async () => {
    const sandbox = copyOf(base);
    await nextPolicy(sandbox, later(20_000), ({ people }) => ({
      people: people.map((each) => ({ ...each, name: `${each.name}甲` })),
    }));
    const output = join(sandbox.folder, 'ok.pdf');
    expect((await gateAt(sandbox, later(minutes)).apply(ready, contract, output)).usesLeft).toBe(0);
  });

  test('a new one that does not grant it stops it, also when the old one is put back', async () => {
    const sandbox = copyOf(base);
    await nextPolicy(sandbox, later(20_000), ({ matrix }) => ({ matrix: { ...matrix, requestHours: 1 } }));
    await refused(sandbox, 'request-policy-replaced');
    expect(await codeOf(() => gateAt(sandbox, later(minutes)).approve(ready, 'department'))).toBe(
      'request-policy-replaced',
    );
    await nextPolicy(sandbox, later(2 * minutes), ({ matrix }) => ({
      matrix: { ...matrix, requestHours: 168 },
    }));
    await refused(sandbox, 'request-policy-replaced', { now: later(3 * minutes) });
  });

  test('nobody signs away a request that was not named to them', async () => {
    const sandbox = copyOf(base);
    const shorter = ({ matrix }: Policy) => ({ matrix: { ...matrix, requestHours: 1 } });
    expect(await codeOf(() => nextPolicy(sandbox, later(20_000), shorter, []))).toBe('policy-touches-more');
    expect(gateAt(sandbox, later(minutes)).moment(({ store }) => store.policies())).toHaveLength(1);
    const effect = gateAt(sandbox, later(20_000)).moment((moment) => {
      const { value, sm3 } = policyInForce(policyFacts(moment));
      const time = instantText(later(20_000));
      const next = { ...value, sequence: 2, prevSm3: sm3, time, validFrom: time };
      return [policyEffect(moment, { ...next, ...shorter(value) }), policyEffect(moment, next)];
    });
    expect(effect.map(({ touched, going }) => [touched.map(({ id }) => id), going])).toEqual([
      [[ready], 0],
      [[], 1],
    ]);
    expect(effect.map(({ differences }) => differences.map(({ code }) => code))).toEqual([
      ['hours-changed'],
      [],
    ]);
    await nextPolicy(sandbox, later(20_000), shorter, [ready]);
    await refused(sandbox, 'request-policy-replaced');
  });

  /** Of the policy in force, with requests running for an hour only, beginning at a time. */
  const shorter =
    (begins: Date) =>
    ({ matrix }: Policy): Partial<Policy> => ({
      matrix: { ...matrix, requestHours: 1 },
      validFrom: instantText(begins),
    });

  test('none works backwards: refused before the PIN and after it where it begins before the last row', async () => {
    const sandbox = copyOf(base);
    const late = later(20 * minutes);
    gateAt(sandbox, late).moment(({ store }) => store.record('note', { remark: 'somebody was here' }));
    const early = shorter(later(14 * minutes));
    expect(await codeOf(() => nextPolicy(sandbox, late, early))).toBe('policy-begins-too-early');
    const effect = (): unknown =>
      gateAt(sandbox, late).moment((moment) => {
        const { value, sm3 } = policyInForce(policyFacts(moment));
        const next = { ...value, sequence: 2, prevSm3: sm3, time: instantText(late) };
        return policyEffect(moment, { ...next, ...early(value) });
      });
    expect(effect).toThrow('policy-begins-too-early');
    await nextPolicy(sandbox, late, shorter(later(16 * minutes)));
  });

  test('one that was drafted before a file was sealed, and signed after it, does not touch that file', async () => {
    const sandbox = copyOf(base);
    const output = join(sandbox.folder, 'between.pdf');
    await gateAt(sandbox, later(minutes)).apply(ready, contract, output);
    await nextPolicy(sandbox, later(2 * minutes), shorter(later(10_000)), []);
    const session = sessionOf(sandbox, () => later(3 * minutes));
    const [found] = await verifyFiles(session, { files: [output], trust: [] });
    const report = found && 'report' in found ? found.report : null;
    expect(report?.codes).not.toContain('PERMIT_NOT_AS_REGISTERED');
    expect(report?.signatures[0]?.approvals.map(({ ok }) => ok)).not.toContain(false);
  });

  test('a clock put back by minutes does not put back the policy', async () => {
    const sandbox = copyOf(base);
    await nextPolicy(sandbox, later(3 * minutes), ({ matrix }) => ({
      matrix: { ...matrix, requestHours: 1 },
    }));
    await refused(sandbox, 'request-policy-replaced', { now: later(minutes) });
  });

  test('a new one is not signed while seal 05 is frozen: its key may be in other hands', async () => {
    const sandbox = copyOf(base);
    const gate = gateAt(sandbox, later(10_000));
    const esId = gate.moment(({ seals }) => sealOfType(seals, '05').info.esId);
    await gate.city().setSealStatus({ esId, status: 'frozen' });
    await gate.sync();
    const before = gate.moment(({ store }) => store.policies().length);
    expect(await codeOf(() => nextPolicy(sandbox, later(20_000), () => ({})))).toBe('seal-status-frozen');
    expect(gate.moment(({ store }) => store.policies().length)).toBe(before);
    // The one in force outlives it: others go on sealing by it (docs/adr/0009).
    const output = join(sandbox.folder, 'frozen-05.pdf');
    expect((await gateAt(sandbox, later(minutes)).apply(ready, contract, output)).usesLeft).toBe(0);
  });

  test('the keeper may not be the applicant, nor have approved', async () => {
    const sandbox = copyOf(base);
    await nextPolicy(sandbox, later(20_000), ({ people }) => ({
      people: people.map((person) =>
        person.id === 'keeper' ? { ...person, roles: [...person.roles, 'applicant', 'department'] } : person,
      ),
    }));
    const gate = gateAt(sandbox, later(40_000));
    const own = await codeOf(() => gate.submit(contract, {}, 'keeper'));
    expect(['path-people-missing', 'keeper-is-applicant']).toContain(own);
    const id = await gate.submit(contract);
    expect(await codeOf(() => gate.approve(id, 'keeper'))).toBe('approver-is-keeper');
  });

  test('finance seal and seal of the legal representative never lie with one person', async () => {
    const sandbox = copyOf(base);
    const merged = nextPolicy(sandbox, later(20_000), ({ seals }) => ({
      seals: seals.map((seal) => (seal.typeCode === '05' ? { ...seal, keepers: ['cashier'] } : seal)),
    }));
    expect(await codeOf(() => merged)).toBe('policy-keepers-not-separate');
  });

  test('a policy that only somebody else signed is none, even straight in the database', async () => {
    const sandbox = copyOf(base);
    tamper(sandbox, (database) => {
      const { sequence } = database.prepare('SELECT max(sequence) AS sequence FROM policies').get() ?? {};
      database
        .prepare("UPDATE policies SET statement = replace(statement, '马堃', '陈晓禾') WHERE sequence = ?")
        .run(sequence ?? 0);
    });
    await refused(sandbox, 'statement-signature-wrong');
  });
});

describe('document', () => {
  test('one changed byte anywhere after approval: it is not even parsed', async () => {
    const sandbox = copyOf(base);
    const bytes = readFileSync(contract);
    for (const place of [0, 20, Math.floor(bytes.length / 2), bytes.length - 3]) {
      const changed = Uint8Array.from(bytes);
      changed[place] = (changed[place] ?? 0) ^ 1;
      const file = join(sandbox.folder, `changed-${place}.pdf`);
      writeFileSync(file, changed);
      await refused(sandbox, 'document-changed', { file });
    }
  });

  test('one byte more, one byte less, another good file, an empty one', async () => {
    const sandbox = copyOf(base);
    const bytes = readFileSync(contract);
    const other = await writePdf(sandbox.folder, 'other.pdf', 4);
    writeFileSync(join(sandbox.folder, 'longer.pdf'), Buffer.concat([bytes, Buffer.from('\n')]));
    writeFileSync(join(sandbox.folder, 'shorter.pdf'), bytes.subarray(0, -1));
    writeFileSync(join(sandbox.folder, 'empty.pdf'), '');
    await refused(sandbox, 'document-changed', { file: other });
    await refused(sandbox, 'document-changed', { file: join(sandbox.folder, 'longer.pdf') });
    await refused(sandbox, 'document-changed', { file: join(sandbox.folder, 'shorter.pdf') });
    await refused(sandbox, 'document-changed', { file: join(sandbox.folder, 'empty.pdf') });
  });

  test('the same bytes under another name are the same document', async () => {
    const sandbox = copyOf(base);
    const copy = join(sandbox.folder, '副本.pdf');
    copyFileSync(contract, copy);
    const output = join(sandbox.folder, 'ok.pdf');
    expect((await gateAt(sandbox, later(minutes)).apply(ready, copy, output)).useNumber).toBe(1);
  });
});
