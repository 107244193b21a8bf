/** What the signer process answers: subjects as it has read them itself (docs/adr/0003, 0037), and what became of a signature. */
import { z } from 'zod';
import { counterpartyTotals, firstOfList, leftOutOfList, totalsOfList } from '../contract/list-sums.ts';
import { attachmentKinds } from '../domain/attachment.ts';
import { combinedDuties } from '../domain/combined-duty.ts';
import { errorSentences, type ErrorCode } from '../domain/errors/codes.ts';
import { matters } from '../domain/matter.ts';
import { policyDifferenceCodes } from '../domain/policy-difference-text.ts';
import { sealTypeCodes } from '../domain/seal-kind.ts';
import { timeStampStates } from '../domain/time-stamp.ts';
import { driverFacts } from '../tokens/driver-facts.ts';
import { signVariant } from '../tokens/sign-variant.ts';
import { signatureForms, triedOutcomes } from '../domain/token-test.ts';
import { tokenAlgorithms } from '../domain/token-algorithm.ts';
import { tokenParts } from '../domain/token-problem-text.ts';
import { sealingWarnings, type SealingWarning } from '../domain/sealing-warnings.ts';

const base64 = z.base64();
const hex = z.string().regex(/^[0-9a-f]+$/);
/** CKA_ID; some objects have none. */
const hexOrNone = z.string().regex(/^[0-9a-f]*$/);

const tokenSummary = z.strictObject({
  label: z.string(),
  serial: z.string(),
  manufacturer: z.string(),
  model: z.string(),
  isSoftware: z.boolean(),
  /** The library offers SM2 signatures for it, in a way that we know. */
  offersSm2: z.boolean(),
  /** What it holds is known after a login. */
  isHidden: z.boolean(),
  /** What the driver offers to sign with. */
  algorithms: z.array(z.enum(tokenAlgorithms)),
  pin: z.strictObject({
    state: z.enum(['ok', 'low', 'final', 'locked']),
    triesLeft: z.int().nullable(),
    protectedAuthenticationPath: z.boolean(),
    length: z.strictObject({ least: z.int(), most: z.int() }),
    mustChange: z.boolean(),
    administrator: z.enum(['ok', 'low', 'final', 'locked']),
  }),
  certificates: z.array(z.strictObject({ id: hexOrNone, label: z.string(), certificate: base64 })),
  seals: z.array(z.strictObject({ id: hexOrNone, esId: z.string(), seal: base64 })),
  /** What of it could not be read. */
  problems: z.array(
    z.strictObject({
      what: z.enum(tokenParts),
      label: z.string(),
      ckr: z.string(),
    }),
  ),
});

/** Tokens, and slots whose token says nothing of itself. */
export const tokenListing = z.strictObject({
  tokens: tokenSummary.array(),
  unreadable: z.array(z.strictObject({ slot: z.number(), ckr: z.string() })),
});
export type TokenListingMessage = z.infer<typeof tokenListing>;
export type TokenSummaryMessage = z.infer<typeof tokenSummary>;

/** What a driver says of itself; `code`: why it did not load (pkcs11/examine-driver.ts). */
export const driverExamined = z.strictObject({ facts: driverFacts, code: z.string().nullable() });
export type DriverExaminedMessage = z.infer<typeof driverExamined>;

/** What came of trying each way of a token (signer/test-token.ts). */
export const tokenTest = z.strictObject({
  /** File name of the driver. */
  library: z.string(),
  manufacturer: z.string(),
  model: z.string(),
  /** Code of what ended the trying before all were tried. */
  ended: z.string().nullable(),
  tried: z.array(
    signVariant.extend({
      mechanism: z.number(),
      outcome: z.enum(triedOutcomes),
      form: z.enum(signatureForms).nullable(),
      ckr: z.string().nullable(),
      isKnown: z.boolean(),
    }),
  ),
});
export type TokenTest = z.infer<typeof tokenTest>;

