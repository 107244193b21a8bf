/** Which PINs can be changed in a window: none of a UKey with keys of its own, none that is locked; each refusal before anybody types. */
import { expect, test } from 'vitest';
import { requireChangeable } from '../../../src-main/app/router/change-pin.ts';
import { BianyinError } from '../../../src-main/domain/errors/bianyin-error.ts';

function said(by: 'user' | 'administrator', token: Parameters<typeof requireChangeable>[0]): string {
  try {
    requireChangeable(token, by);
    return 'ok';
  } catch (error) {
    return error instanceof BianyinError ? error.code : 'no error of ours';
  }
}

test.each(['user', 'administrator'] as const)('%s: a UKey with a keypad is changed at the UKey', (by) => {
  for (const pinState of ['ok', 'low', 'final', 'locked'] as const)
    expect(said(by, { hasKeypad: true, pinState })).toBe('pin-on-keypad');
});

test('a locked PIN leads to the administrator, whose own has nobody above it', () => {
  expect(said('user', { hasKeypad: false, pinState: 'locked' })).toBe('pin-locked');
  expect(said('administrator', { hasKeypad: false, pinState: 'locked' })).toBe('administrator-pin-locked');
});

test.each(['ok', 'low', 'final'] as const)('a PIN that is %s can be changed', (pinState) => {
  for (const by of ['user', 'administrator'] as const)
    expect(said(by, { hasKeypad: false, pinState })).toBe('ok');
});
