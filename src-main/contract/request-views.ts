/** Requests as a page shows them: what is asked for, the path, how far it has come, where the marks will be. */
import { z } from 'zod';
import { attachmentKinds } from '../domain/attachment.ts';
import { combinedDuties } from '../domain/combined-duty.ts';
import { requestStates } from '../domain/request-state.ts';
import { timeStampStates } from '../domain/time-stamp.ts';
import { matters } from '../domain/matter.ts';
import { documentView } from './views.ts';
import { hex, placement, rect, requestId, role, sealTypeCode, time } from './fields.ts';
import { callError } from './result.ts';

export const stepView = z.object({
  role,
  /** Who may give this approval. */
  people: z.array(z.string()),
  /** Who gave it, and when; null while it is waited for. Its signature has been checked. */
  /** `behalf`: for whom a deputy approved; null in the own name. */
  /** `comment`: what was said beside it; null: nothing. */
  approved: z
    .object({ name: z.string(), behalf: z.string().nullable(), time, comment: z.string().nullable() })
    .nullable(),
});

/** Duties that one person may have on a path (docs/adr/0044); empty almost everywhere. */
export const combined = z.array(z.enum(combinedDuties));

/** Who may take the next step, or seal, for somebody by a delegation that counts now (docs/adr/0045). */
export const standIns = z.array(z.object({ deputy: z.string(), grantor: z.string() }));

export const requestView = z.object({
  id: requestId,
  state: z.enum(requestStates),
  /** Why it does not run any more, and by whose decision; null while it runs. */
  ended: callError.nullable(),
  document: z.object({ name: z.string(), sm3: hex, size: z.int(), pages: z.int() }),
  seal: z.object({ esId: z.string(), typeCode: sealTypeCode }),
  placements: z.array(placement),
  reason: z.string(),
  matter: z.enum(matters),
  /** What the file is called by its number: a statement, an invoice. */
  reference: z.string().nullable(),
  counterparty: z.string().nullable(),
  amount: z.string().nullable(),
  currency: z.string().nullable(),
  attachments: z.array(z.object({ kind: z.enum(attachmentKinds), name: z.string(), sm3: hex })),
  uses: z.int(),
  usesSpent: z.int(),
  /** Those of them that broke off: they count, and no file is vouched for. */
  usesBroken: z.int(),
  /** The policy wants a time stamp with every seal. */
  timeStampRequired: z.boolean(),
  /** How many of its sealed files wait for a time stamp. */
  stampsWaiting: z.int(),
  validFrom: time,
  validUntil: time,
  time,
  /** Name of the applicant; the identifier when the policy does not know it any more. */
  applicant: z.string(),
  path: z.array(stepView),
  /** Index in `path` of the step that is waited for; null when none is. */
  nextStep: z.int().nullable(),
  keepers: z.array(z.string()),
  combined,
  standIns,
});

const markView = z.object({
  page: z.int(),
  rect,
  /** 骑缝章: which slice (0-based, from the left of the seal) of how many; null for a whole seal. */
  slice: z.object({ index: z.int(), count: z.int() }).nullable(),
  /** Of which of several seals it is. */
  typeCode: sealTypeCode.optional(),
});

export const previewView = z.object({
  marks: z.array(markView),
  /** Two marks on one page; `share` of the smaller one lies under the other. Indexes in `marks`. */
  overlaps: z.array(z.object({ first: z.int(), second: z.int(), page: z.int(), share: z.number() })),
  /** Marks over a seal that is on the file already. Index in `marks`. */
  covered: z.array(z.object({ mark: z.int(), page: z.int(), share: z.number() })),
  /** Pages with a mark on a ground so dark that it would hardly be seen. */
  dark: z.array(z.int()),
  /** The signature field of the other side that the seal fills; null for none. */
  fills: z.string().nullable(),
  /** Size of the seal on paper. */
  seal: z.object({ name: z.string(), widthMm: z.number(), heightMm: z.number() }),
  /** Who must approve, in order. */
  path: z.array(stepView),
  /** 0 is the lowest amount tier. */
  tier: z.int(),
  keepers: z.array(z.string()),
  combined,
});

/** The file of a request, opened to be looked at. */
export const requestDocumentView = z.object({
  document: documentView,
  /** False: these are not the octets that the request is about. Nobody may approve them. */
  isAsRequested: z.boolean(),
});

export const sealOutcomeView = z.object({
  requestId,
  sealName: z.string(),
  useNumber: z.int(),
  usesLeft: z.int(),
  outputSm3: hex,
  outputSize: z.int(),
  marks: z.int(),
  timeStamp: z.enum(timeStampStates),
  /** The sealed file, opened for this window. */
  document: documentView,
  /** Name of the folder that it is in. */
  folder: z.string(),
  /** Where it is, for people to read: no call takes a path. */
  path: z.string(),
  /** What the system can do with it: a way to print, a way to open. */
  canPrint: z.boolean(),
  canOpen: z.boolean(),
});

export const keywordHitView = z.object({
  page: z.int(),
  pageSize: z.object({ widthMm: z.number(), heightMm: z.number() }),
  rect,
  /** Middle of the edge at which the keyword ends. */
  end: z.object({ xMm: z.number(), yMm: z.number() }),
  direction: z.enum(['right', 'left', 'down', 'up']),
  /** Words of the line in which it stands. */
  line: z.string().optional(),
});
export type RequestView = z.infer<typeof requestView>;
export type StepView = z.infer<typeof stepView>;
export type MarkView = z.infer<typeof markView>;
export type PreviewView = z.infer<typeof previewView>;
export type RequestDocumentView = z.infer<typeof requestDocumentView>;
export type SealOutcomeView = z.infer<typeof sealOutcomeView>;
export type KeywordHitView = z.infer<typeof keywordHitView>;
