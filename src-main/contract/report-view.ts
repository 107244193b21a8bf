/** The verification report as a page shows it: the shape of `bianyin.verification/1` (docs/verification-report.md). */
import { z } from 'zod';
import { verdictAxes, verdictLevels } from '../domain/verdict.ts';
import { verdictCodes, type VerdictCode } from '../domain/verdict-codes.ts';
import { documentId, rect, time } from './fields.ts';
import { callError } from './result.ts';

const verdictCode = z.enum(Object.keys(verdictCodes) as [VerdictCode, ...VerdictCode[]]);
const level = z.enum(verdictLevels);
const text = z.object({ zh: z.string(), en: z.string() });

const checkRecord = z.object({
  axis: z.enum(verdictAxes),
  check: z.string(),
  outcome: z.enum(['ok', 'bad', 'unknown', 'note']),
  code: verdictCode.optional(),
  inputs: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
});
const axisReport = z.object({ level, codes: z.array(verdictCode) });

const markPicture = z.enum(['same', 'differs', 'not-compared']);

const signatureReport = z.object({
  field: z.string(),
  kind: z.enum(['ses-v1', 'ses-v4', 'ses-v5', 'gbt35275', 'cms', 'rfc3161', 'unknown']),
  level,
  integrity: axisReport,
  identity: axisReport,
  time: axisReport,
  seal: z
    .object({
      id: z.string(),
      name: z.string(),
      typeCode: z.string(),
      version: z.int(),
      makerName: z.string(),
      makerId: z.string(),
      validFrom: time,
      validTo: time,
      pictureType: z.string(),
      pictureSm3: z.string(),
      widthMm: z.number(),
      heightMm: z.number(),
    })
    .optional(),
  signer: z
    .object({
      name: z.string(),
      organization: z.string(),
      serial: z.string(),
      issuer: z.string(),
      validFrom: time,
      validTo: time,
      certificateSm3: z.string(),
      organisationCodes: z.array(z.string()),
    })
    .optional(),
  signedAt: z.object({ value: time, source: z.enum(['proven', 'claimed']) }).optional(),
  signatureSm3: z.string().optional(),
  permit: z
    .object({
      documentSm3: z.string(),
      requestSm3: z.string(),
      policySm3: z.string(),
      list: z.object({ listSm3: z.string(), index: z.int(), count: z.int() }).optional(),
    })
    .optional(),
  coverage: z.object({
    byteRange: z.array(z.number()),
    coversWholeFile: z.boolean(),
    revision: z.int(),
    revisions: z.int(),
    laterChanges: z.array(
      z.object({
        revision: z.int(),
        kind: z.string(),
        ...text.shape,
        pages: z.array(z.int()),
        allowed: z.boolean(),
      }),
    ),
  }),
  approvals: z.array(
    z.object({
      kind: z.enum(['submitted', 'approved', 'used']),
      role: z.string(),
      name: z.string(),
      signedAt: time,
      certificateSm3: z.string(),
      behalf: z.object({ delegationSm3: z.string(), personId: z.string(), name: z.string() }).optional(),
      ok: z.boolean(),
      proof: z.enum(['signature', 'register']),
      code: verdictCode.optional(),
    }),
  ),
  marks: z.array(
    z.object({
      page: z.int(),
      rect,
      slice: z.object({ index: z.int(), count: z.int() }).optional(),
      picture: markPicture.optional(),
    }),
  ),
  seams: z
    .array(z.object({ pages: z.array(z.int()), slices: z.int(), whole: z.boolean(), picture: markPicture }))
    .optional(),
  notes: z.array(verdictCode),
  checks: z.array(checkRecord),
});

const reportView = z.object({
  schema: z.literal('bianyin.verification/1'),
  engine: z.string(),
  level: z.enum([...verdictLevels, 'NONE']),
  codes: z.array(verdictCode),
  sm3: z.string(),
  size: z.int(),
  signatures: z.array(signatureReport),
  checks: z.array(checkRecord),
  statusAsOf: time.nullable(),
  /** Which trust pack it was judged by, e.g. `410200-7`; null: none. */
  trustListVersion: z.string().nullable(),
  trust: z.object({
    anchors: z.int(),
    intermediates: z.int(),
    crls: z.int(),
    crlsAsOf: time.optional(),
    snapshot: z.object({ seq: z.int(), thisUpdate: time, nextUpdate: time }).optional(),
    now: time,
    at: time.optional(),
    /** Nothing that was judged by it is for real. */
    sandbox: z.literal(true).optional(),
  }),
  sentence: text,
  nextStep: text,
});

/** Either a report, or why there is none: the file itself cannot be read. */
export const fileReportView = z.object({
  id: documentId,
  name: z.string(),
  report: reportView.nullable(),
  problem: callError.nullable(),
});
export type ReportView = z.infer<typeof reportView>;
export type SignatureView = z.infer<typeof signatureReport>;
export type FileReportView = z.infer<typeof fileReportView>;
