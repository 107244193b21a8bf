/** The permit inside the seal signature: what an outside verifier can tell, and that nothing confidential is in it. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { utf8Encode, toHex } from '../../../src-main/crypto/bytes.ts';
import { der } from '../../../src-main/crypto/der-writer.ts';
import { readDer, readOid } from '../../../src-main/crypto/der.ts';
import { useKind, type Use } from '../../../src-main/approval/decision.ts';
import { evaluatePermit, useFor, type Permit, type PermitFacts } from '../../../src-main/approval/permit.ts';
import {
  decodePermitExtension,
  encodePermitExtension,
  permitExtensionOid,
} from '../../../src-main/approval/permit-extension.ts';
import { signStatement, textSm3 } from '../../../src-main/approval/statement.ts';
import { verifyPermitExtension, type OutsideFacts } from '../../../src-main/approval/verify-extension.ts';
import type { BianyinError } from '../../../src-main/domain/errors/bianyin-error.ts';
import { approved, document, factsFor, people, sealIds } from './test-enterprise.ts';
import { propertyRuns } from '../../support/property-runs.ts';

let facts: PermitFacts;
let permit: Permit;
let bytes: Uint8Array;
const outside: OutsideFacts = {
  documentSm3: document.sm3,
  esId: sealIds['04'],
  checkCertificate: () => 'ok',
};
const time = '2026-11-23T08:00:00Z';
const signUse = (
  change: Partial<Use> = {},
  signer: { certificate: Uint8Array; sign(o: Uint8Array): Uint8Array } = people.keeper,
) => signStatement(useKind, { ...useFor(permit, 1, time), ...change }, signer);

beforeAll(async () => {
  facts = await approved(await factsFor());
  permit = evaluatePermit(facts);
  bytes = encodePermitExtension(permit, await signUse());
});

describe('permit extension', () => {
  it('tells who submitted, approved and used the seal', () => {
    const acts = verifyPermitExtension(bytes, outside);
    expect(acts.map(({ kind, role, name, ok }) => [kind, role, name, ok])).toEqual([
      ['submitted', 'applicant', '王经办', true],
      ['approved', 'department', '李部长', true],
      ['approved', 'counsel', '赵法务', true],
      ['approved', 'finance-lead', '钱总监', true],
      ['approved', 'legal', '孙法人', true],
      ['used', 'keeper', '周保管', true],
    ]);
    expect(acts.at(-1)?.signedAt).toBe(time);
    expect(decodePermitExtension(bytes)).toMatchObject({
      documentSm3: document.sm3,
      documentSize: document.size,
    });
  });

  it('keeps purpose, counterparty, amount and salt at home', () => {
    const hex = toHex(bytes);
    const { request } = permit;
    for (const secret of [
      request.reason,
      request.counterparty ?? '',
      request.amount ?? '',
      request.salt,
      request.document.name,
    ]) {
      expect(secret).not.toBe('');
      expect(hex).not.toContain(toHex(utf8Encode(secret)));
    }
    expect(hex).not.toContain(request.salt);
  });

  it('does not fit another file or another seal', () => {
    const wrongFile = verifyPermitExtension(bytes, { ...outside, documentSm3: textSm3('other') });
    const wrongSeal = verifyPermitExtension(bytes, { ...outside, esId: sealIds['01'] });
    for (const act of [...wrongFile, ...wrongSeal])
      expect(act).toMatchObject({ ok: false, code: 'PERMIT_INVALID' });
  });

  it('says which certificate cannot be believed', () => {
    const revoked = verifyPermitExtension(bytes, {
      ...outside,
      checkCertificate: (certificate) =>
        toHex(certificate) === toHex(people.counsel.certificate) ? 'revoked' : 'ok',
    });
    expect(revoked.filter((act) => !act.ok).map((act) => [act.role, act.code])).toEqual([
      ['counsel', 'PERMIT_SIGNER_UNTRUSTED'],
    ]);
  });

  it('judges certificates at the stated time of each act', () => {
    const times: string[] = [];
    verifyPermitExtension(bytes, {
      ...outside,
      checkCertificate: (_certificate, at) => (times.push(at.toISOString()), 'ok'),
    });
    expect(times[0]).toBe('2026-11-23T00:00:00.000Z');
    expect(times.at(-1)).toBe('2026-11-23T08:00:00.000Z');
  });

  it('never believes a changed octet', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const changed = Uint8Array.from(bytes);
        const i = at % changed.length;
        changed[i] = (changed[i] ?? 0) ^ flip;
        let acts: ReturnType<typeof verifyPermitExtension>;
        try {
          acts = verifyPermitExtension(changed, outside);
        } catch (error) {
          expect((error as BianyinError).code).toBe('permit-extension-malformed');
          return;
        }
        // The stated size is no signed field: a verifier hashes by it, so a wrong one shows as another digest.
        const { documentSize, documentSm3 } = decodePermitExtension(changed);
        const stated = documentSize === document.size && documentSm3 === document.sm3;
        expect(acts.every((act) => act.ok) && stated).toBe(false);
      }),
      { numRuns: propertyRuns(300) },
    );
  });

  it('refuses a list with a part missing, repeated or out of order', () => {
    const [version, sm3, size, request, policy, list] = readDer(bytes)
      .children()
      .map((node) => node.bytes);
    const acts = readDer(list ?? bytes)
      .children()
      .map((node) => node.bytes);
    const rebuild = (chosen: readonly (Uint8Array | undefined)[]): Uint8Array =>
      der.sequence(version!, sm3!, size!, request!, policy!, der.sequence(...(chosen as Uint8Array[])));
    expect(verifyPermitExtension(rebuild(acts), outside)).toHaveLength(6);
    const wrong = [
      acts.slice(1),
      acts.slice(0, -1),
      [acts[0], acts.at(-1)],
      [acts[0], acts[2], acts[1], ...acts.slice(3)],
      [...acts, acts.at(-1)],
      [acts[0], ...acts],
      [],
    ];
    for (const list of wrong)
      expect(() => verifyPermitExtension(rebuild(list), outside)).toThrow('permit-extension-malformed');
    // Leaving out the last approval keeps the order: the seal's own signature covers the list, so nobody but the keeper's token can do it.
    expect(verifyPermitExtension(rebuild([...acts.slice(0, 4), acts.at(-1)]), outside)).toHaveLength(5);
  });

  it('refuses another version, parts too many, and digests, kinds and roles that are none', () => {
    const parts = readDer(bytes)
      .children()
      .map((node) => node.bytes);
    const [first = bytes] = readDer(parts[5] ?? bytes)
      .children()
      .map((node) => node.bytes);
    const fields = readDer(first)
      .children()
      .map((node) => node.bytes);
    const put = (list: readonly Uint8Array[], at: number, part: Uint8Array): Uint8Array =>
      der.sequence(...list.slice(0, at), part, ...list.slice(at + 1));
    const withAct = (act: Uint8Array): Uint8Array =>
      put(
        parts,
        5,
        der.sequence(
          act,
          ...readDer(parts[5] ?? bytes)
            .children()
            .slice(1)
            .map((node) => node.bytes),
        ),
      );
    expect(decodePermitExtension(withAct(first)).acts).toHaveLength(6);
    const wrong = [
      put(parts, 0, der.integer(2)),
      put(parts, 6, der.integer(1)),
      put(parts, 5, der.sequence(...Array.from({ length: 25 }, () => first))),
      ...[1, 3, 4].map((at) => put(parts, at, der.octetString(new Uint8Array(31)))),
      withAct(put(fields, 0, der.enumerated(9))),
      withAct(put(fields, 1, der.utf8('emperor'))),
      withAct(put(fields, 7, der.integer(1))),
    ];
    for (const each of wrong) expect(() => decodePermitExtension(each)).toThrow('permit-extension-malformed');
  });

  it('is not made for a use that belongs elsewhere', async () => {
    expect(() => useFor(structuredClone(permit), 1, time)).toThrow('permit-missing');
    const cases = [
      [await signUse({ documentSm3: textSm3('other') }), 'act-other-document'],
      [await signUse({ esId: 'other' }), 'act-other-seal'],
      [await signUse({ requestSm3: textSm3('other') }), 'act-other-request'],
      [await signUse({ policySm3: textSm3('other') }), 'act-other-policy'],
      [await signUse({}, people.cashier), 'act-other-person'],
      [await signUse({ personId: 'cashier' }), 'act-other-person'],
      [facts.decisions[0], 'statement-other-purpose'],
    ] as const;
    for (const [use, code] of cases) expect(() => encodePermitExtension(permit, use as never)).toThrow(code);
  });

  it('has an OID that DER carries', () => {
    expect(readOid(readDer(der.oid(permitExtensionOid)))).toBe(permitExtensionOid);
    // Frozen: sealed documents carry it.
    expect(permitExtensionOid).toBe('2.25.195921883146012456433217601428460237563.3.1');
  });
});
