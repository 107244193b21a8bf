/** Cause and cure of tokens: each case by its facts, and a text that gives nobody away. */
import { describe, expect, test } from 'vitest';
import {
  diagnose,
  type DiagnosisFacts,
  type TokenFacts,
} from '../../../src-main/app/office/diagnosis/diagnose.ts';
import { diagnosisText } from '../../../src-main/app/office/diagnosis/diagnosis-text.ts';
import { BianyinError } from '../../../src-main/domain/errors/bianyin-error.ts';
import { tokenParts } from '../../../src-main/domain/token-problem-text.ts';
import { findingCodes } from '../../../src-main/contract/seal-views.ts';
import type { UsbDevice } from '../../../src-main/usb/messages.ts';
import { findingWords } from '../../../src-renderer/i18n/diagnosis-words.ts';

const longmai: UsbDevice = { vendorId: 0x055c, productId: 0xe618, product: 'GM3000', isCcid: false };
const reader: UsbDevice = { vendorId: 0x1234, productId: 1, product: 'Reader', isCcid: true };
const mouse: UsbDevice = { vendorId: 0x046d, productId: 0xc077, product: 'Mouse', isCcid: false };
const fido: UsbDevice = { vendorId: 0x096e, productId: 0x0858, product: 'FIDO', isCcid: false };

const vendor = { title: '龙脉', isSoftware: false, state: 'ok', why: null } as const;
const software = { title: '软件', isSoftware: true, state: 'ok', why: null } as const;
const certificate = {
  state: 'ok',
  validTo: new Date('2029-01-01T00:00:00Z'),
  isInPolicy: true,
  isOfSeal: false,
} as const;
const good: TokenFacts = {
  number: 1,
  label: '沈镕昇的UKey',
  isSoftware: false,
  offersSm2: true,
  isHidden: false,
  pinState: 'ok',
  problems: [],
  certificates: [certificate],
};

function facts(part: Partial<DiagnosisFacts>): DiagnosisFacts {
  return {
    devices: [],
    module: vendor,
    blanks: 0,
    unreadable: [],
    failing: [],
    tokens: [],
    hasPolicy: true,
    ...part,
  };
}

function codes(part: Partial<DiagnosisFacts>): string[] {
  return diagnose(facts(part)).map(({ code }) => code);
}

function ofToken(part: Partial<TokenFacts>, more: Partial<DiagnosisFacts> = {}): string[] {
  return codes({ tokens: [{ ...good, ...part }], ...more });
}

describe('nothing to be seen', () => {
  test.each<[string, Partial<DiagnosisFacts>, string[]]>([
    ['nothing is plugged in', { devices: [mouse] }, ['nothing-plugged']],
    ['a key that is no UKey', { devices: [fido] }, ['nothing-plugged']],
    ['the system does not tell', { devices: null }, ['nothing-plugged', 'usb-unreadable']],
    // Nobody can know whether something is plugged in.
    [
      'driver missing, nothing on the bus',
      { devices: [], module: { ...vendor, state: 'missing' } },
      ['module-missing'],
    ],
    [
      'driver failed, nothing on the bus',
      { devices: [mouse], module: { ...vendor, state: 'failed' } },
      ['module-failed'],
    ],
    [
      'driver missing, the system does not tell',
      { devices: null, module: { ...vendor, state: 'missing' } },
      ['module-missing', 'usb-unreadable'],
    ],
    [
      'plugged in, driver is for software',
      { devices: [mouse, longmai], module: software },
      ['device-without-module'],
    ],
    [
      'plugged in, driver missing',
      { devices: [longmai], module: { ...vendor, state: 'missing' } },
      ['module-missing', 'device-without-module'],
    ],
    [
      'driver reports an error',
      { module: { ...vendor, state: 'failed' }, devices: [longmai] },
      ['module-failed', 'device-without-module'],
    ],
    ['driver does not see it', { devices: [longmai] }, ['device-not-seen']],
    ['a card reader counts', { devices: [reader] }, ['device-not-seen']],
    ['not initialised', { devices: [longmai], blanks: 1 }, ['token-blank']],
    ['software always has room for one more', { blanks: 1, module: software }, ['nothing-plugged']],
  ])('%s', (_, part, expected) => expect(codes(part)).toEqual(expected));
});

