/**
 * What the signer process can be asked. There is no request that signs bytes of the caller's choice: statements are
 * composed by the signer from what it reads itself, and a seal needs a permit (docs/adr/0002). PINs cross the pipe as
 * base64 octets, only in the requests that need them.
 */
import { z } from 'zod';
import { maxListItems } from '../approval/list-tree.ts';
import { placementSchema } from '../approval/statement-fields.ts';
import { attachmentKinds } from '../domain/attachment.ts';
import { matters } from '../domain/matter.ts';
import { mostInvoiceNumbers } from '../domain/invoice-numbers.ts';
import { mostTogether } from '../domain/most-together.ts';
import { sealingSteps } from '../domain/sealing-step.ts';
import { sealTypeCodes } from '../domain/seal-kind.ts';

const base64 = z.base64();
const hex = z.string().regex(/^[0-9a-f]+$/);
/** A label of 32 octets, with serial number and slot where it is not the only one (pkcs11/token-names.ts). */
const label = z.string().min(1).max(96);
/** Who acts: a token by its label, opened with its PIN; null: the PIN is typed on the token's own keypad. */
const actor = {
  token: label,
  pin: base64.nullable(),
  /** Hex SM3 of the details of the requests that were shown with the question for the PIN; no other is signed or sealed. */
  shown: z.array(hex.length(64)).max(maxListItems).optional(),
};
/** Whose token would sign, and what: by its certificates the signer says for whom. Absent: in the own name. */
const actsAs = z.strictObject({ token: label, act: z.enum(['decide', 'apply']) });
export type ActsAs = z.infer<typeof actsAs>;
/** What an approval may say besides. */
const approving = {
  /** Signed beside it (approval/comment.ts). */
  comment: z.string().max(500).optional(),
  /** Places of a list (0 first) that whoever approves it does not agree to; absent: none. */
  without: z.array(z.int().min(0)).max(maxListItems).optional(),
};
export interface Approving {
  readonly comment?: string | undefined;
  readonly without?: readonly number[] | undefined;
}
/** Several approvals under one login: of requests that stand alone, lists and sets. */
const approvals = z
  .array(z.strictObject({ requestId: label, ...approving }))
  .min(1)
  .max(mostTogether)
  .refine((all) => new Set(all.map(({ requestId }) => requestId)).size === all.length, 'named twice');
export type ApprovalItem = z.infer<typeof approvals>[number];
/** Software tokens have no keypad. */
const sandboxActor = { token: label, pin: base64 };

const stamping = {
  /** Octets to keep free for a time stamp; 0: none is asked for. */
  timestampLength: z.int().min(0).max(65536),
  /** One is wanted, and where none is to be had the sealed file waits for it. Else it is none, or the sealing fails. */
  mayWait: z.boolean().optional(),
};

/** What an applicant says of one request or of all of a list. */
const sharedDraft = {
  typeCode: z.enum(sealTypeCodes),
  /** 用印事由. */
  reason: z.string(),
  matter: z.enum(matters),
  attachments: z
    .array(
      z.strictObject({
        kind: z.enum(attachmentKinds),
        file: z.string().min(1),
        /** As `sm3` of the draft. */
        sm3: hex.length(64).optional(),
      }),
    )
    .max(20),
  uses: z.int(),
  validHours: z.int().min(1).optional(),
};
const placements = z.array(placementSchema).min(1).max(50);
const value = {
  counterparty: z.string().optional(),
  amount: z.string().optional(),
  currency: z.string().optional(),
};

/** All invoice numbers that were read in the words of a file. */
const numbers = z.array(z.string().max(20)).min(1).max(mostInvoiceNumbers).optional();

