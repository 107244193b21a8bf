/** A library that is slow, hangs, crashes or lies: our layer and its caller see it, and never take a bad signature. */
import { describe, expect, test } from 'vitest';
import { fromHex } from '../../src-main/crypto/bytes.ts';
import { parseSm2Signature, sm2Verify } from '../../src-main/crypto/sm2.ts';
import {
  createTestToken,
  runTokenScript,
  temporaryTokenDirectory,
  tryTokenScript,
} from './soft-ukey-fixture.ts';

const personaliseScript = new URL('personalise.ts', import.meta.url);

const signScript = new URL('sign.ts', import.meta.url);

interface Signed {
  readonly code: string;
  readonly signature?: string;
  readonly milliseconds: number;
}

/** A token with a key and a certificate (id 01); returns its folder and the public key. */
function personalised() {
  const directory = temporaryTokenDirectory();
  createTestToken({ directory, label: 'faults', pin: '123456', soPin: '87654321' });
  const point = fromHex(runTokenScript(personaliseScript, ['123456'], { directory }));
  return { directory, point };
}

function signed(directory: string, fault: string, timeoutMs = 60_000) {
  const result = tryTokenScript(signScript, ['123456', 'hello'], { directory, fault, timeoutMs });
  return { result, answer: () => JSON.parse(result.stdout) as Signed };
}

describe('faults of the library', () => {
  test('none: the signature is DER and right', () => {
    const { directory, point } = personalised();
    const { code, signature = '' } = signed(directory, '').answer();
    expect(code).toBe('ok');
    expect(parseSm2Signature(fromHex(signature)).encoding).toBe('der');
    expect(sm2Verify(point, Buffer.from('hello'), fromHex(signature))).toBe(true);
  });

  test('wrong-signature: no signature comes out, whatever mechanism was tried', () => {
    const { directory } = personalised();
    expect(signed(directory, 'wrong-signature').answer()).toMatchObject({ code: 'token-signature-bad' });
    expect(signed(directory, 'wrong-signature').answer().signature).toBeUndefined();
  });

  test('raw-signature: raw r ‖ s becomes DER', () => {
    const { directory, point } = personalised();
    const { code, signature = '' } = signed(directory, 'raw-signature').answer();
    expect(code).toBe('ok');
    expect(parseSm2Signature(fromHex(signature)).encoding).toBe('der');
    expect(sm2Verify(point, Buffer.from('hello'), fromHex(signature))).toBe(true);
  });

  test('slow: the call takes as long, and then succeeds', () => {
    const { directory } = personalised();
    const { code, milliseconds } = signed(directory, 'slow:700@sign').answer();
    expect(code).toBe('ok');
    expect(milliseconds).toBeGreaterThanOrEqual(700);
  });

  test('hang: the caller can kill the process, and the token works for the next one', () => {
    const { directory } = personalised();
    expect(signed(directory, 'hang@sign', 3_000).result.signal).toBe('SIGKILL');
    expect(signed(directory, 'hang@login', 3_000).result.signal).toBe('SIGKILL');
    expect(signed(directory, '').answer().code).toBe('ok');
  });

  test('crash: the process ends, and the token works for the next one', () => {
    const { directory } = personalised();
    expect(signed(directory, 'crash@sign').result.signal).toBe('SIGSEGV');
    expect(signed(directory, '').answer().code).toBe('ok');
  });

  test('a fault that does not exist is refused at the start', () => {
    const { directory } = personalised();
    for (const fault of ['explode', 'slow:', 'slow:1x', 'hang:3', 'crash@noon'])
      expect(signed(directory, fault).answer().code).toBe('token-driver-refused');
  });
});
