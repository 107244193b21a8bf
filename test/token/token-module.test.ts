/** The typed layer on the soft UKey: listing, signing, set-up, and errors that say what to do. */
import { readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, onTestFinished } from 'vitest';
import { der } from '../../src-main/crypto/der-writer.ts';
import { sm2Verify } from '../../src-main/crypto/sm2.ts';
import { BianyinError } from '../../src-main/domain/errors/bianyin-error.ts';
import { openTokenModule } from '../../src-main/signer/pkcs11/token-module.ts';
import { sealApplication } from '../../src-main/signer/pkcs11/certificate-objects.ts';
import { issue } from '../pki/support/test-authority.ts';
import { createTestToken, softUkeyModulePath, temporaryTokenDirectory } from './soft-ukey-fixture.ts';
import { createTestSigner } from '../pki/support/test-signer.ts';
import { certificateOf } from './certificate-of.ts';
import { testCertificate } from './test-certificate.ts';

const octets = (text: string): Uint8Array => Buffer.from(text, 'utf8');
const label = '印章保管人';

function openModule() {
  process.env['BIANYIN_SOFT_UKEY_DIR'] = temporaryTokenDirectory();
  const tokens = openTokenModule(softUkeyModulePath());
  onTestFinished(() => tokens.close());
  return tokens;
}

async function openPersonalised() {
  const tokens = openModule();
  await tokens.initToken(label, octets('87654321'), octets('123456'));
  const point = await tokens.withSession(label, octets('123456'), (session) => {
    const key = session.generateSm2KeyPair('0a', 'seal-04');
    session.importCertificate({ id: '0a', label: 'seal-04', der: testCertificate(key, '合同专用章') });
    session.writeDataObject({
      application: sealApplication,
      label: '41010000000001',
      id: '0a',
      value: octets('SESeal'),
    });
    return key;
  });
  return { tokens, point };
}

/** The code and detail that a step fails with. */
async function failure(step: Promise<unknown>): Promise<unknown> {
  const error: unknown = await step.then(
    () => 'no failure',
    (reason: unknown) => reason,
  );
  return error instanceof BianyinError ? [error.code, error.detail] : error;
}

test('two tokens of one label: no session is opened on either', async () => {
  const directories = [temporaryTokenDirectory(), temporaryTokenDirectory()] as const;
  for (const directory of directories)
    createTestToken({ directory, label, pin: '123456', soPin: '87654321' });
  const [directory, other] = directories;
  for (const name of readdirSync(other)) renameSync(join(other, name), join(directory, `second-${name}`));
  process.env['BIANYIN_SOFT_UKEY_DIR'] = directory;
  const tokens = openTokenModule(softUkeyModulePath());
  onTestFinished(() => tokens.close());
  const session = tokens.withSession(label, octets('123456'), () => 'opened');
  expect(await failure(session)).toEqual(['token-label-ambiguous', { label, count: 2 }]);
});

test('lists what a token shows without a PIN', async () => {
  const { tokens, point } = await openPersonalised();
  const [token, ...others] = tokens.listTokens();
  expect(others).toEqual([]);
  expect(token).toMatchObject({
    label,
    isSoftware: true,
    pin: { state: 'ok', protectedAuthenticationPath: false },
    certificates: [{ id: '0a', label: 'seal-04', der: testCertificate(point, '合同专用章') }],
    seals: [{ id: '0a', esId: '41010000000001', der: Uint8Array.from(octets('SESeal')) }],
  });
  expect(`${token?.manufacturer} ${token?.model}`).toMatch(/software.*weak/i);
});

test('signs, and the signature verifies', async () => {
  const { tokens, point } = await openPersonalised();
  const message = octets('request 7');
  const signature = await tokens.withSession(label, octets('123456'), (session) =>
    session.signSm2(certificateOf(session, '0a'), message),
  );
  expect(sm2Verify(point, message, signature)).toBe(true);
});

test('overwrites the PIN as soon as the token has it: a sealing takes long', async () => {
  const { tokens } = await openPersonalised();
  const pin = octets('123456');
  const seen = await tokens.withSession(label, pin, () => [...pin]);
  expect(seen).toEqual([0, 0, 0, 0, 0, 0]);
});

test('overwrites the PIN, after success and after failure', async () => {
  const { tokens } = await openPersonalised();
  for (const text of ['123456', '999999']) {
    const pin = octets(text);
    await tokens.withSession(label, pin, () => 0).catch(() => 0);
    expect([...pin]).toEqual([0, 0, 0, 0, 0, 0]);
  }
});

