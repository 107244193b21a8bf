/** Proof that proves something else: document time stamps, a leak that was found out later, approvals of another enterprise (P23, P24). */
import { firstHolder, identity, revocationLists, timeStamp } from '../test-city.ts';
import { basePdf, pdfBytes, sealPdf, type SealPdfOptions, type TestPdf } from '../test-pdf.ts';
import type { ListPlace } from '../../../src-main/approval/list-tree.ts';
import { makePermit } from '../test-permit.ts';
import { parseCrl } from '../../../src-main/pki/crl.ts';
import { attack, identityOfStrangeStamp, type AttackCase } from './attack-making.ts';

const authority = identity('时间戳二', 71, { extendedUsage: '1.3.6.1.5.5.7.3.8' });
const claimed = (options: SealPdfOptions = {}): TestPdf =>
  sealPdf(basePdf(), { stampTime: null, ...options });

/** A document time stamp over everything so far, on no page. */
export const stampFile = (
  pdf: TestPdf,
  time: string,
  by = authority,
  options: SealPdfOptions = {},
  sigHead = '/Type /DocTimeStamp /Filter /Adobe.PPKLite /SubFilter /ETSI.RFC3161',
): TestPdf =>
  sealPdf(pdf, {
    rect: '0 0 0 0',
    ...options,
    sigHead,
    sign: (_, covered) => timeStamp(covered, time, by),
  });

/** The value of the last signature of one file in place of that of the other. */
export function copyLastValue(from: TestPdf, to: TestPdf): TestPdf {
  const pattern = /\/Contents <[0-9a-f]*>/g;
  const value = [...from.text.matchAll(pattern)].at(-1)?.[0] ?? '';
  const at = [...to.text.matchAll(pattern)].at(-1);
  if (!at || at[0].length !== value.length) throw new Error('no value to copy');
  return { ...to, text: to.text.slice(0, at.index) + value + to.text.slice(at.index + value.length) };
}

export const inTime = '2026-11-20T12:00:00Z';
const leaked = {
  serial: firstHolder.serial,
  at: '2026-11-22T00:00:00Z',
  reason: 1,
  invalidityDate: '2026-11-10T00:00:00Z',
};

const approver = identity('沈镕昇', 41);
const approved = (options: SealPdfOptions = {}): TestPdf =>
  sealPdf(basePdf(), { extDatas: [makePermit(pdfBytes(basePdf()), { approver })], ...options });

export const proofCases: readonly AttackCase[] = [
  attack(
    'P24-document-stamp',
    'a file time stamp proves the time of a seal',
    'PASS',
    'TIME_PROVEN_BY_DOCUMENT_STAMP',
    () => stampFile(claimed(), inTime),
  ),
  attack(
    'P24-document-stamp-copied',
    'a file time stamp of another file',
    'FAIL',
    'INTEGRITY_HASH_MISMATCH',
    () =>
      copyLastValue(
        stampFile(claimed({ rect: '90 90 190 190' }), inTime),
        stampFile(claimed({ rect: '10 10 90 90' }), inTime),
      ),
  ),
  attack(
    'P24-document-stamp-stranger',
    'a file time stamp by an unknown authority',
    'UNSURE',
    'TIME_CLAIMED_ONLY',
    () => stampFile(claimed(), inTime, identityOfStrangeStamp()),
  ),
  attack(
    'P24-document-stamp-usage',
    'a file time stamp by a certificate that may not stamp',
    'FAIL',
    'TIMESTAMP_INVALID',
    () => stampFile(claimed(), inTime, firstHolder),
  ),
  attack(
    'P24-document-stamp-order',
    'a later file time stamp with an earlier time',
    'UNSURE',
    'TIMESTAMP_ORDER',
    () => stampFile(stampFile(claimed(), inTime), '2026-11-20T04:00:00Z'),
  ),
  attack('P24-document-stamp-alone', 'a file time stamp and no seal', 'UNSURE', 'TIMESTAMP_ONLY', () =>
    stampFile(basePdf(), inTime),
  ),
  {
    id: 'P23-leak',
    what: 'a key that is said later to have leaked before, time proven',
    level: 'UNSURE',
    code: 'CERT_KEY_COMPROMISED',
    make: () => sealPdf(basePdf()),
    context: { crls: revocationLists([leaked]).map(parseCrl) },
  },
  ...(
    [
      [
        'P23-permit-backdated',
        'approved with a UKey reported stolen before the sealing',
        'UNSURE',
        '2026-11-19T20:00:00Z',
      ],
      [
        'P23-permit-revoked-since',
        'approved by somebody whose UKey was reported stolen after the sealing',
        'PASS',
        '2026-11-21T00:00:00Z',
      ],
    ] as const
  ).map(([id, what, level, at]): AttackCase => ({
    ...{ id, what, level, make: approved },
    code: level === 'PASS' ? null : 'PERMIT_SIGNER_UNTRUSTED',
    context: { crls: revocationLists([{ serial: approver.serial, at, reason: 1 }]).map(parseCrl) },
  })),
  {
    id: 'P23-permit-backdated-open',
    what: 'approved with a UKey reported stolen since, and no proof of when it was sealed',
    level: 'UNSURE',
    code: 'PERMIT_SIGNER_UNTRUSTED',
    make: () => approved({ stampTime: null }),
    context: {
      crls: revocationLists([{ serial: approver.serial, at: '2026-11-21T00:00:00Z', reason: 1 }]).map(
        parseCrl,
      ),
    },
  },
  attack(
    'P23-permit-enterprise',
    'approved by somebody of another enterprise',
    'UNSURE',
    'PERMIT_OTHER_ENTERPRISE',
    () =>
      sealPdf(basePdf(), {
        extDatas: [
          makePermit(pdfBytes(basePdf()), {
            approver: identity('别家的法人', 64, { organization: '91410200XXXX000278' }),
          }),
        ],
      }),
  ),
  ...[
    ['place', 'another place in the list', (at: ListPlace) => ({ ...at, index: at.index - 1 })],
    ['count', 'a list of another length', (at: ListPlace) => ({ ...at, count: at.count + 1 })],
    ['path', 'another way up to the list', (at: ListPlace) => ({ ...at, path: [...at.path].reverse() })],
    [
      'node',
      'a node of the list as the file',
      (at: ListPlace) => ({ ...at, count: 6, path: at.path.slice(1) }),
    ],
  ].map(([id, what, place]) =>
    attack(
      `P24-permit-list-${String(id)}`,
      `approved in a list; the permit names ${String(what)}`,
      'UNSURE',
      'PERMIT_INVALID',
      () => listed({ place: place as (at: ListPlace) => ListPlace }),
    ),
  ),
  attack(
    'P24-permit-list-other-file',
    'approved in a list; the seal is put on a file that is not of it',
    'UNSURE',
    'PERMIT_INVALID',
    () =>
      sealPdf(basePdf({ pageExtra: '/Tabs /S ' }), {
        extDatas: [makePermit(pdfBytes(basePdf()), { list: { index: 4, count: 12 } })],
      }),
  ),
];

/** Sealed with a permit for the fifth of a list of twelve. */
function listed(options: Parameters<typeof makePermit>[1]) {
  return sealPdf(basePdf(), {
    extDatas: [makePermit(pdfBytes(basePdf()), { ...options, list: { index: 4, count: 12 } })],
  });
}