/** What an applicant says; everything else in a request is filled in by the signer. */
const requestDraft = z.strictObject({
  file: z.string().min(1),
  /** Hex SM3 of the file that was shown with the question for the PIN; another file is refused. */
  sm3: hex.length(64).optional(),
  ...{ ...sharedDraft, ...value, placements },
  /** What its own words call it: numbers of invoices (domain/invoice-numbers.ts). */
  reference: z.string().optional(),
  numbers,
});
export type RequestDraft = z.infer<typeof requestDraft>;

/** The same for a list of files (docs/adr/0035). */
const listDraft = z.strictObject({
  ...sharedDraft,
  /** The items are seals on one file, put on it in this order (docs/adr/0042); each names its kind of seal. */
  isSet: z.boolean().optional(),
  /** Hex SM3 over the files that were shown with the question for the PIN (`ListSubject.filesSm3`); others are refused. */
  filesSm3: hex.length(64).optional(),
  items: z
    .array(
      z.strictObject({
        ...{ file: z.string().min(1), placements, ...value, reference: z.string().optional(), numbers },
        typeCode: z.enum(sealTypeCodes).optional(),
      }),
    )
    .min(1)
    .max(maxListItems),
});
export type ListDraft = z.infer<typeof listDraft>;

/** What a grantor says of a delegation; the rest is filled in by the signer. */
const delegationDraft = z.strictObject({
  deputyId: label,
  esIds: z.array(z.string().min(1).max(128)).min(1).max(50),
  matters: z.array(z.enum(matters)).min(1).max(matters.length),
  maxAmount: z.string().optional(),
  currency: z.string().optional(),
  from: z.string().max(30),
  until: z.string().max(30),
});
export type DelegationDraft = z.infer<typeof delegationDraft>;