describe('errors', () => {
  test('of PINs tell how near the lock is, and lengths cost no try', async () => {
    const { tokens } = await openPersonalised();
    const log = (pin: string) => failure(tokens.withSession(label, octets(pin), () => 0));
    expect(await log('12345')).toEqual(['pin-length', { least: 6, most: 32 }]);
    expect(tokens.listTokens()[0]?.pin.state).toBe('ok');
    for (let i = 0; i < 4; i += 1)
      expect(await log('000000')).toEqual(['pin-incorrect', { triesState: 'low' }]);
    expect(await log('000000')).toEqual(['pin-final-try', { triesState: 'final' }]);
    expect(await log('000000')).toEqual(['pin-locked', {}]);
    expect(await log('123456')).toEqual(['pin-locked', {}]);
    expect(tokens.listTokens()[0]?.pin.state).toBe('locked');
    await tokens.unblockPin(label, octets('87654321'), octets('222222'));
    await tokens.changePin(label, octets('222222'), octets('333333'));
    expect(await tokens.withSession(label, octets('333333'), () => 'in')).toBe('in');
    expect(await failure(tokens.changePin(label, octets('000000'), octets('444444')))).toEqual([
      'pin-incorrect',
      { triesState: 'low' },
    ]);
  });

  test('of certificates and tokens', async () => {
    const { tokens } = await openPersonalised();
    const sign = (id: string) =>
      failure(
        tokens.withSession(label, octets('123456'), (session) =>
          session.signSm2(certificateOf(session, id), octets('x')),
        ),
      );
    const foreign = createTestSigner().publicKey;
    await tokens.withSession(label, octets('123456'), (session) => {
      session.importCertificate({ id: '0d', label: 'no key', der: testCertificate(foreign, 'x') });
      session.importCertificate({ id: '0a', label: 'second', der: testCertificate(foreign, 'x') });
    });
    expect(await sign('0d')).toEqual(['token-key-missing', { id: '0d' }]);
    expect(await failure(tokens.withSession('nobody', octets('123456'), () => 0))).toEqual([
      'token-not-found',
      { label: 'nobody' },
    ]);
    expect(await failure(tokens.initToken(label, octets('87654321'), octets('123456')))).toEqual([
      'token-label-taken',
      { label },
    ]);
    expect(await failure(tokens.initToken('长'.repeat(11), octets('87654321'), octets('123456')))).toEqual([
      'token-label-length',
      {},
    ]);
  });

  test('of a certificate that is not SM2: its key is not asked', async () => {
    const { tokens } = await openPersonalised();
    const curve = der.sequence(der.oid('1.2.840.10045.2.1'), der.oid('1.3.36.3.3.2.8.1.1.7'));
    const spki = der.sequence(curve, der.bitString(new Uint8Array(65).fill(4)));
    const { certificate } = issue({ subject: 'brainpool', spki });
    const sign = tokens.withSession(label, octets('123456'), (session) => {
      session.generateSm2KeyPair('0f', 'foreign');
      session.importCertificate({ id: '0f', label: 'foreign', der: certificate.der });
      return session.signSm2(certificateOf(session, '0f'), octets('x'));
    });
    expect(await failure(sign)).toEqual(['token-certificate-not-sm2', { id: '0f' }]);
  });

  test('of a reader with nothing in it that could be initialised', async () => {
    delete process.env['BIANYIN_SOFT_UKEY_DIR'];
    const tokens = openTokenModule(softUkeyModulePath());
    onTestFinished(() => tokens.close());
    expect(tokens.countBlanks()).toBe(0);
    expect(await failure(tokens.initToken(label, octets('87654321'), octets('123456')))).toEqual([
      'token-no-blank',
      {},
    ]);
  });

  test('of a certificate whose key is another one: never a signature', async () => {
    const { tokens } = await openPersonalised();
    const other = createTestSigner().publicKey;
    await tokens.withSession(label, octets('123456'), (session) => {
      session.generateSm2KeyPair('0e', 'mismatch');
      session.importCertificate({ id: '0e', label: 'mismatch', der: testCertificate(other, 'x') });
    });
    const sign = tokens.withSession(label, octets('123456'), (session) =>
      session.signSm2(certificateOf(session, '0e'), octets('x')),
    );
    expect(await failure(sign)).toEqual(['token-signature-bad', {}]);
  });

  test('without a PIN nothing is signed', async () => {
    const { tokens } = await openPersonalised();
    const sign = tokens.withSession(label, null, (session) =>
      session.signSm2(certificateOf(session, '0a'), octets('x')),
    );
    expect(await failure(sign)).toEqual(['token-login-required', { id: '0a' }]);
  });
});

test('a login ends with its call, and calls for one token take turns', async () => {
  const { tokens } = await openPersonalised();
  const order: string[] = [];
  const slow = tokens.withSession(label, octets('123456'), async () => {
    order.push('first in');
    await new Promise((resolve) => setTimeout(resolve, 50));
    order.push('first out');
  });
  const wrong = failure(tokens.withSession(label, octets('000000'), () => order.push('never')));
  await slow;
  expect(await wrong).toEqual(['pin-incorrect', { triesState: 'low' }]);
  expect(order).toEqual(['first in', 'first out']);
});
