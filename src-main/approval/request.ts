/**
 * The request for a use of a seal (用印申请). Its details may be confidential, so they stay at home: the applicant signs a
 * submission that names the details by their salted digest, and that anybody can rebuild who has the sealed file.
 */
import { z } from 'zod';
import { amountPattern } from '../domain/amount.ts';
import { attachmentKinds } from '../domain/attachment.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { failedWith } from '../domain/errors/failed-with.ts';
import type { RequestReason } from '../domain/errors/reasons.ts';
import { invoiceNumberPattern, mostInvoiceNumbers } from '../domain/invoice-numbers.ts';
import { matters } from '../domain/matter.ts';
import { sealTypeCodes } from '../domain/seal-kind.ts';
import { maxSetSeals } from '../domain/seal-set.ts';
import { actFields, type Binding, type ToldAct } from './act.ts';
import { listSm3From, type ListPlace } from './list-tree.ts';
import { kindsFor, listPartsOf, type ListBinding, type ListMembership, type ListSubmission } from './list.ts';
import { KnownAnswers } from './known-statements.ts';
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

/** Also of a list, and of one item of a list. */
const requestNumber = /^YY-0[1-5]-\d{8}-\d{4}(-\d{4})?$/;

const invoiceNumber = z.string().regex(invoiceNumberPattern);

const sealField = z.strictObject({ esId: sealId, typeCode: z.enum(sealTypeCodes) });

