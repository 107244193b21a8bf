/** When a spent use is given back: only while it is certain that the seal's key has signed nothing. */
import { expect, test } from 'vitest';
import { BianyinError, type ErrorDetail } from '../../../src-main/domain/errors/bianyin-error.ts';
import type { ErrorCode } from '../../../src-main/domain/errors/codes.ts';
import { OpenUse } from '../../../src-main/signer/open-use.ts';
import type { TokenSession } from '../../../src-main/signer/pkcs11/token-session.ts';
import type { UseEnd } from '../../../src-main/store/uses.ts';

const certificate = (id: string) => ({ id, label: id, der: new Uint8Array() });
const held = { keeper: certificate('01'), certificate: certificate('14') };

/** How a use ends whose token fails with `code` when the key `failsAt` is asked. */
function endOf(failsAt: '01' | '14', code: ErrorCode, detail: ErrorDetail = {}): UseEnd | undefined {
  let end: UseEnd | undefined;
  const use = new OpenUse({ endUse: (_id, _number, given) => (end = given) }, { requestId: 'YY', number: 1 });
  const session = {
    signSm2({ id }: { id: string }) {
      if (id === failsAt) throw new BianyinError(code, detail);
      return new Uint8Array(70);
    },
  } as unknown as TokenSession;
  const holder = use.holder(held, session);
  try {
    void holder.signAsKeeper(new Uint8Array());
    void holder.signWithSeal(new Uint8Array());
  } catch (error) {
    use.failed(error);
  }
  return end;
}

test.each([
  ['01', 'token-removed', false],
  ['01', 'token-device-error', false],
  ['14', 'token-key-missing', false],
  ['14', 'token-mechanism-missing', false],
  // The token was asked to sign; it may have done so before it went away.
  ['14', 'token-removed', true],
  ['14', 'token-device-error', true],
  ['14', 'token-signature-bad', true],
] as const)('key %s fails with %s: signature made = %s', (failsAt, code, signatureMade) => {
  expect(endOf(failsAt, code)).toEqual({ outcome: 'failed', code, signatureMade });
});

test.each(['token-cancelled', 'token-removed', 'token-device-error'] as const)(
  'the token is certain that it signed nothing (%s): the use is given back',
  (code) => {
    expect(endOf('14', code, { nothingSigned: 1 })).toEqual({
      outcome: 'failed',
      code,
      signatureMade: false,
    });
  },
);

test('an error after the signature leaves the use spent', () => {
  let end: UseEnd | undefined;
  const use = new OpenUse({ endUse: (_id, _number, given) => (end = given) }, { requestId: 'YY', number: 1 });
  const session = { signSm2: () => new Uint8Array(70) } as unknown as TokenSession;
  void use.holder(held, session).signWithSeal(new Uint8Array());
  use.failed(new BianyinError('timestamp-failed'));
  expect(end).toMatchObject({ code: 'timestamp-failed', signatureMade: true });
});
