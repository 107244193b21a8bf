/**
 * The request for a use of a seal (用印申请). Its details may be confidential, so they stay at home: the applicant signs a
 * submission that names the details by their salted digest, and that anybody can rebuild who has the sealed file.
 */
import { z } from 'zod';
import { amountPattern } from '../domain/amount.ts';
import { attachmentKinds } from '../domain/attachment.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { RequestReason } from '../domain/errors/reasons.ts';
import { matters } from '../domain/matter.ts';
import { sealTypeCodes } from '../domain/seal-kind.ts';
import { actFields } from './act.ts';
import { instant, personId, placementSchema, plainText, sealId, sm3Hex } from './statement-fields.ts';
import {
  openStatement,
  readStatement,
  statementText,
  textSm3,
  type Opened,
  type SignedStatement,
  type StatementKind,
} from './statement.ts';

const requestSchema = z.strictObject({
  v: z.literal(1),
  purpose: z.literal('bianyin.request/1'),
  /** `YY-04-20261123-0001`: seal type, day in China, running number. */
  id: z.string().regex(/^YY-0[1-5]-\d{8}-\d{4}$/),
  /** 32 random octets in hex: nobody can guess the details from their digest. */
  salt: sm3Hex,
  document: z.strictObject({
    sm3: sm3Hex,
    /** Octets. */
    size: z.int().min(1),
    pages: z.int().min(1).max(1_000_000),
    name: plainText(255),
  }),
  seal: z.strictObject({ esId: sealId, typeCode: z.enum(sealTypeCodes) }),
  placements: z.array(placementSchema).min(1).max(50),
  /** 用印事由. */
  reason: plainText(200),
  matter: z.enum(matters),
  /** 相对方. */
  counterparty: plainText(120).optional(),
  amount: z.string().regex(amountPattern).optional(),
  /** ISO 4217. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  attachments: z
    .array(z.strictObject({ kind: z.enum(attachmentKinds), name: plainText(255), sm3: sm3Hex }))
    .max(20),
  /** How many times the seal may be used on this file (份数). */
  uses: z.int().min(1).max(1000),
  validFrom: instant,
  validUntil: instant,
  applicantId: personId,
  policySm3: sm3Hex,
  time: instant,
});

const submissionSchema = z.strictObject({
  v: z.literal(1),
  purpose: z.literal('bianyin.submission/1'),
  ...actFields,
  role: z.literal('applicant'),
});

export type Request = z.infer<typeof requestSchema>;
export type Submission = z.infer<typeof submissionSchema>;

/** The applicant's signed submission together with the details that it names. */
export interface SignedRequest extends SignedStatement {
  /** Canonical JSON of the details. */
  readonly request: string;
}

export interface OpenedRequest {
  readonly request: Request;
  /** Hex SM3 of the details, salt included. */
  readonly sm3: string;
  readonly submission: Opened<Submission>;
}

export const submissionKind: StatementKind<Submission> = {
  purpose: 'bianyin.submission/1',
  v: 1,
  schema: submissionSchema,
};
const requestKind: StatementKind<Request> = { purpose: 'bianyin.request/1', v: 1, schema: requestSchema };

/** Canonical text of the details. Errors: `statement-malformed`, `request-inconsistent`. */
export function requestText(request: Request): string {
  requireConsistentRequest(request);
  return statementText(requestKind, request);
}

/** What the applicant signs for the details; `certificateSm3` is of the applicant's own certificate (DER), hex. */
export function submissionFor(request: Request, certificateSm3: string): Submission {
  return {
    v: 1,
    purpose: 'bianyin.submission/1',
    documentSm3: request.document.sm3,
    esId: request.seal.esId,
    requestSm3: textSm3(requestText(request)),
    policySm3: request.policySm3,
    personId: request.applicantId,
    certificateSm3,
    role: 'applicant',
    time: request.time,
  };
}

/**
 * Reads details and submission and checks that they belong together.
 * Errors: `statement-*`, `request-inconsistent`, `request-submission-mismatch`.
 */
export function openRequest(signed: SignedRequest): OpenedRequest {
  const request = readStatement(requestKind, signed.request);
  requireConsistentRequest(request);
  const { statement, signature, certificate } = signed;
  const submission = openStatement(submissionKind, { statement, signature, certificate });
  const expected = statementText(submissionKind, submissionFor(request, submission.signer.sm3));
  if (expected !== statement) throw new BianyinError('request-submission-mismatch', { id: request.id });
  return { request, sm3: submission.value.requestSm3, submission };
}

function requireConsistentRequest(request: Request): void {
  const { id, seal, document, placements } = request;
  const lastPage = Math.max(...placements.flatMap((placement) => placement.pages));
  const wrong: RequestReason | false =
    (!id.startsWith(`YY-${seal.typeCode}-`) && 'number-and-seal') ||
    (lastPage > document.pages && 'page-missing') ||
    (request.validFrom >= request.validUntil && 'validity-order') ||
    (request.currency !== undefined && request.amount === undefined && 'currency-alone');
  if (wrong) throw new BianyinError('request-inconsistent', { id, what: wrong });
}
