/** Objects: private keys that never show themselves, templates that are refused, and what a login makes visible. */
import { describe, expect, test } from 'vitest';
import { findObjects } from '../../src-main/signer/pkcs11/objects.ts';
import { CKU, firstSlot, makeKeyPair, openRaw, readOnly, returnValue, userSession } from './raw-token.ts';
import { createTestToken, temporaryTokenDirectory } from './soft-ukey-fixture.ts';
import { testCertificate } from './test-certificate.ts';

const cka = { class: 0, token: 1, private: 2, label: 3, application: 0x10, value: 0x11, id: 0x102 } as const;
const [sensitive, extractable, decrypt] = [0x103, 0x162, 0x105];
const inconsistent = 0xd1;
const keyGeneration = { mechanism: 0x80008001 };

function openToken() {
  const directory = temporaryTokenDirectory();
  createTestToken({ directory, label: 'objects', pin: '123456', soPin: '87654321' });
  const library = openRaw(directory);
  const slot = firstSlot(library);
  return { library, slot, session: userSession(library, slot, '123456') };
}

describe('a private key', () => {
  test('is sensitive and not extractable, and its value is refused as sensitive', () => {
    const { library, session } = openToken();
    const { privateKey } = makeKeyPair(library, session);
    const truths = [
      [sensitive, 1],
      [extractable, 0],
      [0x165, 1], // ALWAYS_SENSITIVE
      [0x164, 1], // NEVER_EXTRACTABLE
      [0x163, 1], // LOCAL
      [cka.private, 1],
    ] as const;
    for (const [type, expected] of truths) {
      const [attribute] = library.C_GetAttributeValue(session, privateKey, [{ type }]);
      expect((attribute?.value as Buffer)[0]).toBe(expected);
    }
    expect(returnValue(() => library.C_GetAttributeValue(session, privateKey, [{ type: cka.value }]))).toBe(
      0x11,
    );
  });

  test('cannot be made weak, at birth or later', () => {
    const { library, session } = openToken();
    const wishes = [
      { type: extractable, value: true },
      { type: sensitive, value: false },
      { type: cka.private, value: false },
      { type: decrypt, value: true },
      { type: 0x100, value: 3 }, // CKK_EC
    ];
    for (const wish of wishes)
      expect(returnValue(() => library.C_GenerateKeyPair(session, keyGeneration, [], [wish]))).toBe(
        inconsistent,
      );
    const { privateKey } = makeKeyPair(library, session);
    for (const wish of wishes.slice(0, 4))
      expect(returnValue(() => library.C_SetAttributeValue(session, privateKey, [wish]))).toBe(0x10);
  });

  test('cannot come from outside, be wrapped or copied', () => {
    const { library, session } = openToken();
    const { privateKey } = makeKeyPair(library, session);
    const foreign = [
      { type: cka.class, value: 3 },
      { type: cka.value, value: Buffer.alloc(32, 1) },
    ];
    expect(returnValue(() => library.C_CreateObject(session, foreign))).toBe(0x13);
    expect(returnValue(() => library.C_CopyObject(session, privateKey, []))).toBe(0x54);
    const wrap = () => library.C_WrapKey(session, { mechanism: 1 }, privateKey, privateKey, Buffer.alloc(99));
    expect(returnValue(wrap)).toBe(0x54);
  });

  test('is invisible and unusable without a login', () => {
    const { library, slot, session } = openToken();
    const { privateKey } = makeKeyPair(library, session);
    library.C_Logout(session);
    expect(findObjects(library, session, [{ type: cka.class, value: 3 }])).toEqual([]);
    const begin = () => library.C_SignInit(session, { mechanism: 0x80008104 }, privateKey);
    expect(returnValue(begin)).toBe(0x101);
    library.C_Login(session, CKU.so, '87654321');
    expect(findObjects(library, session, [{ type: cka.class, value: 3 }])).toEqual([]);
    expect(returnValue(begin)).toBe(0x101);
    expect(returnValue(() => library.C_OpenSession(slot, readOnly))).toBe(0xb8);
  });
});

describe('certificates and data objects', () => {
  test('are kept, found by their attributes, read back, renamed and destroyed', () => {
    const { library, slot, session } = openToken();
    const { point } = makeKeyPair(library, session);
    const certificate = Buffer.from(testCertificate(point, '经办人'));
    library.C_CreateObject(session, [
      { type: cka.class, value: 1 },
      { type: cka.token, value: true },
      { type: cka.id, value: Buffer.of(1) },
      { type: cka.value, value: certificate },
    ]);
    library.C_CloseSession(session);
    const again = library.C_OpenSession(slot, readOnly);
    const [found, ...others] = findObjects(library, again, [
      { type: cka.class, value: 1 },
      { type: cka.id, value: Buffer.of(1) },
    ]);
    expect(others).toEqual([]);
    if (found === undefined) throw new Error('not found');
    const [value] = library.C_GetAttributeValue(again, found, [{ type: cka.value }]);
    expect(value?.value).toEqual(certificate);
    expect(returnValue(() => library.C_DestroyObject(again, found))).toBe(0x101);
    const writing = userSession(library, slot, '123456');
    library.C_SetAttributeValue(writing, found, [{ type: cka.label, value: '合同' }]);
    expect(findObjects(library, writing, [{ type: cka.label, value: '合同' }])).toHaveLength(1);
    library.C_DestroyObject(writing, found);
    expect(findObjects(library, writing, [{ type: cka.class, value: 1 }])).toEqual([]);
  });

  test('cannot be written without a login, nor in a read-only session', () => {
    const { library, slot, session } = openToken();
    const data = [
      { type: cka.class, value: 0 },
      { type: cka.token, value: true },
      { type: cka.value, value: Buffer.of(1, 2, 3) },
    ];
    const weak = library.C_OpenSession(slot, readOnly);
    expect(returnValue(() => library.C_CreateObject(weak, data))).toBe(0xb5);
    library.C_Logout(session);
    expect(returnValue(() => library.C_CreateObject(session, data))).toBe(0x101);
  });

  test('may be private: then their value needs the login', () => {
    const { library, session } = openToken();
    const object = library.C_CreateObject(session, [
      { type: cka.class, value: 0 },
      { type: cka.token, value: true },
      { type: cka.private, value: true },
      { type: cka.value, value: Buffer.from('secret note') },
    ]);
    const [value] = library.C_GetAttributeValue(session, object, [{ type: cka.value }]);
    expect(String(value?.value)).toBe('secret note');
    library.C_Logout(session);
    expect(returnValue(() => library.C_GetAttributeValue(session, object, [{ type: cka.value }]))).toBe(0x82);
  });

  test('die with their session when they are not token objects', () => {
    const { library, slot, session } = openToken();
    library.C_CreateObject(session, [
      { type: cka.class, value: 0 },
      { type: cka.label, value: 'short-lived' },
    ]);
    const other = library.C_OpenSession(slot, readOnly);
    expect(findObjects(library, other, [{ type: cka.label, value: 'short-lived' }])).toHaveLength(1);
    library.C_CloseSession(session);
    expect(findObjects(library, other, [{ type: cka.label, value: 'short-lived' }])).toEqual([]);
  });
});
