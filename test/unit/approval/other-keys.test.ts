/** Statements by RSA and ECDSA keys (docs/adr/0056): one way for each key, one spelling of each signature, and no key where only SM2 counts. */
import { constants, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { concatBytes, fromBase64, toBase64, utf8Encode } from '../../../src-main/crypto/bytes.ts';
import { readDer, readInteger, readSequence } from '../../../src-main/crypto/der.ts';
import { der } from '../../../src-main/crypto/der-writer.ts';
import { commentKind } from '../../../src-main/approval/comment.ts';
import { decisionKind, cancellationKind, useKind } from '../../../src-main/approval/decision.ts';
import { clockCorrectionKind } from '../../../src-main/approval/clock-correction.ts';
import { policyKind } from '../../../src-main/approval/policy.ts';
import { openStatement, signStatement, type SignedStatement } from '../../../src-main/approval/statement.ts';
import { parsePublicKey } from '../../../src-main/pki/public-key.ts';
import { keyIdentity } from '../../../src-main/pki/key-algorithm.ts';
import { issue } from '../../pki/support/test-authority.ts';
import { codeOf } from '../../gate/support/story.ts';

interface Holder {
  readonly certificate: Uint8Array;
  readonly key: KeyObject;
}
const comment = { v: 1, purpose: 'bianyin.comment/1', ...about(), text: '同意' } as never;
function about(): object {
  const digest = 'a'.repeat(64);
  return { decisionSm3: digest, personId: 'p-1', certificateSm3: digest, time: '2026-06-01T12:00:00Z' };
}

function holder({ publicKey, privateKey }: { publicKey: KeyObject; privateKey: KeyObject }): Holder {
  const spki = new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }));
  return { certificate: issue({ subject: '周启明', spki }).certificate.der, key: privateKey };
}
const ec = (namedCurve: string): Holder => holder(generateKeyPairSync('ec', { namedCurve }));
const rsa = (modulusLength: number): Holder => holder(generateKeyPairSync('rsa', { modulusLength }));

const kinds = [
  ['ecdsa-p256-sha256', 'sha256', ec('P-256')],
  ['ecdsa-p384-sha384', 'sha384', ec('P-384')],
  ['ecdsa-p521-sha512', 'sha512', ec('P-521')],
  ['rsa-sha256', 'sha256', rsa(2048)],
] as const;
const orders: Readonly<Record<string, bigint>> = {
  'ecdsa-p256-sha256': 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  'ecdsa-p384-sha384':
    0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
  'ecdsa-p521-sha512': BigInt(
    `0x1${'f'.repeat(64)}fa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409`,
  ),
};

/** Signs as any other software would; for ECDSA the lower or the higher of both values. */
function signed(
  algorithm: string,
  digest: string,
  { key }: Holder,
  octets: Uint8Array,
  high = false,
): Uint8Array {
  const made = new Uint8Array(sign(digest, octets, key));
  const order = orders[algorithm];
  if (order === undefined) return made;
  const [r, s] = readSequence(readDer(made)).map((each) => readInteger(each));
  const low = s! > order / 2n ? order - s! : s!;
  return der.sequence(der.integer(r!), der.integer(high ? order - low : low));
}

const line = (algorithm: string): Uint8Array => utf8Encode(`bianyin.statement/1 ${algorithm}\n`);
const opens = (statement: SignedStatement): Promise<string> =>
  codeOf(() => openStatement(commentKind, statement));