/** What a signature will be about (signer/describe-subject.ts). */
export const signedSubject = z.strictObject({
  /** Null before it is written, both. */
  requestId: z.string().nullable(),
  /** Hex SM3 of the details of the request. */
  requestSm3: hex.nullable(),
  /** What goes back with the PIN: the same, and for whom (signer/shown-as.ts). */
  shownSm3: hex.nullable(),
  fileName: z.string(),
  sm3: hex,
  esId: z.string(),
  sealName: z.string(),
  typeCode: z.enum(sealTypeCodes),
  placed: z.strictObject({ places: z.int(), seams: z.int(), seamPages: z.int() }),
  reason: z.string(),
  matter: z.enum(matters),
  /** How many times the seal may be used on it. */
  uses: z.int(),
  /** What the file is called by its number: a statement, an invoice. */
  reference: z.string().nullable(),
  counterparty: z.string().nullable(),
  amount: z.string().nullable(),
  currency: z.string().nullable(),
  /** What goes with it, by kind, name and digest: whoever decides by them has the very files in mind. */
  attachments: z.array(z.strictObject({ kind: z.enum(attachmentKinds), name: z.string(), sm3: hex })),
  /** Duties that one person may have in it (docs/adr/0044). */
  combined: z.array(z.enum(combinedDuties)),
  /** For whom the holder of the token does it by a delegation, by the name in the policy; null in the own name. */
  behalf: z.string().nullable(),
});
export type SignedSubject = z.infer<typeof signedSubject>;

/** What a signature about a delegation will be about (signer/describe-delegation.ts). */
export const delegationSubject = z.strictObject({
  /** What goes back with the PIN: the delegation by its text, or by what it will say. */
  shownSm3: hex,
  /** Names as the policy in force has them. */
  grantor: z.string(),
  deputy: z.string(),
  /** Kinds; null for a seal that the policy knows no more. */
  seals: z.array(z.enum(sealTypeCodes).nullable()),
  matters: z.array(z.enum(matters)),
  maxAmount: z.string().nullable(),
  currency: z.string().nullable(),
  from: z.string(),
  until: z.string(),
});
export type DelegationSubject = z.infer<typeof delegationSubject>;

/** A request that is not written yet, with what the signer found in its file. */
export const draftSubject = signedSubject.extend({
  warnings: z.array(z.enum(Object.keys(sealingWarnings) as [SealingWarning, ...SealingWarning[]])),
});
export type DraftSubject = z.infer<typeof draftSubject>;