const requestSchema = z.strictObject({
  v: z.literal(1),
  /** A set request is for one of several seals on one file (docs/adr/0042), and names all of them. */
  purpose: z.enum(['bianyin.request/1', 'bianyin.set-request/1']),
  /** `YY-04-20261123-0001`: seal type, day in China, running number; behind it the place (1 first) in a list. */
  id: z.string().regex(requestNumber),
  /** 32 random octets in hex: nobody can guess the details from their digest. */
  salt: sm3Hex,
  document: z.strictObject({
    sm3: sm3Hex,
    /** Octets. */
    size: z.int().min(1),
    pages: z.int().min(1).max(1_000_000),
    name: plainText(255),
  }),
  seal: sealField,
  /** All seals of the set in the order in which they are put on the file; this one stands at its place in it. */
  seals: z.array(sealField).min(2).max(maxSetSeals).optional(),
  placements: z.array(placementSchema).min(1).max(50),
  /** 用印事由. */
  reason: plainText(200),
  matter: z.enum(matters),
  /** What the file is called in a list: number of a statement, an account, an invoice. */
  reference: plainText(60).optional(),
  /** Invoice numbers that the applicant's program read in the file: all that it read, so that each is compared (docs/adr/0055). */
  numbers: z.array(invoiceNumber).min(1).max(mostInvoiceNumbers).optional(),
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
type SubmissionStatement = z.infer<typeof submissionSchema>;
/** What a submission says of one request, also when it was signed for a whole list. */
type Submission = ToldAct<SubmissionStatement>;

/** The applicant's signed submission, of this request or of the list that it belongs to, together with the details. */
export interface SignedRequest extends SignedStatement {
  /** Canonical JSON of the details. */
  readonly request: string;
  /** Where it stands in its list; absent for a request that stands alone. */
  readonly list?: ListPlace | undefined;
}

export interface OpenedRequest {
  readonly request: Request;
  /** Hex SM3 of the details, salt included. */
  readonly sm3: string;
  readonly submission: Opened<Submission>;
  /** Null for a request that stands alone. */
  readonly list: ListMembership | null;
}

export const submissionKind: StatementKind<SubmissionStatement> = {
  purpose: 'bianyin.submission/1',
  v: 1,
  schema: submissionSchema,
  keys: 'any',
};
/** A text of one purpose is never read as the other: which of them it may be is for its purpose to say. */
function requestKindOf(purpose: Request['purpose']): StatementKind<Request> {
  return { purpose, v: 1, schema: requestSchema };
}

/** Canonical text of the details. Errors: `statement-malformed`, `request-inconsistent`. */
export function requestText(request: Request): string {
  requireConsistentRequest(request);
  return statementText(requestKindOf(request.purpose), request);
}

/** What the applicant signs for the details; `certificateSm3` is of the applicant's own certificate (DER), hex. */
export function submissionFor(request: Request, certificateSm3: string): SubmissionStatement {
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

/** What the applicant signs for a list, or a set, of which this is one member. */
export function listSubmissionFor(
  request: Request,
  list: Pick<ListBinding, 'listSm3' | 'count'>,
  certificateSm3: string,
): ListSubmission {
  const fields = {
    v: 1,
    listSm3: list.listSm3,
    count: list.count,
    policySm3: request.policySm3,
    personId: request.applicantId,
    certificateSm3,
    role: 'applicant',
    time: request.time,
  } as const;
  return request.seals
    ? { ...fields, purpose: 'bianyin.set-submission/1' }
    : { ...fields, purpose: 'bianyin.list-submission/1', esId: request.seal.esId };
}

/** The four digests and numbers by which statements name a request, read from its canonical text. Errors: as `readDetails`. */
export function bindingFor(text: string): Binding {
  const { document, seal, policySm3 } = readDetails(text);
  return { documentSm3: document.sm3, esId: seal.esId, requestSm3: textSm3(text), policySm3 };
}

/** Details that were read before: a list asks for the same thousands several times. */
const details = new KnownAnswers<Request>(8192);

/** The details alone, frozen. Errors: `statement-malformed`, `request-inconsistent`. */
export function readDetails(text: string): Request {
  return details.answer(text, () => {
    const request = readEither(text);
    requireConsistentRequest(request);
    return request;
  });
}

function readEither(text: string): Request {
  try {
    return readStatement(requestKindOf('bianyin.request/1'), text);
  } catch (error) {
    if (!failedWith(error, 'statement-other-purpose')) throw error;
    return readStatement(requestKindOf('bianyin.set-request/1'), text);
  }
}

/**
 * Reads details and submission and checks that they belong together; a member of a list must lead to the list that was submitted.
 * Errors: `statement-*`, `request-inconsistent`, `request-submission-mismatch`, `list-place-malformed`.
 */
export function openRequest(signed: SignedRequest): OpenedRequest {
  const request = readDetails(signed.request);
  requireNumberOfPlace(request, signed.list);
  requirePlaceInSet(request, signed.list);
  const { statement, signature, certificate } = signed;
  const submitted = { statement, signature, certificate };
  return signed.list ? openMember(signed.request, submitted, signed.list) : openSingle(request, submitted);
}

function openSingle(request: Request, signed: SignedStatement): OpenedRequest {
  const submission = openStatement(submissionKind, signed);
  const expected = statementText(submissionKind, submissionFor(request, submission.signer.sm3));
  if (expected !== signed.statement)
    throw new BianyinError('request-submission-mismatch', { id: request.id });
  return { request, sm3: submission.value.requestSm3, submission, list: null };
}

function openMember(text: string, signed: SignedStatement, place: ListPlace): OpenedRequest {
  const request = readDetails(text);
  const kind = kindsFor(place).submission;
  const submission = openStatement(kind, signed);
  const binding = bindingFor(text);
  const { index, count, path, isSet } = place;
  const listSm3 = listSm3From(binding, place);
  const list = { index, count, path: [...path], listSm3, ...(isSet === true ? { isSet } : {}) };
  const expected = statementText(kind, listSubmissionFor(request, list, submission.signer.sm3));
  if (expected !== signed.statement)
    throw new BianyinError('request-submission-mismatch', { id: request.id });
  const { personId, certificateSm3, role, time } = submission.value;
  const value = { ...binding, personId, certificateSm3, role, time };
  return { request, sm3: binding.requestSm3, submission: { ...submission, value }, list };
}

/** A number tells whether a request belongs to a list, and where it stands in it. Errors: `request-inconsistent`. */
function requireNumberOfPlace({ id }: Request, place: ListPlace | undefined): void {
  if (listPartsOf(id)?.index === place?.index) return;
  throw new BianyinError('request-inconsistent', { id, what: 'number-and-list' });
}

/** A member of a set names all its seals and is one of them, by its place; nothing else names several. Errors: `request-inconsistent`. */
function requirePlaceInSet({ id, seal, seals }: Request, place: ListPlace | undefined): void {
  const own = place?.isSet === true ? seals?.[place.index] : seal;
  const count = place?.isSet === true ? place.count : undefined;
  if (seals?.length === count && own?.esId === seal.esId && own.typeCode === seal.typeCode) return;
  throw new BianyinError('request-inconsistent', { id, what: 'place-in-set' });
}

/** What is wrong with the seals of a set by themselves; false: nothing. */
export function wrongInSet(seals: readonly Request['seal'][], uses: number): RequestReason | false {
  return (
    (new Set(seals.map(({ esId }) => esId)).size !== seals.length && 'seal-twice-in-set') ||
    // Each copy would need halves of its own.
    (uses !== 1 && 'set-used-once')
  );
}

function requireConsistentRequest(request: Request): void {
  const { id, seal, document, placements, seals = [seal] } = request;
  const isSet = request.purpose === 'bianyin.set-request/1';
  const lastPage = Math.max(...placements.flatMap((placement) => placement.pages));
  const wrong: RequestReason | false =
    (!id.startsWith(`YY-${seals[0]?.typeCode ?? ''}-`) && 'number-and-seal') ||
    (isSet !== (request.seals !== undefined) && 'place-in-set') ||
    (isSet && wrongInSet(seals, request.uses)) ||
    (lastPage > document.pages && 'page-missing') ||
    (request.validFrom >= request.validUntil && 'validity-order') ||
    (request.currency !== undefined && request.amount === undefined && 'currency-alone');
  if (wrong) throw new BianyinError('request-inconsistent', { id, what: wrong });
}
