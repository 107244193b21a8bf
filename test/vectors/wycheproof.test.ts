/** ECDSA and RSA verification against the Wycheproof vectors: edge cases of encodings, ranges and paddings. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fromHex } from '../../src-main/crypto/bytes.ts';
import type { HashName } from '../../src-main/crypto/hashes.ts';
import { der } from '../../src-main/crypto/der-writer.ts';
import { oidOfHash, oids } from '../../src-main/pki/oids.ts';
import { parsePublicKey } from '../../src-main/pki/public-key.ts';
import { verifySigned } from '../../src-main/pki/signature-algorithm.ts';
import { corpusFolder } from './corpus.ts';

interface Group {
  readonly type: string;
  readonly publicKeyDer?: string;
  readonly sha?: string;
  readonly mgfSha?: string;
  readonly sLen?: number;
  readonly tests: readonly { tcId: number; msg: string; sig?: string; result: string; comment: string }[];
}

const folder = corpusFolder('wycheproof');
const names: Readonly<Record<string, HashName>> = {
  'SHA-1': 'sha1',
  'SHA-224': 'sha224',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};
const rsaOids: Readonly<Record<string, string>> = {
  sha1: '5',
  sha224: '14',
  sha256: '11',
  sha384: '12',
  sha512: '13',
};
const ecOids: Readonly<Record<string, string>> = {
  sha1: '1',
  sha224: '3.1',
  sha256: '3.2',
  sha384: '3.3',
  sha512: '3.4',
};

describe.skipIf(folder === undefined)('Wycheproof', () => {
  const files = folder === undefined ? [] : readdirSync(folder).filter((each) => each.endsWith('.json'));
  const sets = files.flatMap((file) => {
    const groups = readGroups(join(folder ?? '', file)).filter((group) => algorithmOf(group) !== undefined);
    return groups.length > 0 ? [{ file, groups }] : [];
  });
  it('is there in the kinds that are needed', () => {
    const types = new Set(sets.flatMap(({ groups }) => groups.map((group) => group.type)));
    expect([...types].sort()).toEqual(['EcdsaVerify', 'RsassaPkcs1Verify', 'RsassaPssVerify']);
  });
  it.each(sets)('$file', ({ groups }) => {
    const wrong = groups.flatMap((group) => group.tests.filter((test) => !asExpected(group, test)));
    expect(wrong.map(({ tcId, comment }) => `${tcId} ${comment}`)).toEqual([]);
  });
});

function readGroups(file: string): readonly Group[] {
  return (JSON.parse(readFileSync(file, 'utf8')) as { testGroups: Group[] }).testGroups;
}

/** `acceptable` marks legacy encodings (DigestInfo without NULL): we are strict, and refuse all of them. */
function asExpected(group: Group, test: Group['tests'][number]): boolean {
  const algorithm = algorithmOf(group);
  if (algorithm === undefined) return false;
  const key = parsePublicKey(fromHex(group.publicKeyDer ?? ''));
  return (
    verifySigned(key, algorithm, fromHex(test.msg), fromHex(test.sig ?? '')) === (test.result === 'valid')
  );
}

function algorithmOf(group: Group): Uint8Array | undefined {
  const name = names[group.sha ?? ''];
  if (name === undefined || group.publicKeyDer === undefined) return undefined;
  if (group.type === 'EcdsaVerify') return der.sequence(der.oid(`1.2.840.10045.4.${ecOids[name] ?? ''}`));
  if (group.type === 'RsassaPkcs1Verify')
    return der.sequence(der.oid(`1.2.840.113549.1.1.${rsaOids[name] ?? ''}`));
  return group.type === 'RsassaPssVerify'
    ? pssAlgorithm(name, names[group.mgfSha ?? ''] ?? name, group.sLen ?? 0)
    : undefined;
}

function pssAlgorithm(name: HashName, mgf: HashName, salt: number): Uint8Array {
  const hashId = (each: HashName) => der.sequence(der.oid(oidOfHash[each]), der.null());
  return der.sequence(
    der.oid(oids.rsaPss),
    der.sequence(
      der.explicit(0, hashId(name)),
      der.explicit(1, der.sequence(der.oid(oids.mgf1), hashId(mgf))),
      der.explicit(2, der.integer(salt)),
    ),
  );
}
