/** One small test city, made the same in every run: root, issuing authority, seal maker, time-stamp authority, two seal holders. */
import { projectOids } from '../../src-main/domain/project-oids.ts';
import { makeCertificate, makeCrl, makeTimeStampToken, type RevokedEntry } from './test-pki.ts';
import { testKey, type TestKey } from './test-key.ts';

export interface TestIdentity {
  readonly key: TestKey;
  readonly certificate: Uint8Array;
  readonly serial: number;
  readonly issuer: string;
}

const ROOT = '汴印测试根';
const SUB = '汴印测试签发机构';
export const now = new Date('2026-11-23T08:00:00Z');
const from = '2024-01-01T00:00:00Z';
const to = '2034-01-01T00:00:00Z';

const rootKey = testKey('root');
const subKey = testKey('sub');

export const root = makeCertificate({
  subject: ROOT,
  key: rootKey,
  issuer: ROOT,
  issuerKey: rootKey,
  serial: 1,
  from,
  to,
  ca: true,
});
export const subAuthority = makeCertificate({
  subject: SUB,
  key: subKey,
  issuer: ROOT,
  issuerKey: rootKey,
  serial: 2,
  from,
  to,
  ca: true,
});

export interface IdentityOptions {
  readonly organization?: string;
  readonly from?: string;
  readonly to?: string;
  readonly usage?: number;
  readonly extendedUsage?: string;
}

/** A certificate of the issuing authority. */
export function identity(name: string, serial: number, options: IdentityOptions = {}): TestIdentity {
  const key = testKey(name);
  const certificate = makeCertificate({
    subject: name,
    key,
    issuer: SUB,
    issuerKey: subKey,
    serial,
    from,
    to,
    ...options,
  });
  return { key, certificate, serial, issuer: SUB };
}

export const sealMaker = identity('汴印测试制章', 10, { extendedUsage: projectOids.sealMakingPurpose });
const stampAuthority = identity('汴印测试时间戳', 11, { extendedUsage: '1.3.6.1.5.5.7.3.8' });
export const firstHolder = identity('汴京样例公司', 20, { organization: '91410200XXXX00019D' });
export const secondHolder = identity('汴京样例公司财务', 21, { organization: '91410200XXXX00019D' });

/** A stranger: a self-signed certificate that no anchor knows. */
export function stranger(name: string): TestIdentity {
  const key = testKey(name);
  const certificate = makeCertificate({
    subject: name,
    key,
    issuer: name,
    issuerKey: key,
    serial: 99,
    from,
    to,
  });
  return { key, certificate, serial: 99, issuer: name };
}

/** The two revocation lists that make the chain complete, as of the morning of the test day. */
export function revocationLists(
  revoked: readonly RevokedEntry[] = [],
  dates = { thisUpdate: '2026-11-23T00:00:00Z', nextUpdate: '2026-11-30T00:00:00Z' },
): Uint8Array[] {
  return [
    makeCrl({ issuer: ROOT, issuerKey: rootKey, ...dates }),
    makeCrl({ issuer: SUB, issuerKey: subKey, ...dates, revoked }),
  ];
}

/** A token of the test time-stamp authority. */
export function timeStamp(
  imprinted: Uint8Array,
  time: string,
  authority: TestIdentity = stampAuthority,
): Uint8Array {
  return makeTimeStampToken({ imprinted, time, ...authority });
}