export const signerRequest = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('token.list') }),
  // How many slots hold a token that nobody has initialised.
  z.strictObject({ name: z.literal('token.blanks') }),
  z.strictObject({ name: z.literal('token.peek') }),
  // All that the driver says of itself, call by call; the process is of no other use then.
  z.strictObject({ name: z.literal('driver.examine') }),
  // What the PIN window shows: described before any PIN is there.
  z.strictObject({
    name: z.literal('request.describe'),
    requestIds: z.array(label).min(1).max(maxListItems),
    as: actsAs.optional(),
  }),
  z.strictObject({ name: z.literal('draft.describe'), draft: requestDraft }),
  // The same for a list: one that is not written yet, and one that is stored.
  z.strictObject({ name: z.literal('list.describeDraft'), draft: listDraft }),
  z.strictObject({
    ...{ name: z.literal('list.describe'), listId: label, as: actsAs.optional() },
    without: approving.without,
  }),
  // The same for approvals, with what is said beside each: one that cannot be approved says why.
  z.strictObject({ name: z.literal('approvals.describe'), as: actsAs.optional(), approvals }),
  // A delegation that is not signed yet, by whoever holds the token; and one that is on record.
  z.strictObject({ name: z.literal('delegation.describe'), token: label, delegation: delegationDraft }),
  z.strictObject({ name: z.literal('delegation.describeStored'), delegationSm3: hex.length(64) }),
  // The differences from the policy in force, and the requests that it would end.
  z.strictObject({ name: z.literal('policy.describe'), policy: z.unknown() }),
  /** `touched`: the requests that were named to whoever signs; should there be more, nothing is signed. */
  z.strictObject({
    name: z.literal('policy.sign'),
    ...actor,
    policy: z.unknown(),
    touched: z.array(label).max(100_000),
  }),
  z.strictObject({ name: z.literal('request.sign'), ...actor, draft: requestDraft }),
  z.strictObject({ name: z.literal('list.sign'), ...actor, draft: listDraft }),
  /** `requestId` of a list: one signature for all of it. */
  z.strictObject({
    name: z.literal('decision.sign'),
    ...actor,
    requestId: label,
    decision: z.enum(['approve', 'reject']),
    /** Of a rejection. */
    reason: z.string().max(500),
    ...approving,
  }),
  /** Under one login: a statement, a signature and an end of its own for each. */
  z.strictObject({ name: z.literal('decision.approveMany'), ...actor, approvals }),
  z.strictObject({
    name: z.literal('cancellation.sign'),
    ...actor,
    requestId: label,
    reason: z.string().max(500),
  }),
  /** Delegations (docs/adr/0045): granted by whoever holds the token, accepted, ended. */
  z.strictObject({ name: z.literal('delegation.sign'), ...actor, delegation: delegationDraft }),
  z.strictObject({ name: z.literal('acceptance.sign'), ...actor, delegationSm3: hex.length(64) }),
  z.strictObject({
    name: z.literal('revocation.sign'),
    ...actor,
    delegationSm3: hex.length(64),
    reason: z.string().max(500),
  }),
  /** Puts the clock right (docs/adr/0039). `seen`: the latest time on record, as it was shown. */
  z.strictObject({
    name: z.literal('clock.sign'),
    ...actor,
    reason: z.string().max(200),
    seen: z.string().max(30),
  }),
  z.strictObject({
    name: z.literal('seal.apply'),
    ...actor,
    requestId: label,
    file: z.string().min(1),
    output: z.string().min(1),
    ...stamping,
  }),
  /** Several requests under one login: each has its own permit, its own use and its own end. */
  z.strictObject({
    name: z.literal('seal.applyMany'),
    ...actor,
    items: z
      .array(z.strictObject({ requestId: label, file: z.string().min(1), output: z.string().min(1) }))
      .min(1)
      .max(maxListItems),
    ...stamping,
  }),
  /** Puts a document time stamp behind files that wait for one (docs/adr/0033). Needs no token. */
  z.strictObject({
    name: z.literal('timestamp.add'),
    /** Whose file it is said to be; no other is stamped then. */
    requestId: label.optional(),
    file: z.string().min(1),
    output: z.string().min(1),
    /** Octets to keep free for it. */
    timestampLength: z.int().min(1).max(65536),
  }),
  /** A new user PIN, by whoever knows the one before or by the administrator (all tries are back). The home is not read. */
  z.strictObject({
    name: z.literal('token.setPin'),
    token: label,
    by: z.enum(['user', 'administrator']),
    pin: base64,
    newPin: base64,
  }),
  /** Logs in and reads what is private; signs nothing. */
  z.strictObject({ name: z.literal('token.look'), token: label, pin: base64.nullable() }),
  /** Tries every way in which the token might sign, over a text of the signer's own (docs/adr/0060). Nothing is kept. */
  z.strictObject({ name: z.literal('token.test'), token: label, pin: base64.nullable() }),
  // Sandbox homes only: making software tokens. The signer refuses these for any other module or home.
  z.strictObject({ name: z.literal('sandbox.initToken'), token: label, soPin: base64, pin: base64 }),
  z.strictObject({ name: z.literal('sandbox.generateKey'), ...sandboxActor, id: hex, label }),
  z.strictObject({
    name: z.literal('sandbox.storeCertificate'),
    ...sandboxActor,
    id: hex,
    label,
    certificate: base64,
  }),
  z.strictObject({
    name: z.literal('sandbox.storeSeal'),
    ...sandboxActor,
    id: hex,
    esId: label,
    seal: base64,
  }),
]);
export type SignerRequest = z.infer<typeof signerRequest>;

/**
 * What the signer asks back in the middle of `seal.apply`: a time-stamp token over this SM3 imprint, or whether to go on
 * (`stop` stops; every other answer, also none, goes on).
 */
export const signerQuestion = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('timestamp'), imprint: base64 }),
  /** How many files of a list have been measured; the answer means nothing. */
  z.strictObject({ name: z.literal('measured'), done: z.int(), total: z.int() }),
  z.strictObject({ name: z.literal('step'), requestId: label, step: z.enum(sealingSteps) }),
  /** One of several is over; `code` is null when it was sealed. */
  z.strictObject({ name: z.literal('item'), requestId: label, code: z.string().nullable() }),
]);
