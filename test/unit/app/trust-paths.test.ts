/** Trust that is named for one verification: one bad certificate in a folder is named and stops nothing; a list does. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readTrustPaths } from '../../../src-main/app/trust/trust-paths.ts';
import { firstHolder, revocationLists, root, subAuthority } from '../../attacks/test-city.ts';

let folder = '';
const put = (name: string, octets: Uint8Array | string) => writeFileSync(join(folder, name), octets);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bianyin-trust-'));
  mkdirSync(join(folder, 'below'));
  put('root.cer', root);
  put('below/sub.cer', subAuthority);
});
afterEach(() => rmSync(folder, { recursive: true }));

it.each([
  ['cut.cer', root.subarray(0, 100)],
  ['empty.pem', ''],
  ['text.crt', 'not a certificate'],
  ['below/key.der', Uint8Array.of(0x30, 3, 2, 1, 0)],
])('%s in a folder is named and passed over', (name, octets) => {
  put(name, octets);
  const { anchors, intermediates, unreadable } = readTrustPaths([folder]);
  expect([anchors.length, intermediates.length]).toEqual([1, 1]);
  expect(unreadable).toHaveLength(1);
  expect(unreadable[0]).toContain(name.replace('below/', ''));
  // Named by itself it is what somebody wants to be trusted.
  expect(() => readTrustPaths([join(folder, name)])).toThrow('trust-file-malformed');
});

it('takes everything that can be read, and names nothing then', () => {
  put('holder.der', firstHolder.certificate);
  put('a.crl', revocationLists()[0] ?? '');
  const { anchors, intermediates, crls, unreadable } = readTrustPaths([folder]);
  expect([anchors.length, intermediates.length, crls.length, unreadable]).toEqual([1, 2, 1, []]);
});

it('stops at a list or a response that cannot be read: a revocation would be missed', () => {
  for (const name of ['bad.crl', 'bad.ors']) {
    put(name, 'nothing');
    expect(() => readTrustPaths([folder])).toThrow('trust-file-malformed');
    rmSync(join(folder, name));
  }
});
