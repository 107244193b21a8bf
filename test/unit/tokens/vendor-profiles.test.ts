/** Vendor profiles as files: what one may say, that a home keeps them one by one, and what a test of a token comes to. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { BianyinError } from '../../../src-main/domain/errors/bianyin-error.ts';
import { homeDirectory } from '../../../src-main/platform/home-directory.ts';
import type { TokenTest } from '../../../src-main/signer/answers.ts';
import { matchProfile, offeredVariants } from '../../../src-main/signer/pkcs11/vendor-profile.ts';
import { packProfiles, parseProfileFile, profileFileText } from '../../../src-main/tokens/profile-file.ts';
import { removeProfile, storedProfiles, storeProfile } from '../../../src-main/tokens/profile-store.ts';
import { testedProfile } from '../../../src-main/tokens/tested-profile.ts';

function codeOf(step: () => unknown): string {
  try {
    step();
    return 'none';
  } catch (error) {
    return error instanceof BianyinError ? error.code : String(error);
  }
}

const way = { mechanism: 0x80000101, input: 'digest', identityParameter: false, isUnlisted: false } as const;
const fields = {
  id: 'tested-odd',
  title: 'Odd',
  evidence: { mark: 'run', text: 'token test 2026-12-01' },
  match: { library: ['libodd.so'], manufacturer: [] },
  sign: [way],
} as const;
const written = (change: object = {}): string => {
  const text = profileFileText({
    ...fields,
    match: { library: ['libodd.so'], manufacturer: [] },
    sign: [way],
  });
  const value = JSON.parse(text) as object;
  return JSON.stringify({ ...value, ...change });
};
const profile = parseProfileFile(written());

describe('a profile file', () => {
  test('reads back as it was written', () => {
    expect(profile).toMatchObject({ ...fields, v: 1, purpose: 'bianyin.vendor-profile' });
  });

  const sign = (more: object) => [{ mechanism: '0x80000101', input: 'digest', ...more }];
  test.each<[string, object]>([
    ['another purpose', { purpose: 'bianyin.trust-pack' }],
    ['a later version', { v: 2 }],
    ['code', { run: 'echo' }],
    ['that a token is software', { isSoftware: true }],
    ['tries of a PIN', { pinTries: 6 }],
    ['how keys are made', { keyPairGeneration: '0x80008001' }],
    ['no token', { match: { library: [], manufacturer: [] } }],
    ['a part of every name', { match: { library: ['.'] } }],
    ['no way to sign', { sign: [] }],
    ['RSA (CKM_RSA_PKCS)', { sign: sign({ mechanism: '0x1' }) }],
    ['ECDH', { sign: sign({ mechanism: '0x1050' }) }],
    ['octets of its own', { sign: sign({ input: 'octets' }) }],
    ['a parameter of its own', { sign: sign({ parameter: '00' }) }],
    ['a mechanism of 64 bits', { sign: sign({ mechanism: '0x180000101' }) }],
    ['a title with a line of its own', { title: 'Odd\nverified' }],
    ['an id that is a path', { id: '../home' }],
  ])('that says %s is none', (_, change) => {
    expect(codeOf(() => parseProfileFile(written(change)))).toBe('vendor-profile-malformed');
  });

  test('is JSON of a bounded length', () => {
    expect(codeOf(() => parseProfileFile('{'))).toBe('vendor-profile-malformed');
    expect(codeOf(() => parseProfileFile(`${written()}${' '.repeat(20_000)}`))).toBe(
      'vendor-profile-malformed',
    );
  });
});

describe('a token of an installed profile', () => {
  const odd = { library: 'libodd.so', manufacturer: 'Odd', mechanisms: [0x80000101] };

  test('offers SM2 by it, and without it none', () => {
    expect(matchProfile(odd)).toBeUndefined();
    expect(matchProfile(odd, [profile])).toMatchObject({ id: 'tested-odd', isSoftware: false, sign: [way] });
    expect(matchProfile({ ...odd, library: 'other.so' }, [profile])).toBeUndefined();
    expect(matchProfile({ ...odd, mechanisms: [] }, [profile])).toBeUndefined();
  });

  test('keeps the ways that the program knows, behind those of the profile', () => {
    const both = matchProfile({ ...odd, mechanisms: [0x80000101, 0x80008104] }, [profile]);
    expect(both?.sign.map(({ mechanism }) => mechanism).slice(0, 2)).toEqual([0x80000101, 0x80008104]);
  });

  test('may have one that its driver does not list', () => {
    const unlisted = { ...profile, sign: [{ ...way, isUnlisted: true }] };
    const found = matchProfile({ ...odd, mechanisms: [] }, [unlisted]);
    expect(found && offeredVariants(found, [])).toEqual([{ ...way, isUnlisted: true }]);
  });

  test('is never one of our own module', () => {
    const own = {
      library: 'libbianyin-soft-ukey.so',
      manufacturer: '',
      mechanisms: [0x80008104, 0x80000101],
    };
    const claims = { ...profile, match: { library: ['bianyin-soft-ukey'], manufacturer: [] } };
    expect(matchProfile(own, [claims])).toBe(matchProfile(own));
  });
});

describe('the profiles of a home', () => {
  function home() {
    const folder = mkdtempSync(join(tmpdir(), 'bianyin-profiles-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    return homeDirectory(folder);
  }

  test('are kept, replaced and removed by their id', () => {
    const at = home();
    expect(storedProfiles(at)).toEqual({ profiles: [], unreadable: [] });
    storeProfile(at, profile);
    storeProfile(at, { ...profile, title: 'Odd again' });
    expect(storedProfiles(at).profiles.map(({ title }) => title)).toEqual(['Odd again']);
    removeProfile(at, 'tested-odd');
    expect(storedProfiles(at).profiles).toEqual([]);
    for (const id of ['tested-odd', '../home', ''])
      expect(codeOf(() => removeProfile(at, id))).toBe('vendor-profile-missing');
  });

  test('one that is none hides none of the others', () => {
    const at = home();
    storeProfile(at, profile);
    writeFileSync(join(at.vendorProfiles, 'broken.json'), '{');
    writeFileSync(join(at.vendorProfiles, 'renamed.json'), written());
    mkdirSync(join(at.vendorProfiles, 'folder.json'));
    const { profiles, unreadable } = storedProfiles(at);
    expect(profiles).toHaveLength(1);
    expect(unreadable).toEqual(['broken.json', 'folder.json', 'renamed.json']);
    removeProfile(at, 'broken');
    expect(storedProfiles(at).unreadable).not.toContain('broken.json');
  });

  test('are 32 at the most', () => {
    const at = home();
    for (let i = 0; i < 32; i++) storeProfile(at, { ...profile, id: `p${i}` });
    expect(codeOf(() => storeProfile(at, profile))).toBe('vendor-profile-too-many');
    storeProfile(at, { ...profile, id: 'p3' });
  });

  test('a trust pack may hold some that this version does not understand', () => {
    expect(packProfiles([written({ v: 2 }), written(), '{']).map(({ id }) => id)).toEqual(['tested-odd']);
  });
});

describe('what a test comes to', () => {
  const tried = (mechanism: number, input: 'digest' | 'message' | 'za-message', more: object = {}) => ({
    ...{ mechanism, input, identityParameter: false, isUnlisted: false },
    ...{ outcome: 'works' as const, form: 'raw' as const, ckr: null, isKnown: false, ...more },
  });
  const found: TokenTest = {
    ...{ library: 'LibOdd.so.1.2', manufacturer: 'Odd\nMakers', model: 'K1', ended: null },
    tried: [
      tried(0x80000101, 'message'),
      tried(0x80000102, 'digest', { isUnlisted: true }),
      tried(0x80000103, 'digest', { outcome: 'refused', form: null, ckr: '0x70' }),
      tried(0x80000104, 'digest'),
    ],
  };

  test('is a file with the ways that worked, those first that leave the driver least to do', () => {
    const made = testedProfile(found, '2026-12-01');
    expect(made?.sign.map(({ mechanism }) => mechanism)).toEqual([0x80000104, 0x80000101, 0x80000102]);
    expect(made).toMatchObject({ id: 'tested-libodd', title: 'OddMakers K1' });
    expect(
      parseProfileFile(profileFileText(made ?? { ...fields, match: profile.match, sign: [] })),
    ).toMatchObject({
      match: { library: ['libodd.so.1.2'] },
    });
  });

  test('is nothing where nothing worked', () => {
    expect(testedProfile({ ...found, tried: found.tried.slice(2, 3) }, '2026-12-01')).toBeNull();
  });
});