/** One file of a list that cannot be part of it. */
const listProblem = z.strictObject({
  /** Place in the draft, 0 for the first. */
  index: z.int(),
  code: z.enum(Object.keys(errorSentences) as [ErrorCode, ...ErrorCode[]]),
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type ListProblem = z.infer<typeof listProblem>;

/** What a signature about a list will be about: what its files come to, and the first of them. */
export const listSubject = z.strictObject({
  /** Null before it is written, all three. */
  listId: z.string().nullable(),
  listSm3: hex.nullable(),
  /** Hex SM3 of the list and of what was taken back of it: a decision is about these members. */
  membersSm3: hex.nullable(),
  /** What goes back with the PIN: both, and for whom. */
  shown: z.array(hex),
  /** Hex SM3 over the digests of its files in their order: before and after it is written. */
  filesSm3: hex,
  count: z.int(),
  esId: z.string(),
  sealName: z.string(),
  typeCode: z.enum(sealTypeCodes),
  /** The seals of a set in their order; null for a list of files. */
  seals: z
    .array(
      z.strictObject({
        ...{ esId: z.string(), sealName: z.string(), typeCode: z.enum(sealTypeCodes) },
        placed: z.strictObject({ places: z.int(), seams: z.int(), seamPages: z.int() }),
      }),
    )
    .nullable(),
  placed: z.strictObject({ places: z.int(), seams: z.int(), seamPages: z.int() }),
  reason: z.string(),
  matter: z.enum(matters),
  /** How often each file may be used. */
  uses: z.int(),
  /** Of all files alike. */
  attachments: z.array(z.strictObject({ kind: z.enum(attachmentKinds), name: z.string(), sm3: hex })),
  /** As for one request. */
  combined: z.array(z.enum(combinedDuties)),
  /** For whom the holder of the token does it by a delegation, by the name in the policy; null in the own name. */
  behalf: z.string().nullable(),
  ...totalsOfList,
  first: firstOfList,
  byCounterparty: counterpartyTotals,
  leftOut: leftOutOfList,
  /** Of a list that is not written yet. */
  problems: z.array(listProblem),
  warnings: z.array(z.enum(Object.keys(sealingWarnings) as [SealingWarning, ...SealingWarning[]])),
});
export type ListSubject = z.infer<typeof listSubject>;

/** What signing a policy would change (home/policy-effect.ts). */
export const policyEffectMessage = z.strictObject({
  sm3: hex,
  sequence: z.int(),
  differences: z.array(
    z.strictObject({ code: z.enum(policyDifferenceCodes), detail: z.record(z.string(), z.string()) }),
  ),
  touched: z.array(
    z.strictObject({
      id: z.string(),
      fileName: z.string(),
      applicant: z.string(),
      refusal: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  ),
  going: z.int(),
});

export type PolicyEffectMessage = z.infer<typeof policyEffectMessage>;

/** Number of the request, or identifier of the policy, that the statement is about. */
export const signedId = z.strictObject({ id: z.string() });

export const sealOutcome = z.strictObject({
  requestId: z.string(),
  esId: z.string(),
  sealName: z.string(),
  typeCode: z.string(),
  useNumber: z.int(),
  usesLeft: z.int(),
  documentSm3: hex,
  outputSm3: hex,
  outputSize: z.int(),
  marks: z.int(),
  timeStamp: z.enum(timeStampStates),
});
export type SealOutcome = z.infer<typeof sealOutcome>;

/** What was stamped afterwards: the uses whose files waited for it. */
export const stampOutcome = z.strictObject({
  uses: z.array(z.strictObject({ requestId: z.string(), useNumber: z.int() })).min(1),
  /** The time that is proven now, ISO 8601, UTC. */
  time: z.string(),
  outputSm3: hex,
  /** False: the file had its time stamp already, and nothing was written but the register. */
  isNew: z.boolean(),
});
export type StampOutcome = z.infer<typeof stampOutcome>;

/** One of several: sealed, or why not. */
export const sealResult = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), outcome: sealOutcome }),
  z.strictObject({
    ok: z.literal(false),
    requestId: z.string(),
    code: z.string(),
    detail: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
]);
export type SealResult = z.infer<typeof sealResult>;

/** What an approval will be about, with what is said beside it: one that stands alone, a list or a set; or why there can be none. */
export const approvalSubject = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('request'),
    ...{ requestId: z.string(), comment: z.string().nullable(), shown: z.array(hex) },
    subject: signedSubject,
  }),
  z.strictObject({
    kind: z.literal('list'),
    ...{ requestId: z.string(), comment: z.string().nullable(), shown: z.array(hex) },
    subject: listSubject,
  }),
  z.strictObject({
    kind: z.literal('refused'),
    requestId: z.string(),
    code: z.enum(Object.keys(errorSentences) as [ErrorCode, ...ErrorCode[]]),
    detail: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
]);
export type ApprovalSubject = z.infer<typeof approvalSubject>;

/** One of several that were approved under one login, or why not. */
export const approvalResult = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), requestId: z.string() }),
  z.strictObject({
    ok: z.literal(false),
    requestId: z.string(),
    code: z.enum(Object.keys(errorSentences) as [ErrorCode, ...ErrorCode[]]),
    detail: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
]);
export type ApprovalResult = z.infer<typeof approvalResult>;

/** What the process that draws a page is asked (signer/first-page-process.ts): `sm3` is the file that is to be signed; `page` from 1. */
export const firstPageQuestion = z.strictObject({
  file: z.string().min(1),
  sm3: hex.length(64),
  page: z.int().min(1),
});

/** Octets of the PNG at most: a page is drawn at one point a pixel, and more than this is noise that nobody reads. */
const MAX_PAGE_PNG = 4 * 1024 * 1024;

/** PNG as base64. */
export const firstPageAnswer = z.strictObject({ png: z.base64().max(Math.ceil(MAX_PAGE_PNG / 3) * 4) });
