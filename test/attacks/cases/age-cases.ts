/** Old lists and states that put their own end far away, and what became of a seal after it was used (P23). */
import { parseCrl } from '../../../src-main/pki/crl.ts';
import { sealDigest, type StatusRow } from '../../../src-main/seal/status-row.ts';
import type { VerificationContext } from '../../../src-main/verification/context.ts';
import { esIds, statusState } from '../test-context.ts';
import { testKey } from '../test-key.ts';
import { makeCrl } from '../test-pki.ts';
import { basePdf, sealPdf } from '../test-pdf.ts';
import { attack, sealed, type AttackCase } from './attack-making.ts';

const SUB = '汴印测试签发机构';
const ROOT = '汴印测试根';

/** Lists of the root and of the issuing authority as of these days, none of which ends soon. */
const endless = (rootDay: string, subDay: string): Partial<VerificationContext> => {
  const list = (issuer: string, key: string, day: string) =>
    makeCrl({ issuer, issuerKey: testKey(key), thisUpdate: day, nextUpdate: '2037-01-01T00:00:00Z' });
  return { crls: [list(ROOT, 'root', rootDay), list(SUB, 'sub', subDay)].map(parseCrl) };
};
const yesterday = '2026-11-22T00:00:00Z';
const listCases: readonly AttackCase[] = (
  [
    ['fresh', yesterday, yesterday, 'PASS', 'PERMIT_ABSENT'],
    ['months', '2026-06-01T00:00:00Z', '2026-06-01T00:00:00Z', 'PASS', 'PERMIT_ABSENT'],
    ['holder-old', yesterday, '2026-01-01T00:00:00Z', 'UNSURE', 'REVOCATION_STALE'],
    ['holder-eleven-years', yesterday, '2016-01-01T00:00:00Z', 'UNSURE', 'REVOCATION_STALE'],
    ['root-old', '2025-06-01T00:00:00Z', yesterday, 'PASS', 'REVOCATION_OLD'],
    ['root-eleven-years', '2016-01-01T00:00:00Z', yesterday, 'UNSURE', 'REVOCATION_STALE'],
    ['both-eleven-years', '2016-01-01T00:00:00Z', '2016-01-01T00:00:00Z', 'UNSURE', 'TIMESTAMP_UNTRUSTED'],
  ] as const
).map(([id, rootDay, subDay, level, code]) =>
  attack(
    `P23-list-endless-${id}`,
    `lists that end in 2037, of ${rootDay.slice(0, 10)} (root) and ${subDay.slice(0, 10)} (authority)`,
    level,
    code,
    sealed,
    endless(rootDay, subDay),
  ),
);

const statusOf = (s: number, since: string, r?: StatusRow['r']): Partial<VerificationContext> => ({
  statusSnapshot: statusState([{ h: sealDigest(esIds[0]), s, since, ...(r ? { r } : {}) }]),
});
const [before, after] = ['2026-11-01T00:00:00Z', '2026-11-22T00:00:00Z'];
const laterStatusCases: readonly AttackCase[] = (
  [
    ['frozen', 2, 'HOLD', 'SEAL_STATUS_FROZEN', 'SEAL_FROZEN_SINCE'],
    ['frozen-lost', 2, 'UNUSABLE', 'SEAL_STATUS_FROZEN', 'SEAL_FROZEN_SINCE'],
    ['cancelled', 3, 'ENTITY_DEREGISTERED', 'SEAL_STATUS_CANCELLED', 'SEAL_CANCELLED_SINCE'],
    ['cancelled-leak', 3, 'KEY_COMPROMISE', 'SEAL_STATUS_CANCELLED', 'SEAL_CANCELLED_SINCE'],
  ] as const
).flatMap(([id, state, reason, refusal, note]) => [
  attack(`P23-status-${id}-before`, `the seal was ${id} before it was used`, 'FAIL', refusal, sealed, {
    ...statusOf(state, before, reason),
  }),
  attack(
    `P23-status-${id}-since`,
    `the seal was ${id} after the time that is proven for its use`,
    'PASS',
    note,
    sealed,
    statusOf(state, after, reason),
  ),
  attack(
    `P23-status-${id}-claimed`,
    `the seal was ${id} after the time that is claimed for its use`,
    'UNSURE',
    'SEAL_STATUS_NO_POE',
    () => sealPdf(basePdf(), { stampTime: null }),
    statusOf(state, after, reason),
  ),
]);
const endlessStatus = (day: string): Partial<VerificationContext> => ({
  statusSnapshot: statusState([], { thisUpdate: day, nextUpdate: '2037-01-01T00:00:00Z' }),
});

export const ageCases: readonly AttackCase[] = [
  ...listCases,
  ...laterStatusCases,
  attack(
    'P23-status-endless',
    'the status of seals is of 2016 and ends in 2037',
    'UNSURE',
    'SEAL_STATUS_STALE',
    sealed,
    endlessStatus('2016-01-01T00:00:00Z'),
  ),
  attack(
    'P23-status-months',
    'the status of seals is two months old and ends in 2037',
    'UNSURE',
    'SEAL_STATUS_STALE',
    sealed,
    endlessStatus('2026-09-20T00:00:00Z'),
  ),
  attack(
    'P23-status-weeks',
    'the status of seals is four weeks old and ends in 2037',
    'PASS',
    'PERMIT_ABSENT',
    sealed,
    endlessStatus('2026-10-27T00:00:00Z'),
  ),
];
