/** Vendor profiles: which one a token gets, and that each says how we know. */
import { describe, expect, test } from 'vitest';
import {
  matchProfile,
  offeredVariants,
  vendorProfiles,
} from '../../src-main/signer/pkcs11/vendor-profile.ts';

const family = [0x80008001, 0x80008100, 0x80008101, 0x80008104];
const idFor = (library: string, manufacturer: string, mechanisms: readonly number[]) =>
  matchProfile({ library, manufacturer, mechanisms })?.id;

describe('matchProfile', () => {
  test('by library, by manufacturer, else by mechanisms', () => {
    expect(idFor('libbianyin-soft-ukey.so', '', family)).toBe('soft-ukey');
    expect(idFor('libupkcs11.so', 'Sansec', family)).toBe('sansec');
    expect(idFor('vendor.dll', 'Tass Corp', [0x80008000])).toBe('tass');
    expect(idFor('unknown.so', 'Unknown', family)).toBe('vendor-family');
    expect(idFor('unknown.so', 'Unknown', [0x10002, 0x10009])).toBe('ms-since');
    expect(idFor('libCryptoki2.so', 'Thales', [0x80000b21])).toBe('thales-luna');
    expect(idFor('unknown.so', 'Unknown', [0x80000004])).toBe('westone');
    expect(idFor('libep11.so', 'IBM', [0x8005000b])).toBe('ibm-ep11');
  });

  test('not for tokens without SM2, whatever they are called', () => {
    expect(idFor('libupkcs11.so', 'Sansec', [0x1, 0x40])).toBeUndefined();
    expect(idFor('libsofthsm2.so', 'SoftHSM project', [0x1041])).toBeUndefined();
  });
});

test('profiles prefer signing a digest, and only offer what the token has', () => {
  for (const profile of vendorProfiles) expect(profile.sign[0]?.input, profile.id).toBe('digest');
  const [profile] = vendorProfiles;
  if (profile === undefined) throw new Error('no profile');
  expect(offeredVariants(profile, [0x80008101]).map((variant) => variant.mechanism)).toEqual([0x80008101]);
});

test('only our own token is called software, and only what ran here is marked as run', () => {
  expect(vendorProfiles.filter((profile) => profile.isSoftware).map((profile) => profile.id)).toEqual([
    'soft-ukey',
    'soft-skf',
  ]);
  expect(
    vendorProfiles.filter((profile) => profile.evidence.mark === 'run').map((profile) => profile.id),
  ).toEqual(['soft-ukey', 'soft-skf', 'skf-bridge']);
});
