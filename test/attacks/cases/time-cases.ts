/** Time: tokens, claims, the clock (P24). */
import { firstHolder } from '../test-city.ts';
import { makeSeal } from '../test-seal.ts';
import { basePdf, sealPdf } from '../test-pdf.ts';
import { sealed, identityOfStrangeStamp, type AttackCase } from './attack-making.ts';

export const timeCases: readonly AttackCase[] = [
  {
    id: 'P24-claimed',
    what: 'no time stamp',
    level: 'UNSURE',
    code: 'TIME_CLAIMED_ONLY',
    make: () => sealPdf(basePdf(), { stampTime: null }),
  },
  {
    id: 'P24-other',
    what: 'a token over other data',
    level: 'FAIL',
    code: 'TIMESTAMP_INVALID',
    make: () => sealPdf(basePdf(), { stampOver: new Uint8Array(9) }),
  },
  {
    id: 'P24-future',
    what: 'signed tomorrow',
    level: 'UNSURE',
    code: 'TIME_CLAIM_FUTURE',
    make: () => sealPdf(basePdf(), { time: '2026-12-24T00:00:00Z', stampTime: null }),
  },
  {
    id: 'P24-order',
    what: 'claimed later than stamped',
    level: 'UNSURE',
    code: 'TIME_CLAIM_ORDER',
    make: () => sealPdf(basePdf(), { time: '2026-11-21T00:00:00Z', stampTime: '2026-11-20T00:00:00Z' }),
  },
  {
    id: 'P24-usage',
    what: 'a token by a certificate that may not stamp',
    level: 'FAIL',
    code: 'TIMESTAMP_INVALID',
    make: () => sealPdf(basePdf(), { stampAuthority: firstHolder }),
  },
  {
    id: 'P24-stranger',
    what: 'a token by an unknown authority',
    level: 'UNSURE',
    code: 'TIMESTAMP_UNTRUSTED',
    make: () => sealPdf(basePdf(), { stampAuthority: identityOfStrangeStamp() }),
  },
  {
    id: 'P24-clock',
    what: 'the machine clock is behind',
    level: 'UNSURE',
    code: 'CLOCK_SUSPECT',
    make: sealed,
    context: { clockFloor: new Date('2027-01-01T00:00:00Z') },
  },
  {
    id: 'P24-seal-expired',
    what: 'the seal had run out',
    level: 'FAIL',
    code: 'SEAL_EXPIRED_AT_SIGN',
    make: () => sealPdf(basePdf(), { seal: makeSeal({ to: '2026-01-01T00:00:00Z' }) }),
  },
  {
    id: 'P24-seal-early',
    what: 'the seal was not valid yet',
    level: 'FAIL',
    code: 'SEAL_NOT_YET_VALID_AT_SIGN',
    make: () => sealPdf(basePdf(), { time: '2024-06-01T00:00:00Z' }),
  },
];
