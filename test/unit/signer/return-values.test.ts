/** Return values of PKCS#11 as our codes, however pkcs11js carries them; what is unknown is said with its number (PKCS#11 v2.40 §5.1). */
import { expect, test } from 'vitest';
import { translated } from '../../../src-main/signer/pkcs11/return-values.ts';

const failingWith = (error: unknown) => () =>
  translated(() => {
    throw error;
  });

test.each([
  [0x32, 'token-removed'],
  [0xa0, 'pin-incorrect'],
  [0xa2, 'pin-not-taken'],
  [0xa3, 'pin-expired'],
  [0xa4, 'pin-locked'],
  [0xe1, 'token-not-recognised'],
  [0xe2, 'token-write-protected'],
  [0x1, 'token-cancelled'],
  [0x50, 'token-cancelled'],
  [0x200, 'token-cancelled'],
  [0x101, 'token-login-required'],
  [0x102, 'pin-not-set'],
] as const)('%d is %s', (value, code) => {
  const named = Object.assign(new Error('CKR'), { name: 'Pkcs11Error', code: value });
  const bare = new Error(`CKR_SOMETHING:${value}`);
  for (const error of [named, bare]) expect(failingWith(error)).toThrow(expect.objectContaining({ code }));
});

test.each([
  ['a number of ours on another error', Object.assign(new Error('CKR'), { code: 0xa0 })],
  ['words around the number', new Error('it was CKR_PIN_INCORRECT:160')],
])('%s is a fault of the device, never a wrong PIN', (_, error) => {
  expect(failingWith(error)).toThrow(expect.objectContaining({ code: 'token-device-error' }));
});
