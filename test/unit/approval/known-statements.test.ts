/** What is remembered of statements answers for exactly the same statement, and nobody can change it. */
import { describe, expect, it } from 'vitest';
import { KnownAnswers } from '../../../src-main/approval/known-statements.ts';
import { policyKind } from '../../../src-main/approval/policy.ts';
import { openStatement } from '../../../src-main/approval/statement.ts';
import { decisionKind } from '../../../src-main/approval/decision.ts';
import { draftPolicy, people, signPolicy } from './test-enterprise.ts';
import { bigintToBytes, concatBytes, fromBase64, toBase64 } from '../../../src-main/crypto/bytes.ts';
import { parseSm2Signature } from '../../../src-main/crypto/sm2.ts';

describe('an opened statement', () => {
  it('is remembered for its text, signature, certificate and purpose together', async () => {
    const signed = await signPolicy(draftPolicy());
    const again = await signPolicy(draftPolicy());
    expect(openStatement(policyKind, signed).value).toBe(openStatement(policyKind, { ...signed }).value);
    expect(openStatement(policyKind, signed).signed).toEqual(signed);
    const other = await signPolicy(draftPolicy({ id: 'another' }));
    for (const wrong of [
      { ...signed, signature: other.signature },
      { ...signed, statement: other.statement },
      { ...signed, certificate: toBase64(people.counsel.certificate) },
      { ...signed, statement: signed.statement.replace('policy-1', 'policy-2') },
    ])
      expect(() => openStatement(policyKind, wrong)).toThrow('statement-signature-wrong');
    expect(() => openStatement(decisionKind, signed)).toThrow('statement-other-purpose');
    // A wrong one leaves nothing behind, and changes nothing for the right one.
    expect(openStatement(policyKind, again).value).toEqual(draftPolicy());
  });

  it('counts in one spelling of its signature: nobody makes another one out of it', async () => {
    const signed = await signPolicy(draftPolicy());
    const { r, s } = parseSm2Signature(fromBase64(signed.signature));
    const raw = concatBytes(bigintToBytes(r, 32), bigintToBytes(s, 32));
    expect(() => openStatement(policyKind, { ...signed, signature: toBase64(raw) })).toThrow(
      'statement-signature-wrong',
    );
  });

  it('cannot be changed by whoever gets it', async () => {
    const { value, signer } = openStatement(policyKind, await signPolicy(draftPolicy()));
    expect(() => Object.assign(value, { sequence: 2 })).toThrow(TypeError);
    expect(() => value.people.push(...value.people)).toThrow(TypeError);
    expect(() => Object.assign(value.matrix.rules[0] ?? {}, { needs: ['resolution'] })).toThrow(TypeError);
    expect(() => Object.assign(signer, { name: 'another' })).toThrow(TypeError);
  });
});

describe('remembered answers', () => {
  it('are bounded, the oldest goes first, and an error is asked anew', () => {
    const known = new KnownAnswers<{ readonly number: number }>(2);
    let asked = 0;
    const answer = (question: string): number => known.answer(question, () => ({ number: ++asked })).number;
    expect([answer('a'), answer('b'), answer('a'), answer('c'), answer('b'), answer('a')]).toEqual([
      1, 2, 1, 3, 2, 4,
    ]);
    const failing = (): never => {
      throw new Error(String(++asked));
    };
    expect(() => known.answer('x', failing)).toThrow('5');
    expect(() => known.answer('x', failing)).toThrow('6');
  });
});