describe('what fails beside the rest', () => {
  test('a driver that does not open: its own reason, in both languages', () => {
    const why = new BianyinError('token-driver-class', { file: 'libold.so', driver: 32, program: 64 });
    const [found] = diagnose(facts({ module: { ...vendor, state: 'failed', why } }));
    expect(found).toMatchObject({
      code: 'module-failed',
      detail: { whyZh: expect.stringContaining('32 位') as string },
    });
    expect(found?.detail['whyEn']).toContain('64-bit');
  });

  test('a slot that cannot be read, and parts of a token', () => {
    expect(codes({ tokens: [good], unreadable: [{ slot: 3, ckr: '0x30' }] })).toEqual([
      'slot-unreadable',
      'token-good',
    ]);
    for (const what of tokenParts)
      expect(ofToken({ problems: [{ what, ckr: '0x30' }] })).toEqual([`token-${what}-unreadable`]);
  });

  test('the text for helpers names them by number and code, and no file', () => {
    const why = new BianyinError('token-driver-refused', { ckr: '0x30' });
    const problems = [{ what: 'seals', ckr: '0xd1' }] as const;
    const all = facts({
      ...{ module: { ...vendor, state: 'failed', why }, unreadable: [{ slot: 3, ckr: '0x5' }] },
      failing: [{ title: '另一家', why: new BianyinError('token-driver-hung') }],
      tokens: [{ ...good, problems }],
    });
    const text = diagnosisText(all, diagnose(all), new Date('2026-11-30T00:00:00Z'));
    expect(text).toContain('token-driver-refused（代码 0x30）');
    expect(text).toContain('另一驱动：另一家（报告错误）：token-driver-hung');
    expect(codes({ failing: all.failing, tokens: [good] })).toEqual(['module-failed', 'token-good']);
    expect(text).toContain('3 号插槽：读不出来（代码 0x5）');
    expect(text).toContain('读不出来：印章（代码 0xd1）');
  });
});

describe('a token that is seen', () => {
  test.each<[string, Partial<TokenFacts>, string[]]>([
    ['in order', {}, ['token-good']],
    ['certificates that a login shows', { isHidden: true, certificates: [] }, ['certificates-hidden']],
    ['no SM2', { offersSm2: false }, ['token-no-sm2']],
    ['no certificate', { certificates: [] }, ['no-certificate']],
    ['expired', { certificates: [{ ...certificate, state: 'expired' }] }, ['certificate-expired']],
    ['revoked', { certificates: [{ ...certificate, state: 'revoked' }] }, ['certificate-revoked']],
    [
      'strange',
      { certificates: [{ ...certificate, state: 'untrusted', isInPolicy: false }] },
      ['certificate-untrusted', 'certificate-not-in-policy'],
    ],
    ['unknown', { certificates: [{ ...certificate, state: 'unknown' }] }, ['certificate-unknown']],
    [
      'not in the policy',
      { certificates: [{ ...certificate, isInPolicy: false }] },
      ['certificate-not-in-policy'],
    ],
    [
      'the seal’s own certificate need not be',
      { certificates: [certificate, { ...certificate, isOfSeal: true, isInPolicy: false }] },
      ['token-good'],
    ],
    ['mistyped', { pinState: 'low' }, ['pin-low']],
    ['last try', { pinState: 'final' }, ['pin-final']],
    ['locked', { pinState: 'locked' }, ['pin-locked']],
  ])('%s', (_, part, expected) => expect(ofToken(part)).toEqual(expected));

  test('without any policy nobody can be missing in it', () => {
    expect(ofToken({ certificates: [{ ...certificate, isInPolicy: false }] }, { hasPolicy: false })).toEqual([
      'token-good',
    ]);
  });
});

test('the gravest comes first', () => {
  const tokens = [
    { ...good },
    { ...good, label: 'b', pinState: 'low' as const },
    { ...good, label: 'c', pinState: 'locked' as const },
  ];
  expect(codes({ tokens })).toEqual(['pin-locked', 'pin-low', 'token-good']);
});

test('every finding has its words, and no words are left over', () => {
  expect(Object.keys(findingWords).sort()).toEqual([...findingCodes].sort());
});

test('the text holds no label, no name of a device and no path, and says everything else', () => {
  const odd = { ...longmai, product: '张三的 /home/zhang' };
  const all = facts({ devices: [odd, mouse], tokens: [{ ...good, pinState: 'locked' }] });
  const text = diagnosisText(all, diagnose(all), new Date('2026-11-23T00:00:00Z'));
  expect(text).not.toMatch(/沈镕昇|张三|\/home|Mouse/);
  expect(text).toContain('055c:e618  UKey  龙脉 Longmai');
  expect(text).toContain('第 1 把：硬件，SM2 支持，PIN 已锁定，证书 1 张');
  expect(text).toContain('[error] pin-locked（第 1 把）');
});
