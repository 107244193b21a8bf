/** A token that is pulled out (its file goes away) and plugged in again. */
import { renameSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findObjects } from '../../src-main/signer/pkcs11/objects.ts';
import {
  CKU,
  firstSlot,
  makeKeyPair,
  openRaw,
  readWrite,
  returnValue,
  sign,
  userSession,
} from './raw-token.ts';
import { createTestToken, temporaryTokenDirectory } from './soft-ukey-fixture.ts';

const dontBlock = 0x1;

function openToken() {
  const directory = temporaryTokenDirectory();
  const path = createTestToken({ directory, label: 'hot', pin: '123456', soPin: '87654321' });
  const library = openRaw(directory);
  const slot = firstSlot(library);
  const pull = () => renameSync(path, `${path}.pulled`);
  const plug = () => renameSync(`${path}.pulled`, path);
  return { directory, library, slot, pull, plug };
}

describe('removal', () => {
  test('in the middle of a signature ends it, the session and the login', () => {
    const { library, slot, pull, plug } = openToken();
    const session = userSession(library, slot, '123456');
    const { privateKey } = makeKeyPair(library, session);
    library.C_SignInit(session, { mechanism: 0x80008104 }, privateKey);
    pull();
    expect(returnValue(() => library.C_Sign(session, Buffer.alloc(32, 1), Buffer.alloc(128)))).toBe(0x32);
    expect(returnValue(() => library.C_GetSessionInfo(session))).toBe(0xb3);
    expect(returnValue(() => library.C_GetTokenInfo(slot))).toBe(0xe0);
    expect(returnValue(() => library.C_OpenSession(slot, readWrite))).toBe(0xe0);
    plug();
    const fresh = library.C_OpenSession(slot, readWrite);
    expect(returnValue(() => library.C_SignInit(fresh, { mechanism: 0x80008104 }, privateKey))).toBe(0x101);
    library.C_Login(fresh, CKU.user, '123456');
    expect(sign(library, fresh, privateKey, 0x80008104, Buffer.alloc(32, 1))[0]).toBe(0x30);
  });

  test('and return are slot events, told once each', () => {
    const { library, slot, pull, plug } = openToken();
    expect(library.C_WaitForSlotEvent(dontBlock)).toBeNull();
    pull();
    expect(library.C_WaitForSlotEvent(dontBlock)).toEqual(slot);
    expect(library.C_WaitForSlotEvent(dontBlock)).toBeNull();
    plug();
    expect(library.C_WaitForSlotEvent(dontBlock)).toEqual(slot);
    expect(library.C_WaitForSlotEvent(dontBlock)).toBeNull();
  });

  test('leaves the slot, without a token', () => {
    const { library, slot, pull } = openToken();
    const present = () => library.C_GetSlotList(true).map((each) => each.readUInt32LE(0));
    expect(present()).toContain(slot.readUInt32LE(0));
    pull();
    expect(present()).not.toContain(slot.readUInt32LE(0));
    expect(library.C_GetSlotList(false)).toHaveLength(2);
    expect(library.C_GetSlotInfo(slot).flags & 1).toBe(0);
  });
});

test('a token made by another process appears as a new slot, with an event', () => {
  const { directory, library } = openToken();
  createTestToken({ directory, label: 'second', pin: '123456', soPin: '87654321' });
  const event = library.C_WaitForSlotEvent(dontBlock) as unknown as Buffer;
  expect(library.C_GetTokenInfo(event).label.trim()).toBe('second');
});

test('a token is initialised anew only without open sessions, and only with the right SO PIN', () => {
  const { library, slot } = openToken();
  const before = library.C_GetTokenInfo(slot).serialNumber;
  const session = userSession(library, slot, '123456');
  makeKeyPair(library, session);
  const again = (soPin: string) => library.C_InitToken(slot, soPin, 'again'.padEnd(32));
  expect(returnValue(() => again('87654321'))).toBe(0xb6);
  library.C_CloseSession(session);
  expect(returnValue(() => again('00000000'))).toBe(0xa0);
  again('87654321');
  const info = library.C_GetTokenInfo(slot);
  expect([info.label.trim(), info.serialNumber]).toEqual(['again', before]);
  expect(info.flags & 0x8).toBe(0); // no user PIN any more
  const empty = library.C_OpenSession(slot, readWrite);
  expect(findObjects(library, empty, [])).toEqual([]);
  expect(returnValue(() => library.C_Login(empty, CKU.user, '123456'))).toBe(0x102);
});