describe.each(kinds)('%s', (algorithm, digest, who) => {
  const honest = (): Promise<SignedStatement> =>
    signStatement(commentKind, comment, {
      certificate: who.certificate,
      sign: (octets) => signed(algorithm, digest, who, octets),
    });
  const withSignature = async (signature: (text: Uint8Array) => Uint8Array): Promise<SignedStatement> => {
    const statement = await honest();
    return { ...statement, signature: toBase64(signature(utf8Encode(statement.statement))) };
  };

  test('is signed and opened, over a line that names it', async () => {
    const statement = await honest();
    expect(openStatement(commentKind, statement).signer.name).toBe('周启明');
    const octets = concatBytes(line(algorithm), utf8Encode(statement.statement));
    const again = await withSignature(() => signed(algorithm, digest, who, octets));
    expect(await opens(again)).toBe('ok');
  });

  test('counts over nothing else: not the bare text, not another algorithm’s line, not another digest', async () => {
    const bare = await withSignature((text) => signed(algorithm, digest, who, text));
    expect(await opens(bare)).toBe('statement-signature-wrong');
    for (const [other] of kinds.filter(([each]) => each !== algorithm)) {
      const confused = await withSignature((text) =>
        signed(algorithm, digest, who, concatBytes(line(other), text)),
      );
      expect(await opens(confused)).toBe('statement-signature-wrong');
    }
    for (const other of ['sha1', 'sha224', 'sha256', 'sha384', 'sha512'].filter((each) => each !== digest)) {
      const weak = await withSignature((text) =>
        signed(algorithm, other, who, concatBytes(line(algorithm), text)),
      );
      expect(await opens(weak), other).toBe('statement-signature-wrong');
    }
  });

  test('has one spelling', async () => {
    const { signature } = await honest();
    const longer = await withSignature(() => concatBytes(fromBase64(signature), Uint8Array.of(0)));
    expect(await opens(longer)).toBe('statement-signature-wrong');
    if (!(algorithm in orders)) return;
    const high = await withSignature((text) =>
      signed(algorithm, digest, who, concatBytes(line(algorithm), text), true),
    );
    expect(await opens(high)).toBe('statement-signature-wrong');
  });

  test('does not sign for another certificate', async () => {
    for (const [, , other] of kinds.filter(([each]) => each !== algorithm)) {
      const taken = { ...(await honest()), certificate: toBase64(other.certificate) };
      expect(await opens(taken)).toBe('statement-signature-wrong');
    }
  });

  test.each([
    ['a policy', policyKind],
    ['a use of a seal', useKind],
    ['a clock correction', clockCorrectionKind],
  ])('%s is for SM2 only, whatever is signed', async (_, kind) => {
    expect(await codeOf(async () => openStatement<unknown>(kind, await honest()))).toBe(
      'statement-key-not-sm2',
    );
  });

  test('approves and takes back', () => {
    expect([decisionKind.keys, cancellationKind.keys]).toEqual(['any', 'any']);
  });
});

test('RSA-PSS by a key for PKCS #1 is another way, and counts for nothing', async () => {
  const [, , who] = kinds[3];
  const statement = await signStatement(commentKind, comment, {
    certificate: who.certificate,
    sign: (octets) => new Uint8Array(sign('sha256', octets, who.key)),
  });
  const octets = concatBytes(line('rsa-sha256'), utf8Encode(statement.statement));
  const pss = sign('sha256', octets, { key: who.key, padding: constants.RSA_PKCS1_PSS_PADDING });
  expect(await opens({ ...statement, signature: toBase64(new Uint8Array(pss)) })).toBe(
    'statement-signature-wrong',
  );
});

test.each([
  ['key-rsa-short', rsa(1024)],
  ['key-rsa-short', rsa(2040)],
  ['key-not-supported', ec('secp256k1')],
  ['key-not-supported', holder(generateKeyPairSync('ed25519'))],
  ['key-not-supported', holder(generateKeyPairSync('rsa-pss', { modulusLength: 2048 }))],
] as const)('%s', async (code, who) => {
  const certificate = toBase64(who.certificate);
  expect(await opens({ statement: '{}', signature: 'AA==', certificate })).toBe(code);
  const asked = signStatement(commentKind, comment, {
    certificate: who.certificate,
    sign: () => expect.fail(),
  });
  expect(await codeOf(() => asked)).toBe(code);
});

test('one key is one key, however a certificate spells its point', () => {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const spki = new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }));
  const key = parsePublicKey(spki);
  if (key.kind !== 'ec') throw new Error('no EC key');
  const x = key.point.subarray(1, 33);
  const short = concatBytes(Uint8Array.of(2 + (key.point[64]! & 1)), x);
  const algorithm = der.sequence(der.oid('1.2.840.10045.2.1'), der.oid('1.2.840.10045.3.1.7'));
  const compressed = parsePublicKey(der.sequence(algorithm, der.bitString(short)));
  expect(keyIdentity(compressed)).toEqual(keyIdentity(key));
  expect(keyIdentity(key)).toEqual(key.point);
});
