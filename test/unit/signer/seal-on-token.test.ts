/** The seal on the token that is about to sign: only the certificate that the seal lists may make its signature (GB/T 38540-2020 §6.1). */
import { beforeAll, expect, test } from 'vitest';
import type { HomeMoment } from '../../../src-main/home/home-moment.ts';
import type { TokenSummary } from '../../../src-main/signer/pkcs11/token-listing.ts';
import { sealOnToken } from '../../../src-main/signer/seal-on-token.ts';
import type { StoredRequest } from '../../../src-main/store/statements.ts';
import { firstHolder, sealMaker } from '../../attacks/test-city.ts';
import { makeSeal } from '../../attacks/test-seal.ts';
import { factsFor, sealIds } from '../approval/test-enterprise.ts';

const esId = sealIds['04'];
/** The home is asked only about a seal that was found. */
const found = new Error('a seal was found');
const moment = new Proxy({} as HomeMoment, {
  get: () => {
    throw found;
  },
});
let stored: StoredRequest;

beforeAll(async () => {
  stored = { request: (await factsFor()).request } as unknown as StoredRequest;
});

/** Looks for the seal of the request on a token that holds one seal and one certificate. */
function look(certificate: Uint8Array, seal: { id?: string; named?: string; inside?: string } = {}): unknown {
  const { id = '0a', named = esId, inside = esId } = seal;
  const der = makeSeal({ esId: inside, certificates: [firstHolder.certificate] });
  const token = {
    ...{ label: 'token', pin: { state: 'ok' } },
    seals: [{ esId: named, id, der }],
    certificates: [{ id: '0a', label: '', der: certificate }],
  } as unknown as TokenSummary;
  try {
    return sealOnToken(moment, { listTokens: () => [token] }, 'token', stored);
  } catch (error) {
    return error;
  }
}

test('is found with the certificate that it lists', () => {
  expect(look(firstHolder.certificate)).toBe(found);
});

test('is found with it under another CKA_ID, and without one: what the seal lists decides', () => {
  for (const id of ['0b', '']) expect(look(firstHolder.certificate, { id })).toBe(found);
});

test.each([
  ['a certificate that the seal does not list', sealMaker.certificate, {}],
  ['a seal of another number', firstHolder.certificate, { named: sealIds['01'] }],
  ['a label that is not the number inside', firstHolder.certificate, { inside: sealIds['01'] }],
])('is not there with %s', (_, certificate, seal) => {
  expect(look(certificate, seal)).toMatchObject({ code: 'seal-not-on-token' });
});
